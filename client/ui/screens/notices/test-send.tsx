/** Sends a test and says what became of it, right below, for as long as one looks at it. */
import { useState } from 'preact/hooks';
import type { SendResult } from '../../../../shared/notices.ts';
import type { Answer } from '../../../state/server.ts';
import { useApp } from '../../app-context.ts';
import { Button } from '../../parts/button.tsx';
import { screenWords } from '../../words/screen-words.ts';
import { serverFailureWords } from '../../words/server-failure-words.ts';

export interface TestSendProps {
  readonly send: () => Answer<SendResult>;
  readonly wordsOf: (result: SendResult) => string;
  readonly label?: string;
  readonly disabled?: boolean;
  readonly onSent?: () => void;
}

export function TestSend({ send, wordsOf, label, disabled = false, onSent }: TestSendProps) {
  const { onTrouble } = useApp();
  const [isBusy, setBusy] = useState(false);
  const [said, setSaid] = useState<{ readonly ok: boolean; readonly text: string }>();
  const w = screenWords.value.notices;
  const go = async (): Promise<void> => {
    setBusy(true);
    setSaid(undefined);
    const answer = await send();
    setBusy(false);
    setSaid(
      answer.ok
        ? { ok: answer.value.ok, text: wordsOf(answer.value) }
        : { ok: false, text: serverFailureWords(answer.failure) },
    );
    onSent?.();
  };
  return (
    <>
      <Button
        {...(label === undefined ? {} : { label })}
        disabled={disabled || isBusy}
        onClick={() => void go().catch(onTrouble)}
      >
        {isBusy ? w.testing : w.test}
      </Button>
      <p class={said?.ok === false ? 'test-said bad' : 'test-said'} role="status">
        {said?.text}
      </p>
    </>
  );
}

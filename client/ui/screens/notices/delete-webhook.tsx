/** Asks before a webhook goes: its secret cannot be had back, so there is no undo. */
import { useState } from 'preact/hooks';
import type { Webhook } from '../../../../shared/notices.ts';
import { useApp } from '../../app-context.ts';
import { Button } from '../../parts/button.tsx';
import { Dialog } from '../../parts/dialog.tsx';
import { showToast } from '../../parts/toast.tsx';
import { Trouble } from '../../parts/trouble.tsx';
import { screenWords } from '../../words/screen-words.ts';
import { serverFailureWords } from '../../words/server-failure-words.ts';
import type { UseNotices } from './use-notices.ts';

export interface DeleteWebhookProps {
  readonly notices: UseNotices;
  readonly webhook: Webhook;
  readonly onKeep: () => void;
  readonly onDeleted: () => void;
}

export function DeleteWebhook({ notices, webhook, onKeep, onDeleted }: DeleteWebhookProps) {
  const { onTrouble } = useApp();
  const [trouble, setTrouble] = useState<string>();
  const { id, name } = webhook;
  const w = screenWords.value.notices.webhooks;
  const go = async (): Promise<void> => {
    const answer = await notices.server.removeWebhook(id);
    if (!answer.ok) return setTrouble(serverFailureWords(answer.failure));
    onDeleted();
    showToast({ text: w.deleted(name) });
    await notices.read();
  };
  return (
    <Dialog
      title={w.deleteTitle(name)}
      onClose={onKeep}
      footer={
        <>
          <Button onClick={onKeep}>{w.keep}</Button>
          <Button kind="danger" icon="bin" onClick={() => void go().catch(onTrouble)}>
            {w.delete}
          </Button>
        </>
      }
    >
      <p>{w.deleteMore}</p>
      <div class="field">
        <Trouble text={trouble} />
      </div>
    </Dialog>
  );
}

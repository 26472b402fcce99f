/** For whoever has the link in another app: paste it here. */
import { useState } from 'preact/hooks';
import { Button } from '../../parts/button.tsx';
import { Field } from '../../parts/field.tsx';
import { screenWords } from '../../words/screen-words.ts';

/** The part behind the # of a link, or the code alone. */
export function codeIn(text: string): string | undefined {
  const code = text.trim().split('#').at(-1) ?? '';
  return /^[\w-]{8,100}$/.test(code) ? code : undefined;
}

export function EnterInvite({ onCode }: { onCode: (code: string) => void }) {
  const [text, setText] = useState('');
  const [trouble, setTrouble] = useState<string>();
  const w = screenWords.value.join;
  return (
    <form
      class="form"
      novalidate
      onSubmit={(event) => {
        event.preventDefault();
        const code = codeIn(text);
        if (code === undefined) setTrouble(w.pasteWrong);
        else onCode(code);
      }}
    >
      <Field label={w.paste} value={text} trouble={trouble} keyboard="url" onInput={setText} />
      <Button kind="primary" submits wide>
        {w.go}
      </Button>
    </form>
  );
}

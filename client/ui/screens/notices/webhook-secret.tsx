/** The secret of a new webhook, this once, and how a program checks with it what it gets. */
import { copyText } from '../../../device/share.ts';
import { Button } from '../../parts/button.tsx';
import { Dialog } from '../../parts/dialog.tsx';
import { showToast } from '../../parts/toast.tsx';
import { screenWords } from '../../words/screen-words.ts';
import { words } from '../../words/words.ts';

export function WebhookSecret({ secret, onClose }: { secret: string; onClose: () => void }) {
  const w = screenWords.value.notices.webhooks;
  const p = words.value.parts;
  const copy = async (): Promise<void> =>
    showToast({ text: (await copyText(secret)) ? p.copied : p.notCopied });
  return (
    <Dialog
      sheet
      title={w.secretTitle}
      onClose={onClose}
      footer={
        <>
          <Button kind="primary" icon="copy" onClick={() => void copy()}>
            {w.copySecret}
          </Button>
          <Button onClick={onClose}>{w.done}</Button>
        </>
      }
    >
      <p>{w.secretMore}</p>
      <p class="link-box">{secret}</p>
      <details class="signature">
        <summary>{w.check}</summary>
        <ol>
          {w.checkSteps.map((step) => (
            <li key={step}>{step}</li>
          ))}
        </ol>
        <p>{w.standard}</p>
      </details>
    </Dialog>
  );
}

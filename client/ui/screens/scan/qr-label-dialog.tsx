/** One label to print: the QR code of a card or a place, its name, and its short code for whoever has no camera. */
import { encode } from 'uqr';
import { copyText } from '../../../device/share.ts';
import { Button } from '../../parts/button.tsx';
import { Dialog } from '../../parts/dialog.tsx';
import { showToast } from '../../parts/toast.tsx';
import { screenWords } from '../../words/screen-words.ts';
import { words } from '../../words/words.ts';
import '../../styles/label.css';

export interface QrLabelDialogProps {
  readonly name: string;
  readonly short: string;
  /** As `paths` makes it: `/i/…` or `/l/…`. */
  readonly path: string;
  readonly isPlace?: boolean;
  readonly onClose: () => void;
}

export function QrLabelDialog({ name, short, path, isPlace = false, onClose }: QrLabelDialogProps) {
  const w = screenWords.value.scan.label;
  const link = `${location.origin}${path}`;
  const copy = async (): Promise<void> => {
    const { copied, notCopied } = words.value.parts;
    showToast({ text: (await copyText(link)) ? copied : notCopied });
  };
  return (
    <Dialog
      title={w.title(name)}
      onClose={onClose}
      footer={
        <>
          <Button icon="copy" onClick={() => void copy()}>
            {w.copy}
          </Button>
          <Button kind="primary" icon="print" onClick={() => print()}>
            {w.print}
          </Button>
        </>
      }
    >
      <div class="qr-label">
        <QrCode text={link} alt={w.alt(link)} />
        <div>
          <strong>{name}</strong>
          <span class="mono">{short}</span>
        </div>
      </div>
      <p class="quiet small">{isPlace ? w.hintPlace : w.hint}</p>
    </Dialog>
  );
}

/** Black on white in every theme, with the four modules of white that scanners need (ISO/IEC 18004, 9.1). */
function QrCode({ text, alt }: { text: string; alt: string }) {
  const { data, size } = encode(text, { ecc: 'M', border: 4 });
  const dark = data
    .flatMap((row, y) => row.flatMap((isDark, x) => (isDark ? [`M${x} ${y}h1v1h-1z`] : [])))
    .join('');
  return (
    <svg class="qr" viewBox={`0 0 ${size} ${size}`} role="img" aria-label={alt}>
      <path d={dark} shape-rendering="crispEdges" />
    </svg>
  );
}

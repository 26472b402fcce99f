/**
 * Codes that are no thing of ours: a website, a label of somebody else's, an invite, nonsense. What it is is said as
 * plain text; a website opens only by a tap, in a tab of its own that learns nothing of us.
 */
import { useState } from 'preact/hooks';
import { assertNever } from '../../../../shared/result.ts';
import type { ScannedCode } from '../../../../shared/scanned-code.ts';
import { parseWebLink } from '../../../../shared/web-link.ts';
import type { FoundCode, FoundItem } from '../../../state/find-code.ts';
import { Button } from '../../parts/button.tsx';
import { Dialog } from '../../parts/dialog.tsx';
import { screenWords } from '../../words/screen-words.ts';
import { AttachSheet } from './attach-sheet.tsx';
import { BindButtons } from './unknown-sheet.tsx';
import '../../styles/scan.css';

type Note = Extract<
  FoundCode,
  { readonly kind: 'missing' | 'website' | 'otherBincard' | 'ownJoin' | 'unreadable' }
>;

export interface NoteSheetProps {
  readonly note: Note;
  readonly code: ScannedCode;
  readonly onItem: (found: FoundItem) => void;
  readonly onClose: () => void;
}

export function NoteSheet({ note, code, onItem, onClose }: NoteSheetProps) {
  const [isAttaching, setAttaching] = useState(false);
  const value = bindableValue(note);
  if (isAttaching && value !== undefined) {
    return (
      <AttachSheet value={value} code={code} onItem={onItem} onBack={() => setAttaching(false)} />
    );
  }
  const bind = value !== undefined && (
    <BindButtons value={value} onAttach={() => setAttaching(true)} onClose={onClose} />
  );
  return (
    <Dialog sheet title={titleOf(note)} onClose={onClose} {...(bind && { footer: bind })}>
      <NoteBody note={note} onItem={onItem} />
    </Dialog>
  );
}

/** What may be given to an item: a label that was printed ahead, and a link on somebody's pack. */
function bindableValue(note: Note): string | undefined {
  if (note.kind === 'website') return note.url;
  return note.kind === 'missing' && note.what === 'item' ? note.short : undefined;
}

function titleOf(note: Note): string {
  const w = screenWords.value.scan;
  switch (note.kind) {
    case 'missing':
      return w.missing[note.what];
    case 'website':
      return w.website.title;
    case 'otherBincard':
      return w.other.title;
    case 'ownJoin':
      return w.join.title;
    case 'unreadable':
      return w.unreadable.title;
    default:
      return assertNever(note);
  }
}

function NoteBody({ note, onItem }: { note: Note; onItem: (found: FoundItem) => void }) {
  const w = screenWords.value.scan;
  switch (note.kind) {
    case 'missing':
      return (
        <>
          <p>{w.missing.more(note.short)}</p>
          {note.what === 'item' && <p class="quiet">{w.missing.bind}</p>}
        </>
      );
    case 'website':
      return <Website url={note.url} />;
    case 'otherBincard':
      return (
        <>
          <p>{w.other.more(hostOf(note.url))}</p>
          <p class="mono code-text">{note.url}</p>
          {note.here !== null && <Namesake here={note.here} url={note.url} onItem={onItem} />}
        </>
      );
    case 'ownJoin':
      return <p>{w.join.more}</p>;
    case 'unreadable':
      return <p>{w.unreadable[note.reason]}</p>;
    default:
      return assertNever(note);
  }
}

function Website({ url }: { url: string }) {
  const w = screenWords.value.scan.website;
  const host = hostOf(url);
  return (
    <>
      <p>{w.more}</p>
      <dl class="facts">
        <dt>{w.host}</dt>
        <dd class="host">{host}</dd>
        <dt>{w.whole}</dt>
        <dd class="mono code-text">{url}</dd>
      </dl>
      {host !== '' && (
        <Button icon="link" href={url} isOutside>
          {w.open(host)}
        </Button>
      )}
    </>
  );
}

interface NamesakeProps {
  readonly here: FoundItem;
  readonly url: string;
  readonly onItem: (found: FoundItem) => void;
}

function Namesake({ here, url, onItem }: NamesakeProps) {
  const w = screenWords.value.scan.other;
  return (
    <>
      <p>{w.hereMore(parseWebLink(url)?.segments.at(-1) ?? '')}</p>
      <Button icon="items" onClick={() => onItem(here)}>
        {w.here(here.item.name)}
      </Button>
    </>
  );
}

/** As a browser would understand it, so that nothing but the true one is shown; "" where it is no address. */
function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).host : '';
}

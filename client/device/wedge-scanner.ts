/**
 * USB and Bluetooth scanners that play a keyboard, on any screen and in any field, without a camera. A scan is a burst
 * of keys that no hand can type; all else stays a person's typing. In a field the burst is taken out again; elsewhere
 * keys are held back for a moment, so that a code does not press the app's own shortcuts, and given back if it is none.
 *
 * What belongs together is judged by the times that the keys were struck at: a busy phone brings them late. The clock
 * only lets go of what was held, and ends a code that no Enter ends.
 */
import { fieldOf, rememberField } from './wedge-field.ts';
import { readWedgeKey } from './wedge-key.ts';

export interface WedgeOptions {
  /** What the scanner is set to send before and after each code. With either, only bursts that have it are scans. */
  readonly prefix?: string;
  readonly suffix?: string;
}

/** Fast typists need 60 ms and more for a key, scanners 1 to 20. */
const gapMaxMs = 35;
/** So long may a scanner think before its Enter; and so long a person waits for what the pressed key does. */
const silenceMs = 60;
/** A scanner that sends no Enter has finished after this long. Nobody feels it, and a slow phone may be late with a key. */
const codeSilenceMs = 250;
const lengthMin = 4;
/** In a field and without Enter, a hand that rolls over the keys is the likelier one. */
const lengthMinInField = 8;

interface Burst {
  text: string;
  lastMs: number;
  readonly target: EventTarget | null;
  /** Undefined outside of fields. */
  readonly restoreField: (() => void) | undefined;
  readonly held: KeyboardEvent[];
}

/** Answers how to stop. */
export function watchWedge(
  target: Window | Document | HTMLElement,
  onCode: (text: string) => void,
  { prefix = '', suffix = '' }: WedgeOptions = {},
): () => void {
  let burst: Burst | undefined;
  let silence: ReturnType<typeof setTimeout> | undefined;
  const returned = new WeakSet<Event>();

  /** Ends the burst: a code if it is one, else everything goes back to whom it was for. */
  const end = (isMarked: boolean): boolean => {
    clearTimeout(silence);
    const ended = burst;
    burst = undefined;
    if (ended === undefined) return false;
    const isScan = ended.text.length >= lengthNeeded(ended, isMarked);
    const code = isScan ? unwrap(ended.text, prefix, suffix) : undefined;
    if (code === undefined) giveBack(ended.held, returned);
    else {
      ended.restoreField?.();
      onCode(code);
    }
    return code !== undefined;
  };

  /** Once more around the event loop: the next keys may stand in its queue, behind a clock that was late. */
  const awaitSilence = (ms: number): void => {
    clearTimeout(silence);
    silence = setTimeout(() => {
      silence = setTimeout(onSilence);
    }, ms);
  };

  const onSilence = (): void => {
    if (burst === undefined) return;
    if (burst.text.length >= lengthNeeded(burst, false)) end(false);
    // Remembered as it is: a key that is still to come may say by its time that it belongs to it.
    else giveBack(burst.held.splice(0), returned);
  };

  const addCharacter = (event: KeyboardEvent, character: string): void => {
    const isNext = burst !== undefined && continues(burst, event, gapMaxMs);
    if (!isNext) end(false);
    burst ??= startBurst(event);
    burst.text += character;
    burst.lastMs = event.timeStamp;
    const mayBeCode = burst.text.length >= lengthNeeded(burst, false);
    awaitSilence(mayBeCode ? codeSilenceMs : silenceMs);
    // A first space may be a person's press of a button; and a shortcut of the browser stays one.
    const mayHold = burst.restoreField === undefined && (isNext || character !== ' ');
    if (!mayHold || event.ctrlKey) return;
    stop(event);
    burst.held.push(event);
  };

  const press = (event: Event): void => {
    if (!(event instanceof KeyboardEvent) || returned.has(event) || isRichText(event.target))
      return;
    const key = readWedgeKey(event);
    if (key.kind === 'modifier') return;
    if (key.kind === 'character') addCharacter(event, key.character);
    else {
      const isMarked =
        key.kind === 'end' && burst !== undefined && continues(burst, event, silenceMs);
      // Or it would send the form, or leave the field.
      if (end(isMarked) && isMarked) stop(event);
    }
  };

  target.addEventListener('keydown', press, { capture: true });
  return () => {
    target.removeEventListener('keydown', press, { capture: true });
    clearTimeout(silence);
    giveBack(burst?.held ?? [], returned);
    burst = undefined;
  };
}

function startBurst({ target, timeStamp }: KeyboardEvent): Burst {
  const field = fieldOf(target);
  return {
    text: '',
    lastMs: timeStamp,
    target,
    restoreField: field === undefined ? undefined : rememberField(field),
    held: [],
  };
}

/** `isMarked`: an Enter has ended it. */
function lengthNeeded({ restoreField }: Burst, isMarked: boolean): number {
  return restoreField !== undefined && !isMarked ? lengthMinInField : lengthMin;
}

function continues(burst: Burst, event: KeyboardEvent, gapMs: number): boolean {
  return burst.target === event.target && event.timeStamp - burst.lastMs < gapMs;
}

/** Undefined for a burst that lacks what this scanner always sends. */
function unwrap(text: string, prefix: string, suffix: string): string | undefined {
  const hasBoth =
    text.startsWith(prefix) && text.endsWith(suffix) && text.length > prefix.length + suffix.length;
  return hasBoth ? text.slice(prefix.length, text.length - suffix.length) : undefined;
}

function stop(event: Event): void {
  event.preventDefault();
  event.stopImmediatePropagation();
}

/** Some tens of milliseconds late, which nobody feels. They went to no field, so nothing has to be typed again. */
function giveBack(held: readonly KeyboardEvent[], returned: WeakSet<Event>): void {
  for (const event of held) {
    const again = new KeyboardEvent(event.type, event);
    returned.add(again);
    const { target } = event;
    const isThere = target instanceof Element && target.isConnected;
    (isThere ? target : document.body).dispatchEvent(again);
  }
}

/** Where text cannot be put back as it was, nothing is taken out. */
function isRichText(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.isContentEditable;
}

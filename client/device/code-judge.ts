/**
 * Which of the codes in a row of frames is meant, and when it is believed. Bars lie now and then, even with a right
 * check digit (one in 381 photos), so they must be read twice alike; a matrix corrects itself and is read once.
 *
 *   frame ─▶ nearest the middle ─▶ right check digit? ─▶ bars: the same as in the read before? ─▶ not just had? ─▶ yes
 */
import { hasValidCheckDigit } from '../../shared/codes.ts';
import { isLinear, isRetail } from '../../shared/symbology.ts';
import type { ReadCode } from './decode-code.ts';

export interface JudgedFrame {
  readonly codes: readonly ReadCode[];
  readonly width: number;
  readonly height: number;
}

export interface AcceptedCode {
  readonly code: ReadCode;
  /** From the first frame that held it to the one that proved it. */
  readonly sinceSeenMs: number;
}

export interface CodeJudgeOptions {
  /**
   * How long a code must have been seen to be gone before it counts again: lying in view it counts once. Time in which
   * nobody looked says nothing, be it that something was asked or that a slow phone was at one frame for so long.
   */
  readonly coolDownMs?: number;
  /** Two reads further apart than this are no agreement. */
  readonly agreeWithinMs?: number;
}

/** Call once for each frame, in their order. */
export type CodeJudge = (frame: JudgedFrame, nowMs: number) => AcceptedCode | undefined;

interface Sight {
  readonly firstMs: number;
  readonly lastMs: number;
}

export function makeCodeJudge({
  coolDownMs = 1_500,
  agreeWithinMs = 1_000,
}: CodeJudgeOptions = {}): CodeJudge {
  /** Of the last frame that held any, when it was seen. */
  let before: ReadonlyMap<string, Sight> = new Map();
  /** Accepted ones, and since when they have not been in view. */
  const had = new Map<string, number | undefined>();

  return (frame, nowMs) => {
    const codes = frame.codes.filter(isPlausible);
    const wasJustHad = noteSights(had, new Set(codes.map(nameOf)), { nowMs, coolDownMs });
    if (codes.length === 0) return undefined;
    const now = new Map<string, Sight>();
    for (const code of codes) {
      const held = before.get(nameOf(code));
      const firstMs =
        held !== undefined && nowMs - held.lastMs <= agreeWithinMs ? held.firstMs : nowMs;
      now.set(nameOf(code), { firstMs, lastMs: nowMs });
    }
    before = now;

    const code = nearestTheMiddle(codes, frame);
    const name = nameOf(code);
    const sinceSeenMs = nowMs - (now.get(name)?.firstMs ?? nowMs);
    const isProven = !isLinear(code.symbology) || sinceSeenMs > 0;
    if (!isProven || wasJustHad.has(name)) return undefined;
    had.set(name, undefined);
    return { code, sinceSeenMs };
  };
}

/** The reader checks too; this holds whichever reader it is. */
function isPlausible({ symbology, text }: ReadCode): boolean {
  if (text === '') return false;
  return !isRetail(symbology) || (/^\d{8,14}$/.test(text) && hasValidCheckDigit(text));
}

function nameOf({ symbology, text }: ReadCode): string {
  return `${symbology} ${text}`;
}

/** Answers which of those in view were had; they stay so until they have been gone for the cool-down. */
function noteSights(
  had: Map<string, number | undefined>,
  inView: ReadonlySet<string>,
  { nowMs, coolDownMs }: { readonly nowMs: number; readonly coolDownMs: number },
): ReadonlySet<string> {
  const again = new Set<string>();
  for (const [name, goneSinceMs = nowMs] of had) {
    if (goneSinceMs < nowMs && nowMs - goneSinceMs >= coolDownMs) had.delete(name);
    else had.set(name, inView.has(name) ? undefined : goneSinceMs);
    if (inView.has(name) && had.has(name)) again.add(name);
  }
  return again;
}

function nearestTheMiddle(codes: readonly ReadCode[], { width, height }: JudgedFrame): ReadCode {
  const distance = ({ centre }: ReadCode): number =>
    Math.hypot(centre.x - width / 2, centre.y - height / 2);
  return codes.reduce((best, code) => (distance(code) < distance(best) ? code : best));
}

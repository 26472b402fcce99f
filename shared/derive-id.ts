/**
 * Ids that follow from other ids, so that two phones that mean the same fact give it the same name: the
 * undo of one movement, the count that a stocktake takes from one tally. Whoever comes second changes
 * nothing. Not a secret and no guard against malice: 122 mixed bits against chance alone.
 */
import { toId, type Id, type MovementId } from './ids.ts';

/** A UUID v8 (RFC 9562, 5.8) made of any text. */
export function deriveId<Name extends string>(text: string): Id<Name> {
  const hex = mix(text)
    .map((lane) => lane.toString(16).padStart(8, '0'))
    .join('');
  const variant = ((parseInt(hex.slice(16, 18), 16) & 0x3f) | 0x80).toString(16);
  return toId<Name>(
    `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-${variant}${hex.slice(18, 20)}-${hex.slice(20)}`,
  );
}

/** A movement can be taken back once, whoever does it and how often; the taking back too. */
export function makeUndoId(id: MovementId): MovementId {
  return deriveId<'movement'>(`undo ${id}`);
}

/** Four lanes that feed each other (cyrb128, public domain). */
function mix(text: string): number[] {
  let [a, b, c, d] = [1779033703, 3144134277, 1013904242, 2773480762];
  for (let place = 0; place < text.length; place += 1) {
    const unit = text.charCodeAt(place);
    a = b ^ Math.imul(a ^ unit, 597399067);
    b = c ^ Math.imul(b ^ unit, 2869860233);
    c = d ^ Math.imul(c ^ unit, 951274213);
    d = a ^ Math.imul(d ^ unit, 2716044179);
  }
  a = Math.imul(c ^ (a >>> 18), 597399067);
  b = Math.imul(d ^ (b >>> 22), 2869860233);
  c = Math.imul(a ^ (c >>> 17), 951274213);
  d = Math.imul(b ^ (d >>> 19), 2716044179);
  const all = a ^ b ^ c ^ d;
  return [all, b ^ all, c ^ all, d ^ all].map((lane) => lane >>> 0);
}

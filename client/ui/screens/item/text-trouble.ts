/** Checks a text that goes with a movement by the very rule the server applies, and says in words what to do. */
import { toId, unplaced } from '../../../../shared/ids.ts';
import { parseMutation } from '../../../../shared/mutations.ts';
import { movementDraft } from '../../../state/stock-actions.ts';
import { invalidWords } from '../../words/invalid-words.ts';

const anyId = '00000000-0000-7000-8000-000000000000';
const anyShift = { from: unplaced, to: null, reason: 'use' } as const;

/** Undefined where nothing is wrong. */
export function textTrouble(field: 'lot' | 'purpose' | 'note', text: string): string | undefined {
  const value = text.trim();
  const facts = field === 'lot' ? { batch: { lot: value, expiry: '' } } : { [field]: value };
  const deed = { itemId: toId<'item'>(anyId), quantity: 1, ...facts };
  const { name, args } = movementDraft(toId<'movement'>(anyId), deed, anyShift);
  const parsed = parseMutation({ name, version: 1, args });
  if (parsed.ok) return undefined;
  return parsed.failure.kind === 'invalid' ? invalidWords(parsed.failure.reason) : undefined;
}

/** What to say about a number that cannot be used, for every entry of a quantity. */
import { parseQuantity, type Quantity, type QuantityFault } from '../../../shared/quantity.ts';
import { fail, succeed, type Result } from '../../../shared/result.ts';
import { screenWords } from './screen-words.ts';

/** `least`: 0 where nothing is an answer, 1 where it must be more. */
export function readQuantity(text: string, least: 0 | 1): Result<Quantity, string> {
  const parsed = parseQuantity(text);
  if (!parsed.ok) return fail(faultWords(parsed.failure));
  if (parsed.value < 0) return fail(screenWords.value.wrong.negative);
  return parsed.value < least ? fail(screenWords.value.wrong.zero) : succeed(parsed.value);
}

function faultWords(fault: QuantityFault): string {
  const w = screenWords.value.wrong;
  return fault === 'empty' ? w.emptyNumber : w[fault];
}

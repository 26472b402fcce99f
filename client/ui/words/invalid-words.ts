/**
 * Checks one field by the very rule the server applies (parseMutation), and says in words what to do. So a form knows
 * no limits of its own, and all wrong fields are told at once instead of one after the other.
 */
import { parseMutation, type MutationName } from '../../../shared/mutations.ts';
import { screenWords } from './screen-words.ts';

const anyId = '00000000-0000-7000-8000-000000000000';

export function troubleOf(
  table: 'item' | 'location' | 'category' | 'loan' | 'supplier' | 'supplierItem',
  field: string,
  value: unknown,
): string | undefined {
  const name: MutationName = `${table}.patch`;
  const parsed = parseMutation({
    name,
    version: 1,
    args: { id: anyId, fields: { [field]: value } },
  });
  if (parsed.ok) return undefined;
  return parsed.failure.kind === 'invalid' ? invalidWords(parsed.failure.reason) : undefined;
}

export function invalidWords(reason: string): string {
  const w = screenWords.value.wrong;
  const longest = /^at most (\d+) characters$/.exec(reason)?.[1];
  if (longest !== undefined) return w.tooLong(Number(longest));
  const known: Readonly<Record<string, string>> = {
    'not empty': w.empty,
    'zero or more': w.negative,
    'more than zero': w.zero,
    'text without control codes': w.controlCodes,
    'an address that begins with http:// or https://': w.webAddress,
  };
  return known[reason] ?? w.other(reason);
}

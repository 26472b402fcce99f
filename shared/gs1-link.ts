/**
 * GS1 Digital Link: the same facts as an element string, in an address of any host,
 * `https://example.com/01/09506000134352/10/ABC?17=271231` (GS1 Digital Link Standard: URI Syntax, 4).
 * The address is read, never asked.
 */
import {
  readElements,
  type Gs1Element,
  type Gs1Facts,
  type Gs1Options,
  type Gs1Problem,
} from './gs1.ts';
import type { Result } from './result.ts';
import type { WebLink } from './web-link.ts';

/** Undefined for an address that is not of this kind. */
export function parseGs1Link(
  { segments, query }: WebLink,
  options: Gs1Options,
): Result<Gs1Facts, Gs1Problem> | undefined {
  // Anything may stand before the key, so the last one counts.
  const start = segments.findLastIndex(
    (segment, place) => segment === '01' && /^(\d{8}|\d{12,14})$/.test(segments[place + 1] ?? ''),
  );
  const qualifiers = segments.slice(start + 2);
  if (start === -1 || qualifiers.length % 2 !== 0) return undefined;
  const elements: Gs1Element[] = [['01', (segments[start + 1] ?? '').padStart(14, '0')]];
  for (let place = 0; place < qualifiers.length; place += 2)
    elements.push([qualifiers[place] ?? '', qualifiers[place + 1] ?? '']);
  // Among the parameters there may be others, which are the host's own.
  for (const [name, value] of query) if (/^\d{2,4}$/.test(name)) elements.push([name, value]);
  return readElements(elements, options);
}

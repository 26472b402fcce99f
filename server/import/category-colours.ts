/**
 * Colours for the root categories that an import makes; what lies below takes its parent's. All of them can
 * be told from paper (#FAF8F4) at AA for text, 4.5 : 1, and from the dark paper (#161514) at 3 : 1.
 */
export const categoryColours = [
  '#1D74B8', // blue
  '#946A12', // ochre
  '#15803D', // green
  '#7C5CC4', // violet
  '#0F766E', // teal
  '#BE3B6B', // rose
  '#57700F', // olive
  '#8B5E3C', // brown
] as const;

/** The next colours in order, those not in use first; after the last one it begins anew. */
export function* nextColours(inUse: ReadonlySet<string>): Generator<string, never> {
  const used = new Set([...inUse].map((colour) => colour.toUpperCase()));
  yield* categoryColours.filter((colour) => !used.has(colour));
  for (;;) yield* categoryColours;
}

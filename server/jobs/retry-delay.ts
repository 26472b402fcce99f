/** How long until another try: 30 s, 2 min, 8 min, half an hour, two hours, each up to a quarter more or less. */
const firstMs = 30_000;
const longestMs = 24 * 60 * 60 * 1000;

/** `attempts` so far, from 1. `wishMs`: the other side's own wish, which counts if it gave one. */
export function retryDelayMs(
  attempts: number,
  { dice, wishMs = null }: { readonly dice: number; readonly wishMs?: number | null },
): number {
  // Never earlier than asked, and not all at the very moment that was asked for.
  if (wishMs !== null) return Math.min(longestMs, Math.round(wishMs + dice * 5_000));
  const middleMs = firstMs * 4 ** Math.min(attempts - 1, 10);
  return Math.min(longestMs, Math.round(middleMs * (0.75 + dice / 2)));
}

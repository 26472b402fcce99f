/** A test goes to whatever address was typed, so nobody may send many of them: so many per person and quarter hour. */
const testsMax = 20;
const periodMs = 15 * 60 * 1000;

/** Counts a test; answers how many seconds to wait before it, 0 for none. */
export function makeTestLimit(now: () => number): (personId: string) => number {
  const testsOf = new Map<string, readonly number[]>();
  return (personId) => {
    const nowMs = now();
    const recent = (testsOf.get(personId) ?? []).filter((at) => at > nowMs - periodMs);
    const [first] = recent;
    if (recent.length >= testsMax && first !== undefined) {
      return Math.ceil((first + periodMs - nowMs) / 1000);
    }
    testsOf.set(personId, [...recent, nowMs]);
    return 0;
  };
}

/** "Did you mean …?" for a name that is not known: the nearest known one, if a slip of the fingers away. */
export function suggest(text: string, known: Iterable<string>): string | undefined {
  const sought = text.toLowerCase();
  let best: string | undefined;
  let bestSteps = Math.max(2, Math.floor(text.length / 5)) + 1;
  for (const name of known) {
    if (Math.abs(name.length - text.length) >= bestSteps) continue;
    const steps = countSteps(sought, name.toLowerCase());
    if (steps < bestSteps) [best, bestSteps] = [name, steps];
  }
  return best;
}

/** Letters to add, take away or replace (Levenshtein), row by row. */
function countSteps(one: string, other: string): number {
  let above = Array.from({ length: other.length + 1 }, (_, place) => place);
  for (let row = 1; row <= one.length; row++) {
    const here = [row];
    for (let place = 1; place <= other.length; place++) {
      const replaced = (above[place - 1] ?? 0) + (one[row - 1] === other[place - 1] ? 0 : 1);
      here.push(Math.min(replaced, (above[place] ?? 0) + 1, (here[place - 1] ?? 0) + 1));
    }
    above = here;
  }
  return above.at(-1) ?? 0;
}

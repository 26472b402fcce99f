/**
 * Who is in the space, as far as this phone may know: staff hold everybody, members only themselves. People who
 * have left stay, because what they did and borrowed still names them.
 */
import type { Person } from '../../shared/entities.ts';
import type { PersonId } from '../../shared/ids.ts';
import { fold } from './fold.ts';
import type { LocalDatabase } from './live.ts';

export type People = ReadonlyMap<PersonId, Person>;

export const nobody: People = new Map();

export async function readPeople(db: LocalDatabase): Promise<People> {
  const people = await db.person.toArray();
  return new Map(people.map((person) => [person.id, person]));
}

/** Whose name has each word of `query` somewhere, by name; those who have left are left out. */
export function findPeople(people: People, query: string): readonly Person[] {
  const wanted = fold(query).split(/\s+/).filter(Boolean);
  return [...people.values()]
    .filter(({ name, removedAt }) => {
      const folded = fold(name);
      return removedAt === null && wanted.every((word) => folded.includes(word));
    })
    .toSorted((one, other) => one.name.localeCompare(other.name));
}

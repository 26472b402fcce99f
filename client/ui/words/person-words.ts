/** A person's id in words: a name where this phone may know it. The one place that makes names of ids. */
import type { PersonId } from '../../../shared/ids.ts';
import type { People } from '../../state/people.ts';
import { screenWords } from './screen-words.ts';

/** "you", "Ada", "Bo (has left)"; "somebody" for whom this phone may not know, or does not know yet. */
export function personName(people: People, id: PersonId | null, ownId: PersonId | null): string {
  const w = screenWords.value.loans.people;
  if (id === null) return w.somebody;
  if (id === ownId) return w.you;
  const person = people.get(id);
  if (person === undefined) return w.somebody;
  return person.removedAt === null ? person.name : w.hasLeft(person.name);
}

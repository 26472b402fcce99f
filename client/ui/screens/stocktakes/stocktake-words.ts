/** Who did what in a stocktake, in words. Members' phones know nobody but their own person. */
import type { Stocktake, Tally } from '../../../../shared/entities.ts';
import type { Figure } from '../../../../shared/stocktake-figures.ts';
import type { ClientId, LocationId, PersonId } from '../../../../shared/ids.ts';
import { nobody, readPeople, type People } from '../../../state/people.ts';
import { useApp, type App } from '../../app-context.ts';
import { useLive } from '../../use-live.ts';
import { formatAmount, formatTime } from '../../words/format.ts';
import { personName } from '../../words/person-words.ts';
import { placePath } from '../../words/place-words.ts';
import { screenWords } from '../../words/screen-words.ts';

export interface Names {
  readonly people: People;
  readonly own: PersonId | null;
}

export function useNames(): Names {
  const { session } = useApp();
  const people = useLive(readPeople, []) ?? nobody;
  return { people, own: session.value?.personId ?? null };
}

export function decidedWords({ state, decidedAt, decidedBy }: Stocktake, names: Names): string {
  const w = screenWords.value.stocktake;
  const who = personName(names.people, decidedBy, names.own);
  if (state === 'open') return w.states.open;
  return w.list[state](formatTime(decidedAt), who);
}

/** Who counted, by what is known: the person, or else whether it is this phone. */
export function counterName(
  { personId, counter }: Pick<Tally, 'personId' | 'counter'>,
  { people, own }: Names,
  ownCounter: ClientId | null,
): string {
  const w = screenWords.value.stocktake.count;
  if (counter === ownCounter) return w.you;
  return personId === null ? w.someone : personName(people, personId, own);
}

/** The places that a stocktake is about, or that it is about everything. */
export function scopeWords(
  { locationIds, categoryIds }: Pick<Stocktake, 'locationIds' | 'categoryIds'>,
  { locations, categories }: Pick<App, 'locations' | 'categories'>,
): string {
  const w = screenWords.value.stocktake.scope;
  const parts: string[] = [];
  if (locationIds.length > 0)
    parts.push(locationIds.map((id: LocationId) => placePath(locations.value, id)).join(', '));
  if (categoryIds.length > 0) {
    const names = categoryIds.flatMap((id) => categories.value.row(id)?.name ?? []);
    parts.push(w.categories(names.join(', ')));
  }
  return parts.length === 0 ? w.everywhere : parts.join(' · ');
}

/** "not there" of one who went through the shelf and did not find it. */
export function figureWords({ kind, quantity }: Figure, unit: string): string {
  return kind === 'finish'
    ? screenWords.value.stocktake.review.notThere
    : formatAmount(quantity, unit);
}

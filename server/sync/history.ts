/**
 * The whole story, for whoever asks beyond what their phone holds: movements and counts as one list, newest first,
 * each row as its reader may see it.
 */
import type { SyncedTable } from '../../shared/entities.ts';
import type { FactOrigin, HistoryAnswer, HistoryAsked } from '../../shared/history.ts';
import { must } from '../../shared/result.ts';
import {
  readAccepting,
  readFactMark,
  readFactsBefore,
  readSaying,
  readTallyMark,
} from '../db/history-statements.ts';
import type { Queries } from '../db/database.ts';
import { readRows } from '../db/sync-statements.ts';
import type { Actor } from './actor.ts';
import { project } from './project.ts';

export interface History {
  read(actor: Actor, asked: HistoryAsked): Promise<HistoryAnswer>;
  /** Undefined if there is no such fact. */
  readOrigin(actor: Actor, factId: string): Promise<FactOrigin | undefined>;
}

export function makeHistory(db: Queries): History {
  return {
    async read(actor, asked) {
      const { limit } = asked;
      // One more of each: either may fill the page alone, and it tells whether there is another.
      const found = await readFactsBefore(db, actor.spaceId, { ...asked, limit: limit + 1 });
      const all = [...found.movements, ...found.counts].toSorted((one, other) =>
        isOlder(one, other) ? 1 : -1,
      );
      const last = all.length > limit ? must(all[limit - 1], 'the end of the page') : undefined;
      const isOnPage = (fact: Fact): boolean => last === undefined || !isOlder(fact, last);
      const movements = found.movements.filter(isOnPage);
      const counts = found.counts.filter(isOnPage);
      const facts = [...movements, ...counts];
      return {
        movements: movements.map((row) => project(row, actor)),
        counts: counts.map((row) => project(row, actor)),
        items: await readDead(db, actor, 'item', new Set(facts.map(({ itemId }) => itemId))),
        locations: await readDead(db, actor, 'location', new Set(facts.flatMap(placesOf))),
        more: last !== undefined,
      };
    },

    async readOrigin({ spaceId }, factId) {
      const mark = await readFactMark(db, spaceId, factId);
      if (mark === undefined) return undefined;
      if (mark.stocktakeId === null)
        return { said: await readSaying(db, spaceId, mark), accepted: null };
      const tally = await readTallyMark(db, spaceId, mark);
      return {
        said: tally === undefined ? null : await readSaying(db, spaceId, tally),
        accepted: await readAccepting(db, spaceId, mark),
      };
    },
  };
}

type Facts = Awaited<ReturnType<typeof readFactsBefore>>;
type Fact = Facts['movements'][number] | Facts['counts'][number];

function isOlder(one: Fact, other: Fact): boolean {
  return one.stamp === other.stamp ? one.id < other.id : one.stamp < other.stamp;
}

function placesOf(fact: Fact): string[] {
  if ('locationId' in fact) return [fact.locationId];
  return [fact.fromLocationId, fact.toLocationId].flatMap((id) => (id === null ? [] : [id]));
}

async function readDead<Table extends Extract<SyncedTable, 'item' | 'location'>>(
  db: Queries,
  actor: Actor,
  table: Table,
  ids: ReadonlySet<string>,
) {
  const rows = await readRows(db, actor.spaceId, table, [...ids]);
  return rows.filter(({ deletedAt }) => deletedAt !== null).map((row) => project(row, actor));
}

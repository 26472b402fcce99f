/**
 * The verbs for many items at once. Up to a thousand items are one transaction; more are done in portions, in their
 * order, each with its way back in the very transaction that makes it true: whatever is stopped or killed in between,
 * the record says how far it came and all of that can be taken back.
 *
 *   ids ─▶ portion ─▶ one transaction: read rows ─ plan ─ record ─ keep the way back ─▶ next, unless stopped
 */
import { makeUndoId } from '../../shared/derive-id.ts';
import type { Item, Stock } from '../../shared/entities.ts';
import type { Id, ItemId } from '../../shared/ids.ts';
import { assertNever } from '../../shared/result.ts';
import {
  keepBulkPortion,
  markBulkUndone,
  readWayBack,
  type BulkDeed,
  type BulkFields,
  type BulkRecord,
  type WayBack,
} from '../db/bulk-records.ts';
import { inTransaction } from '../db/in-transaction.ts';
import type { LocalDatabase } from '../db/local-database.ts';
import { makeId } from '../db/meta.ts';
import { recordMutations, type MutationDraft } from '../db/record-mutations.ts';
import type { ActionFailure, ActionSource } from './actions.ts';
import { lifeDraft, pick, planItem, writePlan, type BulkItem } from './bulk-plan.ts';
import { undoDraft } from './stock-actions.ts';

export { readBulkRecords } from '../db/bulk-records.ts';
export type { BulkDeed, BulkFields, BulkRecord } from '../db/bulk-records.ts';

export interface BulkOptions {
  readonly signal: AbortSignal;
  /** Items that are through, be they changed or not. */
  readonly onProgress: (done: number) => void;
  readonly portionItems?: number;
}

export interface BulkOutcome {
  /** Undefined where nothing had to be changed. */
  readonly record: BulkRecord | undefined;
  /** Items that are through. */
  readonly done: number;
  /** What stopped it; undefined for the person, or nothing. */
  readonly failure: ActionFailure | undefined;
}

/** A portion is one write to the disk: smaller ones cost more, larger ones leave less to see and to stop. */
const portionItemsMax = 1000;

export async function changeMany(
  source: ActionSource,
  { ids, deed }: { readonly ids: readonly ItemId[]; readonly deed: BulkDeed },
  options: BulkOptions,
): Promise<BulkOutcome> {
  const { db, moment } = source;
  const size = options.portionItems ?? portionItemsMax;
  const started = moment();
  const facts = { id: makeId<'bulk'>(started), at: started.nowMs, deed };
  let record: BulkRecord | undefined;
  return await inPortions(source, Math.ceil(ids.length / size), options.signal, {
    run: (place) =>
      inTransaction(db, tablesOf(db), async () => {
        const items = await readBulkItems(db, ids.slice(place * size, (place + 1) * size));
        const { drafts, wayBack, changed } = planAll(deed, items, () => makeId(moment()));
        if (drafts.length === 0) return undefined;
        const recorded = await recordMutations(db, drafts, moment());
        if (!recorded.ok) return recorded.failure;
        record = await keepBulkPortion(db, facts, { changed, wayBack });
        return undefined;
      }),
    answer: (portions, failure) => {
      const done = Math.min(ids.length, portions * size);
      options.onProgress(done);
      return { record, done, failure };
    },
  });
}

/** All of it, the last portion first. What others have changed since is left as it is. */
export async function takeBackMany(
  source: ActionSource,
  record: BulkRecord,
  options: BulkOptions,
): Promise<BulkOutcome> {
  const { db, moment } = source;
  const { portions, deed } = record;
  return await inPortions(source, portions, options.signal, {
    run: (place) =>
      inTransaction(db, tablesOf(db), async () => {
        const wayBack = await readWayBack(db, record, portions - 1 - place);
        const drafts = await draftsBack(db, deed, wayBack);
        const recorded = await recordMutations(db, drafts, moment());
        if (!recorded.ok) return recorded.failure;
        if (place === portions - 1) await markBulkUndone(db, record, moment().nowMs);
        return undefined;
      }),
    answer: (through, failure) => {
      const done = Math.round((record.changed * through) / portions);
      options.onProgress(done);
      return { record, done, failure };
    },
  });
}

/** For a preview, and inside a transaction. In the order asked for; unknown ids are left out. */
export async function readBulkItems(
  db: LocalDatabase,
  ids: readonly ItemId[],
): Promise<readonly BulkItem[]> {
  const [items, stock] = await Promise.all([db.item.bulkGet([...ids]), readStockOf(db, ids)]);
  const stockByItem = Map.groupBy(stock, ({ itemId }) => itemId);
  return items.flatMap((item) =>
    item === undefined ? [] : { item, stock: stockByItem.get(item.id) ?? [] },
  );
}

/** One by one through the index, up to where reading all of it at once is quicker. */
const askedOneByOneMax = 200;

async function readStockOf(db: LocalDatabase, ids: readonly ItemId[]): Promise<readonly Stock[]> {
  if (ids.length > askedOneByOneMax) {
    const wanted = new Set(ids);
    return (await db.stock.toArray()).filter(({ itemId }) => wanted.has(itemId));
  }
  return await db.stock.where('itemId').anyOf(ids).toArray();
}

function tablesOf(db: LocalDatabase) {
  return [db.meta, db.outbox, db.shadow, db.item, db.stock, db.movement];
}

function planAll(
  deed: BulkDeed,
  items: readonly BulkItem[],
  newId: <Name extends string>() => Id<Name>,
) {
  const drafts: MutationDraft[] = [];
  const wayBack: WayBack[] = [];
  let changed = 0;
  for (const each of items) {
    const written = writePlan(deed, each.item, planItem(deed, each), newId);
    if (written.drafts.length === 0) continue;
    changed += 1;
    drafts.push(...written.drafts);
    wayBack.push(...written.wayBack);
  }
  return { drafts, wayBack, changed };
}

interface Portions {
  readonly run: (place: number) => Promise<ActionFailure | undefined>;
  readonly answer: (through: number, failure: ActionFailure | undefined) => BulkOutcome;
}

/** As `Actions.record`: a phone that cannot store is told of, not thrown at the screen. */
async function inPortions(
  { onTrouble }: ActionSource,
  count: number,
  signal: AbortSignal,
  { run, answer }: Portions,
): Promise<BulkOutcome> {
  let outcome = answer(0, undefined);
  for (let place = 0; place < count && !signal.aborted; place += 1) {
    let failure: ActionFailure | undefined;
    try {
      failure = await run(place);
    } catch (error) {
      onTrouble(error);
      const detail = error instanceof Error ? error.message : String(error);
      failure = { kind: 'notSaved', detail };
    }
    outcome = answer(failure === undefined ? place + 1 : place, failure);
    if (failure !== undefined) break;
  }
  return outcome;
}

/** Only what still is as it was left; so it may also be asked for twice. */
async function draftsBack(
  db: LocalDatabase,
  deed: BulkDeed,
  wayBack: readonly WayBack[],
): Promise<MutationDraft[]> {
  const ids = wayBack.flatMap((each) => (each.kind === 'movement' ? [] : each.id));
  const undoIds = wayBack.flatMap((each) =>
    each.kind === 'movement' ? makeUndoId(each.args.id) : [],
  );
  const [items, undone] = await Promise.all([db.item.bulkGet(ids), db.movement.bulkGet(undoIds)]);
  const itemsById = new Map(items.flatMap((item) => (item === undefined ? [] : [[item.id, item]])));
  const undoneIds = new Set(undone.flatMap((movement) => movement?.id ?? []));
  return wayBack.flatMap((each) => {
    switch (each.kind) {
      case 'movement': {
        const back = undoDraft(each.args);
        return undoneIds.has(back.args.id) ? [] : back;
      }
      case 'fields':
        return fieldsBack(itemsById.get(each.id), each);
      case 'life': {
        const item = itemsById.get(each.id);
        const isDeleted = item?.deletedAt !== null;
        if (item === undefined || isDeleted !== (deed.kind === 'delete')) return [];
        return lifeDraft(isDeleted ? 'restore' : 'delete', each.id);
      }
      default:
        return assertNever(each);
    }
  });
}

function fieldsBack(
  item: Item | undefined,
  { id, before, after }: Extract<WayBack, { kind: 'fields' }>,
): MutationDraft[] {
  if (item === undefined || item.deletedAt !== null) return [];
  const names = (Object.keys(after) as (keyof BulkFields)[]).filter(
    (name) => item[name] === after[name],
  );
  if (names.length === 0) return [];
  return [{ name: 'item.patch', args: { id, fields: pick(before, names) } }];
}

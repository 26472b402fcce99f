/**
 * What people do in a stocktake, as verbs. A word on a bin is one fact, and its way back is the word before it, or
 * the taking back; what a reviewer accepts and the close are one transaction, however many lines it has.
 */
import type { Batch } from '../../shared/batches.ts';
import type { FieldsOf, Stocktake, Tally } from '../../shared/entities.ts';
import type {
  ClientId,
  Id,
  ItemId,
  LocationId,
  PhotoId,
  StocktakeId,
  TallyId,
} from '../../shared/ids.ts';
import { limits } from '../../shared/protocol.ts';
import type { Quantity } from '../../shared/quantity.ts';
import { succeed } from '../../shared/result.ts';
import type { AcceptedLine } from '../../shared/stocktake-result.ts';
import type { LocalDatabase } from '../db/local-database.ts';
import { makeId, type Moment } from '../db/meta.ts';
import { ensureClientId } from '../db/new-log.ts';
import type { MutationDraft } from '../db/record-mutations.ts';
import type { Actions, Deed, Done } from './actions.ts';
import type { NewPhoto } from './photo-actions.ts';

export interface StocktakeSource {
  readonly db: LocalDatabase;
  readonly moment: () => Moment;
  readonly record: Actions['record'];
}

type StocktakePatch = Partial<
  Pick<FieldsOf['stocktake'], 'name' | 'note' | 'locationIds' | 'categoryIds' | 'blind'>
>;

export interface Shelf {
  readonly stocktakeId: StocktakeId;
  readonly locationId: LocationId;
}

export interface TalliedBin extends Shelf, Batch {
  readonly itemId: ItemId;
}

export interface UnknownWord extends Shelf {
  /** "" where there is none; then `note` says what it is. */
  readonly code: string;
  readonly quantity: Quantity;
  readonly note: string;
  readonly photo?: NewPhoto | undefined;
  /** A photo that was taken before, and still shows it. */
  readonly photoId?: PhotoId | null;
}

type TallyDraft = Extract<MutationDraft, { readonly name: 'tally.record' }>;
type Word = Pick<Tally, 'kind' | 'locationId' | 'stocktakeId'> & Partial<TallyDraft['args']>;

export type StocktakeActions = ReturnType<typeof makeStocktakeActions>;

export function makeStocktakeActions({ db, moment, record }: StocktakeSource) {
  const newId = <Name extends string>(): Id<Name> => makeId<Name>(moment());
  const counter = (): Promise<ClientId> => ensureClientId(db, moment());

  const draft = (by: ClientId, word: Word): TallyDraft => ({
    name: 'tally.record',
    args: {
      id: newId<'tally'>(),
      itemId: null,
      quantity: 0,
      code: '',
      photoId: null,
      note: '',
      counter: by,
      lot: '',
      expiry: '',
      ...word,
    },
  });

  /** What this phone last said of the bin. */
  const lastWord = async (bin: TalliedBin, by: ClientId): Promise<Tally | undefined> => {
    const said = await db.tally.where('stocktakeId').equals(bin.stocktakeId).toArray();
    const mine = said.filter((tally) => tally.counter === by && isOf(bin, tally));
    return mine.toSorted(byStamp).at(-1);
  };

  const wordBefore = (by: ClientId, bin: TalliedBin, before: Tally | undefined): TallyDraft =>
    before?.kind === 'count'
      ? draft(by, { ...binWord(bin), kind: 'count', quantity: before.quantity, note: before.note })
      : draft(by, { ...binWord(bin), kind: 'withdraw' });

  const say = async (word: Word, back: TallyKindOfShelf): Deed => {
    const by = await counter();
    return record([draft(by, word)], [draft(by, { ...word, kind: back })]);
  };

  return {
    async createStocktake(
      fields: StocktakePatch & { readonly name: string },
    ): Deed<Done & { readonly id: StocktakeId }> {
      const id = newId<'stocktake'>();
      const done = await record(
        [{ name: 'stocktake.create', args: { id, fields: toSent(fields) } }],
        [{ name: 'stocktake.cancel', args: { id } }],
      );
      return done.ok ? succeed({ ...done.value, id }) : done;
    },

    editStocktake: (before: Stocktake, patch: StocktakePatch): Deed => {
      const names = Object.keys(patch) as (keyof StocktakePatch)[];
      const held = Object.fromEntries(names.map((name) => [name, before[name]]));
      const back: StocktakePatch = held;
      const { id } = before;
      return record(
        [{ name: 'stocktake.patch', args: { id, fields: toSent(patch) } }],
        [{ name: 'stocktake.patch', args: { id, fields: toSent(back) } }],
      );
    },

    /** "So much of this lies here": replaces what this phone said of the bin before. */
    async tally(
      bin: TalliedBin,
      quantity: Quantity,
      note = '',
    ): Deed<Done & { readonly id: TallyId }> {
      const by = await counter();
      const before = await lastWord(bin, by);
      const word = draft(by, { ...binWord(bin), kind: 'count', quantity, note });
      const done = await record([word], [wordBefore(by, bin, before)]);
      return done.ok ? succeed({ ...done.value, id: word.args.id }) : done;
    },

    /** For a scan: so much more than this phone has said so far. */
    async tallyMore(
      bin: TalliedBin,
      more: Quantity,
    ): Deed<Done & { readonly quantity: Quantity; readonly before: Quantity }> {
      const by = await counter();
      const last = await lastWord(bin, by);
      const before = last?.kind === 'count' ? last.quantity : 0;
      const quantity = before + more;
      const word = draft(by, { ...binWord(bin), kind: 'count', quantity, note: last?.note ?? '' });
      const done = await record([word], [wordBefore(by, bin, last)]);
      return done.ok ? succeed({ ...done.value, quantity, before }) : done;
    },

    async withdrawTally(bin: TalliedBin): Deed {
      const by = await counter();
      const before = await lastWord(bin, by);
      if (before?.kind !== 'count') return succeed({ undo: [] });
      const word = draft(by, { ...binWord(bin), kind: 'withdraw' });
      return record([word], [wordBefore(by, bin, before)]);
    },

    /** A code that nobody knows, with a photo where there is one: both are saved or neither. */
    async tallyUnknown({ photo, photoId: known = null, ...word }: UnknownWord): Deed {
      const by = await counter();
      const photoId = photo === undefined ? known : newId<'photo'>();
      const drafts: MutationDraft[] = [draft(by, { ...word, kind: 'unknown', photoId })];
      if (photo !== undefined && photoId !== null) {
        const fields = { itemId: null, sha256: photo.sha256 };
        drafts.unshift({ name: 'photo.create', args: { id: photoId, fields } });
      }
      const back = draft(by, { ...word, kind: 'unknown', quantity: 0 });
      return record(drafts, [back], photo === undefined ? [] : [photo]);
    },

    /** Takes back what this phone has said of it. */
    async withdrawUnknown({ stocktakeId, locationId, code, note, ...tally }: Tally): Deed {
      const by = await counter();
      const word = { stocktakeId, locationId, code, note, kind: 'unknown' } as const;
      const { quantity, photoId } = tally;
      return record([draft(by, word)], [draft(by, { ...word, quantity, photoId })]);
    },

    /** Puts aside what others have said, and what this phone has said, too. */
    async ignoreUnknown(tallies: readonly Tally[]): Deed {
      const by = await counter();
      const [first] = tallies;
      if (first === undefined) return succeed({ undo: [] });
      const { stocktakeId, locationId, code, note } = first;
      const word = { stocktakeId, locationId, code, note, kind: 'unknown' } as const;
      const isMine = tallies.some((tally) => tally.counter === by);
      const drafts = [draft(by, word)];
      if (isMine && tallies.length > 1) drafts.push(draft(by, word));
      const { quantity, photoId } = first;
      return record(drafts, [draft(by, { ...word, quantity, photoId })]);
    },

    /**
     * An unknown code has turned out to be an item: it gets the code, the photo, and a word of its own, of what
     * lies there now.
     */
    async resolveUnknown(found: {
      readonly bin: TalliedBin;
      readonly tally: Tally;
      readonly quantity: Quantity;
      readonly isCodeNew: boolean;
    }): Deed {
      const { bin, tally, quantity, isCodeNew } = found;
      const by = await counter();
      const { code, photoId } = tally;
      const { itemId } = bin;
      const note = code === '' ? tally.note : '';
      const drafts: MutationDraft[] = [];
      const undo: MutationDraft[] = [draft(by, { ...binWord(bin), kind: 'withdraw' })];
      if (isCodeNew && code !== '') {
        const id = newId<'code'>();
        const fields = { itemId, value: code, unitsPerScan: 1000 };
        drafts.push({ name: 'code.create', args: { id, fields } });
        undo.push({ name: 'code.delete', args: { id } });
      }
      if (photoId !== null && (await db.photo.get(photoId)) !== undefined) {
        drafts.push({ name: 'photo.patch', args: { id: photoId, fields: { itemId } } });
        undo.push({ name: 'photo.patch', args: { id: photoId, fields: { itemId: null } } });
      }
      drafts.push(draft(by, { ...binWord(bin), kind: 'count', quantity, code, note }));
      return record(drafts, undo);
    },

    finishShelf: (shelf: Shelf): Deed => say({ ...shelf, kind: 'finish' }, 'resume'),
    resumeShelf: (shelf: Shelf): Deed => say({ ...shelf, kind: 'resume' }, 'finish'),

    /** What is accepted stays so; a close is undone by reopening, which takes nothing out of stock. */
    close: (id: StocktakeId, lines: readonly AcceptedLine[]): Deed =>
      record([...acceptDrafts(id, lines), { name: 'stocktake.close', args: { id } }]),
    accept: (id: StocktakeId, lines: readonly AcceptedLine[]): Deed =>
      record(acceptDrafts(id, lines)),
    cancel: (id: StocktakeId): Deed => decide('cancel', id, 'reopen'),
    reopen: (id: StocktakeId): Deed => record([{ name: 'stocktake.reopen', args: { id } }]),
  };

  function decide(step: 'cancel', id: StocktakeId, back: 'reopen'): Deed {
    return record(
      [{ name: `stocktake.${step}`, args: { id } }],
      [{ name: `stocktake.${back}`, args: { id } }],
    );
  }
}

type TallyKindOfShelf = 'finish' | 'resume';

function acceptDrafts(id: StocktakeId, lines: readonly AcceptedLine[]): MutationDraft[] {
  const drafts: MutationDraft[] = [];
  for (let from = 0; from < lines.length; from += limits.acceptedLinesMax) {
    const some = lines.slice(from, from + limits.acceptedLinesMax);
    drafts.push({ name: 'stocktake.accept', args: { id, lines: some } });
  }
  return drafts;
}

function binWord({ stocktakeId, locationId, itemId, lot, expiry }: TalliedBin) {
  return { stocktakeId, locationId, itemId, lot, expiry };
}

function isOf(bin: TalliedBin, tally: Tally): boolean {
  return (
    tally.itemId === bin.itemId &&
    tally.locationId === bin.locationId &&
    tally.lot === bin.lot &&
    tally.expiry === bin.expiry
  );
}

/** A sent mutation is a fresh copy; rows hold read-only lists. */
function toSent<Fields extends StocktakePatch>({ locationIds, categoryIds, ...rest }: Fields) {
  return {
    ...rest,
    ...(locationIds && { locationIds: [...locationIds] }),
    ...(categoryIds && { categoryIds: [...categoryIds] }),
  };
}

function byStamp(one: Tally, other: Tally): number {
  return one.stamp === other.stamp ? 0 : one.stamp < other.stamp ? -1 : 1;
}

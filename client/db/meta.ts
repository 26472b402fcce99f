/**
 * Single values of the local database, by name and type, each with what it is before anyone has set it.
 * Those that belong together (cursor, ackedMid, nextMid …) are only written inside the transaction that
 * makes them true.
 */
import type { MonthSpend } from '../../shared/board.ts';
import {
  makeUuidV7,
  type ClientId,
  type ItemId,
  type LocationId,
  type StockId,
  type StocktakeId,
  type TallyId,
} from '../../shared/ids.ts';
import type { Cursor } from '../../shared/protocol.ts';
import type { Quantity } from '../../shared/quantity.ts';
import type { SessionFacts } from '../../shared/session.ts';
import type { Stamp } from '../../shared/stamps.ts';
import type { BulkRecord } from './bulk-records.ts';
import type { LocalDatabase } from './local-database.ts';
import { idleStatus, type SyncStatus } from './sync-status.ts';

export interface MetaValues {
  /** Names this browser's log of changes. Belongs to one person; another person gets another. */
  clientId: ClientId | null;
  /** The history of the space that the rows belong to; null before the first sync. */
  epoch: string | null;
  /** How far the rows have been read; null before the first page, and again when a resync begins. */
  cursor: Cursor | null;
  /** Pages go to `staging` until the last one is here. */
  resyncing: boolean;
  nextMid: number;
  /** The last change whose outcome the server has told. It leaves the outbox when its rows are here too. */
  ackedMid: number;
  lastStamp: Stamp | null;
  /** Server's clock minus this phone's. */
  clockOffsetMs: number;
  touched: number;
  /** Rises when rows vanished without a tombstone: who follows `touched` must read everything anew. */
  generation: number;
  session: SessionFacts | null;
  syncStatus: SyncStatus;
  stayOffline: boolean;
  theme: 'system' | 'light' | 'dark';
  /** A BCP 47 tag; null to follow the browser. */
  language: string | null;
  deviceName: string;
  /** The number of low items on the app's icon. */
  badge: boolean;
  /** The list of items, packed, and of which rows it was made (state/saved-list.ts). */
  savedList: readonly string[];
  savedListAt: {
    readonly touched: number;
    readonly generation: number;
    readonly format: string;
  } | null;
  /** The beep of a scan. */
  scanSound: boolean;
  wedge: WedgeSetting;
  /** Items that last for less are shown as running out soon. */
  coverWeeks: 2 | 4 | 8;
  /** Batches whose last good day is nearer are shown as expiring. */
  expiryDays: number;
  /** Of the last price that was typed; null before the first. */
  currency: string | null;
  /** What the scanner was counting when it was last touched; null once that is recorded. */
  openCount: OpenCount | null;
  /** What a reviewer has chosen so far, before the close decides it. */
  reviewChoices: ReviewChoicesKept | null;
  /** What stock was last taken for on this phone, the last one first. */
  purposes: readonly string[];
  /** For how many days something was last lent on this phone. */
  lendDays: number | 'noDate';
  /** What the server last said of spending, for the board; null before it has, and where the owner shows none. */
  boardSpend: { readonly at: number; readonly spend: readonly MonthSpend[] } | null;
  /** What was done to many items at once, the newest first (bulk-records.ts). */
  bulkRecords: readonly BulkRecord[];
}
export type MetaKey = keyof MetaValues;

/** Of scanners that play a keyboard. */
export interface WedgeSetting {
  readonly isOn: boolean;
  readonly prefix: string;
  readonly suffix: string;
}

export interface OpenCount {
  readonly itemId: ItemId;
  readonly locationId: LocationId;
  /** Absent in what older code has kept. */
  readonly lot?: string;
  readonly expiry?: string;
  readonly quantity: Quantity;
  /** What was thought to lie there before the first scan. */
  readonly before: Quantity;
}

export interface ReviewChoicesKept {
  readonly stocktakeId: StocktakeId;
  readonly choices: readonly (readonly [StockId, TallyId | 'leave'])[];
}

export interface MetaRow {
  readonly key: string;
  readonly value: unknown;
}

const metaAtFirst: MetaValues = {
  clientId: null,
  epoch: null,
  cursor: null,
  resyncing: false,
  nextMid: 1,
  ackedMid: 0,
  lastStamp: null,
  clockOffsetMs: 0,
  touched: 0,
  generation: 0,
  session: null,
  syncStatus: idleStatus,
  stayOffline: false,
  theme: 'system',
  language: null,
  deviceName: '',
  badge: true,
  savedList: [],
  savedListAt: null,
  scanSound: true,
  wedge: { isOn: true, prefix: '', suffix: '' },
  coverWeeks: 4,
  expiryDays: 60,
  currency: null,
  openCount: null,
  reviewChoices: null,
  purposes: [],
  lendDays: 7,
  boardSpend: null,
  bulkRecords: [],
};

export async function readMeta<Key extends MetaKey>(
  db: LocalDatabase,
  key: Key,
): Promise<MetaValues[Key]> {
  return (await readMetas(db, [key]))[key];
}

export async function readMetas<Key extends MetaKey>(
  db: LocalDatabase,
  keys: readonly Key[],
): Promise<Pick<MetaValues, Key>> {
  const rows = await db.meta.bulkGet([...keys]);
  return metasOf(new Map(rows.flatMap((row) => (row ? [[row.key, row.value]] : []))), keys);
}

/** `held`: the rows of the store, by their key. */
export function metasOf<Key extends MetaKey>(
  held: ReadonlyMap<string, unknown>,
  keys: readonly Key[],
): Pick<MetaValues, Key> {
  const values = keys.map((key) => [key, held.get(key) ?? metaAtFirst[key]]);
  // Only writeMetas writes the store, so each value has the type of its key.
  return Object.fromEntries(values) as Pick<MetaValues, Key>;
}

export async function writeMeta<Key extends MetaKey>(
  db: LocalDatabase,
  key: Key,
  value: MetaValues[Key],
): Promise<void> {
  await db.meta.put({ key, value });
}

export async function writeMetas(db: LocalDatabase, values: Partial<MetaValues>): Promise<void> {
  await db.meta.bulkPut(Object.entries(values).map(([key, value]) => ({ key, value })));
}

/** The time of a change and the dice for its names: given, so that a simulation can give others. */
export interface Moment {
  /** This phone's clock, Unix milliseconds. */
  readonly nowMs: number;
  /** As crypto.getRandomValues. */
  readonly fillRandom: (bytes: Uint8Array<ArrayBuffer>) => void;
}

export function makeId<Name extends string>({ nowMs, fillRandom }: Moment) {
  const random = new Uint8Array(10);
  fillRandom(random);
  return makeUuidV7<Name>({ nowMs, random });
}

/**
 * A phone without a screen: the real client code on a real database of its own, a person who has joined, and
 * a line to the memory server. Time, dice, network and locks are the test's.
 */
import { enterSession } from '../../client/db/enter-session.ts';
import { liveTable, LocalDatabase } from '../../client/db/local-database.ts';
import { toBare } from '../../client/db/load-rows.ts';
import type { Moment } from '../../client/db/meta.ts';
import {
  recordMutations,
  type MutationDraft,
  type Recorded,
} from '../../client/db/record-mutations.ts';
import type { Locks, Mood, SyncEnvironment } from '../../client/sync/environment.ts';
import { runRound, type RoundEnd } from '../../client/sync/run-round.ts';
import { syncedTables, type AnyRow, type SyncedTable } from '../../shared/entities.ts';
import { makeUuidV7, toId, type Id, type PersonId, type SpaceId } from '../../shared/ids.ts';
import type { Role } from '../../shared/roles.ts';
import type { SessionFacts } from '../../shared/session.ts';
import { FaultyLine } from './faulty-line.ts';
import { MemoryServer } from './memory-server.ts';
import { MemoryPictures } from './memory-pictures.ts';
import { MemorySheets } from './memory-sheets.ts';
import { makeDice, type Dice } from './seeded-dice.ts';
import { VirtualTime } from './virtual-time.ts';

/** A Monday in spring. */
const firstDay = Date.UTC(2026, 3, 6, 9);
const spaceId: SpaceId = toId<'space'>('00000000-0000-4000-8000-00000000000a');

export interface World {
  readonly time: VirtualTime;
  readonly dice: Dice;
  readonly server: MemoryServer;
  /** Hashes of the safety data sheets that the server has been given. */
  readonly sheets: Set<string>;
}

export function makeWorld(
  options: {
    readonly seed?: number;
    readonly pageRows?: number;
    readonly mutationsMax?: number;
    readonly tracksImages?: boolean;
  } = {},
): World {
  const { seed = 1, ...limits } = options;
  const time = new VirtualTime(firstDay);
  const dice = makeDice(seed);
  const { makeUuid } = dice;
  const server = new MemoryServer({ now: () => time.nowMs, makeUuid, ...limits });
  return { time, dice, server, sheets: new Set() };
}

export interface PhoneOptions {
  readonly role?: Role;
  readonly personId?: PersonId;
  /** How far this phone's clock is off. */
  readonly clockOffMs?: number;
  readonly locks?: Locks;
}

export class Phone {
  db: LocalDatabase;
  readonly line: FaultyLine;
  readonly pictures: MemoryPictures;
  readonly sheets: MemorySheets;
  readonly environment: SyncEnvironment;
  readonly session: SessionFacts;
  readonly bugs: unknown[] = [];
  isOnline = true;
  isVisible = true;
  clockOffMs: number;
  readonly #world: World;
  readonly #moods = new Set<(mood: Mood) => void>();

  constructor(world: World, name: string, options: PhoneOptions) {
    const { role = 'owner', personId = toId<'person'>(world.dice.makeUuid()) } = options;
    this.#world = world;
    this.clockOffMs = options.clockOffMs ?? 0;
    this.db = new LocalDatabase(name);
    this.line = new FaultyLine(world.server, { personId, role });
    this.pictures = new MemoryPictures(world.server);
    this.sheets = new MemorySheets(world.server, world.sheets);
    this.session = {
      personId,
      personName: 'Ada',
      role,
      spaceId,
      spaceName: 'Space',
      deviceId: toId<'device'>(world.dice.makeUuid()),
    };
    this.environment = {
      nowMs: () => world.time.nowMs + this.clockOffMs,
      fillRandom: (bytes) => world.dice.fillRandom(bytes),
      startTimer: (run, delayMs) => world.time.startTimer(run, delayMs),
      isOnline: () => this.isOnline,
      isVisible: () => this.isVisible,
      watchMood: (listener) => {
        this.#moods.add(listener);
        return () => this.#moods.delete(listener);
      },
      locks: options.locks ?? null,
      reportBug: (error) => this.bugs.push(error),
    };
  }

  get moment(): Moment {
    return { nowMs: this.environment.nowMs(), fillRandom: this.environment.fillRandom };
  }

  get parts() {
    const { db, line: transport, pictures, sheets, environment } = this;
    return { db, transport, pictures, sheets, environment };
  }

  feel(mood: Mood): void {
    if (mood !== 'visible') this.isOnline = mood === 'online';
    for (const listener of this.#moods) listener(mood);
  }

  newId<Name extends string>(): Id<Name> {
    const random = new Uint8Array(10);
    this.environment.fillRandom(random);
    return makeUuidV7<Name>({ nowMs: this.environment.nowMs(), random });
  }

  /** Records, and throws where that is refused. */
  async record(...drafts: MutationDraft[]): Promise<Recorded> {
    this.#world.time.nowMs += 1;
    const recorded = await recordMutations(this.db, drafts, this.moment);
    if (!recorded.ok) throw new Error(`Refused: ${JSON.stringify(recorded.failure)}`);
    return recorded.value;
  }

  /** One round of trips, as the loop makes it. */
  sync(): Promise<RoundEnd> {
    this.#world.time.nowMs += 1;
    return runRound(this.parts, { signal: new AbortController().signal });
  }

  /** The app is closed and started again. */
  async restart(): Promise<void> {
    this.db.close();
    this.db = new LocalDatabase(this.db.name);
    await this.db.open();
  }

  async all<Table extends SyncedTable>(table: Table) {
    const rows = await liveTable(this.db, table).orderBy(':id').toArray();
    return rows.map((row) => toBare<Table>(row));
  }

  /** Everything that the screens could show, in an order that can be compared. */
  async holdings(): Promise<Record<SyncedTable, AnyRow[]>> {
    const entries = await Promise.all(
      syncedTables.map(async (table) => [table, await this.all(table)] as const),
    );
    return Object.fromEntries(entries) as Record<SyncedTable, AnyRow[]>;
  }
}

const phones = new Set<Phone>();

/** A phone whose person has joined and who has not synced yet. */
export async function makePhone(world: World, options: PhoneOptions = {}): Promise<Phone> {
  const phone = new Phone(world, `phone-${phones.size}-${crypto.randomUUID()}`, options);
  phones.add(phone);
  await enterSession(phone.db, phone.session, phone.moment);
  return phone;
}

/** A second tab of the same browser: its own connection to the same database, its own line. */
export async function openTab(
  world: World,
  phone: Phone,
  options: Pick<PhoneOptions, 'locks'> = {},
): Promise<Phone> {
  const { personId, role } = phone.session;
  const tab = new Phone(world, phone.db.name, { personId, role, ...options });
  phones.add(tab);
  await tab.db.open();
  return tab;
}

/** For `afterEach`. */
export async function deletePhones(): Promise<void> {
  for (const { db } of phones) db.close();
  for (const { db } of phones) {
    // Waiting for the other tab to close is as it should be here, and not worth Dexie's warning.
    db.on('blocked', () => false);
    await db.delete();
  }
  phones.clear();
}

/**
 * Eight phones with wrong clocks and one server, as small as they can be, for properties of stock: what phones
 * record waits until they push it; the server clamps, judges in its order, and judges some of it twice.
 */
import fc from 'fast-check';
import { applyMutation } from '../../shared/apply-mutation.ts';
import { noBatch, type Batch } from '../../shared/batches.ts';
import { makeUndoId } from '../../shared/derive-id.ts';
import {
  makeUuidV7,
  unplaced,
  type LoanId,
  type MovementId,
  type TallyId,
} from '../../shared/ids.ts';
import { LoadedRows } from '../../shared/loaded-rows.ts';
import { makeGivingBackId } from '../../shared/loan-ids.ts';
import type { Mutation, MutationArgs, MutationName } from '../../shared/mutations.ts';
import { makeStampClamp, nextStamp, type Stamp } from '../../shared/stamps.ts';
import type { Judgement } from '../../shared/rows.ts';
import { idOf } from './any-mutation.ts';
import { loadReach, putBack } from './load-reach.ts';

const dayMs = 24 * 3_600_000;
const clockOffsMs = [0, 40, -900, 120_000, -3_600_000, 30 * dayMs, 365 * dayMs, -365 * dayMs];
const passedMs = [0, 0, 0, 1, 1, 900, 3_600_000, 8 * dayMs];
const firstDay = Date.UTC(2026, 3, 6, 9);

const items = [idOf('item', 1), idOf('item', 2)] as const;
const places = [idOf('location', 1), idOf('location', 2), unplaced] as const;
const batches: readonly Batch[] = [noBatch, noBatch, { lot: 'A', expiry: '2027-05-31' }];
const reasons = ['use', 'return', 'use', 'add', 'loss'] as const;
const stocktakeId = idOf('stocktake', 1);

/** What happens next; the numbers choose among whatever there is by then. */
export type Step = readonly [
  device: number,
  deed: number,
  one: number,
  other: number,
  passed: number,
];

const small = fc.nat({ max: 7 });
export const someSteps: fc.Arbitrary<readonly Step[]> = fc.array(
  fc.tuple(small, fc.nat({ max: 19 }), fc.nat({ max: 63 }), fc.nat({ max: 63 }), small),
  { minLength: 1, maxLength: 30 },
);

interface Said {
  readonly mutation: Mutation;
  readonly stamp: Stamp;
}
interface Device {
  lastStamp: Stamp | null;
  waiting: Said[];
}

interface GivenBack {
  readonly id: LoanId;
  readonly movementId: MovementId;
  readonly args: MutationArgs<'loan.undoGiveBack'>;
}

export class StockStory {
  /** What the server holds. */
  readonly rows = new LoadedRows();
  readonly givenBack: GivenBack[] = [];
  readonly loans: LoanId[] = [];
  #devices: Device[] = clockOffsMs.map(() => ({ lastStamp: null, waiting: [] }));
  #nowMs = firstDay;
  #receivedAt = 0;
  #next = 1;
  /** What a phone may name: the server's, and what it has said itself. */
  #moved: MutationArgs<'movement.record'>[] = [];
  #lent: MutationArgs<'loan.lend'>[] = [];
  #tallied: {
    readonly id: TallyId;
    readonly args: MutationArgs<'tally.record'>;
    readonly by: number;
    readonly stamp: Stamp;
  }[] = [];

  play(steps: readonly Step[]): void {
    this.#say(0, 'stocktake.create', { id: stocktakeId, fields: { name: 'Spring' } });
    this.#push(0);
    for (const step of steps) this.#step(step);
    for (const device of clockOffsMs.keys()) this.#push(device);
  }

  #step([device, deed, one, other, passed]: Step): void {
    this.#nowMs += passedMs[passed] ?? 0;
    const bin = this.#bin(one, other);
    const quantity = 1 + ((one * 7 + other) % 40);
    if (deed <= 4) this.#move(device, one, other);
    else if (deed <= 6)
      this.#say(device, 'count.record', {
        id: idOf('count', this.#n()),
        ...bin,
        quantity: quantity - 1,
        note: '',
      });
    else if (deed <= 9) this.#undo(device, one);
    else if (deed === 10) this.#lend(device, one, other);
    else if (deed === 11) this.#giveBack(device, one, other);
    else if (deed === 12) this.#undoGiveBack(device, one);
    else if (deed === 13) this.#tally(device, one, other);
    else if (deed <= 15) this.#accept(device, one, other);
    else if (deed === 16) this.#decide(device, one);
    else this.#push(device);
  }

  #bin(one: number, other: number) {
    return {
      itemId: pick(items, one),
      locationId: pick(places, other),
      ...pick(batches, one + other),
    };
  }

  #move(device: number, one: number, other: number): void {
    const { itemId, lot, expiry } = this.#bin(one, other);
    const from = one % 4 === 3 ? null : pick(places, one);
    const to = other % 2 === 0 ? null : pick(places, other >> 1);
    if (from === to) return;
    const args = {
      id: idOf('movement', this.#n()),
      itemId,
      fromLocationId: from,
      toLocationId: to,
      quantity: 1 + (one % 20),
      reason: pick(reasons, other),
      note: '',
      undoes: null,
      lot,
      expiry,
    };
    this.#moved.push(args);
    this.#say(device, 'movement.record', args);
  }

  /** Whoever says it, and however often: it has one name. What is taken back may itself be a taking back. */
  #undo(device: number, one: number): void {
    const known = this.#moved.filter(({ id }) => this.#isKnown(device, 'movement', id));
    if (known.length === 0) return;
    const undone = pick(known, one);
    const { id, fromLocationId, toLocationId } = undone;
    const ends = { fromLocationId: toLocationId, toLocationId: fromLocationId };
    const args = {
      ...undone,
      ...ends,
      id: makeUndoId(id),
      reason: 'correction',
      undoes: id,
    } as const;
    this.#moved.push(args);
    this.#say(device, 'movement.record', args);
  }

  #lend(device: number, one: number, other: number): void {
    const { itemId, locationId, ...batch } = this.#bin(one, other);
    const id = idOf('loan', this.#n());
    const terms = { borrowerId: null, borrowerName: 'Grace', dueOn: '', note: '', condition: '' };
    const args = {
      id,
      itemId,
      quantity: 1 + (one % 5),
      fromLocationId: locationId,
      ...batch,
      ...terms,
    };
    this.loans.push(id);
    this.#lent.push(args);
    this.#say(device, 'loan.lend', args);
  }

  #giveBack(device: number, one: number, other: number): void {
    const known = this.#lent.filter(({ id }) => this.#isKnown(device, 'loan', id));
    if (known.length === 0) return;
    const { id, itemId, lot, expiry } = pick(known, one);
    const movementId = makeGivingBackId(id, this.#freshId());
    const toLocationId = other % 4 === 0 ? null : pick(places, other);
    const args = { id, movementId, itemId, quantity: 1 + (other % 4), toLocationId, lot, expiry };
    this.givenBack.push({ id, movementId, args });
    this.#say(device, 'loan.giveBack', { ...args, condition: '' });
  }

  #undoGiveBack(device: number, one: number): void {
    const known = this.givenBack.filter(({ id }) => this.#isKnown(device, 'loan', id));
    if (known.length > 0) this.#say(device, 'loan.undoGiveBack', pick(known, one).args);
  }

  #tally(device: number, one: number, other: number): void {
    const id = idOf('tally', this.#n());
    const isFinish = other % 4 === 0;
    const { itemId, locationId, ...batch } = this.#bin(one, other);
    const args: MutationArgs<'tally.record'> = {
      id,
      stocktakeId,
      kind: isFinish ? 'finish' : 'count',
      locationId,
      itemId: isFinish ? null : itemId,
      quantity: isFinish ? 0 : one % 30,
      code: '',
      photoId: null,
      note: '',
      counter: idOf('client', device),
      ...(isFinish ? noBatch : batch),
    };
    const stamp = this.#say(device, 'tally.record', args);
    this.#tallied.push({ id, args, by: device, stamp });
  }

  /** With the stamp that the reviewer's phone knows: its own, unclamped, while it has not pushed. */
  #accept(device: number, one: number, other: number): void {
    const known = this.#tallied.filter(({ id }) => this.#isKnown(device, 'tally', id));
    if (known.length === 0) return;
    const lines = [pick(known, one), pick(known, other)].map(({ id, args, stamp }) => {
      const { itemId, locationId, lot, expiry } = args;
      const seen = this.rows.get('tally', id)?.stamp ?? stamp;
      return {
        tallyId: id,
        itemId: itemId ?? pick(items, other),
        locationId,
        lot,
        expiry,
        stamp: seen,
      };
    });
    this.#say(device, 'stocktake.accept', { id: stocktakeId, lines });
  }

  #decide(device: number, one: number): void {
    const names = [
      'stocktake.close',
      'stocktake.reopen',
      'stocktake.cancel',
      'stocktake.reopen',
    ] as const;
    this.#say(device, pick(names, one), { id: stocktakeId });
  }

  #isKnown(device: number, table: 'movement' | 'loan' | 'tally', id: string): boolean {
    if (this.rows.get(table, id) !== undefined) return true;
    const waiting = this.#devices[device]?.waiting ?? [];
    return waiting.some(({ mutation }) => 'id' in mutation.args && mutation.args.id === id);
  }

  /** Tells its age in front, as ids of phones do. */
  #freshId(): MovementId {
    return makeUuidV7<'movement'>({ nowMs: firstDay + this.#n(), random: new Uint8Array(10) });
  }

  #n(): number {
    this.#next += 1;
    return this.#next;
  }

  /** Stamped by the phone's own clock alone, without a look at what it has seen: harder than real phones make it. */
  #say<Name extends MutationName>(device: number, name: Name, args: MutationArgs<Name>): Stamp {
    const at = this.#nowMs + (clockOffsMs[device] ?? 0);
    const mark = `0000000${device}`;
    const own = this.#devices[device];
    if (own === undefined) throw new Error(`There is no device ${device}`);
    own.lastStamp = nextStamp(own.lastStamp, at, mark);
    // The arguments are those of this very name.
    const mutation = { name, version: 1, args } as unknown as Mutation;
    own.waiting.push({ mutation, stamp: own.lastStamp });
    return own.lastStamp;
  }

  #push(device: number): void {
    const own = this.#devices[device];
    if (own === undefined) return;
    this.#receivedAt = Math.max(this.#nowMs, this.#receivedAt + 1);
    const clamp = makeStampClamp(this.#receivedAt);
    for (const { mutation, stamp } of own.waiting) {
      const judgement = { stamp: clamp(stamp), personId: null, receivedAt: this.#receivedAt };
      this.#judge(mutation, judgement);
      if (own.waiting.length % 2 === 0) this.#judge(mutation, judgement);
    }
    own.waiting = [];
  }

  /** With no more rows than a server loads. */
  #judge(mutation: Mutation, judgement: Judgement): void {
    const few = loadReach(this.rows, mutation, judgement.stamp);
    applyMutation(few, mutation, judgement);
    putBack(few, this.rows);
  }
}

function pick<Value>(list: readonly Value[], n: number): Value {
  const value = list[n % list.length];
  if (value === undefined) throw new Error('Nothing to pick from');
  return value;
}

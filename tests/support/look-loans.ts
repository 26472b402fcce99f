/** Loans to look at: tools that are out in time, late, without a date, in part back, and over; and the people who have them. */
import { noBatch } from '../../shared/batches.ts';
import { emptyFields, type Item, type Loan, type Person } from '../../shared/entities.ts';
import { makeStockId, toId, type Id, type LocationId, type PersonId } from '../../shared/ids.ts';
import { makeStamp } from '../../shared/stamps.ts';
import { lookSession, type LookData, type StoreRows } from './look-data.ts';

const now = Date.now();
const dayMs = 86_400_000;
const born = {
  stamps: { '*': makeStamp({ ms: now - 60 * dayMs, counter: 0, mark: '0000000c' }) },
  deletedAt: null,
  version: 1,
  touched: 1,
} as const;

let nextId = 1;
function newId<Name extends string>(): Id<Name> {
  return toId<Name>(`00000000-0000-7000-a000-${(nextId++).toString(16).padStart(12, '0')}`);
}

export interface LookLoans {
  readonly stores: StoreRows;
  /** Two of it are out, one late and one's own. */
  readonly itemId: string;
  readonly lateId: string;
}

/** The same each time it is asked for. */
export function makeLookLoans(data: LookData): LookLoans {
  nextId = 1;
  const locationId = toId<'location'>(data.locationId);
  const people = ['Bo Kaiser', 'Cy Twombly', 'Dora Maar', 'Eve Noor', 'Finn Öberg'].map(personRow);
  const tools = ['Cordless drill', 'Oscilloscope', 'Soldering station', 'Jigsaw'].map(toolRow);
  const [drill, scope, solder, saw] = tools.map(({ id }) => id);
  const ids = people.map(({ id }) => id);
  const lend = (
    itemId: Item['id'] | undefined,
    loan: Partial<Loan>,
  ): Loan & { touched: number } => ({
    ...emptyFields.loan,
    ...born,
    id: newId<'loan'>(),
    itemId: itemId ?? toId<'item'>(''),
    quantity: 1000,
    fromLocationId: locationId,
    lentAt: now - 9 * dayMs,
    ...loan,
  });
  const late = lend(drill, {
    borrowerId: ids[0] ?? null,
    dueOn: dayIn(-3),
    conditionOut: 'One battery is weak, the case is scratched',
    note: 'Promised to bring it on Friday',
  });
  const back = { state: 'back', returned: 1000, returnedAt: now - dayMs } as const;
  const loan = [
    late,
    lend(drill, { borrowerId: lookSession.personId, dueOn: dayIn(4) }),
    lend(scope, { borrowerId: ids[1] ?? null, dueOn: dayIn(0) }),
    lend(solder, { borrowerName: 'Robin from next door', quantity: 3000, returned: 1000 }),
    lend(saw, {
      borrowerId: ids[2] ?? null,
      dueOn: dayIn(-1),
      ...back,
      conditionBack: 'Blade is dull',
    }),
    lend(drill, { borrowerId: ids[4] ?? null, dueOn: dayIn(-8), ...back }),
  ];
  const stock = tools.map(({ id }) => stockRow(id, locationId));
  return {
    stores: { item: tools, stock, person: people, loan },
    itemId: drill ?? '',
    lateId: late.id,
  };
}

function dayIn(days: number): string {
  return new Date(now + days * dayMs).toISOString().slice(0, 10);
}

function toolRow(name: string, place: number): Item & { touched: number } {
  const fields = { ...emptyFields.item, name, sku: `TL-00${place}`, lendable: true };
  return { ...fields, ...born, id: newId<'item'>() };
}

/** The last one has left the space. */
function personRow(name: string, place: number): Person & { touched: number } {
  const removedAt = place === 4 ? now - 5 * dayMs : null;
  return {
    id: newId<'person'>() satisfies PersonId,
    name,
    role: 'member',
    removedAt,
    version: 1,
    touched: 1,
  };
}

function stockRow(itemId: Item['id'], locationId: LocationId) {
  const bin = { id: makeStockId(itemId, locationId), itemId, locationId, ...noBatch };
  return { ...bin, quantity: 2000, countStamp: null, used: {}, version: 1, touched: 1 };
}

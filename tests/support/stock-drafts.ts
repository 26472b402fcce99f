/** What people do to stock beyond moving and counting, from what their phone holds at that moment, as dice fall. */
import type { MutationDraft } from '../../client/db/record-mutations.ts';
import { undoDraft } from '../../client/state/stock-actions.ts';
import { noBatch } from '../../shared/batches.ts';
import type { ItemId, LocationId } from '../../shared/ids.ts';
import { makeGivingBackId } from '../../shared/loan-ids.ts';
import { must } from '../../shared/result.ts';
import { createItem } from './drafts.ts';
import type { Phone } from './phone.ts';
import type { Dice } from './seeded-dice.ts';

interface World {
  readonly dice: Dice;
  readonly items: readonly ItemId[];
  readonly places: readonly LocationId[];
}

const batches = [noBatch, { lot: 'Ä 1/2', expiry: '' }, { lot: '', expiry: '2027-05-31' }];

export async function makeStockDraft(phone: Phone, world: World): Promise<MutationDraft> {
  const { dice, items, places } = world;
  const bin = { itemId: dice.pick(items), locationId: dice.pick(places), ...dice.pick(batches) };
  const quantity = 1 + dice.below(5000);
  const draft = await dice.pick([
    undo,
    move,
    tally,
    accept,
    decide,
    lend,
    giveBack,
    undoGiveBack,
  ])();
  // Where there is nothing to do it to, something else happens.
  return draft ?? createItem(phone.newId<'item'>());

  async function undo(): Promise<MutationDraft | undefined> {
    const moved = (await phone.db.movement.toArray()).filter(
      ({ reason }) => reason !== 'lend' && reason !== 'lendBack',
    );
    const ended = moved.filter((row) => row.fromLocationId !== null || row.toLocationId !== null);
    return ended.length === 0 ? undefined : undoDraft(dice.pick(ended));
  }
  async function move(): Promise<MutationDraft> {
    const { locationId, ...of } = bin;
    const ends = { fromLocationId: dice.chance(0.5) ? locationId : null };
    const args = {
      ...of,
      ...ends,
      id: phone.newId<'movement'>(),
      toLocationId: ends.fromLocationId === null ? locationId : null,
      quantity,
      reason: dice.pick(['use', 'return', 'add', 'damage'] as const),
      note: '',
      purpose: 'a project',
      undoes: null,
    };
    return { name: 'movement.record', args };
  }
  async function tally(): Promise<MutationDraft> {
    const [stocktake] = await phone.db.stocktake.toArray();
    if (stocktake === undefined) {
      const id = phone.newId<'stocktake'>();
      return { name: 'stocktake.create', args: { id, fields: { name: 'Spring' } } };
    }
    const isFinish = dice.chance(0.2);
    const said = {
      ...bin,
      ...(isFinish ? { itemId: null, ...noBatch } : {}),
      id: phone.newId<'tally'>(),
      stocktakeId: stocktake.id,
      kind: isFinish ? ('finish' as const) : ('count' as const),
      quantity,
      code: '',
      photoId: null,
      note: '',
      counter: phone.newId<'client'>(),
    };
    return { name: 'tally.record', args: said };
  }
  async function accept(): Promise<MutationDraft | undefined> {
    const said = await phone.db.tally.toArray();
    if (said.length === 0) return undefined;
    const lines = [dice.pick(said), dice.pick(said)].map((row) => {
      const { id: tallyId, locationId, lot, expiry, stamp } = row;
      return { tallyId, itemId: row.itemId ?? bin.itemId, locationId, lot, expiry, stamp };
    });
    return { name: 'stocktake.accept', args: { id: must(said[0], 'a tally').stocktakeId, lines } };
  }
  async function decide(): Promise<MutationDraft | undefined> {
    const [stocktake] = await phone.db.stocktake.toArray();
    const steps = [
      'stocktake.close',
      'stocktake.reopen',
      'stocktake.cancel',
      'stocktake.reopen',
    ] as const;
    return stocktake && { name: dice.pick(steps), args: { id: stocktake.id } };
  }
  async function lend(): Promise<MutationDraft> {
    const { locationId: fromLocationId, ...of } = bin;
    const terms = { borrowerId: null, borrowerName: 'Grace', dueOn: '', note: '', condition: '' };
    const id = phone.newId<'loan'>();
    return { name: 'loan.lend', args: { ...of, ...terms, id, fromLocationId, quantity } };
  }
  async function giveBack(): Promise<MutationDraft | undefined> {
    const lent = await phone.db.loan.toArray();
    if (lent.length === 0) return undefined;
    const { id, itemId, lot, expiry } = dice.pick(lent);
    const movementId = makeGivingBackId(id, phone.newId<'movement'>());
    const toLocationId = dice.chance(0.2) ? null : bin.locationId;
    const args = { id, movementId, itemId, quantity, toLocationId, lot, expiry, condition: '' };
    return { name: 'loan.giveBack', args };
  }
  async function undoGiveBack(): Promise<MutationDraft | undefined> {
    const lent = await phone.db.loan.toArray();
    const back = (await phone.db.movement.toArray()).filter(({ reason }) => reason === 'lendBack');
    if (lent.length === 0 || back.length === 0) return undefined;
    const { id: movementId, itemId, toLocationId, lot, expiry } = dice.pick(back);
    const loan = lent.find(({ id }) => makeGivingBackId(id, movementId) === movementId);
    if (loan === undefined) return undefined;
    const args = { id: loan.id, movementId, itemId, quantity, toLocationId, lot, expiry };
    return { name: 'loan.undoGiveBack', args };
  }
}

/**
 * The board of a member, who may see no price: what is low, coming and here, what was spent because the owner shows it, and
 * all of it again when the link is gone. The same server learns how long the parcel took.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { toDay } from '../../client/state/to-day.ts';
import { unplaced } from '../../shared/ids.ts';
import { addDays } from '../../shared/lead-times.ts';
import { must } from '../../shared/result.ts';
import { settingsId } from '../../shared/settings.ts';
import { patienceMs } from '../support/patience.ts';
import { Profile } from '../support/profile.ts';
import {
  findFreePort,
  joinServer,
  startServer,
  type ServerProcess,
} from '../support/server-process.ts';
import { newId, SyncClient } from '../support/sync-client.ts';

const today = toDay(Date.now());
const supplierId = newId<'supplier'>();

let folder: string;
let server: ServerProcess;
let ada: SyncClient;
let bo: Profile;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bincard-board-'));
  server = await startServer({ dataDir: join(folder, 'data'), port: await findFreePort() });
  const owner = await joinServer(must(server.joinLink, 'a link for the owner'), 'Ada');
  ada = new SyncClient((path, init) => fetch(`${server.url}${path}`, init), owner.token);
  await orderAndReceive();
  bo = await Profile.open(inject('browserPath'), server.url);
  await bo.join(await inviteMember(owner.token), 'Bo');
});
afterAll(async () => {
  await bo.remove();
  await server.kill();
  await rm(folder, { recursive: true, force: true });
});

async function inviteMember(token: string): Promise<string> {
  const answer = await fetch(`${server.url}/api/invites`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify({ role: 'member' }),
  });
  return ((await answer.json()) as { link: string }).link;
}

/** Screws and glue are low; of the screws half has come for 12.34 €, and the rest is late. */
async function orderAndReceive(): Promise<void> {
  const [screws, glue] = [newId<'item'>(), newId<'item'>()];
  const [orderId, lineId] = [newId<'purchaseOrder'>(), newId<'orderLine'>()];
  const make = (name: string, args: unknown) => ada.make(name, args);
  const line = { lineId, itemId: screws, cycle: 1 };
  const at = { itemId: screws, cycle: 1, locationId: unplaced, lot: '', expiry: '', note: '' };
  expect(
    await ada.sync([
      make('item.create', { id: screws, fields: { name: 'Screws', minimum: 20_000 } }),
      make('item.create', { id: glue, fields: { name: 'Glue', minimum: 3000 } }),
      make('supplier.create', { id: supplierId, fields: { name: 'Tool shop' } }),
      make('purchaseOrder.create', { id: orderId, fields: { supplierId } }),
      make('orderLine.create', {
        id: lineId,
        fields: {
          purchaseOrderId: orderId,
          itemId: screws,
          cycle: 1,
          packs: 2,
          packQuantity: 25_000,
        },
      }),
      make('purchaseOrder.place', {
        id: orderId,
        supplierId,
        orderedOn: addDays(today, -6),
        expectedOn: addDays(today, -2),
        lines: [{ ...line, seenOrdered: 0 }],
      }),
      make('reorder.receive', {
        ...at,
        id: newId<'receipt'>(),
        movementId: newId<'movement'>(),
        orderLineId: lineId,
        quantity: 25_000,
        damaged: 0,
        receivedOn: today,
        price: { amount: 1234, currency: 'EUR' },
        packQuantity: 25_000,
      }),
      make('settings.patch', { id: settingsId, fields: { showSpend: true } }),
    ]),
  ).toEqual([]);
}

async function expectBoard(): Promise<void> {
  const { page } = bo;
  const column = (name: string) => page.getByRole('region', { name, exact: true });
  await column('Low').getByText('Glue').waitFor();
  await column('Coming').getByText('2 days late').waitFor();
  await column('Just arrived').getByText('Screws').waitFor();
  await expect.poll(() => column('Low').locator('li').count()).toBe(1);
  await page.getByText('€12.34').first().waitFor();
}

test('a member sees what is low, coming, here and spent, and no price; also without a link', async () => {
  const { page } = bo;
  await page.setViewportSize({ width: 1920, height: 1080 });
  await bo.goto('/board');
  await expectBoard();
  await expect.poll(() => page.locator('.nav').count()).toBe(0);
  const { receipt = [], orderLine = [], leadTime = [] } = await bo.holdings();
  expect(receipt.map(({ price }) => price)).toEqual([null]);
  expect([...orderLine, ...leadTime]).toEqual([]);
  await page.waitForFunction(() => navigator.serviceWorker.controller?.state === 'activated');
  await bo.setOffline(true);
  await bo.goto('/board');
  await expectBoard();
  await page.getByText(/As of .*, no connection/).waitFor();
});

test('the server has learned meanwhile how long it took', async () => {
  const learned = async (): Promise<unknown> => {
    await ada.sync();
    return ada.all('leadTime').map(({ id, medianDays, samples }) => ({ id, medianDays, samples }));
  };
  await expect
    .poll(learned, { timeout: patienceMs })
    .toEqual([{ id: supplierId, medianDays: 6, samples: 1 }]);
});

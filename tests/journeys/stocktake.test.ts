/**
 * A stocktake as it goes in a shed without signal: three phones count one room, one shelf twice and differently, find what
 * nobody knows, come back in the worse order and across a killed server; staff reviews and closes; a phone that comes
 * after the close loses nothing. All of them hold the same in the end, and stock is what was decided.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { makeStockId, type ItemId, type LocationId } from '../../shared/ids.ts';
import { must } from '../../shared/result.ts';
import { untilWorkerRuns } from '../support/app-page.ts';
import { makePicture } from '../support/make-picture.ts';
import { Profile } from '../support/profile.ts';
import { scanByWedge } from '../support/scan-by-wedge.ts';
import { findFreePort, joinServer, startServer } from '../support/server-process.ts';
import { newId, SyncClient } from '../support/sync-client.ts';

interface Thing {
  readonly id: ItemId;
  readonly name: string;
}

interface Stage {
  readonly ada: Profile;
  readonly ann: Profile;
  readonly ben: Profile;
  readonly cem: Profile;
  readonly witness: SyncClient;
  kill(): Promise<void>;
  restart(): Promise<void>;
}

const thing = (name: string): Thing => ({ id: newId<'item'>(), name });
const [screws, glue, drill, tape] = ['Screws', 'Glue', 'Drill', 'Tape'].map(thing) as [
  Thing,
  Thing,
  Thing,
  Thing,
];
const shelf = { id: newId<'location'>(), name: 'Shelf' };
const drawer = { id: newId<'location'>(), name: 'Drawer' };
const cleanups: (() => Promise<void>)[] = [];

describe('three phones, one room, one truth', () => {
  let stage: Stage;
  let path: string;

  beforeAll(async () => {
    stage = await setStage();
  });
  afterAll(async () => {
    for (const clear of cleanups.splice(0).toReversed()) await clear();
  });

  test('staff starts it, and every phone has it', async () => {
    const { ada, ann, ben, cem } = stage;
    await ada.goto('/stocktakes');
    await ada.page.getByRole('link', { name: 'New stocktake' }).click();
    await ada.page.getByLabel('Name', { exact: true }).fill('The room');
    await ada.button('Start counting').click();
    await ada.untilSaid(/The room is open/);
    await ada.page.getByRole('heading', { name: 'The room' }).waitFor();
    path = new URL(ada.page.url()).pathname;
    await ada.untilStatus('Synced');
    for (const phone of [ann, ben, cem]) {
      await phone.goto('/stocktakes');
      await phone.page.getByRole('link', { name: /The room/ }).waitFor();
      await phone.page.getByText('0 of 3 bins counted').waitFor();
      expect((await phone.holdings())['stocktake']).toMatchObject([{ state: 'open' }]);
    }
  });

  test('without signal all of them count: twice on one shelf, something elsewhere, something unknown', async () => {
    const { ann, ben, cem } = stage;
    for (const phone of [ann, ben, cem]) await phone.setOffline(true);
    await openPlace(ann, path, shelf.id);
    await tally(ann, screws, '18');
    await scanByWedge(ann.page, 'GLUE-1');
    await ann.page.getByText('Glue: 6 pieces').waitFor();
    await scanByWedge(ann.page, 'GLUE-1');
    await ann.page.getByText('Glue: 12 pieces').waitFor();
    await noteUnknown(ann, 'BOX-7');

    await openPlace(ben, path, shelf.id);
    await tally(ben, screws, '15,5');
    await tally(ben, glue, '12');
    // What is missing on a shelf is missing because somebody says so.
    await openPlace(ben, path, drawer.id);
    await ben.button('This shelf is finished').click();
    await ben.page.getByRole('dialog').getByText('Drill').waitFor();
    await ben.button('Finish all the same').click();
    await ben.untilSaid(/Drawer is finished/);

    await openPlace(cem, path, drawer.id);
    await found(cem, tape, '4');
    await cem.page.reload();
    await cem.page.getByText('Counted by you (1)').waitFor();
    for (const phone of [ann, ben, cem])
      await expect.poll(() => phone.waiting()).toBeGreaterThan(0);
    // Nothing of it is stock.
    await expect.poll(() => ann.quantityOf(screws.name)).toBe(20);
  });

  test('they come back in any order, across a server that was killed in between', async () => {
    const { ada, ann, ben, cem } = stage;
    await cem.setOffline(false);
    await cem.untilStatus('Synced');
    await stage.kill();
    await ben.setOffline(false);
    await ben.goto(path);
    await ben.page.getByText('1 of 2 places finished').waitFor();
    await stage.restart();
    await ann.setOffline(false);
    for (const phone of [ben, ann]) {
      await phone.goto('/settings/sync');
      await phone.button('Sync now').click();
      await phone.untilStatus('Synced');
    }
    await allAgree(stage);
    // Whoever counts on, sees that others have been there, and not who.
    await openPlace(cem, path, shelf.id);
    await cem.page.getByText('Somebody else is counting here').waitFor();
    await ada.goto(`${path}/review`);
    await ada.page.getByText('Who counted').waitFor();
    await ada.page
      .locator('.counters li', { hasText: 'Ann' })
      .getByText('Not finished: Shelf')
      .waitFor();
    expect((await ada.holdings())['tally']).toHaveLength(8);
  });

  test('a member can neither review nor close', async () => {
    const { ann } = stage;
    await ann.goto(`${path}/review`);
    await ann.page.getByText('Only staff and owners review a stocktake').waitFor();
    await expect.poll(() => ann.button('Close the stocktake').count()).toBe(0);
    await ann.goto(path);
    await ann.page.getByText('Places', { exact: true }).waitFor();
    await expect.poll(() => ann.page.getByRole('link', { name: 'Review' }).count()).toBe(0);
  });

  test('staff sees the differences, settles them, names what is unknown, and closes', async () => {
    const { ada } = stage;
    await ada.goto(`${path}/review`);
    const two = binOf(ada, screws.name);
    await two.getByText('Counters differ').waitFor();
    await two.getByText('18 pieces · Ann').click();
    // Ben has been through the drawer and not seen what Cem found there.
    await binOf(ada, tape.name).getByText('4 pieces · Cem').click();
    await ada.page.getByText('Nothing is left to decide.').waitFor();
    await chip(ada, /^Differences/);
    await binOf(ada, drill.name).getByText('not there', { exact: true }).first().waitFor();
    await chip(ada, /^Found elsewhere/);
    await binOf(ada, tape.name).getByText('Not expected here').waitFor();

    await chip(ada, /^Unknown codes/);
    await ada.page.getByRole('img', { name: 'Photo of BOX-7' }).locator('img').waitFor();
    await ada.button('It is an item we have').click();
    await ada.page.getByRole('searchbox').fill('drill');
    await ada.page.getByRole('dialog').getByRole('button', { name: /Drill/ }).click();
    await ada.page.getByText('Counted as Drill').waitFor();

    // A reload in the middle of it forgets no choice.
    await ada.page.reload();
    await ada.button('Close the stocktake').click();
    const dialog = ada.page.getByRole('dialog');
    await dialog.getByText('5 bins become what was counted').waitFor();
    await dialog.getByText('€0.20 less').waitFor();
    await ada.button('Close').last().click();
    await ada.untilSaid(/The room is closed/);
    await ada.page.getByText(/^Closed .* by you$/).waitFor();
    await ada.untilStatus('Synced');
    await allAgree(stage);
    const lies = stockOf(stage.witness);
    expect(lies(screws, shelf.id)).toBe(18_000);
    expect(lies(glue, shelf.id)).toBe(12_000);
    expect(lies(drill, drawer.id)).toBe(0);
    expect(lies(drill, shelf.id)).toBe(3000);
    expect(lies(tape, drawer.id)).toBe(4000);
  });

  test('a phone that comes after the close is told so, and its counts are shown, and used by a tap', async () => {
    const { ada, cem } = stage;
    await cem.setOffline(true);
    await cem.goto('/');
    await ada.goto(`${path}/review`);
    await ada.button('Reopen').click();
    await ada.page.getByRole('dialog').getByRole('button', { name: 'Reopen' }).click();
    await ada.untilSaid(/The room is open again/);
    await ada.untilStatus('Synced');
    // Cem has heard of neither, and counts.
    await openPlace(cem, path, shelf.id);
    await tally(cem, screws, '17');
    await openPlace(cem, path, drawer.id);
    await tally(cem, tape, '9');
    await ada.button('Close the stocktake').click();
    await ada.page
      .getByRole('dialog')
      .getByRole('button', { name: 'Close', exact: true })
      .last()
      .click();
    await ada.untilSaid(/The room is closed/);
    await ada.untilStatus('Synced');

    await cem.setOffline(false);
    await cem.untilStatus('Synced');
    await cem.goto(path);
    await cem.page.getByText('2 of your counts came after the close').waitFor();
    await allAgree(stage);
    expect(stockOf(stage.witness)(screws, shelf.id)).toBe(18_000);

    await ada.goto(`${path}/review`);
    await ada.button('2 counts came after the close').click();
    await binOf(ada, tape.name).getByText('Came after the close').waitFor();
    await binOf(ada, screws.name)
      .getByRole('button', { name: 'Use this count: Use 17 pieces by Cem' })
      .click();
    await ada.untilSaid(/Screws: 17 pieces is stock now/);
    await ada.untilStatus('Synced');
    await allAgree(stage);
    const lies = stockOf(stage.witness);
    expect(lies(screws, shelf.id)).toBe(17_000);
    expect(lies(tape, drawer.id)).toBe(4000);
    await expect.poll(() => cem.quantityOf(screws.name)).toBe(17);
  });
});

async function setStage(): Promise<Stage> {
  const port = await findFreePort();
  const dataDir = await mkdtemp(join(tmpdir(), 'bincard-stocktake-'));
  cleanups.push(() => rm(dataDir, { recursive: true, force: true }));
  let server = await startServer({ dataDir, port });
  cleanups.push(() => server.kill());
  const open = async (): Promise<Profile> => {
    const profile = await Profile.open(inject('browserPath'), server.url);
    cleanups.push(() => profile.remove());
    return profile;
  };
  const ada = await open();
  await ada.join(must(server.joinLink, 'a link for the owner'), 'Ada', 'Makerspace Harbour');
  const { token } = await joinServer(await ada.makeInvite('Staff'), 'Witness');
  const witness = new SyncClient((to, init) => fetch(`${server.url}${to}`, init), token);
  await witness.sync(stockUp(witness));
  const members: Profile[] = [];
  for (const name of ['Ann', 'Ben', 'Cem']) {
    const member = await open();
    await member.join(await ada.makeInvite('Member'), name);
    await untilWorkerRuns(member.page);
    members.push(member);
  }
  const [ann, ben, cem] = members as [Profile, Profile, Profile];
  const restart = async (): Promise<void> => {
    server = await startServer({ dataDir, port });
  };
  return { ada, ann, ben, cem, witness, kill: () => server.kill(), restart };
}

/** Two shelves with three bins on them, one code, and a thing that lies nowhere. */
function stockUp(witness: SyncClient) {
  const count = (item: Thing, locationId: LocationId, quantity: number) =>
    witness.make('count.record', {
      id: newId(),
      itemId: item.id,
      locationId,
      quantity,
      note: '',
      lot: '',
      expiry: '',
    });
  const unitCost = { amount: 10, currency: 'EUR' };
  return [
    ...[shelf, drawer].map(({ id, name }) =>
      witness.make('location.create', { id, fields: { name } }),
    ),
    ...[screws, glue, drill, tape].map(({ id, name }) =>
      witness.make('item.create', { id, fields: { name, ...(name === 'Screws' && { unitCost }) } }),
    ),
    witness.make('code.create', {
      id: newId(),
      fields: { itemId: glue.id, value: 'GLUE-1', unitsPerScan: 6000 },
    }),
    count(screws, shelf.id, 20_000),
    count(glue, shelf.id, 10_000),
    count(drill, drawer.id, 1000),
  ];
}

async function openPlace(phone: Profile, path: string, place: LocationId): Promise<void> {
  await phone.goto(`${path}/${place}`);
  await phone.button(/This shelf is finished|Count on/).waitFor();
}

async function tally(phone: Profile, { name }: Thing, figure: string): Promise<void> {
  await phone.page.locator('.bin-row', { hasText: name }).click();
  await say(phone, name, figure);
}

async function say(phone: Profile, name: string, figure: string): Promise<void> {
  await phone.page.getByLabel('How many lie there').fill(figure);
  await phone.page.getByRole('dialog').getByRole('button', { name: /^Save/ }).click();
  await phone.untilSaid(new RegExp(`^${name}: ${figure.replace(',', '\\.')}`));
}

async function found(phone: Profile, { name }: Thing, figure: string): Promise<void> {
  await phone.button('Found here').click();
  await phone.page.getByRole('searchbox').fill(name);
  await phone.page
    .getByRole('dialog')
    .getByRole('button', { name: new RegExp(name) })
    .click();
  await say(phone, name, figure);
}

async function noteUnknown(phone: Profile, code: string): Promise<void> {
  const { page } = phone;
  await phone.button('Type a code').click();
  await page.getByRole('dialog').getByLabel('Code', { exact: true }).fill(code);
  await page.keyboard.press('Enter');
  await page.getByLabel('How many lie there').fill('3');
  const buffer = await makePicture(640, 480).jpeg().toBuffer();
  const file = { name: 'box.jpg', mimeType: 'image/jpeg', buffer };
  await page.locator('dialog .tile input').last().setInputFiles(file);
  await page.getByRole('img', { name: `Photo of ${code}` }).waitFor();
  await page.getByRole('dialog').getByRole('button', { name: 'Save', exact: true }).click();
  await phone.untilSaid(new RegExp(`^${code} noted`));
}

function binOf(profile: Profile, name: string) {
  const heading = profile.page.getByRole('heading', { name, exact: true });
  return profile.page.locator('.review-bin', { has: heading });
}

async function chip(profile: Profile, name: RegExp): Promise<void> {
  await profile.page.locator('.review .chips').getByRole('button', { name }).click();
}

function stockOf(witness: SyncClient) {
  return ({ id }: Thing, place: LocationId): number =>
    witness.all('stock').find((row) => row.id === makeStockId(id, place))?.quantity ?? 0;
}

/**
 * Staff hold what the server holds, to the last field; members all of it but for whom and for how much. Photos and
 * pictures follow at their own pace.
 */
async function allAgree({ ada, ann, ben, cem, witness }: Stage): Promise<void> {
  const shared = ['stock', 'tally', 'count', 'stocktake', 'item', 'code'] as const;
  const bare = (rows: readonly object[]): object[] =>
    rows.map((row) => ({ ...row, personId: null, decidedBy: null, unitCost: null }));
  await expect
    .poll(async () => {
      await witness.sync();
      const truth = witness.holdings();
      const agree: Record<string, boolean> = {};
      for (const [name, phone] of Object.entries({ ada, ann, ben, cem })) {
        const held = await phone.holdings();
        agree[name] = shared.every((table) =>
          isDeepStrictEqual(bare(held[table] ?? []), bare(truth[table] ?? [])),
        );
      }
      return agree;
    })
    .toEqual({ ada: true, ann: true, ben: true, cem: true });
}

/** What a scanned code leads to, on a real database. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { codeValueOf, findCode, type FoundCode } from '../../../client/state/find-code.ts';
import { makeListedItem } from '../../../client/state/listed-item.ts';
import type { Code } from '../../../shared/entities.ts';
import type { ItemId, LocationId } from '../../../shared/ids.ts';
import { must } from '../../../shared/result.ts';
import { readScannedCode, type RawCode } from '../../../shared/scanned-code.ts';
import { createItem, createLocation } from '../../support/drafts.ts';
import { deletePhones, makePhone, makeWorld, type Phone, type World } from '../../support/phone.ts';

const publicUrl = 'https://bins.example';
const ean = '4006381333931';
let world: World;
let phone: Phone;
let item: ItemId;
let bench: LocationId;
let shelf: LocationId;

beforeEach(async () => {
  world = makeWorld();
  phone = await makePhone(world);
  [item, bench, shelf] = [
    phone.newId<'item'>(),
    phone.newId<'location'>(),
    phone.newId<'location'>(),
  ];
  await phone.record(
    createLocation(bench, { name: 'Bench' }),
    createLocation(shelf, { name: 'Shelf' }),
    createItem(item, { name: 'Glue', sku: 'BC-7K3F2' }),
    codeOf({ itemId: item, value: ean }),
  );
});
afterEach(deletePhones);

function codeOf(fields: Partial<Code> & { readonly value: string }) {
  return { name: 'code.create', args: { id: phone.newId<'code'>(), fields } } as const;
}

async function find(raw: string | RawCode): Promise<FoundCode> {
  const given = typeof raw === 'string' ? { text: raw, symbology: null } : raw;
  const rows = await phone.db.item.toArray();
  const items = rows
    .filter(({ deletedAt }) => deletedAt === null)
    .map((each) => makeListedItem(each));
  return findCode({ db: phone.db, items }, readScannedCode(given, { publicUrl, year: 2026 }));
}

async function foundItem(raw: string | RawCode): Promise<readonly [string, number]> {
  const found = await find(raw);
  return found.kind === 'item'
    ? [found.found.item.name, found.found.unitsPerScan]
    : [found.kind, 0];
}

const glue = ['Glue', 1000] as const;

/** The different answers, which should be one. */
async function allFound(...texts: readonly string[]): Promise<unknown[]> {
  const found = await Promise.all(texts.map((text) => foundItem(text)));
  return found.filter((each, place) => each.join() !== found[place - 1]?.join());
}

describe('a code leads to its item', () => {
  test('in whatever form a scanner reports it', async () => {
    expect(await allFound(ean, `0${ean}`, `]C1010${ean}`, `(01)0${ean}(10)A-77`)).toEqual([glue]);
    expect(await foundItem(`https://id.example/01/0${ean}?10=A-77`)).toEqual(['Glue', 1000]);
  });

  test('and a pack counts as what it holds', async () => {
    await phone.record(codeOf({ itemId: item, value: 'BOX', unitsPerScan: 12_000 }));
    expect(await foundItem('BOX')).toEqual(['Glue', 12_000]);
  });

  test('by its SKU, and by a label of ours with SKU, code or id', async () => {
    expect(await allFound('bc-7k3f2', `${publicUrl}/i/BC-7K3F2`, `${publicUrl}/i/${item}`)).toEqual(
      [glue],
    );
    expect(await foundItem(`HTTPS://BINS.EXAMPLE/I/${ean}`)).toEqual(['Glue', 1000]);
  });

  test('also one that is a link of somebody else, once it was claimed', async () => {
    const url = 'https://maker.example/p/77';
    expect(await find(url)).toEqual({ kind: 'website', url });
    await phone.record(codeOf({ itemId: item, value: url }));
    expect(await foundItem(url)).toEqual(['Glue', 1000]);
  });

  test('before the list has been read', async () => {
    const code = readScannedCode(
      { text: 'BC-7K3F2', symbology: 'code128' },
      { publicUrl, year: 2026 },
    );
    const found = await findCode({ db: phone.db, items: undefined }, code);
    expect(found).toMatchObject({ kind: 'item', found: { item: { name: 'Glue' } } });
  });
});

test('the label of a shelf leads to the shelf', async () => {
  await phone.record(codeOf({ locationId: shelf, value: 'A-1' }));
  for (const text of [`${publicUrl}/l/${shelf}`, `${publicUrl}/l/A-1`, 'A-1'])
    expect(await find(text)).toMatchObject({ kind: 'place', place: { name: 'Shelf' } });
});

test('what two things have is asked, not guessed', async () => {
  const other = phone.newId<'item'>();
  await phone.record(createItem(other, { name: 'Paste' }), codeOf({ itemId: other, value: ean }));
  await phone.record(codeOf({ locationId: shelf, value: ean }));
  const found = await find(ean);
  expect(found).toMatchObject({ kind: 'several', places: [{ name: 'Shelf' }] });
  expect(found.kind === 'several' && found.items.map((each) => each.item.name).toSorted()).toEqual([
    'Glue',
    'Paste',
  ]);
});

describe('what is not in use', () => {
  test('says so, and gives way to what is', async () => {
    await phone.record({ name: 'item.patch', args: { id: item, fields: { active: false } } });
    expect(await find(ean)).toMatchObject({ kind: 'away', items: [{ name: 'Glue' }] });
    const other = phone.newId<'item'>();
    await phone.record(createItem(other, { name: 'Paste' }), codeOf({ itemId: other, value: ean }));
    expect(await foundItem(ean)).toEqual(['Paste', 1000]);
  });

  test('is found by code and by label when it was deleted', async () => {
    await phone.record({ name: 'item.delete', args: { id: item } });
    for (const text of [ean, `${publicUrl}/i/BC-7K3F2`, `${publicUrl}/i/${item}`])
      expect(await find(text)).toMatchObject({ kind: 'away', items: [{ name: 'Glue' }] });
  });

  test('a code that was taken away leads nowhere', async () => {
    const [code] = await phone.db.code.toArray();
    await phone.record({ name: 'code.delete', args: { id: must(code, 'the code').id } });
    expect(await find(ean)).toEqual({ kind: 'unknown', value: ean });
  });
});

describe('what nothing has', () => {
  test.each([
    ['4012345678901', '4012345678901'],
    ['(01)04012345678901(17)270131', '4012345678901'],
    ['  our own 7 ', 'our own 7'],
    ['javascript:alert(1)', 'javascript:alert(1)'],
    ['<img src=x onerror=alert(1)>', '<img src=x onerror=alert(1)>'],
    ['4006381333932', '4006381333932'],
  ])('%s is unknown and would be stored as %s', async (text, value) => {
    expect(await find(text)).toEqual({ kind: 'unknown', value });
  });

  test('a code stored as proposed is found by the same scan again', async () => {
    const scans: RawCode[] = [
      { text: '0012345000065', symbology: 'upce' },
      { text: '96385074', symbology: 'ean8' },
      { text: '010401234567890110LOT7', symbology: 'dataMatrix', isGs1: true },
      { text: 'https://id.example/01/04012345678918', symbology: 'qr' },
    ];
    for (const raw of scans) {
      const unknown = await find(raw);
      if (unknown.kind !== 'unknown') throw new Error(`${raw.text} is ${unknown.kind}`);
      const id = phone.newId<'item'>();
      await phone.record(
        createItem(id, { name: raw.text }),
        codeOf({ itemId: id, value: unknown.value }),
      );
      expect(await foundItem(raw)).toEqual([raw.text, 1000]);
    }
  });

  test('a label of ours that has not arrived, of another Bincard, an invite, nonsense', async () => {
    expect(await find(`${publicUrl}/i/BC-00000`)).toEqual({
      kind: 'missing',
      what: 'item',
      short: 'BC-00000',
    });
    expect(await find(`${publicUrl}/l/nowhere`)).toMatchObject({ what: 'location' });
    expect(await find('https://other.example/i/BC-00000')).toMatchObject({
      kind: 'otherBincard',
      here: null,
    });
    expect(await find('https://old.example/i/BC-7K3F2')).toMatchObject({
      kind: 'otherBincard',
      here: { item: { name: 'Glue' } },
    });
    expect(await find(`${publicUrl}/join#abc`)).toEqual({ kind: 'ownJoin' });
    expect(await find('x'.repeat(4000))).toEqual({ kind: 'unreadable', reason: 'tooLong' });
    expect(await find('\u0000\ufffd')).toEqual({ kind: 'unreadable', reason: 'notText' });
    const wrong = { text: '4006381333932', symbology: 'ean13' } as const;
    expect(await find(wrong)).toEqual({ kind: 'unreadable', reason: 'wrongCheckDigit' });
  });
});

test('a field for codes gets the number, not the wrapping', () => {
  const value = (text: string): string =>
    codeValueOf(readScannedCode({ text, symbology: null }, { publicUrl, year: 2026 }), text);
  expect(value(`(01)0${ean}(10)A`)).toBe(ean);
  expect(value(`${publicUrl}/i/BC-7K3F2`)).toBe('BC-7K3F2');
  expect(value('https://shop.example/')).toBe('https://shop.example/');
});

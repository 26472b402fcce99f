/** What becomes of a file that somebody chooses as a safety data sheet, and what the service worker can then answer with. */
import { afterEach, describe, expect, test, vi } from 'vitest';
import { isSheetKept, keepSheet } from '../../../client/device/kept-sheets.ts';
import { prepareSheet } from '../../../client/device/prepare-sheet.ts';
import { sheetCacheName } from '../../../shared/kept-sheets.ts';
import { limits } from '../../../shared/protocol.ts';
import { must } from '../../../shared/result.ts';
import { sheetPath } from '../../../shared/sheets.ts';
import { makeSheet } from '../../support/sheets.ts';

afterEach(async () => {
  vi.restoreAllMocks();
  await caches.delete(sheetCacheName);
});

async function prepare(parts: BlobPart[], name = 'Paint.pdf', type = 'application/pdf') {
  return prepareSheet(new File(parts, name, { type }));
}

test('a PDF is kept as it is, under its hash and a clean name, whatever type the phone gives it', async () => {
  const sheet = await makeSheet('paint');
  const prepared = await prepare([sheet.bytes], '../<b>Paint</b>.PDF', 'text/html');
  if (!prepared.ok) throw new Error(prepared.failure.kind);
  const { file, bytes } = prepared.value;
  expect(file).toEqual({
    sha256: sheet.sha256,
    name: '.. <b>Paint< b>.pdf',
    bytes: sheet.bytes.length,
  });
  expect(bytes.type).toBe('application/pdf');
  expect(new Uint8Array(await bytes.arrayBuffer())).toEqual(sheet.bytes);
});

test('one that is locked with a password is a PDF too', async () => {
  expect((await prepare(['%PDF-1.7\n/Encrypt 5 0 R'])).ok).toBe(true);
});

describe('refused is', () => {
  test.each([
    ['an empty file', [], 'empty'],
    ['a page', ['<html>%PDF-1.4'], 'notPdf'],
    ['a picture', ['\u00ff\u00d8\u00ff'], 'notPdf'],
    ['what is too big', [new Uint8Array(limits.sheetBytesMax + 1)], 'tooBig'],
  ])('%s', async (_, parts, kind) => {
    expect(await prepare(parts)).toEqual({ ok: false, failure: { kind } });
  });

  test('a file that has gone', async () => {
    const file = new File(['%PDF-'], 'x.pdf');
    vi.spyOn(file, 'arrayBuffer').mockRejectedValue(new DOMException('gone', 'NotFoundError'));
    expect(await prepareSheet(file)).toEqual({ ok: false, failure: { kind: 'unreadable' } });
  });
});

test('a kept sheet is answered as the server would have answered', async () => {
  const { bytes } = await makeSheet('paint');
  const prepared = must(await prepare([bytes], 'Säure.pdf'), 'a sheet');
  if (!prepared.ok) throw new Error(prepared.failure.kind);
  expect(await keepSheet(prepared.value)).toBe(true);
  const path = sheetPath(prepared.value.file.sha256);
  const kept = must(await (await caches.open(sheetCacheName)).match(path), 'it');
  expect(new Uint8Array(await kept.arrayBuffer())).toEqual(bytes);
  expect(Object.fromEntries(kept.headers)).toMatchObject({
    'content-type': 'application/pdf',
    'content-disposition': "inline; filename*=UTF-8''S%C3%A4ure.pdf",
    'x-content-type-options': 'nosniff',
  });
});

test('it counts as kept only where a service worker can answer with it', async () => {
  const prepared = await prepare(['%PDF-1.4']);
  if (!prepared.ok) throw new Error(prepared.failure.kind);
  await keepSheet(prepared.value);
  const { sha256 } = prepared.value.file;
  expect(await isSheetKept(sha256)).toBe(false);
  vi.spyOn(navigator, 'serviceWorker', 'get').mockReturnValue({
    controller: {},
  } as ServiceWorkerContainer);
  expect(await isSheetKept(sha256)).toBe(true);
  expect(await isSheetKept('0'.repeat(64))).toBe(false);
});

test('a phone without room says no, and nothing breaks', async () => {
  vi.spyOn(caches, 'open').mockRejectedValue(new DOMException('full', 'QuotaExceededError'));
  const prepared = await prepare(['%PDF-1.4']);
  if (!prepared.ok) throw new Error(prepared.failure.kind);
  expect(await keepSheet(prepared.value)).toBe(false);
});

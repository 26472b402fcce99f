/**
 * Real input, whole: InvenTree's public demo data. Every figure is reckoned here a second time, by a
 * reader of its own that knows nothing of the importer.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { unplaced, toId, type LocationId } from '../../../shared/ids.ts';
import { must } from '../../../shared/result.ts';
import { findDemoFolder } from '../../support/demo-folder.ts';
import { ImportSpace, planFiles, readFolderFiles } from '../../support/import-space.ts';

const folder = findDemoFolder();
const files = await readFolderFiles(folder);

/** The demo files quote a few cells with commas and none with line breaks: enough for a reader in ten lines. */
function readSimply(name: string): Record<string, string>[] {
  const [header = [], ...rows] = readFileSync(join(folder, name), 'utf8')
    .trim()
    .split(/\r?\n/)
    .map((line) =>
      [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(([, quoted, bare]) =>
        quoted === undefined ? (bare ?? '') : quoted.replaceAll('""', '"'),
      ),
    );
  return rows.map((cells) =>
    Object.fromEntries(header.map((key, place) => [key, cells[place] ?? ''])),
  );
}

function withAncestors(paths: Iterable<string>): Set<string> {
  const all = new Set<string>();
  for (const path of paths) {
    const names = path.split('/');
    for (let depth = 1; depth <= names.length; depth++) all.add(names.slice(0, depth).join('/'));
  }
  return all;
}

const parts = readSimply('parts.csv');
const listed = readSimply('locations.csv');
const categoryPaths = withAncestors(parts.map((part) => part['category'] ?? '').filter(Boolean));
const locationPaths = withAncestors([
  ...listed.map((place) => place['path'] ?? ''),
  ...parts.map((part) => part['location'] ?? '').filter(Boolean),
]);
const stocked = parts.filter((part) => Number(part['in_stock']) > 0);

function pathsOf(rows: readonly { id: string; name: string; parentId: string | null }[]): string[] {
  const byId = new Map(rows.map((row) => [row.id, row]));
  return rows.map((row) => {
    const names = [row.name];
    for (let up = row.parentId; up !== null;) {
      const parent = must(byId.get(up), 'the parent');
      names.unshift(parent.name);
      up = parent.parentId;
    }
    return names.join('/');
  });
}

const byPart = (one: { part: string }, other: { part: string }) => (one.part < other.part ? -1 : 1);

const mutationsOf = (other: ImportSpace) =>
  planFiles(files, other).planned.map(({ mutation }) => mutation);

const madeSku = /^BC-[0-9A-HJKMNP-TV-Z]{5}$/;

describe('the demo folder, whole', () => {
  const space = new ImportSpace();
  const plan = planFiles(files, space);
  space.applyPlan(plan);

  test('the second reckoning has the figures that the brief names', () => {
    expect(parts).toHaveLength(401);
    expect(listed).toHaveLength(19);
    expect(stocked.length).toBe(377);
  });

  test('nothing is wrong with it', () => {
    expect(plan.faults).toEqual([]);
  });

  test('every part becomes an item, under its own external id', () => {
    const wanted = parts.map((part) => `inventree:part:${part['id']}`);
    expect(
      space
        .all('item')
        .map(({ externalId }) => externalId)
        .toSorted(),
    ).toEqual(wanted.toSorted());
    expect(plan.tallies.item.created).toBe(parts.length);
  });

  test('places and categories are trees with exactly the paths of the files and what they imply', () => {
    expect(pathsOf(space.all('location')).toSorted()).toEqual([...locationPaths].toSorted());
    expect(pathsOf(space.all('category')).toSorted()).toEqual([...categoryPaths].toSorted());
    expect(plan.tallies.location.created).toBe(locationPaths.size);
    expect(plan.tallies.category.created).toBe(categoryPaths.size);
  });

  test('each part in stock gets one opening count, of its quantity and at its place', () => {
    const pathById = new Map<string, string>(
      space.all('location').map(({ id }, at) => [id, pathsOf(space.all('location'))[at] ?? '']),
    );
    pathById.set(unplaced, '');
    const itemsById = new Map(space.all('item').map((item) => [item.id, item]));
    const counted = space.all('count').map(({ itemId, locationId, quantity }) => ({
      part: must(itemsById.get(itemId), 'the item').externalId,
      place: pathById.get(locationId),
      quantity,
    }));
    const wanted = stocked.map((part) => ({
      part: `inventree:part:${part['id']}`,
      place: part['location'],
      quantity: Math.round(Number(part['in_stock']) * 1000),
    }));
    expect(counted.toSorted(byPart)).toEqual(wanted.toSorted(byPart));
    expect(plan.openingCounts).toBe(stocked.length);
  });

  test('stock afterwards is what the file says, to the thousandth', () => {
    const total = space.all('stock').reduce((sum, { quantity }) => sum + quantity, 0);
    const wanted = stocked.reduce(
      (sum, part) => sum + Math.round(Number(part['in_stock']) * 1000),
      0,
    );
    expect(total).toBe(wanted);
  });

  test('every field of every part arrives', () => {
    const byExternalId = new Map(space.all('item').map((item) => [item.externalId, item]));
    const categories = new Map(
      space.all('category').map(({ id }, at) => [id, pathsOf(space.all('category'))[at]]),
    );
    const locations = new Map<LocationId, string | undefined>(
      space.all('location').map(({ id }, at) => [id, pathsOf(space.all('location'))[at]]),
    );
    for (const part of parts) {
      const item = must(byExternalId.get(`inventree:part:${part['id']}`), 'the item');
      expect(item.name).toBe(part['name']);
      expect(item.description).toBe(part['description']);
      expect(item.custom['Keywords'] ?? '').toBe(part['keywords']);
      expect(item.unit).toBe(part['units'] || 'piece');
      expect(item.minimum).toBe(Number(part['minimum_stock']) * 1000);
      expect(item.active).toBe(part['active'] === 'True');
      expect(item.link).toBe(part['link']);
      expect(categories.get(item.categoryId ?? toId<'category'>(''))).toBe(
        part['category'] || undefined,
      );
      expect(locations.get(item.homeLocationId ?? toId<'location'>(''))).toBe(
        part['location'] || undefined,
      );
      const ipn = part['ipn'] ?? '';
      expect(ipn === '' ? madeSku.test(item.sku) : item.sku === ipn).toBe(true);
    }
  });

  test('made SKUs are all different', () => {
    const skus = space.all('item').map(({ sku }) => sku);
    expect(new Set(skus).size).toBe(skus.length);
  });

  test('descriptions of places arrive', () => {
    const byPath = new Map(
      space.all('location').map((place, at) => [pathsOf(space.all('location'))[at], place]),
    );
    for (const { path = '', description } of listed) {
      expect(byPath.get(path)?.description).toBe(description);
    }
  });

  test('the one stock with four decimals is rounded, and told', () => {
    const told = plan.notes.filter(
      ({ file, text }) => file === 'parts.csv' && text.includes('rounded'),
    );
    const wanted = parts.filter((part) => /\.\d{4,}$/.test(part['in_stock'] ?? ''));
    expect(told).toHaveLength(wanted.length);
    expect(told[0]?.text).toContain(wanted[0]?.['in_stock']);
  });

  test('the same folder a second time changes nothing', () => {
    const second = planFiles(files, space);
    expect(second.planned).toEqual([]);
    expect(second.faults).toEqual([]);
    expect(second.tallies.item).toMatchObject({ created: 0, changed: 0, unchanged: parts.length });
    expect(second.stockKept).toBe(parts.length);
  });

  test('two imports that did not know of each other make the same rows', () => {
    expect(mutationsOf(new ImportSpace())).toEqual(mutationsOf(new ImportSpace()));
    for (const mutation of mutationsOf(new ImportSpace())) {
      if (mutation.name !== 'count.record') space.apply(mutation);
    }
    expect(space.all('item')).toHaveLength(parts.length);
    expect(space.all('category')).toHaveLength(categoryPaths.size);
  });
});

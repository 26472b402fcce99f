/** What an import would do, as lines on a terminal: a table of figures, what is new by name, what to know. */
import { notesToLines, type ImportNote } from './import-faults.ts';
import type { ImportTally } from './import-tally.ts';
import type { ImportPlan } from './plan-import.ts';

const namesShownMax = 12;
const titles = {
  location: 'locations',
  category: 'categories',
  item: 'items',
  code: 'codes',
  photo: 'photos',
  supplier: 'suppliers',
  supplierItem: 'supplier items',
};
const figures = ['created', 'changed', 'unchanged', 'leftDeleted'] as const;
const headings = ['new', 'changed', 'unchanged', 'left deleted'];

export function summaryToLines(plan: ImportPlan, notes: readonly ImportNote[]): string[] {
  const { tallies, made, openingCounts, stockKept } = plan;
  const tables = [
    'location',
    'category',
    'item',
    'code',
    'photo',
    'supplier',
    'supplierItem',
  ] as const;
  return [
    toRow('', headings),
    ...tables.map((table) =>
      toRow(
        titles[table],
        figures.map((name) => `${tallies[table][name]}`),
      ),
    ),
    toRow('opening counts', [`${openingCounts}`, '', '', '']),
    ...(['location', 'category', 'supplier'] as const).flatMap((table) =>
      newNames(titles[table], made[table]),
    ),
    ...tables.flatMap((table) => changesToLines(titles[table], tallies[table])),
    ...(stockKept === 0
      ? []
      : [
          `The stock of ${stockKept} ${stockKept === 1 ? 'item that exists' : 'items that exist'} is left as it is: only new items get an opening count.`,
        ]),
    ...notesToLines(notes).map((line) => `Note: ${line}`),
  ];
}

/** "61 pictures sent (399 items use them)" */
export function picturesToText(pictures: number, became: string, items: number): string {
  const what = pictures === 1 ? '1 picture' : `${pictures} pictures`;
  const users = items === 1 ? '1 item uses' : `${items} items use`;
  return `${what} ${became} (${users} ${pictures === 1 ? 'it' : 'them'})`;
}

function toRow(title: string, cells: readonly string[]): string {
  return (title.padEnd(16) + cells.map((cell) => cell.padStart(14)).join('')).trimEnd();
}

function newNames(title: string, names: readonly string[]): string[] {
  if (names.length === 0) return [];
  const shown = names.slice(0, namesShownMax).join(', ');
  const more = names.length - namesShownMax;
  return [`New ${title}: ${shown}${more > 0 ? ` and ${more} more` : ''}`];
}

function changesToLines(title: string, { changedFields }: ImportTally): string[] {
  if (changedFields.size === 0) return [];
  const parts = [...changedFields].map(([field, count]) => `${fieldToWords(field)} ${count}`);
  return [`Changes in ${title}: ${parts.join(', ')}`];
}

/** homeLocationId → home location; a custom field is called by its name. */
function fieldToWords(field: string): string {
  return field
    .replace(/Id$/, '')
    .replaceAll(/[A-Z]/g, (letter, place: number) =>
      place === 0 ? letter : ` ${letter.toLowerCase()}`,
    );
}

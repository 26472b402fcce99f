/**
 * Which files a person means by a folder or a path. Of a folder: the list of items (`parts.csv` or
 * `items.csv`), and with it `locations.csv`, `categories.csv`, `suppliers.csv` and `supplier-parts.csv`; every other
 * CSV in it is named as left out.
 */
import { readdir, readFile, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { limits } from '../../shared/protocol.ts';
import { fail, succeed, type Result } from '../../shared/result.ts';
import type { CsvFile } from './read-csv.ts';

export interface ImportFile extends CsvFile {
  readonly role: 'items' | 'locations' | 'categories' | 'suppliers' | 'supplierParts';
}

export interface FoundFiles {
  readonly files: readonly ImportFile[];
  /** CSV files of the folder that this import does not read. */
  readonly leftOut: readonly string[];
}

const rolesByName: Readonly<Record<string, ImportFile['role']>> = {
  'parts.csv': 'items',
  'items.csv': 'items',
  'locations.csv': 'locations',
  'categories.csv': 'categories',
  'suppliers.csv': 'suppliers',
  'supplier-parts.csv': 'supplierParts',
};

/** Fails with a sentence for the person. */
export async function findImportFiles(path: string): Promise<Result<FoundFiles, string>> {
  try {
    return (await stat(path)).isDirectory() ? await readFolder(path) : await readOne(path);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'ENOENT') return fail(`There is no file or folder ${path}.`);
    if (code === 'EACCES' || code === 'EPERM') return fail(`${path} may not be read by this user.`);
    throw error;
  }
}

async function readOne(path: string): Promise<Result<FoundFiles, string>> {
  const name = basename(path);
  const role = rolesByName[name.toLowerCase()] ?? 'items';
  const file = await readOneFile(path, name, role);
  return file.ok ? succeed({ files: [file.value], leftOut: [] }) : file;
}

async function readFolder(folder: string): Promise<Result<FoundFiles, string>> {
  const names = (await readdir(folder)).filter((name) => /\.csv$/i.test(name)).toSorted();
  const files: ImportFile[] = [];
  const leftOut: string[] = [];
  for (const name of names) {
    const role = rolesByName[name.toLowerCase()];
    if (role === undefined) {
      leftOut.push(name);
      continue;
    }
    const twin = files.find((file) => file.role === role);
    if (twin !== undefined) {
      return fail(`${folder} holds both ${twin.name} and ${name}. Name the one to import.`);
    }
    const file = await readOneFile(join(folder, name), name, role);
    if (!file.ok) return file;
    files.push(file.value);
  }
  if (files.length > 0) return succeed({ files, leftOut });
  return fail(
    `${folder} holds none of the files that can be imported: ${Object.keys(rolesByName).join(', ')}. ` +
      'Name one of them, or the path of a single CSV file.',
  );
}

async function readOneFile(
  path: string,
  name: string,
  role: ImportFile['role'],
): Promise<Result<ImportFile, string>> {
  const { size } = await stat(path);
  if (size > limits.importBytesMax) {
    const megabytes = limits.importBytesMax / 1024 / 1024;
    return fail(`${name} is larger than ${megabytes} MiB. Split it and import the parts.`);
  }
  return succeed({ name, role, bytes: await readFile(path) });
}

/** The photos of the demo data, each as often as a benchmark wants, in bytes of its own. */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { must } from '../../shared/result.ts';
import { findDemoFolder } from '../support/demo-folder.ts';
import { varyPicture } from '../support/vary-picture.ts';

export async function readPictures(): Promise<Buffer[]> {
  const folder = join(findDemoFolder(), 'images');
  const names = (await readdir(folder)).toSorted();
  return Promise.all(names.map((name) => readFile(join(folder, name))));
}

/** Any path has a picture, and another path has other bytes. */
export function pictureAt(pictures: readonly Buffer[], path: string): Buffer {
  const place = Number(/\d+$/.exec(path)?.[0] ?? 0);
  return varyPicture(must(pictures[place % pictures.length], 'a picture'), path);
}

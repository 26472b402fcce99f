/** The folder of pictures that a person names, as the place it really is: links in it are held against that. */
import { realpath, stat } from 'node:fs/promises';
import { fail, succeed, type Result } from '../../shared/result.ts';

/** Fails with a sentence for the person. */
export async function findImageFolder(path: string): Promise<Result<string, string>> {
  try {
    const folder = await realpath(path);
    if ((await stat(folder)).isDirectory()) return succeed(folder);
    return fail(`--images must name a folder or an address (${path} is a file).`);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'ENOENT' || code === 'ENOTDIR') {
      return fail(
        `--images: there is no folder ${path}. An address begins with http:// or https://.`,
      );
    }
    if (code === 'EACCES' || code === 'EPERM') {
      return fail(`--images: ${path} may not be read by this user.`);
    }
    throw error;
  }
}

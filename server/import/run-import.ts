/**
 * One import from bytes to the last line on the terminal: read, plan, say what would be done, and unless it
 * was a dry run do it in one request. Whatever goes wrong before the server's last line leaves nothing. The
 * bytes of pictures follow one by one, and what is missing of them the next run sends.
 */
import { randomUUID } from 'node:crypto';
import { toId, type SpaceId } from '../../shared/ids.ts';
import type { MutationResult } from '../../shared/protocol.ts';
import type { ConsoleRequest, Trouble } from './ask-server.ts';
import type { Planned } from './check-mutation.ts';
import type { FoundFiles } from './find-import-files.ts';
import { faultAt } from './item-record.ts';
import { faultsToLines, type ImportFault } from './import-faults.ts';
import type { Progress } from './import-progress.ts';
import { picturesToText, summaryToLines } from './import-summary.ts';
import { planImport, type ImportPlan } from './plan-import.ts';
import type { Upload } from './plan-photos.ts';
import { readExisting } from './read-existing.ts';
import { readImportFiles, type ReadOptions } from './read-import-files.ts';
import { readPhotoFiles, type PhotoFileReading } from './read-photo-files.ts';
import { sendImport } from './send-import.ts';
import { sendPhotos, type SendPhotos } from './send-photos.ts';

export interface RunImport extends ReadOptions {
  readonly found: FoundFiles;
  readonly dryRun: boolean;
  readonly strict: boolean;
  readonly spaceId: SpaceId;
  readonly request: ConsoleRequest;
  readonly print: (line: string) => void;
  readonly progress: Progress;
  readonly now: () => number;
  readonly pause: SendPhotos['pause'];
  readonly signal: AbortSignal;
}

/** Whether all went well. Says everything else itself. */
export async function runImport(job: RunImport): Promise<boolean> {
  const { found, print, request, signal, spaceId, strict, images } = job;
  const clientId = toId<'client'>(randomUUID());
  const reading = readImportFiles(found.files, job);
  const photos: PhotoFileReading =
    images?.kind === 'folder'
      ? await readPhotoFiles(images.folder, reading.files.items, signal)
      : { files: new Map(), faults: [] };
  const existing = await readExisting(request, clientId, signal);
  if (!existing.ok) return giveUp(job, existing.failure);
  const options = { spaceId, strict, photoFiles: photos.files };
  const plan = planImport(reading.files, existing.value, options);
  const faults = [...reading.faults, ...photos.faults, ...plan.faults];
  if (faults.length > 0) return showFaults(job, faults);

  for (const line of summaryToLines(plan, [...reading.notes, ...plan.notes])) print(line);
  if (found.leftOut.length > 0) {
    print(
      `Left out: ${found.leftOut.join(', ')} (an import reads items, locations, categories and suppliers).`,
    );
  }
  if (plan.planned.length === 0 && plan.uploads.length === 0) {
    print('Everything is there already: nothing to do.');
    return true;
  }
  if (job.dryRun) {
    print(`Dry run: nothing was written. ${plan.planned.length} changes would be made.`);
    printPictures(job, plan);
    return true;
  }
  const isKept = plan.planned.length === 0 || (await send(job, clientId, plan));
  return isKept && (plan.uploads.length === 0 || (await upload(job, plan.uploads)));
}

function printPictures({ print }: RunImport, { fetches, uploads }: ImportPlan): void {
  if (fetches.pictures > 0) {
    print(`${picturesToText(fetches.pictures, 'would be fetched', fetches.items)}.`);
  }
  if (uploads.length === 0) return;
  const megabytes = uploads.reduce((sum, { file }) => sum + file.bytes, 0) / 1e6;
  const became = `would be sent, ${megabytes.toFixed(1)} MB`;
  print(`${picturesToText(uploads.length, became, itemsOf(uploads))}.`);
}

async function send(
  job: RunImport,
  clientId: ReturnType<typeof toId<'client'>>,
  { planned, fetches }: ImportPlan,
): Promise<boolean> {
  const { request, now, signal, print, progress } = job;
  const mutations = planned.map(({ mutation }) => mutation);
  progress.show(0, mutations.length, 'changes');
  const onProgress = (done: number, of: number): void => progress.show(done, of, 'changes');
  try {
    const answer = await sendImport(mutations, { request, clientId, now, signal, onProgress });
    progress.end();
    if (!answer.ok) return giveUp(job, answer.failure);
    if (answer.value.kind === 'refused') {
      return showFaults(job, refusedToFaults(planned, answer.value.refused));
    }
    print(`Done: ${answer.value.applied} changes are kept, as version ${answer.value.version}.`);
    if (fetches.pictures > 0) {
      const became = 'wait for the server to fetch them';
      print(`${picturesToText(fetches.pictures, became, fetches.items)}.`);
    }
    return true;
  } catch (error) {
    if (!signal.aborted) throw error;
    progress.end();
    print('Stopped: the server takes back what it had begun. A dry run shows what there is now.');
    return false;
  } finally {
    progress.end();
  }
}

/** Whatever becomes of the pictures, the changes are kept. */
async function upload(job: RunImport, uploads: readonly Upload[]): Promise<boolean> {
  const { print, progress } = job;
  const onProgress = (done: number, of: number): void => progress.show(done, of, 'pictures');
  const { sent, unwanted, faults, trouble } = await sendPhotos(uploads, { ...job, onProgress });
  progress.end();
  for (const line of faultsToLines(faults)) print(line);
  print(`${picturesToText(sent.length, 'sent', itemsOf(sent))}.`);
  if (unwanted.length > 0) {
    print(`${picturesToText(unwanted.length, 'not sent: deleted meanwhile', itemsOf(unwanted))}.`);
  }
  if (trouble !== null) {
    const rest = uploads.length - sent.length - unwanted.length - faults.length;
    print(trouble.text);
    print(`The changes are kept, ${rest} of the pictures are not sent. Run the import again.`);
  }
  return faults.length === 0 && trouble === null;
}

function itemsOf(uploads: readonly Upload[]): number {
  return uploads.reduce((sum, { items }) => sum + items, 0);
}

function giveUp({ print }: RunImport, { text }: Trouble): false {
  print(text);
  print('Nothing was written.');
  return false;
}

function showFaults({ print }: RunImport, faults: readonly ImportFault[]): false {
  for (const line of faultsToLines(faults)) print(line);
  const many = faults.length === 1 ? '1 fault' : `${faults.length} faults`;
  print(`${many}: nothing was written.`);
  return false;
}

/** Each refusal stands at the line of the file that wanted the change. */
function refusedToFaults(
  planned: readonly Planned[],
  refused: readonly MutationResult[],
): ImportFault[] {
  return refused.flatMap(({ mid, outcome }) => {
    const wish = planned[mid - 1];
    if (wish === undefined || outcome.kind !== 'refused') return [];
    const { refusal } = outcome;
    const advice =
      refusal.kind === 'rowDeleted'
        ? 'It was deleted in Bincard meanwhile. Restore it there, or take the line out.'
        : `The server refused this (${wish.mutation.name}: ${JSON.stringify(refusal)}).`;
    return [faultAt(wish.line, '', advice)];
  });
}

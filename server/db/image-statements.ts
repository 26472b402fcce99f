/**
 * Pictures as rows: one per source, whoever shows it. What the jobs and the uploads do to them goes through
 * the head like every other change, so the next sync brings it to the phones.
 */
import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import type { Image } from '../../shared/entities.ts';
import { toId } from '../../shared/ids.ts';
import { uploadedSha256, uploadSource } from '../../shared/images.ts';
import type { Queries } from './database.ts';
import { lockHead, notifyHead, takeVersion } from './head-statements.ts';
import type { NewJob } from './job-statements.ts';
import { readRows, writeRows } from './sync-statements.ts';

/** The first try and five more. */
const attemptsMax = 6;
/** Someone is looking at the photo that was just taken; a hundred addresses of an import can wait. */
const priorities = { upload: 10, address: 0 } as const;

export function imageIdOf(source: string): Image['id'] {
  return toId<'image'>(createHash('sha256').update(source).digest('hex'));
}

function newImage(source: string, nowMs: number): Image {
  return {
    id: imageIdOf(source),
    source,
    state: uploadedSha256(source) === undefined ? 'queued' : 'awaiting',
    reason: '',
    retryAt: null,
    changedAt: nowMs,
    sha256: '',
    thumbhash: '',
    width: 0,
    height: 0,
    format: '',
    bytes: 0,
    version: 0,
  };
}

/** The work behind a row that is queued. */
export function jobFor(spaceId: string, { id, source }: Image): NewJob {
  const isUpload = uploadedSha256(source) !== undefined;
  return {
    spaceId,
    kind: isUpload ? 'image.make' : 'image.fetch',
    dedupeKey: id,
    payload: { imageId: id },
    host: isUpload ? '' : (URL.parse(source)?.host ?? ''),
    maxAttempts: attemptsMax,
    priority: isUpload ? priorities.upload : priorities.address,
    delayMs: 0,
  };
}

/** New rows for the sources that have none, or none that is still kept. The caller writes them. */
export async function missingImages(
  tx: Queries,
  spaceId: string,
  sources: Iterable<string>,
  nowMs: number,
): Promise<Image[]> {
  const wanted = [...new Set(sources)].map((source) => newImage(source, nowMs));
  if (wanted.length === 0) return [];
  const ids = wanted.map(({ id }) => id);
  const known = await readRows(tx, spaceId, 'image', ids);
  const kept = new Set(known.filter(({ state }) => state !== 'gone').map(({ id }) => id));
  return wanted.filter(({ id }) => !kept.has(id));
}

export async function readImage(
  db: Queries,
  spaceId: string,
  id: string,
): Promise<Image | undefined> {
  return (await readRows(db, spaceId, 'image', [id]))[0];
}

/** A finished picture of the same bytes, from another source: nothing has to be made again. */
export async function findTwin(db: Queries, sha256: string): Promise<Image | undefined> {
  const found = await db
    .selectFrom('image')
    .select(['space_id', 'id'])
    .where('sha256', '=', sha256)
    .where('state', '=', 'ready')
    .executeTakeFirst();
  return found && readImage(db, found.space_id, found.id);
}

/**
 * Whether an item shows it. What was deleted after `deletedSinceMs` counts as if it were there, because it
 * may be restored; Infinity for the living alone.
 */
export async function isShown(
  db: Queries,
  { spaceId, source, deletedSinceMs }: ShownQuestion,
): Promise<boolean> {
  const sha256 = uploadedSha256(source);
  const since = toSince(deletedSinceMs);
  const { rows } =
    sha256 === undefined
      ? await sql`select 1 from item where space_id = ${spaceId} and md5(image_url) = md5(${source})
          and image_url = ${source} and coalesce(deleted_at > ${since}::bigint, true) limit 1`.execute(
          db,
        )
      : await sql`select 1 from photo p join item i on i.space_id = p.space_id and i.id = p.item_id
          where p.space_id = ${spaceId} and p.sha256 = ${sha256}
          and coalesce(p.deleted_at > ${since}::bigint, true)
          and coalesce(i.deleted_at > ${since}::bigint, true) limit 1`.execute(db);
  return rows.length > 0;
}

export interface ShownQuestion {
  readonly spaceId: string;
  readonly source: string;
  readonly deletedSinceMs: number;
}

/** Every source that an item shows, by the same rule. */
export async function readShownSources(
  db: Queries,
  spaceId: string,
  deletedSinceMs: number,
): Promise<Set<string>> {
  const since = toSince(deletedSinceMs);
  const { rows } = await sql<{ source: string }>`
    select image_url as source from item
    where space_id = ${spaceId} and image_url <> '' and coalesce(deleted_at > ${since}::bigint, true)
    union
    select ${uploadSource('')} || p.sha256 from photo p
    join item i on i.space_id = p.space_id and i.id = p.item_id
    where p.space_id = ${spaceId} and coalesce(p.deleted_at > ${since}::bigint, true)
      and coalesce(i.deleted_at > ${since}::bigint, true)`.execute(db);
  return new Set(rows.map(({ source }) => source));
}

function toSince(ms: number): number {
  return Math.min(ms, Number.MAX_SAFE_INTEGER);
}

/** Pictures of this space that have not changed since and are not gone yet. */
export async function readImagesBefore(
  db: Queries,
  spaceId: string,
  changedBeforeMs: number,
): Promise<Image[]> {
  const found = await db
    .selectFrom('image')
    .select('id')
    .where('space_id', '=', spaceId)
    .where('state', '<>', 'gone')
    .where('changed_at', '<', changedBeforeMs)
    .execute();
  return readRows(
    db,
    spaceId,
    'image',
    found.map(({ id }) => id),
  );
}

/** Of these hashes, those that a picture of any space needs, or needed after `goneSinceMs`. */
export async function readNeededHashes(
  db: Queries,
  hashes: readonly string[],
  goneSinceMs: number,
): Promise<Set<string>> {
  const { rows } = await sql<{ sha256: string }>`
    select h.sha256 from unnest(${hashes}::text[]) as h(sha256)
    where exists (
      select 1 from image where image.sha256 = h.sha256
        and (state <> 'gone' or changed_at > ${goneSinceMs}::bigint)
    ) or exists (
      select 1 from image where md5(source) = md5(${uploadSource('')} || h.sha256)
        and (state <> 'gone' or changed_at > ${goneSinceMs}::bigint)
    )`.execute(db);
  return new Set(rows.map(({ sha256 }) => sha256));
}

/** The picture of this space whose finished files have this name. */
export async function findImageByHash(
  db: Queries,
  spaceId: string,
  sha256: string,
): Promise<Image | undefined> {
  const found = await db
    .selectFrom('image')
    .select('id')
    .where('space_id', '=', spaceId)
    .where('sha256', '=', sha256)
    .where('state', '<>', 'gone')
    .limit(1)
    .executeTakeFirst();
  return found && readImage(db, spaceId, found.id);
}

/**
 * Changes one picture under the lock of the head. `change` sees it as it then is and answers the new row, or
 * nothing. Runs inside the caller's transaction.
 */
export async function changeImage(
  tx: Queries,
  { spaceId, id, nowMs }: { readonly spaceId: string; readonly id: string; readonly nowMs: number },
  change: (image: Image, nowMs: number) => Image | undefined,
): Promise<Image | undefined> {
  const head = await lockHead(tx, spaceId);
  const receivedAt = Math.max(nowMs, head.receivedAt + 1);
  const before = await readImage(tx, spaceId, id);
  const after = before && change(before, receivedAt);
  if (after === undefined) return undefined;
  const version = await takeVersion(tx, spaceId, receivedAt);
  await writeRows(tx, spaceId, 'image', [{ ...after, version }]);
  await notifyHead(tx, spaceId, head.epoch, version);
  return after;
}

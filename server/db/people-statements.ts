/** Persons, their devices and their sessions. Session tokens are known here only as hashes. */
import type { Kysely } from 'kysely';
import {
  toId,
  type ClientId,
  type DeviceId,
  type PersonId,
  type SpaceId,
} from '../../shared/ids.ts';
import type { Role } from '../../shared/roles.ts';
import type { SessionFacts } from '../../shared/session.ts';
import type { SessionTable, Tables } from './tables.ts';

export async function hasOwner(db: Kysely<Tables>, spaceId: SpaceId): Promise<boolean> {
  const owner = await db
    .selectFrom('person')
    .select('id')
    .where('space_id', '=', spaceId)
    .where('role', '=', 'owner')
    .where('removed_at', 'is', null)
    .executeTakeFirst();
  return owner !== undefined;
}

export interface KnownClient {
  readonly personId: PersonId;
  readonly name: string;
  readonly role: Role;
  readonly deviceId: DeviceId | null;
}

/** To whom a browser's change log belongs; undefined for a new browser and for a removed person. */
export async function readPersonOfClient(
  db: Kysely<Tables>,
  spaceId: SpaceId,
  clientId: ClientId,
): Promise<KnownClient | undefined> {
  const found = await db
    .selectFrom('sync_client as c')
    .innerJoin('person as p', (join) =>
      join.onRef('p.space_id', '=', 'c.space_id').onRef('p.id', '=', 'c.person_id'),
    )
    .leftJoin('device as d', (join) =>
      join
        .onRef('d.space_id', '=', 'c.space_id')
        .onRef('d.id', '=', 'c.device_id')
        .onRef('d.person_id', '=', 'p.id'),
    )
    .select(['p.id as personId', 'p.name', 'p.role', 'd.id as deviceId'])
    .where('c.space_id', '=', spaceId)
    .where('c.client_id', '=', clientId)
    .where('p.removed_at', 'is', null)
    .executeTakeFirst();
  if (found === undefined) return undefined;
  const { personId, name, role, deviceId } = found;
  return {
    personId: toId<'person'>(personId),
    name,
    role,
    deviceId: deviceId === null ? null : toId<'device'>(deviceId),
  };
}

export interface PersonWrite {
  readonly spaceId: SpaceId;
  readonly id: PersonId;
  readonly name: string;
  readonly role: Role;
  readonly nowMs: number;
  /** Taken from the head in this very transaction. */
  readonly version: number;
}

/** Makes the person, or gives a known one this name and role. */
export async function savePerson(
  db: Kysely<Tables>,
  { spaceId, id, name, role, nowMs, version }: PersonWrite,
): Promise<void> {
  await db
    .insertInto('person')
    .values({ space_id: spaceId, id, name, role, created_at: nowMs, removed_at: null, version })
    .onConflict((conflict) =>
      conflict.columns(['space_id', 'id']).doUpdateSet({ name, role, version }),
    )
    .execute();
}

export interface DeviceWrite {
  readonly spaceId: SpaceId;
  readonly id: DeviceId;
  readonly personId: PersonId;
  readonly name: string;
  readonly nowMs: number;
}

export async function saveDevice(
  db: Kysely<Tables>,
  { spaceId, id, personId, name, nowMs }: DeviceWrite,
): Promise<void> {
  await db
    .insertInto('device')
    .values({ space_id: spaceId, id, person_id: personId, name, created_at: nowMs, seen_at: nowMs })
    .onConflict((conflict) =>
      conflict.columns(['space_id', 'id']).doUpdateSet({ name, seen_at: nowMs }),
    )
    .execute();
}

export interface ClientOwner {
  readonly spaceId: SpaceId;
  readonly clientId: ClientId;
  readonly personId: PersonId;
  readonly deviceId: DeviceId;
  readonly nowMs: number;
}

/**
 * Ties a browser's change log to a person and device. A log that is somebody else's stays theirs, and
 * `sync` will say so (`foreignClient`).
 */
export async function claimClient(
  db: Kysely<Tables>,
  { spaceId, clientId, personId, deviceId, nowMs }: ClientOwner,
): Promise<void> {
  await db
    .insertInto('sync_client')
    .values({
      space_id: spaceId,
      client_id: clientId,
      person_id: personId,
      device_id: deviceId,
      last_mid: 0,
      last_mid_version: 0,
      seen_at: nowMs,
      read_as: null,
    })
    .onConflict((conflict) =>
      conflict
        .columns(['space_id', 'client_id'])
        .doUpdateSet({ device_id: deviceId, seen_at: nowMs })
        .where('sync_client.person_id', '=', personId),
    )
    .execute();
}

export async function insertSession(db: Kysely<Tables>, session: SessionTable): Promise<void> {
  await db.insertInto('session').values(session).execute();
}

export interface FoundSession {
  readonly facts: SessionFacts;
  readonly seenAt: number;
}

/** The living session behind a token's hash. */
export async function readSession(
  db: Kysely<Tables>,
  tokenHash: string,
  nowMs: number,
): Promise<FoundSession | undefined> {
  const found = await db
    .selectFrom('session as s')
    .innerJoin('person as p', (join) =>
      join.onRef('p.space_id', '=', 's.space_id').onRef('p.id', '=', 's.person_id'),
    )
    .innerJoin('space', 'space.id', 's.space_id')
    .select([
      's.person_id as personId',
      'p.name as personName',
      'p.role',
      's.space_id as spaceId',
      'space.name as spaceName',
      's.device_id as deviceId',
      's.seen_at as seenAt',
    ])
    .where('s.token_hash', '=', tokenHash)
    .where('s.expires_at', '>', nowMs)
    .where('p.removed_at', 'is', null)
    .executeTakeFirst();
  if (found === undefined) return undefined;
  const { seenAt, personName, role, spaceName } = found;
  const facts: SessionFacts = {
    personId: toId<'person'>(found.personId),
    personName,
    role,
    spaceId: toId<'space'>(found.spaceId),
    spaceName,
    deviceId: toId<'device'>(found.deviceId),
  };
  return { facts, seenAt };
}

export interface Slide {
  readonly tokenHash: string;
  readonly expiresAt: number;
  readonly nowMs: number;
}

/** The session lives on, and its device has been seen: one statement, so one commit. */
export async function slideSession(
  db: Kysely<Tables>,
  { tokenHash, expiresAt, nowMs }: Slide,
): Promise<void> {
  await db
    .with('slid', (query) =>
      query
        .updateTable('session')
        .set({ seen_at: nowMs, expires_at: expiresAt })
        .where('token_hash', '=', tokenHash)
        .returning(['space_id', 'device_id']),
    )
    .updateTable('device')
    .from('slid')
    .set({ seen_at: nowMs })
    .whereRef('device.space_id', '=', 'slid.space_id')
    .whereRef('device.id', '=', 'slid.device_id')
    .execute();
}

export async function deleteSession(db: Kysely<Tables>, tokenHash: string): Promise<void> {
  await db.deleteFrom('session').where('token_hash', '=', tokenHash).execute();
}

/** A browser that joins again gets a new token; what it had before must not linger. */
export async function deleteSessionsOfDevice(
  db: Kysely<Tables>,
  spaceId: SpaceId,
  deviceId: DeviceId,
): Promise<void> {
  await db
    .deleteFrom('session')
    .where('space_id', '=', spaceId)
    .where('device_id', '=', deviceId)
    .execute();
}

export async function deleteExpiredSessions(db: Kysely<Tables>, nowMs: number): Promise<void> {
  await db.deleteFrom('session').where('expires_at', '<=', nowMs).execute();
}

/** For whom the server works at this moment: found by `people`, asked by `sync`, never sent by a client. */
import { toId, type DeviceId, type PersonId, type SpaceId } from '../../shared/ids.ts';
import type { Role } from '../../shared/roles.ts';

export interface Actor {
  readonly spaceId: SpaceId;
  readonly personId: PersonId;
  readonly personName: string;
  readonly role: Role;
  readonly deviceId: DeviceId | null;
}

/** The author of what no person did: default locations, imports at the console. Not a row of `person`. */
const consolePersonId: PersonId = toId<'person'>('00000000-0000-8000-8000-000000000001');

/** Whoever sits at the server's console may do everything, as the owner of the machine. */
export function consoleActor(spaceId: SpaceId): Actor {
  return {
    spaceId,
    personId: consolePersonId,
    personName: 'Console',
    role: 'owner',
    deviceId: null,
  };
}

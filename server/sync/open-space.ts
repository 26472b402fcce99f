/**
 * A new space: its head with a fresh epoch, and ten places such as most makerspaces have, so that the
 * first item can be put somewhere at once. They come by the same road as every change, once; whoever
 * edits or removes them has the last word.
 */
import { randomBytes, randomUUID } from 'node:crypto';
import { makeUuidV7, toId, type SpaceId } from '../../shared/ids.ts';
import type { SentMutation } from '../../shared/protocol.ts';
import { clientMark, makeStamp } from '../../shared/stamps.ts';
import { insertHead } from '../db/head-statements.ts';
import type { Queries } from '../db/database.ts';
import { consoleActor } from './actor.ts';
import { applyPushes } from './apply-push.ts';

const defaultLocations: readonly { readonly name: string; readonly description: string }[] = [
  { name: 'Main Workshop', description: 'Shared benches for general projects and assembly' },
  { name: 'Electronics Lab', description: 'Soldering and electronics, protected against static' },
  { name: 'Wood Shop', description: 'Saws, sanders and hand tools for wood' },
  { name: 'Metal Shop', description: 'Welding, machining and metal stock' },
  { name: '3D Printing Area', description: '3D printers and their filament' },
  { name: 'Tool Crib', description: 'Hand tools that everyone shares' },
  { name: 'Storage Room', description: 'General supplies and materials' },
  { name: 'Office Supplies', description: 'Paper, pens, tape and the like' },
  { name: 'Safety Equipment', description: 'Protective gear, first aid, fire extinguishers' },
  {
    name: 'Consumables',
    description: 'Sandpaper, rags, solvents and other things that get used up',
  },
];

/** The `space` row must exist. Runs inside the caller's transaction, so a space is never half made. */
export async function openSpace(tx: Queries, spaceId: SpaceId, nowMs: number): Promise<void> {
  await insertHead(tx, { spaceId, epoch: randomUUID(), run: randomUUID(), nowMs });
  const clientId = randomUUID();
  const makeId = <Name extends string>() =>
    makeUuidV7<Name>({ nowMs, random: new Uint8Array(randomBytes(10)) });
  const mutations = defaultLocations.map((fields, place): SentMutation => {
    return {
      mid: place + 1,
      uuid: makeId<'mutation'>(),
      name: 'location.create',
      version: 1,
      args: { id: makeId<'location'>(), fields },
      stamp: makeStamp({ ms: nowMs, counter: place, mark: clientMark(clientId) }),
    };
  });
  const actor = consoleActor(toId<'space'>(spaceId));
  const [pushed] = await applyPushes(
    tx,
    spaceId,
    [{ actor, clientId, ackedMid: 0, mutations }],
    nowMs,
  );
  if (!pushed?.ok || pushed.value.results.length > 0) {
    throw new Error(`The default locations were not taken: ${JSON.stringify(pushed)}`);
  }
}

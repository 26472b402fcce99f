/**
 * What goes up next: the oldest changes that the server has not judged, as many as one request may carry.
 * The twin of server/sync/push.ts.
 */
import type { LocalDatabase } from '../db/local-database.ts';
import { limits, type SentMutation } from '../../shared/protocol.ts';
import type { PersonId } from '../../shared/ids.ts';

export interface BatchLimits {
  readonly ackedMid: number;
  readonly personId: PersonId;
  readonly mutationsMax: number;
}

/** Room for cursor, ids and brackets. */
const envelopeBytes = 2 * 1024;

export async function readBatch(
  db: LocalDatabase,
  { ackedMid, personId, mutationsMax }: BatchLimits,
): Promise<SentMutation[]> {
  if (mutationsMax === 0) return [];
  const waiting = await db.outbox.where('mid').above(ackedMid).limit(mutationsMax).toArray();
  const encoder = new TextEncoder();
  const batch: SentMutation[] = [];
  let bytes = envelopeBytes;
  for (const change of waiting) {
    // Never as somebody else: the outbox sees to it by number, and this is the last gate.
    if (change.personId !== personId) break;
    const { mid, uuid, name, version, args, stamp } = change;
    const sent: SentMutation = { mid, uuid, name, version, args, stamp };
    bytes += encoder.encode(JSON.stringify(sent)).length + 1;
    if (bytes > limits.pushBytesMax && batch.length > 0) break;
    batch.push(sent);
  }
  return batch;
}

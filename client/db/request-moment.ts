/**
 * Whether an answer still fits. Two tabs may both believe that they lead, and an answer may come late; it is
 * used only if the log, the history and the cursor are those that the request named (compare and set).
 */
import type { SyncRequest } from '../../shared/protocol.ts';
import type { MetaValues } from './meta.ts';

export type RequestMoment = Pick<MetaValues, 'clientId' | 'epoch' | 'cursor'>;

export function isStillAsking(meta: RequestMoment, request: SyncRequest): boolean {
  return momentOf(meta) === momentOf(request);
}

function momentOf({ clientId, epoch, cursor }: RequestMoment): string {
  const place = cursor && [
    cursor.run,
    cursor.version,
    cursor.table,
    cursor.id,
    cursor.skipDeadUntil,
  ];
  return JSON.stringify([clientId, epoch, place]);
}

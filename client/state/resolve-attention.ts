/**
 * Carrying out what somebody has decided about an entry of "needs attention": the change is made again in the way
 * chosen, and only when that is durable is the entry settled.
 */
import type { MovementId } from '../../shared/ids.ts';
import { isMutationName, type MutationName } from '../../shared/mutations.ts';
import type { Result } from '../../shared/result.ts';
import { markAttentionSeen, resolveAttention } from '../db/attention.ts';
import type { LocalDatabase } from '../db/local-database.ts';
import { makeId, type Moment } from '../db/meta.ts';
import type { MutationDraft } from '../db/record-mutations.ts';
import { lifeDraft, type ActionFailure, type Actions, type Done } from './actions.ts';
import type { AttentionEntry, Remedy } from './attention.ts';

/** The changes that carry out a remedy. They are judged like any other and may meet their own outcome. */
export function draftsFor(
  entry: AttentionEntry,
  remedy: Remedy,
  moment: Moment,
): readonly MutationDraft[] {
  const { mutation, outcome } = entry;
  if (!isMutationName(mutation.name)) return [];
  // Was parsed when it was recorded; recordMutations parses it again.
  const again = { name: mutation.name, args: mutation.args } as MutationDraft;
  switch (remedy) {
    case 'tryAgain':
      return [again];
    case 'restoreWithMyEdits': {
      const gone = outcome.kind === 'refused' ? outcome.refusal : undefined;
      // An order is placed again once its supplier is back.
      if (gone?.kind === 'rowDeleted' && gone.table === 'supplier')
        return [lifeDraft('supplier', 'restore', gone.id), again];
      const table = fieldsTableOf(mutation.name);
      return table === undefined ? [] : [lifeDraft(table, 'restore', idOf(mutation.args)), again];
    }
    case 'recordAgain': {
      if (again.name !== 'movement.record') return [];
      const id: MovementId = makeId<'movement'>(moment);
      // What takes another back counts when the other does, and would be in that count again.
      return [{ name: 'movement.record', args: { ...again.args, id, undoes: null } }];
    }
    case 'useMine': {
      const table = mutation.name === 'loan.patch' ? 'loan' : fieldsTableOf(mutation.name);
      if (table === undefined || outcome.kind !== 'superseded' || outcome.because !== 'laterEdit')
        return [];
      const fields: Record<string, unknown> = {};
      const custom: Record<string, unknown> = {};
      for (const { field, mine } of outcome.lost) {
        if (field.startsWith('custom.')) custom[field.slice('custom.'.length)] = mine;
        else fields[field] = mine;
      }
      if (Object.keys(custom).length > 0) fields['custom'] = custom;
      return [
        {
          name: `${table}.patch`,
          args: { id: idOf(mutation.args), fields },
        } as unknown as MutationDraft,
      ];
    }
  }
}

export interface Resolver {
  readonly db: LocalDatabase;
  readonly moment: () => Moment;
}

/** Null leaves things as they are. An entry is settled only when its remedy is durable. */
export async function resolveEntry(
  { db, actions, moment }: Resolver & { readonly actions: Pick<Actions, 'record'> },
  entry: AttentionEntry,
  remedy: Remedy | null,
): Promise<Result<Done, ActionFailure>> {
  const drafts = remedy === null ? [] : draftsFor(entry, remedy, moment());
  const done = await actions.record(drafts);
  if (done.ok) await resolveAttention(db, entry.id, moment().nowMs);
  return done;
}

/** What they told of has been decided elsewhere, such as on the page of the order. */
export async function settleAttention(
  { db, moment }: Resolver,
  ids: readonly number[],
): Promise<void> {
  for (const id of ids) await resolveAttention(db, id, moment().nowMs);
}

export async function markAllSeen({ db, moment }: Resolver): Promise<void> {
  await markAttentionSeen(db, moment().nowMs);
}

function fieldsTableOf(name: MutationName) {
  const table = name.slice(0, name.indexOf('.'));
  return table === 'item' || table === 'location' || table === 'category' || table === 'code'
    ? table
    : undefined;
}

function idOf(args: unknown): string {
  const id: unknown =
    typeof args === 'object' && args !== null ? Reflect.get(args, 'id') : undefined;
  return typeof id === 'string' ? id : '';
}

/**
 * Keeps a chosen safety data sheet on this phone, before the change that names it is made: in the database, to be sent,
 * and where the service worker finds it, to be opened without a network.
 */
import type { ActionFailure } from '../state/actions.ts';
import { keepSheet } from '../device/kept-sheets.ts';
import type { PreparedSheet } from '../device/prepare-sheet.ts';
import { succeed, type Result } from '../../shared/result.ts';
import type { UseActions } from './use-actions.ts';

export async function storeSheet(
  { actions }: Pick<UseActions, 'actions'>,
  sheet: PreparedSheet,
): Promise<Result<void, ActionFailure>> {
  const stored = await actions.keepSheet({ sha256: sheet.file.sha256, bytes: sheet.bytes });
  if (!stored.ok) return stored;
  await keepSheet(sheet);
  return succeed(undefined);
}

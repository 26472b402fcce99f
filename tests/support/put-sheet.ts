/** A safety data sheet as a person puts it in on a phone: the bytes, an item, and the change that names them. */
import { keepSheet } from '../../client/db/sheet-bytes.ts';
import type { ItemId } from '../../shared/ids.ts';
import { createItem } from './drafts.ts';
import type { Phone } from './phone.ts';
import { hazardsOf, makeSheet, type TestSheet } from './sheets.ts';

export interface PutSheet extends TestSheet {
  readonly item: ItemId;
}

export async function putSheet(phone: Phone, text: string): Promise<PutSheet> {
  const sheet = await makeSheet(text);
  const item = phone.newId<'item'>();
  const bytes = new Blob([sheet.bytes], { type: 'application/pdf' });
  await keepSheet(phone.db, { sha256: sheet.sha256, bytes }, phone.moment.nowMs);
  await phone.record(createItem(item, { hazards: hazardsOf(sheet) }));
  return { ...sheet, item };
}

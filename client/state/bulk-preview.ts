/** What a change to many items would come to, before it is done. Pure. */
import type { BulkDeed } from '../db/bulk-records.ts';
import { planItem, type BulkItem } from './bulk-plan.ts';

export interface BulkPreview {
  readonly of: number;
  readonly change: number;
  readonly already: number;
  readonly gone: number;
  /** Not on this device. */
  readonly unknown: number;
  /** Names of the items of which none lies there. */
  readonly nothing: readonly string[];
  /** Names of those that would go below zero. */
  readonly below: readonly string[];
}

export function previewBulk(
  deed: BulkDeed,
  { items, of }: { readonly items: readonly BulkItem[]; readonly of: number },
): BulkPreview {
  const counts = { already: 0, gone: 0, change: 0 };
  const nothing: string[] = [];
  const below: string[] = [];
  for (const each of items) {
    const plan = planItem(deed, each);
    switch (plan.kind) {
      case 'already':
      case 'gone':
        counts[plan.kind] += 1;
        break;
      case 'nothing':
        nothing.push(each.item.name);
        break;
      case 'flow':
        if (plan.goesBelow) below.push(each.item.name);
        counts.change += 1;
        break;
      case 'set':
      case 'life':
        counts.change += 1;
    }
  }
  return { of, ...counts, unknown: of - items.length, nothing, below };
}

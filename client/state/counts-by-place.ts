/** How many different items lie in each place or belong to each category, with all that is inside it. */
import type { ListedItem } from './listed-item.ts';
import type { Tree, TreeRow } from './tree.ts';

export function countByNode<Id extends string, Row extends TreeRow<Id>>(
  tree: Tree<Id, Row>,
  items: readonly ListedItem[],
  idsOf: (item: ListedItem) => readonly (Id | null)[],
): ReadonlyMap<Id, number> {
  const counts = new Map<Id, number>();
  for (const item of items) {
    const nodes = new Set<Id>();
    for (const id of idsOf(item)) for (const row of tree.node(id)?.path ?? []) nodes.add(row.id);
    for (const id of nodes) counts.set(id, (counts.get(id) ?? 0) + 1);
  }
  return counts;
}

/**
 * Places and categories as a tree to walk: depth first, siblings by name, with what lies inside each.
 * A deleted parent stays in the tree while something living lies under it, so nothing is orphaned out
 * of sight. It shows rows as they are: a loop (two phones, two moves) is cut open, not repaired.
 */
import { fold, toSortKey } from './fold.ts';

export interface TreeRow<Id> {
  readonly id: Id;
  readonly name: string;
  readonly parentId: Id | null;
  readonly deletedAt: number | null;
}

export interface TreeNode<Row> {
  readonly row: Row;
  readonly depth: number;
  readonly deleted: boolean;
  /** From the root down to this row. */
  readonly path: readonly Row[];
  readonly insideCount: number;
}

export class Tree<Id extends string, Row extends TreeRow<Id>> {
  /** Depth first, the living and the deleted that hold something living. */
  readonly nodes: readonly TreeNode<Row>[];
  #rows: ReadonlyMap<Id, Row>;
  #nodes = new Map<Id, TreeNode<Row>>();
  #inside = new Map<Id | null, Row[]>();

  constructor(rows: Iterable<Row>) {
    this.#rows = new Map([...rows].map((row) => [row.id, row]));
    for (const row of this.#rows.values()) {
      const parentId = this.#parentOf(row);
      const siblings = this.#inside.get(parentId);
      if (siblings === undefined) this.#inside.set(parentId, [row]);
      else siblings.push(row);
    }
    for (const siblings of this.#inside.values()) siblings.sort(byName);
    const nodes: TreeNode<Row>[] = [];
    for (const root of this.#inside.get(null) ?? []) this.#walk(root, [], nodes);
    // Whatever no root leads to lies in a loop: its first row is shown as a root.
    for (const row of this.#rows.values()) if (!this.#nodes.has(row.id)) this.#walk(row, [], nodes);
    this.nodes = nodes;
  }

  row(id: Id | null): Row | undefined {
    return id === null ? undefined : this.#rows.get(id);
  }

  /** Also for a deleted one that `nodes` leaves out. */
  node(id: Id | null): TreeNode<Row> | undefined {
    return id === null ? undefined : this.#nodes.get(id);
  }

  get living(): readonly TreeNode<Row>[] {
    return this.nodes.filter((node) => !node.deleted);
  }

  /** The row itself and all that lies in it, however deep. */
  withInside(id: Id): Set<Id> {
    const found = new Set<Id>([id]);
    for (const each of found) for (const row of this.#inside.get(each) ?? []) found.add(row.id);
    return found;
  }

  #parentOf(row: Row): Id | null {
    return row.parentId !== null && this.#rows.has(row.parentId) ? row.parentId : null;
  }

  /** Answers whether something living was found here or below. */
  #walk(row: Row, above: readonly Row[], into: TreeNode<Row>[]): boolean {
    if (this.#nodes.has(row.id)) return false;
    const path = [...above, row];
    const inside = this.#inside.get(row.id) ?? [];
    const deleted = row.deletedAt !== null;
    const insideCount = inside.filter((each) => each.deletedAt === null).length;
    const node = { row, depth: above.length, deleted, path, insideCount };
    this.#nodes.set(row.id, node);
    const at = into.push(node) - 1;
    let anyLiving = !deleted;
    for (const child of inside) if (this.#walk(child, path, into)) anyLiving = true;
    if (!anyLiving) into.splice(at);
    return anyLiving;
  }
}

function byName(one: TreeRow<string>, other: TreeRow<string>): number {
  const first = toSortKey(fold(one.name));
  const second = toSortKey(fold(other.name));
  if (first !== second) return first < second ? -1 : 1;
  return one.id < other.id ? -1 : 1;
}

/** A tree as rows: what lies inside is set in, and can be folded away. Large trees open folded. */
import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import type { TreeNode, TreeRow } from '../../state/tree.ts';
import { words } from '../words/words.ts';
import { IconButton } from './icon-button.tsx';

const unfoldedMax = 60;

export interface TreeListProps<Row> {
  readonly label: string;
  readonly nodes: readonly TreeNode<Row>[];
  readonly renderRow: (node: TreeNode<Row>) => ComponentChildren;
}

export function TreeList<Row extends TreeRow<string>>({
  label,
  nodes,
  renderRow,
}: TreeListProps<Row>) {
  const [folded, setFolded] = useState<ReadonlySet<string>>(
    () => new Set(nodes.length > unfoldedMax ? nodes.map(({ row }) => row.id) : []),
  );
  const w = words.value.parts;
  const shown = nodes.filter(({ path }) => path.slice(0, -1).every(({ id }) => !folded.has(id)));
  const toggle = (id: string): void => {
    const next = new Set(folded);
    if (!next.delete(id)) next.add(id);
    setFolded(next);
  };
  return (
    <ul class="tree" aria-label={label}>
      {shown.map((node) => {
        const { row, depth } = node;
        const isFolded = folded.has(row.id);
        return (
          <li key={row.id} class="branch" style={{ '--depth': depth }}>
            {node.insideCount > 0 ? (
              <IconButton
                class="fold"
                icon="next"
                label={isFolded ? w.openBranch(row.name) : w.closeBranch(row.name)}
                expanded={!isFolded}
                onClick={() => toggle(row.id)}
              />
            ) : (
              <span class="no-fold" />
            )}
            {renderRow(node)}
          </li>
        );
      })}
    </ul>
  );
}

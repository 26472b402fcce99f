/** Any number out of a tree: what lies inside something chosen is chosen with it. */
import type { TreeNode, TreeRow } from '../../state/tree.ts';
import { rowName } from '../words/place-words.ts';

export interface TreePicksProps<Id extends string> {
  readonly legend: string;
  readonly nodes: readonly TreeNode<TreeRow<Id>>[];
  readonly chosen: readonly Id[];
  readonly onChoose: (chosen: readonly Id[]) => void;
}

export function TreePicks<Id extends string>(props: TreePicksProps<Id>) {
  const { legend, nodes, chosen, onChoose } = props;
  const picked = new Set(chosen);
  const toggle = (id: Id): void => {
    if (picked.has(id)) return onChoose(chosen.filter((each) => each !== id));
    // What lies inside it goes without saying from now on.
    const inside = new Set(
      nodes.filter(({ path }) => path.some((row) => row.id === id)).map(({ row }) => row.id),
    );
    onChoose([...chosen.filter((each) => !inside.has(each)), id]);
  };
  return (
    <fieldset class="field">
      <legend class="for-readers">{legend}</legend>
      <div class="tree-choice tree-picks">
        {nodes.map(({ row, depth, path }) => {
          const isInside = path.slice(0, -1).some(({ id }) => picked.has(id));
          return (
            <label key={row.id} class="check" style={{ '--depth': depth }}>
              <input
                type="checkbox"
                checked={isInside || picked.has(row.id)}
                disabled={isInside}
                onChange={() => toggle(row.id)}
              />
              {rowName(row)}
            </label>
          );
        })}
      </div>
    </fieldset>
  );
}

/** One choice out of a tree, as radio buttons set in by depth: large to hit, and walked by arrow keys. */
import { useId } from 'preact/hooks';
import type { TreeNode, TreeRow } from '../../state/tree.ts';
import { rowName } from '../words/place-words.ts';

export interface TreeChoiceProps {
  readonly legend: string;
  /** The choice of nothing in particular. */
  readonly none: string;
  readonly nodes: readonly TreeNode<TreeRow<string>>[];
  readonly chosen: string | null;
  readonly onChoose: (id: string | null) => void;
}

export function TreeChoice({ legend, none, nodes, chosen, onChoose }: TreeChoiceProps) {
  const name = useId();
  return (
    <fieldset class="field">
      <legend>{legend}</legend>
      <div class="tree-choice">
        <label class="check">
          <input
            type="radio"
            name={name}
            checked={chosen === null}
            onChange={() => onChoose(null)}
          />
          {none}
        </label>
        {nodes.map(({ row, depth }) => (
          <label key={row.id} class="check" style={{ '--depth': depth }}>
            <input
              type="radio"
              name={name}
              checked={chosen === row.id}
              onChange={() => onChoose(row.id)}
            />
            {rowName(row)}
          </label>
        ))}
      </div>
    </fieldset>
  );
}

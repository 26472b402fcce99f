/**
 * The palette of categories. Each colour stands out from paper, from the card, and from both of the dark by at least 3
 * to 1 (WCAG 1.4.11), which tests/client/ui/colours.test.tsx computes. A colour from elsewhere stays choosable.
 */
import { useId } from 'preact/hooks';
import { screenWords } from '../words/screen-words.ts';
import { categoryStyle } from './card.tsx';

export interface ColourPickerProps {
  readonly label: string;
  /** #RRGGBB, or "" for none. */
  readonly chosen: string;
  readonly onChoose: (colour: string) => void;
}

export function ColourPicker({ label, chosen, onChoose }: ColourPickerProps) {
  const name = useId();
  const w = screenWords.value.categories;
  const colours: [string, string][] = Object.entries(w.colours);
  if (!colours.some(([colour]) => colour.toUpperCase() === chosen.toUpperCase())) {
    colours.push([chosen, w.ownColour]);
  }
  return (
    <fieldset class="field">
      <legend>{label}</legend>
      <div class="swatches">
        {colours.map(([colour, text]) => (
          <label key={colour} title={text}>
            <input
              type="radio"
              name={name}
              checked={colour.toUpperCase() === chosen.toUpperCase()}
              onChange={() => onChoose(colour)}
            />
            <span class={colour === '' ? 'dot none' : 'dot'} style={categoryStyle(colour)} />
            <span class="for-readers">{text}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}

/** The place of an item's photo. Until there is one it shows a quiet sign in the category's colour. */
import { categoryStyle } from './card.tsx';
import { Icon } from './icons.tsx';

export function Photo({ colour, label }: { colour: string; label: string }) {
  return (
    <div class="photo" style={categoryStyle(colour)} role="img" aria-label={label}>
      <Icon name="items" />
    </div>
  );
}

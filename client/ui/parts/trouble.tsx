/** What is wrong with an entry and what to do, said aloud when it appears. */
import { Icon } from './icons.tsx';

export function Trouble({ id, text }: { id?: string; text: string | undefined }) {
  return (
    <span class="trouble" id={id} role="alert" hidden={text === undefined}>
      {text !== undefined && (
        <>
          <Icon name="attention" little />
          <span>{text}</span>
        </>
      )}
    </span>
  );
}

/** The keys that work. */
import { Dialog } from '../parts/dialog.tsx';
import { screenWords } from '../words/screen-words.ts';

export function HelpDialog({ onClose }: { onClose: () => void }) {
  const w = screenWords.value.help;
  const keys: [string[], string][] = [
    [['/'], w.search],
    [['n'], w.new],
    [['s'], w.scan],
    [['↑', '↓'], w.walk],
    [['Enter'], w.open],
    [['t', 'p', 'c', 'm', 'e'], w.deeds],
    [['Ctrl', 'Enter'], w.save],
    [['Esc'], w.leave],
    [['?'], w.help],
  ];
  return (
    <Dialog title={w.title} onClose={onClose}>
      <dl class="keys">
        {keys.map(([names, text]) => (
          <div key={text}>
            <dt>
              {names.map((name) => (
                <kbd key={name}>{name}</kbd>
              ))}
            </dt>
            <dd>{text}</dd>
          </div>
        ))}
      </dl>
    </Dialog>
  );
}

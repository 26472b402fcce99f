/** Where to tap, in browsers that do not let a page ask: each step beside the sign that it is about. */
import { Dialog } from './parts/dialog.tsx';
import { Icon, type IconName } from './parts/icons.tsx';
import { screenWords } from './words/screen-words.ts';

const signs = {
  ios: ['share', 'plusBox', 'check'],
  macSafari: ['share', 'plusBox', 'check'],
  firefoxAndroid: ['dots', 'plusBox', 'check'],
} as const satisfies Record<string, readonly IconName[]>;

export type StepsWay = keyof typeof signs;

export function InstallSteps({ way, onClose }: { way: StepsWay; onClose: () => void }) {
  const w = screenWords.value.install.steps;
  return (
    <Dialog title={w.title[way]} onClose={onClose}>
      <ol class="steps">
        {w[way].map((step, place) => (
          <li key={step}>
            <Icon name={signs[way][place] ?? 'check'} />
            <span>{step}</span>
          </li>
        ))}
      </ol>
      {way === 'ios' && <p class="quiet small">{w.iosMore}</p>}
    </Dialog>
  );
}

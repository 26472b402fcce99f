/** What a scan does, and where one stands: both in sight all the time, because both decide what the next scan changes. */
import type { ComponentChildren } from 'preact';
import { useApp } from '../../app-context.ts';
import { RemovableChip } from '../../parts/chip.tsx';
import { Icon, type IconName } from '../../parts/icons.tsx';
import { scanModes, type ScanMode } from '../../../state/scan-line.ts';
import type { ScanSession } from '../../../state/scan-session.ts';
import { placeName } from '../../words/place-words.ts';
import { screenWords } from '../../words/screen-words.ts';

const icons: Readonly<Record<ScanMode, IconName>> = {
  lookUp: 'search',
  take: 'take',
  return: 'putBack',
  count: 'count',
  move: 'move',
  receive: 'receive',
};

export interface ModePickerProps {
  readonly session: ScanSession;
  readonly onMode: (mode: ScanMode) => void;
}

export function ModePicker({ session, onMode }: ModePickerProps) {
  const { may } = useApp();
  const w = screenWords.value.scan.modes;
  const shown = scanModes.filter((mode) => mode === 'lookUp' || may('movement.record'));
  return (
    <div class="scan-modes" role="radiogroup" aria-label={w.label}>
      {shown.map((mode) => (
        <label key={mode}>
          <input
            type="radio"
            name="scan-mode"
            checked={session.mode.value === mode}
            onChange={() => onMode(mode)}
          />
          <Icon name={icons[mode]} little />
          {w[mode]}
        </label>
      ))}
    </div>
  );
}

export interface PlaceBarProps {
  readonly session: ScanSession;
  readonly onChoose: () => void;
  /** What else decides about the next scan. */
  readonly children?: ComponentChildren;
}

export function PlaceBar({ session, onChoose, children }: PlaceBarProps) {
  const { locations } = useApp();
  const here = session.here.value;
  const isMove = session.mode.value === 'move';
  const w = screenWords.value.scan.here;
  if (here !== null) {
    const name = placeName(locations.value, here);
    return (
      <div class="scan-place">
        <RemovableChip label={w.clear(name)} onRemove={() => (session.here.value = null)}>
          <Icon name="here" little />
          <span class="here-name">{isMove ? w.to(name) : w.at(name)}</span>
        </RemovableChip>
        <span class="for-readers" role="status">
          {w.set(name)}
        </span>
        {children}
      </div>
    );
  }
  return (
    <div class="scan-place">
      <button type="button" class="chip" onClick={onChoose}>
        <Icon name="here" little />
        <span class="here-name">{isMove ? w.noneMove : w.none}</span>
      </button>
      {children}
    </div>
  );
}

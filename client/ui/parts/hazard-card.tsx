/**
 * What is dangerous about a thing, before anything else is said of it: signal word, pictograms with their words, NFPA
 * diamond, statements, and the way to its safety data sheet. `compact` is for a sheet over a screen, such as after a scan.
 */
import { useId } from 'preact/hooks';
import type { Hazards } from '../../../shared/entities.ts';
import { isDangerous } from '../../../shared/hazards.ts';
import { screenWords } from '../words/screen-words.ts';
import { GhsSign, NfpaSign } from './hazard-signs.tsx';
import { SheetLinks } from './sheet-link.tsx';

export interface HazardCardProps {
  readonly hazards: Hazards | null;
  readonly compact?: boolean;
}

export function HazardCard({ hazards, compact = false }: HazardCardProps) {
  const titleId = useId();
  if (hazards === null) return null;
  const { ghs, nfpa, signal = '', statements = '' } = hazards;
  const w = screenWords.value.hazards;
  const title = signal !== '' ? w.signals[signal] : isDangerous(hazards) ? w.title : w.sds;
  const look = ['hazard-card', signal, compact ? 'compact' : ''].filter(Boolean).join(' ');
  return (
    <section class={look} aria-labelledby={titleId}>
      <h2 id={titleId}>{title}</h2>
      {(ghs.length > 0 || nfpa !== null) && (
        <div class="signs">
          {ghs.length > 0 && (
            <ul class="ghs" aria-label={w.ghs}>
              {ghs.map((sign) => (
                <li key={sign}>
                  <GhsSign sign={sign} />
                  {w.signs[sign]}
                </li>
              ))}
            </ul>
          )}
          {nfpa && <NfpaSign nfpa={nfpa} />}
        </div>
      )}
      {statements !== '' && <p class="as-typed statements">{statements}</p>}
      <SheetLinks hazards={hazards} />
    </section>
  );
}

/**
 * GHS pictograms and the NFPA diamond, drawn by us and simplified. The word always stands beside a pictogram: on a phone
 * in the sun the frame says "hazard" and the word says which.
 */
import type { GhsPictogram, Nfpa } from '../../../shared/entities.ts';
import { screenWords } from '../words/screen-words.ts';
import { hazardGlyphs } from './hazard-glyphs.ts';
import '../styles/hazards.css';

export function GhsSign({ sign }: { sign: GhsPictogram }) {
  const { solid, line, hollow, turn } = hazardGlyphs[sign];
  return (
    <svg class="ghs-sign" viewBox="0 0 48 48" aria-hidden="true">
      <path class="frame" d="M24 2 46 24 24 46 2 24z" />
      <g transform={turn === undefined ? undefined : `rotate(${turn} 24 24)`}>
        <path class="solid" d={solid} fill-rule="evenodd" />
        {line !== undefined && <path class="glyph" d={line.d} stroke-width={line.pen} />}
        {hollow !== undefined && <path class="hollow" d={hollow} />}
      </g>
    </svg>
  );
}

/** Colours as the standard has them (NFPA 704): blue health, red fire, yellow instability, white special. */
export function NfpaSign({ nfpa: { health, fire, instability, special } }: { nfpa: Nfpa }) {
  const label = screenWords.value.hazards.nfpaLabel(health, fire, instability, special);
  return (
    <svg class="nfpa" viewBox="0 0 100 100" role="img" aria-label={label}>
      <g stroke="#111">
        <path d="M50 2 74 26 50 50 26 26z" fill="#f2998f" />
        <path d="M26 26 50 50 26 74 2 50z" fill="#9dc3f0" />
        <path d="M74 26 98 50 74 74 50 50z" fill="#f6e37a" />
        <path d="M50 50 74 74 50 98 26 74z" fill="#fff" />
      </g>
      <text x="50" y="27">
        {fire}
      </text>
      <text x="26" y="51">
        {health}
      </text>
      <text x="74" y="51">
        {instability}
      </text>
      <text x="50" y="75" font-size={special.length > 2 ? 10 : undefined}>
        {special}
      </text>
    </svg>
  );
}

/**
 * GHS pictograms and the NFPA diamond, drawn by us and simplified. The word always stands beside a pictogram: on a phone
 * in the sun the frame says "hazard" and the word says which.
 */
import type { GhsPictogram, Nfpa } from '../../../shared/entities.ts';
import { screenWords } from '../words/screen-words.ts';

/** On the same 48-px grid as the frame. `solid` is filled, the rest is drawn. */
const glyphs: {
  readonly [Sign in GhsPictogram]: { readonly solid?: string; readonly line?: string };
} = {
  GHS01: {
    solid: 'M24 19a6 6 0 1 0 0 12 6 6 0 0 0 0-12z',
    line: 'M24 11v4M33 16l-3 3M15 16l3 3M36 25h-4M12 25h4M32 33l-2-2M16 33l2-2',
  },
  GHS02: {
    solid: 'M24 10c1 5 6 7 6 13a6 6 0 0 1-12 0c0-3 2-4 2-7 2 1 3 2 3 4 1-3 2-6 1-10z',
    line: 'M15 34h18',
  },
  GHS03: {
    solid: 'M24 9c1 4 4 5 4 9a4 4 0 0 1-8 0c0-2 1-3 1-5 2 1 2 1 2 3 1-2 1-4 1-7z',
    line: 'M24 24a5 5 0 1 0 0 10 5 5 0 0 0 0-10zM16 37h16',
  },
  GHS04: { solid: 'M13 29 28 18l4 5-15 11a3 3 0 0 1-4-5zM30 16l2-2 4 5-2 2z' },
  GHS05: {
    line: 'M13 16l8 3M22 22v3M31 15l-7 4M29 22v3M13 31h10l2 3h-12zM26 29h9M28 29v5M32 29v3',
  },
  GHS06: {
    solid:
      'M24 11a8 8 0 0 0-8 8c0 3 1 4 3 5v3h10v-3c2-1 3-2 3-5a8 8 0 0 0-8-8zm-3.5 7a2 2 0 1 1 0 4 2 2 0 0 1 0-4zm7 0a2 2 0 1 1 0 4 2 2 0 0 1 0-4z',
    line: 'M15 29l18 7M33 29l-18 7',
  },
  GHS07: { solid: 'M22 12h4l-1 16h-2zM24 31a2.3 2.3 0 1 1 0 4.6 2.3 2.3 0 0 1 0-4.6z' },
  GHS08: {
    solid:
      'M24 10a4 4 0 1 0 0 8 4 4 0 0 0 0-8zM15 36c0-10 3-16 9-16s9 6 9 16h-7l2-5-3 1 1-6-2 3-2-3 1 6-3-1 2 5z',
  },
  GHS09: {
    line: 'M13 33h22M18 33V17M18 22l-4-4M18 19l4-4M18 26l4-4M24 31c3-5 7-5 10 0-3 3-7 3-10 0z',
  },
};

export function GhsSign({ sign }: { sign: GhsPictogram }) {
  const { solid, line } = glyphs[sign];
  return (
    <svg class="ghs-sign" viewBox="0 0 48 48" aria-hidden="true">
      <path class="frame" d="M24 2 46 24 24 46 2 24z" />
      {solid && <path class="solid" d={solid} fill-rule="evenodd" />}
      {line && <path class="glyph" d={line} />}
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
      <text x="50" y="75">
        {special}
      </text>
    </svg>
  );
}

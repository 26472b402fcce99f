/** What is dangerous about it. Shown high on the card, and only when there is something to show. */
import type { Hazards } from '../../../../shared/entities.ts';
import { Button } from '../../parts/button.tsx';
import { GhsSign, NfpaSign } from '../../parts/hazard-signs.tsx';
import { Section } from '../../parts/section.tsx';
import { screenWords } from '../../words/screen-words.ts';

export function ItemHazards({ hazards }: { hazards: Hazards | null }) {
  if (hazards === null) return null;
  const { ghs, nfpa, sdsUrl } = hazards;
  if (ghs.length === 0 && nfpa === null && sdsUrl === '') return null;
  const w = screenWords.value.hazards;
  return (
    <Section title={w.title}>
      <div class="toolbar">
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
        {sdsUrl !== '' && (
          <Button icon="link" href={sdsUrl} isOutside>
            {w.sds}
          </Button>
        )}
      </div>
    </Section>
  );
}

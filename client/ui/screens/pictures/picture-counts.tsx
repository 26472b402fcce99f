/** The figures: how many are ready, how many wait for what, and since when the oldest of them. */
import { thisDevice } from '../../../device/this-device.ts';
import type { PictureHealth } from '../../../state/picture-health.ts';
import { Section } from '../../parts/section.tsx';
import { formatAgo, formatNumber, formatTime } from '../../words/format.ts';
import { screenWords } from '../../words/screen-words.ts';

export function PictureCounts({ health }: { health: PictureHealth }) {
  const w = screenWords.value.pictures.panel;
  const { waiting, ready, unsentHere, oldestAt } = health;
  const counts: [string, number][] = [
    [w.ready, ready],
    [w.queued, waiting.queued],
    [w.downloading, waiting.downloading],
    [w.awaiting, waiting.awaiting],
  ];
  if (unsentHere > 0) counts.push([w.unsent(thisDevice()), unsentHere]);
  return (
    <Section
      title={w.now}
      hint={
        oldestAt === null
          ? w.nothingWaits
          : w.oldest(`${formatTime(oldestAt)} (${formatAgo(oldestAt)})`)
      }
    >
      <dl class="counts">
        {counts.map(([text, count]) => (
          <div key={text}>
            <dt>{text}</dt>
            <dd class="figures">{formatNumber(count)}</dd>
          </div>
        ))}
      </dl>
    </Section>
  );
}

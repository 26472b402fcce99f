/** Pictures that did not come, in groups of one reason and one site: why, how many, which items, and another try. */
import { rowKey } from '../../../../shared/mutation-reach.ts';
import type { PictureTrouble } from '../../../state/picture-health.ts';
import { paths } from '../../../state/route.ts';
import { useApp } from '../../app-context.ts';
import { Button } from '../../parts/button.tsx';
import { Card } from '../../parts/card.tsx';
import { PendingMark } from '../../parts/pending-mark.tsx';
import { Section } from '../../parts/section.tsx';
import { useActions } from '../../use-actions.ts';
import { formatTime } from '../../words/format.ts';
import { reasonWords } from '../../words/picture-words.ts';
import { screenWords } from '../../words/screen-words.ts';

export interface PictureTroublesProps {
  readonly title: string;
  readonly hint?: string;
  readonly troubles: readonly PictureTrouble[];
  /** What to say when there are none. */
  readonly none?: string;
  /** Offers another try with all of them at once. */
  readonly withAll?: boolean;
}

export function PictureTroubles({ title, hint, troubles, none, withAll }: PictureTroublesProps) {
  const { may } = useApp();
  const retry = useRetryMany();
  const ids = troubles.flatMap(({ imageIds }) => imageIds);
  const more = hint ?? (ids.length === 0 ? none : undefined);
  return (
    <Section
      title={title}
      {...(more === undefined ? {} : { hint: more })}
      tools={
        withAll &&
        ids.length > 1 &&
        may('image.retry') && (
          <Button icon="sync" onClick={() => retry(ids)}>
            {screenWords.value.pictures.panel.retryAll(ids.length)}
          </Button>
        )
      }
    >
      {troubles.length > 0 && (
        <div class="cards">
          {troubles.map((trouble) => (
            <Trouble key={`${trouble.reason} ${trouble.host}`} trouble={trouble} />
          ))}
        </div>
      )}
    </Section>
  );
}

function Trouble({ trouble }: { trouble: PictureTrouble }) {
  const { may, waiting } = useApp();
  const retry = useRetryMany();
  const { reason, host, count, imageIds, retryAt, items } = trouble;
  const w = screenWords.value.pictures;
  const { title, more } = reasonWords(host === '' ? 'photo' : 'web', reason);
  const site = host === '' ? w.panel.photos : host;
  const isLater = retryAt !== null;
  const isPending = imageIds.some((id) => waiting.value.rowKeys.has(rowKey('image', id)));
  return (
    <Card class={isLater ? 'issue' : 'issue refused'}>
      <h3>{title}</h3>
      <p>
        <strong class="site">{site}</strong> · {w.panel.count(count)} {isPending && <PendingMark />}
      </p>
      <p class="small quiet">{isLater ? w.panel.next(formatTime(retryAt)) : more}</p>
      {items.length > 0 && (
        <p class="small some-items">
          {items.map(({ id, name }) => (
            <a key={id} href={paths.item(id)}>
              {name}
            </a>
          ))}
          {count > items.length && <span class="quiet">{w.panel.andOthers}</span>}
        </p>
      )}
      {may('image.retry') && (
        <div class="toolbar">
          <Button
            icon="sync"
            label={w.panel.retryGroup(title, site)}
            onClick={() => retry(imageIds)}
          >
            {w.tryAgain}
          </Button>
        </div>
      )}
    </Card>
  );
}

function useRetryMany(): (ids: PictureTrouble['imageIds']) => void {
  const { actions, perform } = useActions();
  return (ids) => {
    const said = screenWords.value.pictures.panel.retrying(ids.length);
    void perform(actions.retryImages(ids), said);
  };
}

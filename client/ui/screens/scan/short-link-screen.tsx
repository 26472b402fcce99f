/**
 * What a printed label of ours leads to when the phone's own camera opened it: the card of an item, or a place, where one
 * then stands. A label whose thing has not arrived yet waits for it.
 */
import { useLocation, useRoute } from 'preact-iso/router';
import { useEffect } from 'preact/hooks';
import { findCode, type FoundCode } from '../../../state/find-code.ts';
import { paths } from '../../../state/route.ts';
import { useApp } from '../../app-context.ts';
import { Button } from '../../parts/button.tsx';
import { EmptyState } from '../../parts/empty-state.tsx';
import { Screen } from '../../parts/screen.tsx';
import { Skeleton } from '../../parts/skeleton.tsx';
import { useLive } from '../../use-live.ts';
import { screenWords } from '../../words/screen-words.ts';
import { words } from '../../words/words.ts';
import { BindButtons } from './unknown-sheet.tsx';
import { scanSessionOf } from './scan-session-of.ts';
import { shownCode } from './shown-code.ts';

export function ShortLinkScreen() {
  const app = useApp();
  const { path, route } = useLocation();
  const { params } = useRoute();
  const short = params['short'] ?? '';
  const isItem = path.startsWith('/i/');
  const code = { kind: isItem ? 'ownItem' : 'ownLocation', short } as const;
  const items = app.items.value;
  const found = useLive(
    async (db) => (items === undefined ? undefined : findCode({ db, items }, code)),
    [path, items],
  );
  useEffect(() => {
    const to = found === undefined ? undefined : goalOf(found);
    if (to === undefined) return;
    if (found?.kind === 'place') scanSessionOf(app).here.value = found.place.id;
    route(to, true);
  }, [found]);
  const w = screenWords.value.scan;
  return (
    <Screen title={w.short.title} back={isItem ? paths.items : paths.locations}>
      {(found === undefined || goalOf(found) !== undefined) && <Skeleton rows={3} />}
      {found?.kind === 'several' && (
        <Button
          onClick={() => {
            shownCode.value = { code, found };
          }}
        >
          {w.several.title}
        </Button>
      )}
      {found?.kind === 'missing' && (
        <EmptyState
          icon="qr"
          title={isItem ? w.short.itemMissing : w.short.locationMissing}
          action={
            <>
              <Button href={paths.items}>{words.value.app.toItems}</Button>
              {isItem && (
                <BindButtons
                  value={short}
                  onAttach={() => {
                    shownCode.value = { code, found };
                  }}
                  onClose={() => undefined}
                />
              )}
            </>
          }
        >
          {w.short.more}
        </EmptyState>
      )}
    </Screen>
  );
}

/** The address of the one thing that is meant; undefined where there is none, or more than one. */
function goalOf(found: FoundCode): string | undefined {
  if (found.kind === 'item') return paths.item(found.found.item.id);
  if (found.kind === 'place') return paths.location(found.place.id);
  if (found.kind !== 'away') return undefined;
  const [item] = found.items;
  const [place] = found.places;
  if (item !== undefined) return paths.item(item.id);
  return place === undefined ? undefined : paths.location(place.id);
}

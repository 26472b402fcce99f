/**
 * Photos that another app has shared: shown until the person says which item they belong to, or that they are for
 * nothing. They stay where the service worker put them until they are saved, so whatever happens here loses none.
 */
import { useLocation } from 'preact-iso/router';
import { useEffect, useState } from 'preact/hooks';
import {
  sharedPhotosMax,
  shareTroubles,
  type ShareTrouble,
} from '../../../../shared/share-target.ts';
import {
  discardSharedPhotos,
  readSharedPhotos,
  type SharedPhoto,
} from '../../../device/shared-photos.ts';
import { thisDevice } from '../../../device/this-device.ts';
import { paths } from '../../../state/route.ts';
import { useApp } from '../../app-context.ts';
import { AddingState } from '../../parts/adding-state.tsx';
import { Banner } from '../../parts/banner.tsx';
import { Button } from '../../parts/button.tsx';
import { EmptyState } from '../../parts/empty-state.tsx';
import { IconButton } from '../../parts/icon-button.tsx';
import { Screen } from '../../parts/screen.tsx';
import { Section } from '../../parts/section.tsx';
import { Skeleton } from '../../parts/skeleton.tsx';
import { showToast } from '../../parts/toast.tsx';
import { useObjectUrl } from '../../use-object-url.ts';
import { screenWords } from '../../words/screen-words.ts';
import { words } from '../../words/words.ts';
import { ItemPicker } from './item-picker.tsx';
import { DiscardDialog, NewItemDialog } from './share-dialogs.tsx';
import { useGivingPhotos } from './use-giving-photos.ts';

export function ShareScreen() {
  const app = useApp();
  const { query } = useLocation();
  const [photos, setPhotos] = useState<readonly SharedPhoto[]>();
  const read = (): Promise<void> => readSharedPhotos().then(setPhotos);
  useEffect(() => void readSharedPhotos().then(setPhotos, app.onTrouble), [app]);
  const w = screenWords.value.install.share;
  const trouble = shareTroubles.find((each) => each === query['trouble']);
  return (
    <Screen title={w.title} back={paths.items}>
      {trouble !== undefined && (
        <Banner kind="bad" icon="attention" title={troubleWords(trouble)} />
      )}
      {photos === undefined && <Skeleton rows={4} />}
      {photos?.length === 0 && (
        <EmptyState
          icon="photo"
          title={w.emptyTitle}
          action={<Button href={paths.items}>{words.value.app.toItems}</Button>}
        >
          {w.emptyMore}
        </EmptyState>
      )}
      {photos !== undefined && photos.length > 0 && <Given photos={photos} onChange={read} />}
    </Screen>
  );
}

function troubleWords(trouble: ShareTrouble): string {
  const w = screenWords.value.install.share.troubles;
  if (trouble === 'full') return w.full(thisDevice());
  return trouble === 'tooMany' ? w.tooMany(sharedPhotosMax) : w[trouble];
}

interface GivenProps {
  readonly photos: readonly SharedPhoto[];
  readonly onChange: () => Promise<void>;
}

function Given({ photos, onChange }: GivenProps) {
  const { items, session, onTrouble } = useApp();
  const { route } = useLocation();
  const [typed, setTyped] = useState('');
  const [open, setOpen] = useState<'discard' | 'new'>();
  const giving = useGivingPhotos(photos, onChange);
  const w = screenWords.value.install.share;
  const discard = async (which: readonly SharedPhoto[]): Promise<void> => {
    await discardSharedPhotos(which);
    await onChange();
  };
  const isBusy = giving.progress !== null;
  return (
    <>
      <Section title={w.what} hint={session.value === null ? w.notJoined : w.hint}>
        <ul class="shared-photos" aria-label={w.title}>
          {photos.map((photo, place) => (
            <li key={photo.key} class="draft-photo">
              <Shown photo={photo} alt={w.photo(place + 1)} />
              <IconButton
                icon="close"
                label={w.remove(place + 1)}
                disabled={isBusy}
                onClick={() => void discard([photo]).catch(onTrouble)}
              />
            </li>
          ))}
        </ul>
        <AddingState adding={giving} />
        <div class="toolbar">
          <Button kind="danger" icon="bin" disabled={isBusy} onClick={() => setOpen('discard')}>
            {w.discard}
          </Button>
        </div>
      </Section>
      {session.value !== null && (
        <ItemPicker
          query={typed}
          isBusy={isBusy || items.value === undefined}
          onQuery={setTyped}
          onPick={(item) => giving.giveTo(item)}
          onNew={() => setOpen('new')}
        />
      )}
      {open === 'discard' && (
        <DiscardDialog
          count={photos.length}
          onClose={() => setOpen(undefined)}
          onDiscard={() => {
            void discard(photos).then(() => {
              showToast({ text: w.discarded });
              route(paths.items, true);
            }, onTrouble);
          }}
        />
      )}
      {open === 'new' && (
        <NewItemDialog
          name={typed.trim()}
          onClose={() => setOpen(undefined)}
          onName={(name) => {
            setOpen(undefined);
            giving.giveToNew(name);
          }}
        />
      )}
    </>
  );
}

/** As the app that shared it gave it: what the browser cannot show stays a grey box, and is named when it is added. */
function Shown({ photo: { file }, alt }: { photo: SharedPhoto; alt: string }) {
  const src = useObjectUrl(file);
  return (
    <span class="photo shown">
      {src !== undefined && <img class="there" src={src} alt={alt} title={file.name} />}
    </span>
  );
}

/**
 * Gives the shared photos to an item, known or new, one after the other as any photo from the camera. Only those that
 * were saved leave the place where they wait; of the others it is said why.
 */
import { useLocation } from 'preact-iso/router';
import { useState } from 'preact/hooks';
import type { ItemId } from '../../../../shared/ids.ts';
import { makeSku } from '../../../../shared/short-code.ts';
import { discardSharedPhotos, type SharedPhoto } from '../../../device/shared-photos.ts';
import { fold } from '../../../state/fold.ts';
import type { NewPhoto } from '../../../state/photo-actions.ts';
import { paths } from '../../../state/route.ts';
import { useApp } from '../../app-context.ts';
import { problemWords, type AddingPhotos } from '../../use-adding-photos.ts';
import { useActions } from '../../use-actions.ts';
import { failureWords } from '../../words/failure-words.ts';
import { screenWords } from '../../words/screen-words.ts';

interface Ready {
  readonly photo: SharedPhoto;
  readonly bytes: NewPhoto;
}

export interface GivingPhotos extends Omit<AddingPhotos, 'add'> {
  readonly giveTo: (item: { readonly id: ItemId; readonly name: string }) => void;
  readonly giveToNew: (name: string) => void;
}

export function useGivingPhotos(
  photos: readonly SharedPhoto[],
  onChange: () => Promise<void>,
): GivingPhotos {
  const app = useApp();
  const { actions, perform } = useActions();
  const { route } = useLocation();
  const [progress, setProgress] = useState<AddingPhotos['progress']>(null);
  const [troubles, setTroubles] = useState<readonly string[]>([]);
  const w = screenWords.value.install.share;

  const prepare = async (): Promise<readonly Ready[]> => {
    const { preparePhoto } = await import('../../../device/prepare-photo.ts');
    const ready: Ready[] = [];
    for (const [done, photo] of photos.entries()) {
      setProgress({ done, of: photos.length });
      const prepared = await preparePhoto(photo.file);
      if (prepared.ok) ready.push({ photo, bytes: prepared.value });
      else {
        const trouble = problemWords(prepared.failure, photo.file.name);
        setTroubles((before) => [...before, trouble]);
      }
    }
    return ready;
  };

  const give = async (whom: {
    readonly id: ItemId | null;
    readonly name: string;
  }): Promise<void> => {
    setTroubles([]);
    const ready = await prepare();
    if (ready.length === 0) return;
    const id = whom.id ?? (await create(whom.name));
    if (id === undefined) return;
    const done = await actions.addPhotos(
      id,
      ready.map(({ bytes }) => bytes),
    );
    const added = done.ok ? done.value.ids.length : 0;
    const said = added === 0 ? w.allKnown(whom.name) : w.added(added, whom.name);
    if ((await perform(Promise.resolve(done), said)) === undefined) return;
    await discardSharedPhotos(ready.map(({ photo }) => photo));
    if (ready.length === photos.length)
      route(whom.id === null ? paths.editItem(id) : paths.item(id), true);
    else await onChange();
  };

  const create = async (name: string): Promise<ItemId | undefined> => {
    const taken = new Set((app.items.value ?? []).map(({ sku }) => fold(sku)));
    const { fillRandom } = app.moment();
    const sku = makeSku({ fillRandom, isTaken: (made) => taken.has(fold(made)) });
    const done = await actions.createItem({ fields: { name, sku } });
    if (done.ok) return done.value.id;
    setTroubles([failureWords(done.failure)]);
    return undefined;
  };

  const start = (whom: Parameters<typeof give>[0]): void => {
    give(whom)
      .catch(app.onTrouble)
      .finally(() => setProgress(null));
  };
  return {
    giveTo: start,
    giveToNew: (name) => start({ id: null, name }),
    progress,
    troubles,
    clearTroubles: () => setTroubles([]),
  };
}

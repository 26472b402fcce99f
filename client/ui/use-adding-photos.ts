/**
 * From picked, dropped or pasted files to photos that can be kept: one after the other, each kept as soon as it is
 * ready, so that a phone that dies in the middle has lost none before it. A wrong file gets a sentence and stops nobody.
 */
import { useRef, useState } from 'preact/hooks';
import type { PhotoProblem, PreparedPhoto } from '../device/prepare-photo.ts';
import { useApp } from './app-context.ts';
import { screenWords } from './words/screen-words.ts';

export interface AddingPhotos {
  readonly add: (files: readonly File[]) => void;
  /** Null while there is nothing to do. */
  readonly progress: { readonly done: number; readonly of: number } | null;
  /** One sentence for each file that could not be taken. */
  readonly troubles: readonly string[];
  readonly clearTroubles: () => void;
}

export interface PhotoTaker {
  /** Answers why it could not be kept, in words; undefined if it was. */
  readonly keep: (photo: PreparedPhoto) => Promise<string | undefined>;
  /** After each lot of files, with how many of them were kept. */
  readonly onEnd?: (kept: number) => void;
}

const noWork = { done: 0, of: 0 } as const;

export function useAddingPhotos({ keep, onEnd }: PhotoTaker): AddingPhotos {
  const { onTrouble } = useApp();
  const [work, setWork] = useState<{ readonly done: number; readonly of: number }>(noWork);
  const [troubles, setTroubles] = useState<readonly string[]>([]);
  const line = useRef(Promise.resolve());

  const takeOne = async (file: File): Promise<string | undefined> => {
    const { preparePhoto } = await import('../device/prepare-photo.ts');
    const prepared = await preparePhoto(file);
    return prepared.ok ? keep(prepared.value) : problemWords(prepared.failure, file.name);
  };
  const takeAll = async (files: readonly File[]): Promise<void> => {
    let kept = 0;
    for (const file of files) {
      const trouble = await takeOne(file);
      if (trouble === undefined) kept += 1;
      else setTroubles((before) => [...before, trouble]);
      setWork(({ done, of }) => (done + 1 === of ? noWork : { done: done + 1, of }));
    }
    onEnd?.(kept);
  };
  const add = (files: readonly File[]): void => {
    if (files.length === 0) return;
    setTroubles([]);
    setWork(({ done, of }) => ({ done, of: of + files.length }));
    line.current = line.current
      .then(() => takeAll(files))
      .catch((error: unknown) => {
        setWork(noWork);
        onTrouble(error);
      });
  };
  return {
    add,
    progress: work.of === 0 ? null : work,
    troubles,
    clearTroubles: () => setTroubles([]),
  };
}

export function problemWords({ kind }: PhotoProblem, fileName: string): string {
  const w = screenWords.value.pictures.wrong;
  return w[kind](fileName === '' ? w.unnamed : fileName);
}

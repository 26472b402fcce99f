/**
 * Saves what a form holds, once: a second tap while it is being saved does nothing, and what cannot be saved leaves the
 * form open as it was typed. A slip of the finger is asked about once for each amount.
 */
import { useRef, useState } from 'preact/hooks';

export interface Saving {
  readonly wasTried: boolean;
  readonly isSaving: boolean;
  /** This amount has been asked about, and the next tap says yes. */
  readonly isAsking: boolean;
  readonly submit: () => void;
}

export interface SavingSource {
  /** Everything can be read. */
  readonly isReady: boolean;
  /** Names what is doubtful about it; "" for nothing. */
  readonly doubt: string;
  /** Answers whether it was saved. */
  readonly save: () => Promise<boolean>;
  readonly onSaved: () => void;
}

export function useSaving({ isReady, doubt, save, onSaved }: SavingSource): Saving {
  const [wasTried, setTried] = useState(false);
  const [asked, setAsked] = useState('');
  const [isSaving, setSaving] = useState(false);
  // A state is seen with the next drawing; two taps can come before it.
  const isUnderWay = useRef(false);

  const run = async (): Promise<void> => {
    isUnderWay.current = true;
    setSaving(true);
    const isSaved = await save().catch((error: unknown) => {
      reportError(error);
      return false;
    });
    if (isSaved) return onSaved();
    isUnderWay.current = false;
    setSaving(false);
  };
  return {
    wasTried,
    isSaving,
    isAsking: doubt !== '' && asked === doubt,
    submit: () => {
      setTried(true);
      if (!isReady || isUnderWay.current) return;
      if (doubt !== '' && asked !== doubt) return setAsked(doubt);
      void run();
    },
  };
}

/** What nobody knows: its code or what it looks like, how many there are, and a photo. Photo and word are saved together. */
import { useState } from 'preact/hooks';
import type { Tally } from '../../../../shared/entities.ts';
import type { ClientId } from '../../../../shared/ids.ts';
import { quantityToText } from '../../../../shared/quantity.ts';
import type { UnknownReview } from '../../../../shared/stocktake-review.ts';
import type { PreparedPhoto } from '../../../device/prepare-photo.ts';
import type { Shelf } from '../../../state/stocktake-actions.ts';
import { useApp } from '../../app-context.ts';
import { AddPhoto } from '../../parts/add-photo.tsx';
import { Button } from '../../parts/button.tsx';
import { Dialog } from '../../parts/dialog.tsx';
import { Field } from '../../parts/field.tsx';
import { Stepper } from '../../parts/stepper.tsx';
import { Trouble } from '../../parts/trouble.tsx';
import { useAddingPhotos } from '../../use-adding-photos.ts';
import { useObjectUrl } from '../../use-object-url.ts';
import { readQuantity } from '../../words/quantity-words.ts';
import { screenWords } from '../../words/screen-words.ts';
import { TallyPhoto } from './tally-photo.tsx';
import { useStocktakeActions } from './use-stocktake.ts';

export interface UnknownTallySheetProps {
  readonly shelf: Shelf;
  readonly own: ClientId | null;
  readonly code: string;
  /** What has been said of it already. */
  readonly thing?: UnknownReview | undefined;
  /** It is an item after all. */
  readonly onKnown: () => void;
  readonly onClose: () => void;
}

const noteLengthMax = 1000;

export function UnknownTallySheet(props: UnknownTallySheetProps) {
  const { shelf, own, code, thing, onKnown, onClose } = props;
  const { onTrouble } = useApp();
  const { does, perform } = useStocktakeActions();
  const mine = thing?.tallies.find(({ counter }) => counter === own);
  const said = mine ?? thing?.tallies[0];
  const [text, setText] = useState(quantityToText(mine?.quantity ?? 1000));
  const [note, setNote] = useState(said?.note ?? '');
  const [photo, setPhoto] = useState<PreparedPhoto>();
  const [wasTried, setTried] = useState(false);
  const w = screenWords.value.stocktake.unknown;
  const amount = readQuantity(text, 1);
  const name = code === '' ? note.trim() : code;
  const troubles = {
    note:
      name === ''
        ? w.whatMissing
        : note.length > noteLengthMax
          ? screenWords.value.wrong.tooLong(noteLengthMax)
          : undefined,
  };
  const adding = useAddingPhotos({
    keep: (prepared) => {
      setPhoto(prepared);
      return Promise.resolve(undefined);
    },
  });

  const submit = (): void => {
    setTried(true);
    if (!amount.ok || troubles.note !== undefined || adding.progress !== null) return;
    onClose();
    const word = { ...shelf, code, note: note.trim(), quantity: amount.value };
    const photoId = mine?.photoId ?? null;
    perform(does.tallyUnknown({ ...word, photo, photoId }), w.saved(name)).catch(onTrouble);
  };
  const withdraw = (tally: Tally): void => {
    onClose();
    perform(does.withdrawUnknown(tally), w.withdrawn(name)).catch(onTrouble);
  };
  return (
    <Dialog
      sheet
      title={w.title}
      onClose={onClose}
      onSubmit={submit}
      footer={
        <>
          {mine !== undefined && (
            <Button kind="danger" onClick={() => withdraw(mine)}>
              {w.withdraw}
            </Button>
          )}
          <Button kind="primary" submits disabled={adding.progress !== null}>
            {adding.progress === null ? w.save : w.preparing}
          </Button>
        </>
      }
    >
      <p>{w.more}</p>
      {code !== '' && (
        <dl class="facts">
          <dt>{w.code}</dt>
          <dd class="mono code-text">{code}</dd>
        </dl>
      )}
      <Stepper
        label={w.howMany}
        value={text}
        onInput={setText}
        trouble={amount.ok || !wasTried ? undefined : amount.failure}
      />
      <Field
        label={w.what}
        hint={code === '' ? w.whatHint : w.whatHintOptional}
        value={note}
        required={code === ''}
        trouble={wasTried ? troubles.note : undefined}
        onInput={setNote}
      />
      <div class="unknown-photo" role="group" aria-label={w.photo}>
        {photo !== undefined ? (
          <Preview photo={photo} alt={w.alt(name)} />
        ) : (
          said?.photoId != null && <TallyPhoto tallies={[said]} alt={w.alt(name)} isLarge />
        )}
        <AddPhoto onFiles={(files) => adding.add(files.slice(0, 1))} />
      </div>
      {adding.troubles.map((trouble) => (
        <Trouble key={trouble} text={trouble} />
      ))}
      {mine === undefined && (
        <div class="toolbar">
          <Button kind="bare" icon="search" onClick={onKnown}>
            {w.isItem}
          </Button>
        </div>
      )}
    </Dialog>
  );
}

function Preview({ photo, alt }: { photo: PreparedPhoto; alt: string }) {
  const url = useObjectUrl(photo.bytes);
  return url === undefined ? null : <img class="unknown-preview" src={url} alt={alt} />;
}

/** Of what, by which way, and when: one person's own wishes. Nothing is told otherwise before it is saved. */
import { useState } from 'preact/hooks';
import {
  isMailAddress,
  noticeChannels,
  noticeEvents,
  noticeModes,
  type NoticeChannel,
  type NoticeEvent,
  type NoticesView,
  type NoticeWish,
} from '../../../../shared/notices.ts';
import { useApp } from '../../app-context.ts';
import { Button } from '../../parts/button.tsx';
import { Card } from '../../parts/card.tsx';
import { Choice } from '../../parts/choice.tsx';
import { Field } from '../../parts/field.tsx';
import { Section } from '../../parts/section.tsx';
import { Select } from '../../parts/select.tsx';
import { Switch } from '../../parts/switch.tsx';
import { showToast } from '../../parts/toast.tsx';
import { Trouble } from '../../parts/trouble.tsx';
import { sendWords } from '../../words/notice-words.ts';
import { screenWords } from '../../words/screen-words.ts';
import { serverFailureWords } from '../../words/server-failure-words.ts';
import { language, locale, words } from '../../words/words.ts';
import { TestSend } from './test-send.tsx';
import type { UseNotices } from './use-notices.ts';

export interface WishFormProps {
  readonly notices: UseNotices;
  readonly view: NoticesView;
  readonly wish: NoticeWish;
}

export function WishForm({ notices, view, wish }: WishFormProps) {
  const { onTrouble } = useApp();
  const [wasTried, setTried] = useState(false);
  const [isBusy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<string>();
  const { isUnsaved, change, save } = notices;
  const w = screenWords.value.notices;
  const addressTrouble = troubleOf(wish);

  const submit = async (): Promise<void> => {
    setTried(true);
    if (addressTrouble !== undefined) return;
    const before = view.wish;
    setBusy(true);
    const failure = await save(wish);
    setBusy(false);
    setTrouble(failure && serverFailureWords(failure));
    if (failure !== undefined) return;
    showToast({ text: w.saved, undo: () => void goBack(before).catch(onTrouble) });
  };
  const goBack = async (before: NoticeWish): Promise<void> => {
    const failure = await save(before);
    showToast({ text: failure ? serverFailureWords(failure) : words.value.parts.undone });
  };
  return (
    <Section title={w.what} hint={w.whatHint}>
      <Card>
        <form
          class="wish-form"
          novalidate
          onSubmit={(event) => {
            event.preventDefault();
            void submit().catch(onTrouble);
          }}
        >
          <WishTable wish={wish} onChange={change} />
          <MailFields
            {...{ notices, view, wish }}
            trouble={wasTried ? addressTrouble : undefined}
          />
          <WhenFields wish={wish} timeZone={view.timeZone} onChange={change} />
          <div class="field">
            <Trouble text={trouble} />
          </div>
          <div class="toolbar">
            <Button kind="primary" submits disabled={isBusy || !isUnsaved}>
              {w.save}
            </Button>
            {isUnsaved && <span class="quiet small">{w.unsaved}</span>}
          </div>
        </form>
      </Card>
    </Section>
  );
}

function troubleOf({ address, mail }: NoticeWish): string | undefined {
  const w = screenWords.value.notices.mail;
  const typed = address.trim();
  if (typed !== '' && !isMailAddress(typed)) return w.addressWrong;
  return typed === '' && mail.length > 0 ? w.addressMissing : undefined;
}

interface PartProps {
  readonly wish: NoticeWish;
  readonly onChange: (changes: Partial<NoticeWish>) => void;
}

function WishTable({ wish, onChange }: PartProps) {
  const w = screenWords.value.notices;
  const turn = (channel: NoticeChannel, event: NoticeEvent, on: boolean): void => {
    const wanted = noticeEvents.filter((each) =>
      each === event ? on : wish[channel].includes(each),
    );
    onChange({ [channel]: wanted });
  };
  return (
    <table class="wishes">
      <thead>
        <tr>
          <th scope="col">{w.event}</th>
          {noticeChannels.map((channel) => (
            <th key={channel} scope="col">
              {w.channels[channel]}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {noticeEvents.map((event) => (
          <tr key={event}>
            <th scope="row">{w.events[event]}</th>
            {noticeChannels.map((channel) => (
              <td key={channel}>
                <Switch
                  label={w.cell(w.events[event], w.channels[channel])}
                  on={wish[channel].includes(event)}
                  onChange={(on) => turn(channel, event, on)}
                />
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function MailFields({
  notices,
  view,
  wish,
  trouble,
}: WishFormProps & { trouble: string | undefined }) {
  const { server, change } = notices;
  const w = screenWords.value.notices;
  // A test goes to what the server knows.
  const isSaved = view.wish.address !== '' && view.wish.address === wish.address.trim();
  return (
    <>
      <Field
        label={w.mail.address}
        hint={w.mail.addressHint}
        value={wish.address}
        keyboard="email"
        autocomplete="email"
        trouble={trouble}
        onInput={(address) => change({ address })}
      />
      {view.canMail ? (
        <div class="toolbar">
          <TestSend
            send={() => server.test('mail', language.value)}
            wordsOf={sendWords}
            label={`${w.test}: ${w.mail.title}`}
            disabled={!isSaved}
          />
        </div>
      ) : (
        <p class="notice-off">
          <strong>{w.mail.off}.</strong> {w.mail.offMore}
        </p>
      )}
    </>
  );
}

function WhenFields({ wish, timeZone, onChange }: PartProps & { timeZone: string }) {
  const w = screenWords.value.notices;
  const format = new Intl.DateTimeFormat(locale.value, { timeStyle: 'short', timeZone: 'UTC' });
  const hours = Array.from({ length: 24 }, (_, hour) => {
    return { value: String(hour), text: format.format(hour * 3_600_000) };
  });
  return (
    <div class="wish-when">
      <h3>{w.when}</h3>
      <Choice
        label={w.when}
        chosen={wish.mode}
        options={noticeModes.map((value) => ({ value, text: w.modes[value] }))}
        onChoose={(mode) => onChange({ mode })}
      />
      <p class="quiet small">{w.modeHints[wish.mode]}</p>
      {wish.mode === 'digest' && (
        <Select
          label={w.hour}
          hint={w.hourHint(timeZone)}
          value={String(wish.digestHour)}
          options={hours}
          onChange={(hour) => onChange({ digestHour: Number(hour) })}
        />
      )}
    </div>
  );
}

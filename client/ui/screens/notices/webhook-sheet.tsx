/** Adding, changing and deleting a webhook. What is typed stays until the server has taken it. */
import { useState } from 'preact/hooks';
import {
  isWebhookUrl,
  noticeEvents,
  noticeLanguages,
  noticeLimits,
  webhookForms,
  type MadeWebhook,
  type NoticeEvent,
  type Webhook,
  type WebhookFields,
} from '../../../../shared/notices.ts';
import { must } from '../../../../shared/result.ts';
import type { ServerFailure } from '../../../state/server.ts';
import { useApp } from '../../app-context.ts';
import { Button } from '../../parts/button.tsx';
import { Choice } from '../../parts/choice.tsx';
import { Dialog } from '../../parts/dialog.tsx';
import { Field } from '../../parts/field.tsx';
import { Select } from '../../parts/select.tsx';
import { Setting } from '../../parts/setting.tsx';
import { Switch } from '../../parts/switch.tsx';
import { showToast } from '../../parts/toast.tsx';
import { Trouble } from '../../parts/trouble.tsx';
import { screenWords } from '../../words/screen-words.ts';
import { serverFailureWords } from '../../words/server-failure-words.ts';
import { language } from '../../words/words.ts';
import { DeleteWebhook } from './delete-webhook.tsx';
import type { UseNotices } from './use-notices.ts';

export interface WebhookSheetProps {
  readonly notices: UseNotices;
  /** Undefined for a new one. */
  readonly webhook: Webhook | undefined;
  readonly onMade: (made: MadeWebhook) => void;
  readonly onClose: () => void;
}

export function WebhookSheet({ notices, webhook, onMade, onClose }: WebhookSheetProps) {
  const { onTrouble } = useApp();
  const [fields, setFields] = useState<WebhookFields>(() => fieldsOf(webhook));
  const [wasTried, setTried] = useState(false);
  const [isBusy, setBusy] = useState(false);
  const [isDeleting, setDeleting] = useState(false);
  const [trouble, setTrouble] = useState<string>();
  const { server, read } = notices;
  const w = screenWords.value.notices.webhooks;
  const troubles = troublesOf(fields);

  const submit = async (): Promise<void> => {
    setTried(true);
    if (Object.values(troubles).some((each) => each !== undefined)) return;
    const given = { ...fields, name: fields.name.trim(), url: fields.url.trim() };
    setBusy(true);
    const answer =
      webhook === undefined
        ? await server.addWebhook(given)
        : await server.changeWebhook(webhook.id, given);
    setBusy(false);
    if (!answer.ok) return setTrouble(failureWords(answer.failure));
    if (answer.value !== null) onMade(answer.value);
    onClose();
    showToast(savedToast(notices, webhook, given));
    await read();
  };
  if (isDeleting && webhook !== undefined)
    return (
      <DeleteWebhook
        {...{ notices, webhook }}
        onKeep={() => setDeleting(false)}
        onDeleted={onClose}
      />
    );
  return (
    <Dialog
      sheet
      title={webhook === undefined ? w.new : w.editOf(webhook.name)}
      onClose={onClose}
      onSubmit={() => void submit().catch(onTrouble)}
      footer={
        <>
          <Button kind="primary" submits disabled={isBusy}>
            {webhook === undefined ? w.add : screenWords.value.notices.save}
          </Button>
          {webhook !== undefined && (
            <Button kind="danger" icon="bin" onClick={() => setDeleting(true)}>
              {w.delete}
            </Button>
          )}
        </>
      }
    >
      <WebhookFieldSet
        fields={fields}
        troubles={wasTried ? troubles : {}}
        onChange={(changes) => setFields((before) => ({ ...before, ...changes }))}
      />
      <div class="field">
        <Trouble text={trouble} />
      </div>
    </Dialog>
  );
}

function fieldsOf(webhook: Webhook | undefined): WebhookFields {
  if (webhook === undefined) {
    const nothing = { name: '', url: '', form: 'slack', active: true } as const;
    return { ...nothing, events: noticeEvents, language: language.value };
  }
  const { name, url, form, events, active } = webhook;
  return { name, url, form, events, active, language: webhook.language };
}

/** A changed one can be changed back; of a new one, the way back is in its own sheet. */
function savedToast(
  { server, read }: UseNotices,
  before: Webhook | undefined,
  { name }: WebhookFields,
) {
  const w = screenWords.value.notices.webhooks;
  if (before === undefined) return { text: w.added(name) };
  const undo = (): void =>
    void server.changeWebhook(before.id, fieldsOf(before)).then(async (answer) => {
      showToast({ text: answer.ok ? w.saved(before.name) : failureWords(answer.failure) });
      await read();
    });
  return { text: w.saved(name), undo };
}

function failureWords(failure: ServerFailure): string {
  const w = screenWords.value.notices.webhooks;
  if (failure.kind !== 'invalid') return serverFailureWords(failure);
  if (failure.path === 'id') return w.gone;
  return failure.path === '' ? w.tooMany(noticeLimits.webhooksMax) : serverFailureWords(failure);
}

interface Troubles {
  readonly name?: string | undefined;
  readonly url?: string | undefined;
  readonly events?: string | undefined;
}

function troublesOf({ name, url, events }: WebhookFields): Troubles {
  const w = screenWords.value.notices.webhooks;
  return {
    name:
      name.trim() === ''
        ? w.nameMissing
        : name.trim().length > noticeLimits.nameMax
          ? screenWords.value.wrong.tooLong(noticeLimits.nameMax)
          : undefined,
    url: isWebhookUrl(url.trim()) ? undefined : w.urlWrong,
    events: events.length === 0 ? w.eventsMissing : undefined,
  };
}

interface FieldSetProps {
  readonly fields: WebhookFields;
  readonly troubles: Troubles;
  readonly onChange: (changes: Partial<WebhookFields>) => void;
}

function WebhookFieldSet({ fields, troubles, onChange }: FieldSetProps) {
  const w = screenWords.value.notices.webhooks;
  const { languages } = screenWords.value.settings;
  const { name, url, form, events, active } = fields;
  return (
    <div class="webhook-form">
      <Select
        label={w.form}
        value={form}
        hint={w.formHints[form]}
        options={webhookForms.map((value) => ({ value, text: w.forms[value] }))}
        onChange={(value) =>
          onChange({
            form: must(
              webhookForms.find((each) => each === value),
              'a form',
            ),
          })
        }
      />
      <Field
        label={w.name}
        hint={w.nameHint}
        value={name}
        trouble={troubles.name}
        onInput={(text) => onChange({ name: text })}
      />
      <Field
        label={w.url}
        value={url}
        keyboard="url"
        trouble={troubles.url}
        onInput={(text) => onChange({ url: text })}
      />
      <EventSwitches
        events={events}
        trouble={troubles.events}
        onChange={(chosen) => onChange({ events: chosen })}
      />
      <Setting title={w.language} stacked>
        <Choice
          label={w.language}
          chosen={fields.language}
          options={noticeLanguages.map((value) => ({ value, text: languages[value] }))}
          onChoose={(value) => onChange({ language: value })}
        />
      </Setting>
      <Setting title={w.active} hint={w.activeHint}>
        <Switch label={w.active} on={active} onChange={(on) => onChange({ active: on })} />
      </Setting>
    </div>
  );
}

interface EventSwitchesProps {
  readonly events: readonly NoticeEvent[];
  readonly trouble: string | undefined;
  readonly onChange: (events: readonly NoticeEvent[]) => void;
}

function EventSwitches({ events, trouble, onChange }: EventSwitchesProps) {
  const w = screenWords.value.notices;
  return (
    <fieldset class="field event-switches">
      <legend>{w.webhooks.events}</legend>
      {noticeEvents.map((event) => (
        <Setting key={event} title={w.events[event]}>
          <Switch
            label={w.events[event]}
            on={events.includes(event)}
            onChange={(on) =>
              onChange(noticeEvents.filter((each) => (each === event ? on : events.includes(each))))
            }
          />
        </Setting>
      ))}
      <Trouble text={trouble} />
    </fieldset>
  );
}

/** Where the space's notices go beside people: each with how its last try ended, and a test that says the truth. */
import { useState } from 'preact/hooks';
import type { MadeWebhook, Webhook } from '../../../../shared/notices.ts';
import { Button } from '../../parts/button.tsx';
import { Card } from '../../parts/card.tsx';
import { Section } from '../../parts/section.tsx';
import { Setting } from '../../parts/setting.tsx';
import { formatTime } from '../../words/format.ts';
import { sendWords } from '../../words/notice-words.ts';
import { screenWords } from '../../words/screen-words.ts';
import { TestSend } from './test-send.tsx';
import type { UseNotices } from './use-notices.ts';
import { WebhookSecret } from './webhook-secret.tsx';
import { WebhookSheet } from './webhook-sheet.tsx';

export interface WebhooksProps {
  readonly notices: UseNotices;
  readonly webhooks: readonly Webhook[];
}

export function Webhooks({ notices, webhooks }: WebhooksProps) {
  const [edited, setEdited] = useState<Webhook | 'new'>();
  const [made, setMade] = useState<MadeWebhook>();
  const w = screenWords.value.notices.webhooks;
  return (
    <Section title={w.title} hint={w.hint}>
      <Card class="settings">
        {webhooks.length === 0 && <Setting title={w.none} />}
        {webhooks.map((webhook) => (
          <OneWebhook
            key={webhook.id}
            notices={notices}
            webhook={webhook}
            onEdit={() => setEdited(webhook)}
          />
        ))}
      </Card>
      <div class="toolbar">
        <Button icon="plus" onClick={() => setEdited('new')}>
          {w.add}
        </Button>
      </div>
      {edited !== undefined && (
        <WebhookSheet
          notices={notices}
          webhook={edited === 'new' ? undefined : edited}
          onMade={setMade}
          onClose={() => setEdited(undefined)}
        />
      )}
      {made !== undefined && (
        <WebhookSecret secret={made.secret} onClose={() => setMade(undefined)} />
      )}
    </Section>
  );
}

interface OneWebhookProps {
  readonly notices: UseNotices;
  readonly webhook: Webhook;
  readonly onEdit: () => void;
}

function OneWebhook({ notices, webhook, onEdit }: OneWebhookProps) {
  const { server, read } = notices;
  const { id, name, url, form, events } = webhook;
  const w = screenWords.value.notices;
  const told = events.map((event) => w.events[event]).join(', ');
  return (
    <div class="webhook">
      <h3>{name}</h3>
      <p class="quiet small">
        {w.webhooks.forms[form]} · {hostOf(url)}
      </p>
      <p class="quiet small">{told}</p>
      <WebhookState webhook={webhook} />
      <div class="toolbar">
        <Button icon="edit" label={w.webhooks.editOf(name)} onClick={onEdit}>
          {w.webhooks.edit}
        </Button>
        <TestSend
          send={() => server.testWebhook(id)}
          wordsOf={sendWords}
          label={w.webhooks.testOf(name)}
          onSent={() => void read()}
        />
      </div>
    </div>
  );
}

function WebhookState({ webhook: { active, last, failingSince } }: { webhook: Webhook }) {
  const w = screenWords.value.notices.webhooks;
  if (!active) return <p class="state inactive">{w.off}</p>;
  if (last === null) return <p class="quiet small">{w.never}</p>;
  if (last.ok) return <p class="state fine">{w.works(formatTime(last.at))}</p>;
  const isOnce = failingSince === null || failingSince === last.at;
  return (
    <>
      <p class="state out">
        {isOnce ? w.failed(formatTime(last.at)) : w.failingSince(formatTime(failingSince))}
      </p>
      <p class="small">{sendWords(last)}</p>
    </>
  );
}

function hostOf(url: string): string {
  return URL.parse(url)?.host ?? url;
}

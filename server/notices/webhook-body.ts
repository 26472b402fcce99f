/**
 * A message in the form that its receiver expects. Names are other people's text: in each form they are shown as they
 * are, wake nobody by a mention, and form no link but our own.
 *
 *   generic   one JSON object for each notice
 *   slack     an incoming webhook                              Mattermost and Rocket.Chat read the same
 *   discord   a channel's webhook
 *   matrix    a generic webhook of matrix-hookshot, which posts for us without a user of our own
 *   ntfy      the address of a topic
 */
import { assertNever } from '../../shared/result.ts';
import type { WebhookForm } from '../../shared/notices.ts';
import type { ToldNotice } from '../db/notice-statements.ts';
import { requestUrl, type NoticeMessage } from './compose-notice.ts';

export interface WebhookBody {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export interface WebhookContent {
  readonly message: NoticeMessage;
  /** What a program is told of. */
  readonly facts: object;
}

const discordCharactersMax = 2000;
const discordNoPreviews = 4;

export function makeWebhookBody(
  form: WebhookForm,
  { message, facts }: WebhookContent,
): WebhookBody {
  switch (form) {
    case 'generic':
      return json(facts);
    case 'slack':
      // `mrkdwn: false` still reads <…>: that is how mentions and links are written.
      return json({
        text: linesOf(message, escapeSlack).join('\n'),
        mrkdwn: false,
        unfurl_links: false,
        unfurl_media: false,
      });
    case 'discord':
      return json({
        content: fitted(linesOf(message, escapeDiscord), discordCharactersMax),
        allowed_mentions: { parse: [] },
        flags: discordNoPreviews,
      });
    case 'matrix':
      // Without `html` the text would be read as Markdown.
      return json({
        text: linesOf(message, breakMentions).join('\n'),
        html: htmlOf(message),
      });
    case 'ntfy':
      return ntfy(message);
    default:
      return assertNever(form);
  }
}

/** What the generic form says of one notice. */
export function factsOf(notice: ToldNotice, publicUrl: string): object {
  const { event, at, spaceName, itemId, itemName, sku, unit } = notice;
  const { cycle, state, priority, quantity, received, askCount, expectedOn } = notice;
  return {
    type: `request.${event}`,
    at: new Date(at).toISOString(),
    space: { name: spaceName },
    reorder: {
      number: cycle,
      state,
      priority,
      quantity: quantity / 1000,
      received: received / 1000,
      askCount,
      expectedOn: expectedOn === '' ? null : expectedOn,
    },
    item: { id: itemId, name: itemName, sku, unit },
    url: requestUrl(notice, publicUrl),
  };
}

export function testFacts(nowMs: number, publicUrl: string): object {
  return { type: 'test', at: new Date(nowMs).toISOString(), url: `${publicUrl}/notices` };
}

function json(value: object): WebhookBody {
  return { headers: { 'content-type': 'application/json' }, body: JSON.stringify(value) };
}

function linesOf(message: NoticeMessage, escape: (text: string) => string): string[] {
  const { lines, more } = message;
  return [...lines.map(({ text, url }) => `${escape(text)} ${url}`), ...(more ? [more] : [])];
}

/** https://docs.slack.dev/messaging/formatting-message-text#escaping */
function escapeSlack(text: string): string {
  return breakLinks(text).replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** Every mark that Discord's Markdown knows; `allowed_mentions` sees to it that nobody is called. */
function escapeDiscord(text: string): string {
  return breakLinks(text).replaceAll(/[\\*_~`|<>[\]()#@:-]/g, String.raw`\$&`);
}

/** An address in a name is text, not something to tap. */
function breakLinks(text: string): string {
  return text.replaceAll('://', ':\u200B//').replaceAll(/\bwww\./gi, '$&\u200B');
}

function fitted(lines: readonly string[], max: number): string {
  let text = '';
  for (const line of lines) {
    if (text.length + line.length + 3 > max) return `${text}\n…`;
    text = text === '' ? line : `${text}\n${line}`;
  }
  return text;
}

function htmlOf({ lines, more }: NoticeMessage): string {
  const rows = lines.map(({ text, url }) => `<a href="${escapeHtml(url)}">${escapeHtml(text)}</a>`);
  return [...rows, ...(more === '' ? [] : [escapeHtml(more)])].join('<br>');
}

function escapeHtml(text: string): string {
  const marks = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' } as const;
  return breakMentions(text).replaceAll(/[&<>"']/g, (mark) => marks[mark as keyof typeof marks]);
}

/** A mention in Matrix is a name in the text, as in "@room"; a space of no width keeps it from being one. */
function breakMentions(text: string): string {
  return text.replaceAll('@', '@\u200B');
}

/** Headers are ASCII, so a title comes as an encoded word (RFC 2047), which ntfy reads. */
function ntfy({ title, lines, more, url, isUrgent }: NoticeMessage): WebhookBody {
  const texts = [...lines.map(({ text }) => text), ...(more === '' ? [] : [more])];
  return {
    headers: {
      'content-type': 'text/plain; charset=utf-8',
      title: `=?UTF-8?B?${Buffer.from(title).toString('base64')}?=`,
      click: url,
      priority: isUrgent ? 'high' : 'default',
    },
    body: texts.join('\n'),
  };
}

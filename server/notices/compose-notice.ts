/**
 * From notices to what a message says, before it takes the form of any channel: a title, plain lines, and where they
 * lead. What is no longer so is left out: what has come meanwhile is not late any more.
 */
import { noticeOf, type NoticeLanguage } from '../../shared/notices.ts';
import type { ToldNotice } from '../db/notice-statements.ts';
import { noticeWords } from './notice-words.ts';

export interface NoticeMessage {
  readonly title: string;
  readonly lines: readonly { readonly text: string; readonly url: string }[];
  /** "" if nothing was left out. */
  readonly more: string;
  readonly url: string;
  readonly isUrgent: boolean;
}

export interface Composing {
  readonly language: NoticeLanguage;
  readonly publicUrl: string;
}

const linesMax = 20;
const nameMax = 120;

export function isStillSo(notice: ToldNotice, today: string): boolean {
  return (
    noticeOf(notice, today) === notice.event &&
    (notice.event === 'urgent' || notice.raisedFor === notice.expectedOn)
  );
}

/** At least one notice. */
export function composeNotice(
  notices: readonly ToldNotice[],
  { language, publicUrl }: Composing,
): NoticeMessage {
  const w = noticeWords[language];
  const [first] = notices;
  const lines = notices.slice(0, linesMax).map((notice) => {
    return { text: lineOf(notice, language), url: requestUrl(notice, publicUrl) };
  });
  const isOne = notices.length === 1 && first !== undefined;
  return {
    title: isOne ? w.titles[first.event] : w.several(notices.length),
    lines,
    more: notices.length > linesMax ? w.more(notices.length - linesMax) : '',
    url: isOne ? requestUrl(first, publicUrl) : `${publicUrl}/attention`,
    isUrgent: notices.some(({ event }) => event === 'urgent'),
  };
}

export function composeTest({ language, publicUrl }: Composing): NoticeMessage {
  const { title, text } = noticeWords[language].test;
  const url = `${publicUrl}/notices`;
  return { title, lines: [{ text, url }], more: '', url, isUrgent: false };
}

export function requestUrl(
  { itemId, cycle }: Pick<ToldNotice, 'itemId' | 'cycle'>,
  publicUrl: string,
): string {
  return `${publicUrl}/requests/${itemId}/${cycle}`;
}

function lineOf(notice: ToldNotice, language: NoticeLanguage): string {
  const w = noticeWords[language];
  const what = `${toPlain(notice.itemName) || w.unknownItem} (${amountOf(notice, language)})`;
  switch (notice.event) {
    case 'urgent':
      return w.urgent(what, notice.askCount);
    case 'due':
      return w.due(what);
    case 'overdue':
      return w.overdue(what, dayOf(notice.expectedOn, language));
  }
}

/** What is still to come. */
function amountOf({ quantity, received, unit }: ToldNotice, language: NoticeLanguage): string {
  const count = new Intl.NumberFormat(language).format(Math.max(0, quantity - received) / 1000);
  const plainUnit = toPlain(unit);
  return plainUnit === '' || plainUnit === 'piece'
    ? noticeWords[language].pieces(count)
    : `${count} ${plainUnit}`;
}

function dayOf(day: string, language: NoticeLanguage): string {
  const locale = language === 'en' ? 'en-GB' : 'de-DE';
  const format = new Intl.DateTimeFormat(locale, {
    day: 'numeric',
    month: 'long',
    timeZone: 'UTC',
  });
  return format.format(new Date(`${day}T00:00:00Z`));
}

/** One line without control codes, and without marks that turn the direction of what follows. */
export function toPlain(text: string): string {
  const line = text
    .replaceAll(/[\p{Cc}\p{Zl}\p{Zp}\u200E\u200F\u202A-\u202E\u2066-\u2069]+/gu, ' ')
    .trim();
  const characters = Array.from(line);
  return characters.length <= nameMax ? line : `${characters.slice(0, nameMax - 1).join('')}…`;
}

/** What messages that leave the server say, in both languages: they are read where none of our screens is. */
import type { NoticeEvent, NoticeLanguage } from '../../shared/notices.ts';

interface NoticeWords {
  readonly titles: Readonly<Record<NoticeEvent, string>>;
  readonly several: (count: number) => string;
  readonly urgent: (what: string, asked: number) => string;
  readonly due: (what: string) => string;
  readonly overdue: (what: string, day: string) => string;
  readonly more: (count: number) => string;
  readonly unknownItem: string;
  readonly pieces: (count: string) => string;
  readonly test: { readonly title: string; readonly text: string };
  readonly footer: (space: string, link: string) => string;
}

export const noticeWords: Readonly<Record<NoticeLanguage, NoticeWords>> = {
  en: {
    titles: { urgent: 'Urgent request', due: 'Arrives today', overdue: 'Late arrival' },
    several: (count) => `${count} notices`,
    urgent: (what, asked) => `Urgent: ${what}${asked > 1 ? `, asked for by ${asked} people` : ''}`,
    due: (what) => `Expected today: ${what}`,
    overdue: (what, day) => `Late: ${what}, expected on ${day}`,
    more: (count) => `and ${count} more`,
    unknownItem: 'an item that was deleted',
    pieces: (count) => `${count} pcs`,
    test: {
      title: 'Test notice',
      text: 'This is a test. Notices from here arrive where you read this.',
    },
    footer: (space, link) =>
      `You get this because you look after ${space} and asked for it. Change it here: ${link}`,
  },
  de: {
    titles: { urgent: 'Dringender Wunsch', due: 'Kommt heute', overdue: 'Verspätete Lieferung' },
    several: (count) => `${count} Meldungen`,
    urgent: (what, asked) =>
      `Dringend: ${what}${asked > 1 ? `, von ${asked} Personen gewünscht` : ''}`,
    due: (what) => `Heute erwartet: ${what}`,
    overdue: (what, day) => `Verspätet: ${what}, erwartet am ${day}`,
    more: (count) => `und ${count} weitere`,
    unknownItem: 'ein gelöschter Artikel',
    pieces: (count) => `${count} Stück`,
    test: {
      title: 'Testmeldung',
      text: 'Das ist ein Test. Meldungen von hier kommen dort an, wo du das liest.',
    },
    footer: (space, link) =>
      `Du bekommst das, weil du dich um ${space} kümmerst und es so eingestellt hast. Ändern: ${link}`,
  },
};

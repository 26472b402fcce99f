/** Die Tafel auf Deutsch: dieselbe Gestalt wie en-board.ts, also fehlt kein Text. */
import { makeCounter } from './counter.ts';
import type { BoardWords } from './en-board.ts';

const n = makeCounter('de');

export const deBoard: BoardWords = {
  title: 'Tafel',
  entryMore: 'Was knapp ist, was kommt, und wann',
  leave: 'Zurück',
  low: 'Knapp',
  coming: 'Unterwegs',
  arrived: 'Gerade gekommen',
  nothing: {
    low: 'Nichts ist knapp',
    coming: 'Nichts ist unterwegs',
    arrived: 'In den letzten 7 Tagen kam nichts',
  },
  minimum: (amount) => `mindestens ${amount}`,
  asked: {
    none: 'noch nicht gewünscht',
    requested: 'gewünscht',
    approved: 'wird bestellt',
    partly: 'ein Teil ist unterwegs',
  },
  needsCount: 'nachzählen',
  late: (days) => n(days, { one: '# Tag zu spät', other: '# Tage zu spät' }),
  noDay: 'Tag nicht bekannt',
  asOf: (time) => `Stand ${time}`,
  asOfBehind: (time) => `Stand ${time}, keine Verbindung`,
  asOfBecause: (time, why) => `Stand ${time}. ${why}`,
  never: 'War noch nicht beim Server',
  page: (page, of) => `${page} von ${of}`,
  pageOf: (column, page, of) => `${column}: Seite ${page} von ${of}`,
  next: 'Weiter',
  stop: 'Anhalten',
  goOn: 'Blättern',
  fullScreen: 'Vollbild',
  smallScreen: 'Vollbild beenden',
  notFull: 'Dieser Browser lässt die Tafel nicht den ganzen Bildschirm füllen.',
  spend: {
    title: 'Ausgegeben in 12 Monaten',
    month: 'Monat',
    amount: 'Ausgegeben',
    none: 'In den letzten 12 Monaten wurde kein Preis notiert',
    waiting: 'Die Ausgaben kommen mit der nächsten Verbindung',
  },
};

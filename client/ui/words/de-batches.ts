/** Die Wörter für Chargen auf Deutsch: dieselbe Gestalt wie en-batches.ts, also fehlt kein Text. */
import type { BatchWords } from './en-batches.ts';

export const deBatches: BatchWords = {
  lot: (lot: string) => `Charge ${lot}`,
  until: (day: string) => `haltbar bis ${day}`,
  onlyUntil: (day: string) => `Haltbar bis ${day}`,
  none: 'Ohne Charge und Datum',
  expired: 'Abgelaufen',
  soon: 'Bald aufbrauchen',
  label: 'Charge',
  which: 'Welche Charge',
  another: 'Andere Charge oder anderes Datum',
  add: 'Charge oder Datum angeben',
  lotLabel: 'Charge',
  lotHint: 'So wie auf der Packung. Leer lassen, wenn keine dasteht.',
  expiryLabel: 'Haltbar bis',
  expiryHint: 'Der letzte gute Tag. Leer lassen, wenn es sich hält.',
  day: 'Wähle ein ganzes Datum, das es im Kalender gibt, oder lass es leer.',
  isPast: 'Dieser Tag ist vorbei. Gespeichert wird es trotzdem.',
  change: (name: string, batch: string) => `${batch}. Charge von ${name} ändern`,
  title: (name: string) => `Welche Charge von ${name}`,
  titleNew: (name: string) => `Charge und Datum von ${name}`,
  newMore:
    'Dieser Artikel wird nach Charge und Datum geführt. Hierher gehört, was auf der Packung steht.',
  use: 'Diese Charge nehmen',
  holds: (amount: string) => `${amount} dort`,
};

/** The words for batches, in English: one way to name one, wherever it is written. */
export const enBatches = {
  lot: (lot: string) => `Lot ${lot}`,
  until: (day: string) => `good until ${day}`,
  onlyUntil: (day: string) => `Good until ${day}`,
  none: 'Without lot or date',
  expired: 'Past its date',
  soon: 'Use soon',
  label: 'Batch',
  which: 'Which batch',
  another: 'Another lot or date',
  add: 'Add a lot or date',
  lotLabel: 'Lot',
  lotHint: 'As printed on the pack. Leave empty if there is none.',
  expiryLabel: 'Good until',
  expiryHint: 'The last good day. Leave empty if it keeps.',
  day: 'Choose a whole date that the calendar has, or leave it empty.',
  isPast: 'That day has passed. It is saved all the same.',
  change: (name: string, batch: string) => `${batch}. Change the batch of ${name}`,
  title: (name: string) => `Which batch of ${name}`,
  titleNew: (name: string) => `Lot and date of ${name}`,
  newMore: 'This item is kept by lot and date. What the pack says goes here.',
  use: 'Use this batch',
  holds: (amount: string) => `${amount} there`,
};

export type BatchWords = typeof enBatches;

/** The words of the board, in English. They are read from four metres away, so they are few. */
import { makeCounter } from './counter.ts';

const n = makeCounter('en');

export const enBoard = {
  title: 'Board',
  entryMore: 'What is low, what is coming, when',
  leave: 'Back',
  low: 'Low',
  coming: 'Coming',
  arrived: 'Just arrived',
  nothing: {
    low: 'Nothing is low',
    coming: 'Nothing is on its way',
    arrived: 'Nothing came in the last 7 days',
  },
  minimum: (amount: string) => `minimum ${amount}`,
  asked: {
    none: 'not requested yet',
    requested: 'requested',
    approved: 'will be ordered',
    partly: 'some is on its way',
  },
  needsCount: 'needs a count',
  late: (days: number) => n(days, { one: '# day late', other: '# days late' }),
  noDay: 'day not known',
  asOf: (time: string) => `As of ${time}`,
  asOfBehind: (time: string) => `As of ${time}, no connection`,
  asOfBecause: (time: string, why: string) => `As of ${time}. ${why}`,
  never: 'Has not met the server yet',
  page: (page: string, of: string) => `${page} of ${of}`,
  pageOf: (column: string, page: string, of: string) => `${column}: page ${page} of ${of}`,
  next: 'Next',
  stop: 'Pause',
  goOn: 'Turn pages',
  fullScreen: 'Full screen',
  smallScreen: 'Leave full screen',
  notFull: 'This browser does not let the board fill the screen.',
  spend: {
    title: 'Spent in 12 months',
    month: 'Month',
    amount: 'Spent',
    none: 'No price was noted in the last 12 months',
    waiting: 'What was spent comes with the next connection',
  },
};

export type BoardWords = typeof enBoard;

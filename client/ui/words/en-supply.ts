/** The words of what suppliers have taught, in English: the scorecard, the suggested minimum, the settings of the space. */
import { makeCounter } from './counter.ts';

const n = makeCounter('en');

export const enSupply = {
  lead: {
    p80: (days: number) => n(days, { one: '80 % within # day', other: '80 % within # days' }),
    learnedFrom: (deliveries: number, windowDays: number) =>
      `${n(deliveries, { one: '# delivery', other: '# deliveries' })} in ${n(windowDays, { one: '# day', other: '# days' })}`,
    leftOut: (count: number) =>
      n(count, {
        one: '# is dated before its order and left out',
        other: '# are dated before their order and left out',
      }),
    unknown: 'Not known yet',
    unknownMore: 'It is learned from what comes of an order.',
  },
  score: {
    title: 'Scorecard',
    hint: 'The last 12 months, as far as this device knows them.',
    none: 'Nothing was ordered here in the last 12 months.',
    orders: 'Orders',
    orderCount: (count: number) => n(count, { one: '# order', other: '# orders' }),
    onTime: 'On time',
    ofJudged: (onTime: string, judged: string) => `${onTime} of ${judged}`,
    tooFew: 'Too few to judge',
    tooFewMore: (judged: number) =>
      n(judged, {
        one: 'Only # order was to come by a day and has.',
        other: 'Only # orders were to come by a day and have.',
      }),
    undated: 'No order was to come by a day.',
    lateBy: (days: number) =>
      n(days, {
        one: 'The late ones: # day late (median)',
        other: 'The late ones: # days late (median)',
      }),
    neverLate: 'None was late.',
    damaged: 'Damaged',
    damagedMore: 'Of what came, pack by pack. Expired counts, too.',
    nothingCame: 'Nothing has come yet',
    lead: 'Takes',
    spend: 'Spent',
    spendMore: 'By what was paid for what came. Damaged is in it.',
    noPrices: 'No price was noted',
    prices: 'Prices',
    pricesMore: (articles: number) =>
      n(articles, { one: 'Of # article', other: 'Median of # articles' }),
    noChange: 'Not comparable yet',
    noChangeMore: 'No article has two prices.',
    chart: (currency: string) => `Spent by month, in ${currency}`,
    table: 'As a table',
    caption: 'Orders and spending by month',
    columns: { month: 'Month', onTime: 'On time', late: 'Late', spend: 'Spent' },
    monthPoint: (month: string, amount: string) => `${month}: ${amount}`,
    thisMonth: (month: string, amount: string) => `${month}, not over yet: ${amount}`,
    nothing: 'nothing',
  },
  minimum: {
    suggested: (amount: string) => `Suggested: ${amount}`,
    use: 'Use it',
    used: 'As suggested',
    sum: (perWeek: string, lead: string, safety: string, sign: string, exact: string) =>
      `${perWeek} a week × (${lead} + ${safety}) ${sign} ${exact}`,
    days: (count: number) => n(count, { one: '# day', other: '# days' }),
    how: 'How it is reckoned',
    rounded: 'Rounded up.',
    from: {
      supplierItem: (days: string, samples: string, supplier: string) =>
        `${days}: 80 % of ${samples} from ${supplier} took no longer.`,
      supplier: (days: string, samples: string, supplier: string) =>
        `${days}: 80 % of ${samples} of all that ${supplier} sends took no longer.`,
      manual: (days: string, supplier: string) => `${days}: so somebody has said of ${supplier}.`,
    },
    samples: (count: number) => n(count, { one: '# delivery', other: '# deliveries' }),
    safety: (days: string) => `${days} more for safety, as set for the space.`,
    none: 'No suggestion for the minimum yet',
    why: {
      neverUsed: 'Nothing has been taken yet, so nobody knows how much is used.',
      tooNew: 'The first whole week with use is not over yet.',
      idle: 'Nothing was used in the last weeks.',
      noSupplier: 'It has no supplier in use, so nobody knows how long it takes to come.',
      noLead:
        'Nothing has come of an order yet, so nobody knows how long it takes. You can say so at its supplier.',
    },
  },
  space: {
    title: 'Settings of the space',
    entry: 'Settings of the space',
    entryMore: 'Lead times, safety days, currency, and what the board shows.',
    open: 'Open the settings of the space',
    notForYou: 'Only owners set this',
    notForYouMore: 'Ask an owner of your space to change it.',
    stock: 'Lead times and minimums',
    window: 'Days that lead times are learned from',
    windowHint: 'More days are steadier, fewer follow changes sooner.',
    windowWrong: 'Type whole days from 1 to 3650.',
    safety: 'Safety days',
    safetyHint: 'A suggested minimum lasts so many days longer than 80 % of deliveries take.',
    safetyWrong: 'Type whole days from 0 to 365.',
    save: 'Save',
    money: 'Money',
    currency: 'Currency for new prices',
    currencyHint: 'Prices that are there already stay as they are.',
    spend: 'Show spending on the board',
    spendHint:
      'Everybody in the space sees how much was spent in each month. Prices and suppliers stay with staff.',
    saved: 'Saved for the whole space',
    unchanged: 'Nothing was changed',
  },
};

export type SupplyWords = typeof enSupply;

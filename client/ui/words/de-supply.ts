/** Was Lieferungen gelehrt haben, auf Deutsch: dieselbe Gestalt wie en-supply.ts, also fehlt kein Text. */
import { makeCounter } from './counter.ts';
import type { SupplyWords } from './en-supply.ts';

const n = makeCounter('de');

export const deSupply: SupplyWords = {
  lead: {
    p80: (days) =>
      n(days, { one: '80 % innerhalb von # Tag', other: '80 % innerhalb von # Tagen' }),
    learnedFrom: (deliveries, windowDays) =>
      `${n(deliveries, { one: '# Lieferung', other: '# Lieferungen' })} in ${n(windowDays, { one: '# Tag', other: '# Tagen' })}`,
    leftOut: (count) =>
      n(count, {
        one: '# ist auf vor der Bestellung datiert und zählt nicht',
        other: '# sind auf vor der Bestellung datiert und zählen nicht',
      }),
    unknown: 'Noch nicht bekannt',
    unknownMore: 'Sie wird aus dem gelernt, was auf eine Bestellung hin kommt.',
  },
  score: {
    title: 'Bilanz',
    hint: 'Die letzten 12 Monate, soweit dieses Gerät sie kennt.',
    none: 'Hier wurde in den letzten 12 Monaten nichts bestellt.',
    orders: 'Bestellungen',
    orderCount: (count) => n(count, { one: '# Bestellung', other: '# Bestellungen' }),
    onTime: 'Pünktlich',
    ofJudged: (onTime, judged) => `${onTime} von ${judged}`,
    tooFew: 'Zu wenige für ein Urteil',
    tooFewMore: (judged) =>
      n(judged, {
        one: 'Erst # Bestellung hatte einen Termin und ist da oder überfällig.',
        other: 'Erst # Bestellungen hatten einen Termin und sind da oder überfällig.',
      }),
    undated: 'Keine Bestellung hatte einen Termin.',
    lateBy: (days) =>
      n(days, {
        one: 'Die verspäteten: # Tag zu spät (Median)',
        other: 'Die verspäteten: # Tage zu spät (Median)',
      }),
    neverLate: 'Keine kam zu spät.',
    damaged: 'Beschädigt',
    damagedMore: 'Von dem, was kam, nach Packungen. Abgelaufenes zählt mit.',
    nothingCame: 'Noch ist nichts gekommen',
    lead: 'Dauert',
    spend: 'Ausgegeben',
    spendMore: 'Was für Gekommenes bezahlt wurde, Beschädigtes eingeschlossen.',
    noPrices: 'Kein Preis notiert',
    prices: 'Preise',
    pricesMore: (articles) => n(articles, { one: 'Aus # Artikel', other: 'Median aus # Artikeln' }),
    noChange: 'Noch nicht vergleichbar',
    noChangeMore: 'Kein Artikel hat zwei Preise.',
    chart: (currency) => `Ausgaben je Monat in ${currency}`,
    table: 'Als Tabelle',
    caption: 'Bestellungen und Ausgaben je Monat',
    columns: { month: 'Monat', onTime: 'Pünktlich', late: 'Zu spät', spend: 'Ausgegeben' },
    monthPoint: (month, amount) => `${month}: ${amount}`,
    thisMonth: (month, amount) => `${month}, noch nicht vorbei: ${amount}`,
    nothing: 'nichts',
  },
  minimum: {
    suggested: (amount) => `Vorschlag: ${amount}`,
    use: 'Übernehmen',
    used: 'Wie vorgeschlagen',
    sum: (perWeek, lead, safety, sign, exact) =>
      `${perWeek} pro Woche × (${lead} + ${safety}) ${sign} ${exact}`,
    days: (count) => n(count, { one: '# Tag', other: '# Tage' }),
    how: 'So wird gerechnet',
    rounded: 'Aufgerundet.',
    from: {
      supplierItem: (days, samples, supplier) =>
        `${days}: 80 % von ${samples} von ${supplier} dauerten nicht länger.`,
      supplier: (days, samples, supplier) =>
        `${days}: 80 % von ${samples} aus allem, was ${supplier} schickt, dauerten nicht länger.`,
      manual: (days, supplier) => `${days}: so wurde es für ${supplier} von Hand angegeben.`,
    },
    samples: (count) => n(count, { one: '# Lieferung', other: '# Lieferungen' }),
    safety: (days) => `${days} mehr zur Sicherheit, wie für die Werkstatt eingestellt.`,
    none: 'Noch kein Vorschlag für den Mindestbestand',
    why: {
      neverUsed: 'Es wurde noch nichts genommen, also ist der Verbrauch nicht bekannt.',
      tooNew: 'Die erste ganze Woche mit Verbrauch ist noch nicht vorbei.',
      idle: 'In den letzten Wochen wurde nichts verbraucht.',
      noSupplier:
        'Es gibt keinen Lieferanten, der in Gebrauch ist, also ist die Lieferzeit nicht bekannt.',
      noLead:
        'Noch ist auf keine Bestellung etwas gekommen, also ist die Lieferzeit nicht bekannt. Du kannst sie beim Lieferanten angeben.',
    },
  },
  space: {
    title: 'Einstellungen der Werkstatt',
    entry: 'Einstellungen der Werkstatt',
    entryMore: 'Lieferzeiten, Sicherheitstage, Währung, und was die Tafel zeigt.',
    open: 'Einstellungen der Werkstatt öffnen',
    notForYou: 'Das stellen nur Inhaber ein',
    notForYouMore: 'Bitte einen Inhaber deiner Werkstatt, es zu ändern.',
    stock: 'Lieferzeiten und Mindestbestände',
    window: 'Tage, aus denen Lieferzeiten gelernt werden',
    windowHint: 'Mehr Tage sind ruhiger, weniger folgen Änderungen schneller.',
    windowWrong: 'Gib ganze Tage von 1 bis 3650 ein.',
    safety: 'Sicherheitstage',
    safetyHint:
      'Ein vorgeschlagener Mindestbestand reicht so viele Tage länger, als 80 % der Lieferungen dauern.',
    safetyWrong: 'Gib ganze Tage von 0 bis 365 ein.',
    save: 'Speichern',
    money: 'Geld',
    currency: 'Währung für neue Preise',
    currencyHint: 'Preise, die es schon gibt, bleiben, wie sie sind.',
    spend: 'Ausgaben auf der Tafel zeigen',
    spendHint:
      'Alle in der Werkstatt sehen, wie viel in jedem Monat ausgegeben wurde. Preise und Lieferanten sieht weiterhin nur das Team.',
    saved: 'Für die ganze Werkstatt gespeichert',
    unchanged: 'Nichts wurde geändert',
  },
};

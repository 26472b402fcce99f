/** Auf Deutsch, was der erste Bildschirm braucht: dieselbe Gestalt wie en.ts, also fehlt kein Text. */
import { makeCounter } from './counter.ts';
import type { Words } from './en.ts';

const n = makeCounter('de');
type DeviceKind = 'phone' | 'computer';
const onThis = (here: DeviceKind): string =>
  here === 'phone' ? 'auf diesem Handy' : 'auf diesem Rechner';

export const de: Words = {
  app: {
    name: 'Bincard',
    skip: 'Zum Inhalt springen',
    screenFailed: 'Diese Ansicht ließ sich nicht laden',
    screenFailedMore:
      'Sie ist noch nicht auf diesem Gerät, und es gibt kein Netz. Was du gespeichert hast, ist sicher.',
    broken: 'Etwas ist schiefgegangen',
    brokenMore: 'Was du gespeichert hast, ist sicher. Öffne die App neu, um weiterzumachen.',
    reload: 'Neu öffnen',
    notFound: 'Unter dieser Adresse gibt es nichts',
    toItems: 'Zu den Artikeln',
  },
  nav: {
    label: 'Hauptmenü',
    items: 'Artikel',
    locations: 'Orte',
    scan: 'Scannen',
    categories: 'Kategorien',
    attention: 'Hinweise',
    more: 'Mehr',
    pictures: 'Bilder',
    settings: 'Einstellungen',
    open: (count: number) => n(count, { one: '# offen', other: '# offen' }),
  },
  units: { piece: () => 'Stück' },
  states: { fine: 'Genug', low: 'Knapp', out: 'Leer', needsCount: 'Nachzählen' },
  parts: {
    close: 'Schließen',
    cancel: 'Abbrechen',
    save: 'Speichern',
    undo: 'Rückgängig',
    undone: 'Rückgängig gemacht',
    back: 'Zurück',
    edit: 'Bearbeiten',
    remove: 'Entfernen',
    delete: 'Löschen',
    more: 'Mehr',
    add: 'Hinzufügen',
    copied: 'Kopiert',
    notCopied: 'Dieser Browser lässt uns nicht kopieren. Markiere den Text und kopiere ihn selbst.',
    oneLess: 'Eins weniger',
    oneMore: 'Eins mehr',
    pending: 'Wartet auf Abgleich',
    loading: 'Wird von diesem Gerät gelesen',
    justNow: 'gerade eben',
    none: 'Keine',
    you: 'du',
    showMore: 'Mehr zeigen',
    search: 'Suchen',
    clear: 'Leeren',
    open: 'Öffnen',
    closeBranch: (name: string) => `Verbergen, was in ${name} liegt`,
    openBranch: (name: string) => `Zeigen, was in ${name} liegt`,
  },
  places: {
    unplaced: 'Ohne Ort',
    unknown: 'Ein Ort, den dieses Gerät nicht kennt',
    deleted: (name: string) => `(gelöscht) ${name}`,
    inactive: 'Stillgelegt',
  },
  sync: {
    notSaved: (here: DeviceKind) => `Nicht ${onThis(here)} gespeichert`,
    updateReady: 'Neue Version bereit',
    signedOut: 'Abgleich ruht: neu anmelden',
    notJoined: 'Noch nicht beigetreten',
    updateNeeded: 'Abgleich ruht: App erneuern',
    late: (waiting: string) => `Verspätet · ${waiting}`,
    failing: 'Abgleich gestört',
    firstSync: 'Alles wird geholt',
    syncing: (waiting: string) => `Gleicht ab · ${waiting}`,
    stayingOffline: (here: DeviceKind) => `Bleibt offline · ${onThis(here)} gespeichert`,
    saved: (here: DeviceKind) =>
      `${here === 'phone' ? 'Auf diesem Handy' : 'Auf diesem Rechner'} gespeichert`,
    savedWaiting: (here: DeviceKind, waiting: string) =>
      `${here === 'phone' ? 'Auf diesem Handy' : 'Auf diesem Rechner'} gespeichert · ${waiting}`,
    synced: 'Abgeglichen',
    waiting: (count: number) => n(count, { one: '# wartet', other: '# warten' }),
    label: 'Abgleich',
  },
  trouble: {
    notSavedTitle: (here: DeviceKind) => `Nicht ${onThis(here)} gespeichert`,
    notSaved:
      'Der Browser lässt uns gerade nichts speichern. Mach Platz frei oder schließe andere Tabs und öffne die App neu.',
    hangs:
      'Der Speicher des Browsers antwortet nicht. Schließe alle Tabs von Bincard und öffne es neu.',
    blocked:
      'In einem anderen Tab läuft eine ältere Version. Schließe die anderen Tabs von Bincard und versuche es noch einmal.',
    denied:
      'Der Browser will nichts speichern, etwa in einem privaten Fenster. Öffne Bincard in einem normalen Fenster oder erlaube das Speichern für diese Seite.',
    retired:
      'In einem anderen Tab ist eine neuere Version von Bincard offen. Öffne diesen neu, um weiterzumachen.',
    tryAgain: 'Noch einmal versuchen',
    details: 'Einzelheiten',
    updateTitle: 'Eine neue Version ist bereit',
    updateMore: 'Sie startet, wenn du es sagst. Nichts Gespeichertes geht verloren.',
    updateNow: 'Jetzt erneuern',
    signedOutTitle: 'Der Abgleich ruht',
    signedOutMore:
      'Dieses Gerät wurde abgemeldet. Du kannst weiterarbeiten; öffne einen Einladungslink, um wieder abzugleichen.',
  },
  items: {
    title: 'Artikel',
    search: 'Artikel, Codes, Orte suchen',
    filter: 'Filter',
    filterCount: (count: number) => n(count, { one: '# Filter', other: '# Filter' }),
    add: 'Artikel anlegen',
    addFirst: 'Ersten Artikel anlegen',
    count: (count: number) => n(count, { one: '# Artikel', other: '# Artikel' }),
    found: (count: number) => n(count, { one: '# Artikel gefunden', other: '# Artikel gefunden' }),
    list: 'Artikel',
    emptyTitle: 'Noch keine Artikel',
    emptyMore:
      'Lege einen von Hand an oder bring eine Liste mit: Auf dem Server geht „npm run bincard -- import parts.csv“.',
    arriving: 'Die Artikel sind unterwegs',
    arrivingMore: (rows: number) =>
      n(rows, { one: '# Zeile ist schon da', other: '# Zeilen sind schon da' }),
    firstOffline: 'Noch nichts hier, und kein Netz',
    firstOfflineMore:
      'Die Liste kommt, sobald es Netz gibt. Artikel anlegen kannst du schon jetzt.',
    nothingTitle: 'Nichts gefunden',
    nothingMore: 'Sieh nach, ob alles richtig geschrieben ist, oder entferne einen Filter.',
    clearFilters: 'Alle Filter entfernen',
    similar: 'So schreibt sich nichts. Meintest du eines davon?',
    pick: 'Wähle einen Artikel',
    pickMore: 'Mit den Pfeiltasten durch die Liste, mit Enter öffnen.',
    addNamed: (name: string) => `„${name}“ anlegen`,
  },
  filters: {
    title: 'Filter',
    location: 'Ort',
    category: 'Kategorie',
    anyLocation: 'Jeder Ort',
    anyCategory: 'Jede Kategorie',
    state: 'Zustand',
    low: 'Knapp oder leer',
    needsCount: 'Nachzählen',
    noPhoto: 'Ohne Foto',
    inactive: 'Weggelegt',
    remove: (name: string) => `Filter ${name} entfernen`,
    show: (count: number) => n(count, { one: '# Artikel zeigen', other: '# Artikel zeigen' }),
    clear: 'Leeren',
  },
};

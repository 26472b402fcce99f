/** Die Wörter der Gefahren und Sicherheitsdatenblätter auf Deutsch: dieselbe Gestalt wie en-hazards.ts. */
import { makeCounter } from './counter.ts';
import type { HazardWords } from './en-hazards.ts';

const n = makeCounter('de');
type DeviceKind = 'phone' | 'computer';
const thisOne = (here: DeviceKind): string =>
  here === 'phone' ? 'diesem Handy' : 'diesem Rechner';

export const deHazards: HazardWords = {
  title: 'Gefahren',
  ghs: 'GHS-Piktogramme',
  nfpa: 'NFPA-Raute',
  hasNfpa: 'Hat eine NFPA-Raute',
  health: 'Gesundheit',
  fire: 'Feuer',
  instability: 'Reaktivität',
  special: 'Besonderes',
  specialHint: 'Etwa W oder OX',
  signal: 'Signalwort',
  signals: { '': 'Keins', warning: 'Achtung', danger: 'Gefahr' },
  statements: 'Gefahrenhinweise',
  statementsHint: 'Wie auf dem Etikett, etwa H225 Flüssigkeit und Dampf leicht entzündbar',
  sds: 'Sicherheitsdatenblatt',
  sdsAtMaker: 'Sicherheitsdatenblatt im Web',
  sdsUrl: 'Adresse des Sicherheitsdatenblatts',
  sdsFile: 'Sicherheitsdatenblatt als Datei',
  sdsFileHint: 'Ein PDF von höchstens 15 MB. Es lässt sich auch ohne Netz öffnen.',
  signs: {
    GHS01: 'Explosiv',
    GHS02: 'Entzündbar',
    GHS03: 'Brandfördernd',
    GHS04: 'Gas unter Druck',
    GHS05: 'Ätzend',
    GHS06: 'Giftig',
    GHS07: 'Reizend',
    GHS08: 'Gesundheitsgefahr',
    GHS09: 'Umweltgefährlich',
  },
  nfpaLabel: (health: number, fire: number, instability: number, special: string) =>
    `NFPA: Gesundheit ${health}, Feuer ${fire}, Reaktivität ${instability}${special === '' ? '' : `, ${special}`}`,
  sheet: {
    open: 'Sicherheitsdatenblatt öffnen',
    here: (here: DeviceKind) => `Auf ${thisOne(here)}: öffnet sich ohne Netz`,
    unsent: (here: DeviceKind) =>
      `Noch nur auf ${thisOne(here)}. Es wird gesendet, sobald Netz da ist.`,
    coming: 'Es wird geholt …',
    notYet: 'Noch nicht da: Es kommt, wenn das Gerät, das es hat, ins Netz kommt.',
    offline: (here: DeviceKind) =>
      `Noch nicht auf ${thisOne(here)}, und der Server ist nicht zu erreichen.`,
    again: 'Noch einmal versuchen',
    refused: {
      damaged: 'Der Server hat diese Datei nicht angenommen. Wähle sie noch einmal aus.',
      tooBig: 'Dem Server ist diese Datei zu groß. Wähle eine kleinere.',
      unreadable: 'Der Browser kann die Datei nicht mehr lesen. Wähle sie noch einmal aus.',
    },
    choose: 'PDF auswählen',
    replace: 'Ersetzen',
    remove: 'Entfernen',
    added: 'Sicherheitsdatenblatt hinzugefügt',
    removed: 'Sicherheitsdatenblatt entfernt',
    wrong: {
      unnamed: 'Die Datei',
      empty: (name: string) => `${name} ist leer.`,
      notPdf: (name: string) =>
        `${name} ist kein PDF. Speichere das Datenblatt als PDF und wähle das aus.`,
      tooBig: (name: string) => `${name} ist größer als 15 MB.`,
      unreadable: (name: string) => `${name} ließ sich nicht lesen. Wähle sie noch einmal aus.`,
    },
  },
  unsent: (count: number) =>
    n(count, {
      one: '# Sicherheitsdatenblatt ist noch nicht gesendet',
      other: '# Sicherheitsdatenblätter sind noch nicht gesendet',
    }),
};

/** The words of hazards and of safety data sheets, in English. A label's own words (GHS, NFPA 704) stay as they are there. */
import { makeCounter } from './counter.ts';

const n = makeCounter('en');
type DeviceKind = 'phone' | 'computer';

export const enHazards = {
  title: 'Hazards',
  ghs: 'GHS pictograms',
  nfpa: 'NFPA diamond',
  hasNfpa: 'Has an NFPA diamond',
  health: 'Health',
  fire: 'Fire',
  instability: 'Instability',
  special: 'Special',
  specialHint: 'Such as W or OX',
  signal: 'Signal word',
  signals: { '': 'None', warning: 'Warning', danger: 'Danger' },
  statements: 'Hazard statements',
  statementsHint: 'As on the label, such as H225 Highly flammable liquid and vapour',
  sds: 'Safety data sheet',
  sdsAtMaker: 'Safety data sheet on the web',
  sdsUrl: 'Address of the safety data sheet',
  sdsFile: 'Safety data sheet as a file',
  sdsFileHint: 'A PDF of at most 15 MB. It can be opened without a network too.',
  signs: {
    GHS01: 'Explosive',
    GHS02: 'Flammable',
    GHS03: 'Oxidizing',
    GHS04: 'Gas under pressure',
    GHS05: 'Corrosive',
    GHS06: 'Toxic',
    GHS07: 'Irritant',
    GHS08: 'Health hazard',
    GHS09: 'Harms nature',
  },
  nfpaLabel: (health: number, fire: number, instability: number, special: string) =>
    `NFPA: health ${health}, fire ${fire}, instability ${instability}${special === '' ? '' : `, ${special}`}`,
  sheet: {
    open: 'Open safety data sheet',
    here: (here: DeviceKind) => `On this ${here}: opens without a network`,
    unsent: (here: DeviceKind) =>
      `Only on this ${here} yet. It is sent as soon as there is a network.`,
    coming: 'It is being fetched …',
    notYet: 'Not here yet: it comes when the device that has it meets a network.',
    offline: (here: DeviceKind) => `Not on this ${here} yet, and the server cannot be reached.`,
    again: 'Try again',
    refused: {
      damaged: 'The server did not take this file. Choose it once more.',
      tooBig: 'The server finds this file too large. Choose a smaller one.',
      unreadable: 'This browser can no longer read the file. Choose it once more.',
    },
    choose: 'Choose a PDF',
    replace: 'Replace',
    remove: 'Remove',
    added: 'Safety data sheet added',
    removed: 'Safety data sheet removed',
    wrong: {
      unnamed: 'The file',
      empty: (name: string) => `${name} is empty.`,
      notPdf: (name: string) => `${name} is not a PDF. Save the sheet as PDF and choose that.`,
      tooBig: (name: string) => `${name} is larger than 15 MB.`,
      unreadable: (name: string) => `${name} could not be read. Choose it once more.`,
    },
  },
  unsent: (count: number) =>
    n(count, {
      one: '# safety data sheet has not been sent',
      other: '# safety data sheets have not been sent',
    }),
};

export type HazardWords = typeof enHazards;

/**
 * The words of pictures, in English. A reason says what happened and what one can do. It never tells more of a host than
 * that it gave no picture: who types in addresses shall not learn from us what stands in the server's own network.
 */
import type { ImageReason } from '../../../shared/images.ts';
import { makeCounter } from './counter.ts';

const n = makeCounter('en');
type DeviceKind = 'phone' | 'computer';

export interface ReasonWords {
  readonly title: string;
  readonly more: string;
}

const reasons: { readonly [Reason in ImageReason]: ReasonWords } = {
  address_not_allowed: {
    title: 'The server does not fetch from this address',
    more: 'Use a public address that begins with https://, or add the picture as a photo.',
  },
  unreachable: {
    title: 'No picture came from this address',
    more: 'Check the address. If the site is only down for a while, try again later.',
  },
  timeout: {
    title: 'The site took too long',
    more: 'Try again later, or add the picture as a photo.',
  },
  tls: {
    title: 'The site has no valid certificate',
    more: 'Use another address, or add the picture as a photo.',
  },
  not_found: {
    title: 'There is no picture at this address',
    more: 'Check the address, or use another one.',
  },
  no_permission: {
    title: 'The site wants a sign-in for this picture',
    more: 'Save the picture on this device and add it as a photo.',
  },
  refused: {
    title: 'The site does not give out this picture',
    more: 'Save the picture on this device and add it as a photo.',
  },
  busy: {
    title: 'The site is too busy',
    more: 'Try again later.',
  },
  server_error: {
    title: 'The site is in trouble',
    more: 'Try again later.',
  },
  too_many_redirects: {
    title: 'The address only leads to other addresses',
    more: 'Open it in a browser and use the address of the picture itself.',
  },
  too_big: {
    title: 'The file is too large',
    more: '15 MB is the most. Use a smaller one, or add the picture as a photo: it is made smaller then.',
  },
  web_page: {
    title: 'This is the address of a page, not of a picture',
    more: 'Open the page, copy the address of the picture itself, and use that.',
  },
  not_an_image: {
    title: 'This is not a picture',
    more: 'Use the address of a JPEG, PNG, WebP or GIF file.',
  },
  unsupported_format: {
    title: 'Pictures of this kind cannot be shown',
    more: 'Use a JPEG, PNG, WebP or GIF file.',
  },
  broken: {
    title: 'The file is damaged',
    more: 'Use another copy of it, or take a new photo.',
  },
  too_many_pixels: {
    title: 'The picture has too many pixels',
    more: 'Use a smaller one, or add it as a photo: it is made smaller then.',
  },
  too_hard: {
    title: 'The server could not make thumbnails of it',
    more: 'Save the picture anew in another program, or use another one.',
  },
  storage: {
    title: 'The server could not store the picture',
    more: 'Its disk may be full. Tell an owner, then try again.',
  },
  no_decoder: {
    title: 'The server cannot open pictures at the moment',
    more: 'Tell an owner: its log says why.',
  },
  gave_up: {
    title: 'It was tried several times in vain',
    more: 'Try again later, or use another address.',
  },
};

export const enPictures = {
  reasons,
  photoMore: 'Try again, or take a new photo.',
  states: {
    here: (here: DeviceKind) => `Only on this ${here} yet`,
    hereMore: 'It is sent as soon as there is a network.',
    addressHere: 'The server does not know this address yet',
    addressHereMore: 'It fetches the picture after the next sync.',
    awaiting: 'Still on the device that took it',
    awaitingMore: 'It comes when that device has a network and Bincard is open there.',
    queued: 'Waiting for its turn',
    downloading: 'Downloading',
    making: 'Being made ready',
    gone: 'The server no longer keeps this picture',
    laterTry: (when: string) => `Tried again by itself: ${when}.`,
  },
  tryAgain: 'Try again',
  fetchAgain: 'Fetch again',
  trying: 'It will be tried again',
  fetching: 'It will be fetched again',
  pictures: (name: string) => `Pictures of ${name}`,
  alt: (name: string) => `Picture of ${name}`,
  show: (place: number, of: number) => `Show picture ${place} of ${of}`,
  showLarge: 'Show larger',
  camera: 'Camera',
  library: 'Library',
  addPhoto: 'Add photo',
  dropHere: (name: string) => `Drop photos of ${name} here`,
  adding: (done: number, of: number) => `Photo ${done} of ${of}`,
  added: (count: number) => n(count, { one: 'Photo added', other: '# photos added' }),
  deleted: 'Photo deleted',
  delete: 'Delete photo',
  removeAddress: 'Remove address',
  addressRemoved: 'Address of the picture removed',
  cover: 'Use as cover',
  isCover: 'This is the cover.',
  previous: 'Previous picture',
  next: 'Next picture',
  place: (place: number, of: number) => `${place} of ${of}`,
  largeNeedsNetwork: 'The large view needs a network.',
  size: (width: string, height: string) => `${width} × ${height}`,
  from: 'From',
  unsent: (count: number) =>
    n(count, { one: '# photo has not been sent', other: '# photos have not been sent' }),
  hereAlready: 'This item has that photo already.',
  wrong: {
    unnamed: 'A file',
    notAnImage: (name: string) => `${name} is not a picture.`,
    unsupported: (name: string) =>
      `${name} is of a kind this browser cannot read. Save it as JPEG and add that.`,
    tooBig: (name: string) => `${name} is too large, even when made smaller.`,
    close: 'Close this note',
  },
  form: {
    photos: 'Photos',
    photosHint: 'They are added together with the item.',
    remove: (place: number) => `Remove photo ${place}`,
    photo: (place: number) => `Photo ${place}`,
    imageUrlHint: 'The server fetches the picture from there. Leave it empty if you add photos.',
  },
  panel: {
    title: 'Pictures',
    ready: 'Ready',
    queued: 'Waiting for their turn',
    downloading: 'Downloading',
    awaiting: 'Waiting for a device',
    unsent: (here: DeviceKind) => `On this ${here}, not sent yet`,
    now: 'Now',
    oldest: (when: string) => `The oldest has waited since ${when}.`,
    nothingWaits: 'Nothing waits.',
    offline: 'There is no network, so this is how it stood at the last sync.',
    failed: 'Failed',
    noneFailed: 'No picture has failed.',
    later: 'Tried again later',
    laterMore: 'Nothing to do: the server tries these again by itself.',
    next: (when: string) => `Next try: ${when}`,
    count: (count: number) => n(count, { one: '# picture', other: '# pictures' }),
    photos: 'Photos',
    andOthers: 'and others',
    retryAll: (count: number) => n(count, { one: 'Try again', other: 'Try all # again' }),
    retryGroup: (title: string, host: string) => `Try again: ${title}, ${host}`,
    retrying: (count: number) =>
      n(count, { one: '# picture will be tried again', other: '# pictures will be tried again' }),
    emptyTitle: 'No pictures yet',
    emptyMore:
      'Add a photo to an item, or give it the address of a picture. Here you see how they get along.',
    onlyStaff: 'Only staff and owners see this',
    onlyStaffMore: 'Each item still shows how its own pictures stand.',
    brokenTitle: 'This could not be read',
  },
};

export type PictureWords = typeof enPictures;

/** The words of the app as a guest of a device: installing, sharing, storage that was cleared, addresses that are not secure. */
import { makeCounter } from './counter.ts';

const n = makeCounter('en');
type DeviceKind = 'phone' | 'computer';

const changes = (count: number): string => n(count, { one: '# change', other: '# changes' });
const photos = (count: number): string => n(count, { one: '# photo', other: '# photos' });
const sheets = (count: number): string =>
  n(count, { one: '# safety data sheet', other: '# safety data sheets' });
const inOrder = new Intl.ListFormat('en');

function listOf(lost: { waiting: number; photos: number; sheets: number }): string {
  return inOrder.format([
    ...(lost.waiting > 0 ? [changes(lost.waiting)] : []),
    ...(lost.photos > 0 ? [photos(lost.photos)] : []),
    ...(lost.sheets > 0 ? [sheets(lost.sheets)] : []),
  ]);
}

export const enInstall = {
  title: 'App',
  install: 'Install',
  asApp: 'As an app',
  bannerTitle: (here: DeviceKind): string =>
    here === 'phone' ? 'Put Bincard on the home screen' : 'Install Bincard on this computer',
  bannerMore:
    'It opens at once, also without a network, and the browser is less likely to clear it.',
  how: 'Show how',
  notNow: 'Not now',
  installed: 'It was opened as an installed app.',
  prompt: 'It gets an icon and a window of its own, and opens without a network.',
  none: 'This browser offers no way to install it right now. It works here all the same.',
  insecure: 'Browsers install nothing from an address that is not secure.',
  started: 'The browser is installing it',
  steps: {
    title: {
      ios: 'Add to the home screen',
      macSafari: 'Add to the Dock',
      firefoxAndroid: 'Install',
    },
    ios: [
      'Tap Share. In Safari it is at the bottom or the top of the screen.',
      'Scroll down and tap “Add to Home Screen”.',
      'Tap “Add”. From then on, open Bincard by its icon.',
    ],
    iosMore:
      'The app on the home screen keeps its own copy. Open your invite link there once, or ask for a second one.',
    macSafari: ['Click Share in the toolbar of Safari.', 'Choose “Add to Dock”.', 'Click “Add”.'],
    firefoxAndroid: [
      'Tap the menu beside the address.',
      'Tap “Install”, or “Add app to Home screen”.',
      'Confirm with “Add”.',
    ],
  },
  badge: 'Number on the icon',
  badgeHint: 'How many items are low or out, on the icon of the installed app.',
  badgeAsk: 'This system shows it once notifications are allowed. Bincard sends none.',
  badgeAllow: 'Allow',
  badgeRefused: 'The system did not allow it. It can be changed in its settings.',
  free: (used: string, free: string) => `${used} used, ${free} free.`,
  lost: {
    title: (here: DeviceKind) => `This ${here}’s copy was cleared by the browser`,
    nothing: 'Nothing was waiting to be sent, so nothing is lost.',
    something: (lost: { waiting: number; photos: number; sheets: number }) =>
      `${listOf(lost)} had not been sent and cannot be brought back.`,
    more: 'What reached the server is still there.',
    fetch: 'Fetch everything again',
    fetching: 'Everything is fetched again',
    needsInvite: 'The server does not know this device any more. Open an invite link.',
    understood: 'Understood',
  },
  update: {
    title: 'Something typed is not saved yet',
    more: 'The new version starts the app afresh. Save the form first, or what you typed in it is lost.',
    stay: 'Back to the form',
    go: 'Update all the same',
  },
  secure: {
    bannerTitle: 'This address is not secure',
    banner: 'The camera, installing and opening without a network do not work here.',
    help: 'What to do',
    title: 'A secure address',
    why: 'Why it matters',
    whyMore: (origin: string) =>
      `You opened Bincard at ${origin}. Browsers give the camera, the storage of apps and installing only to pages that nobody on the way can change: those at an https:// address, or on the same machine (localhost).`,
    works: 'What works here',
    worksMore:
      'Looking things up, taking, counting and editing work, and are kept on this device. But without a network the app does not open, codes cannot be scanned with the camera, and another person on this network could read along.',
    ways: 'Ways out',
    waysMore: 'One of these is done once, on the server. Then everybody uses the new address.',
    tailscale: 'Tailscale',
    tailscaleMore:
      'The quickest where every phone has Tailscale. It brings a name and a certificate by itself.',
    caddy: 'Caddy, with a domain of your own',
    caddyMore:
      'Caddy fetches a certificate for the name and passes everything on. The name must lead to this server.',
    own: 'A certificate of your own',
    ownMore:
      'Bincard serves https itself. The devices must trust whoever signed the certificate; mkcert can make one for a local network.',
    after: 'Say the new address to Bincard by PUBLIC_URL, so that its links and codes lead there.',
    isSecure: 'This address is secure. There is nothing to do.',
  },
  share: {
    title: 'Shared photos',
    what: 'What do they show?',
    hint: 'Choose the item they belong to. They are kept here until you do.',
    search: 'Search for the item',
    photo: (place: number) => `Photo ${place}`,
    addTo: (name: string) => `Add to ${name}`,
    newItem: 'New item',
    newItemNamed: (name: string) => `New item “${name}”`,
    newTitle: 'New item with these photos',
    nameLabel: 'Name',
    create: 'Add item',
    created: (name: string) => `${name} added with its photos`,
    added: (count: number, name: string) =>
      n(count, { one: `Photo added to ${name}`, other: `# photos added to ${name}` }),
    allKnown: (name: string) => `${name} already shows these photos`,
    discard: 'Discard',
    discardTitle: (count: number) =>
      n(count, { one: 'Discard this photo?', other: 'Discard these # photos?' }),
    discardMore: 'They stay in the app that you shared them from.',
    keep: 'Keep',
    discarded: 'Shared photos discarded',
    remove: (place: number) => `Leave out photo ${place}`,
    notJoined: 'Join a space first. The photos are kept here until then.',
    emptyTitle: 'No shared photos',
    emptyMore: 'Share photos with Bincard from your gallery or camera, and they appear here.',
    waiting: (count: number) =>
      n(count, {
        one: '# shared photo has no place yet',
        other: '# shared photos have no place yet',
      }),
    look: 'Look',
    preparing: (done: number, of: number) => `Photo ${done} of ${of} is being made ready`,
    someWrong: 'The others are added. These could not be:',
    troubles: {
      none: 'No photo was among what you shared.',
      unreadable: 'What was shared could not be read. Please share it once more.',
      full: (here: DeviceKind) =>
        `This ${here} has no room for all of them. Free some space, then share the rest once more.`,
      tooMany: (most: number) => `Only the first ${most} were taken. Share the rest afterwards.`,
      notReady: 'The app was not ready to take them. Now it is: please share the photos once more.',
    },
  },
};

export type InstallWords = typeof enInstall;

/**
 * The words of the frame and of the list of items, in English: what the first screen needs. Those of all other screens are
 * in en-screens.ts. Short, concrete, no jargon; a sentence says what is so and what one can do.
 * The other languages have this very shape, so a missing text does not compile.
 */
import { makeCounter } from './counter.ts';

const n = makeCounter('en');
type DeviceKind = 'phone' | 'computer';

export const en = {
  app: {
    name: 'Bincard',
    skip: 'Skip to content',
    screenFailed: 'This screen could not be loaded',
    screenFailedMore:
      'It is not on this device yet, and there is no network. What you have saved is safe.',
    broken: 'Something went wrong',
    brokenMore: 'What you have saved is safe. Open the app again to go on.',
    reload: 'Open again',
    notFound: 'There is nothing at this address',
    toItems: 'Go to Items',
  },
  nav: {
    label: 'Main',
    items: 'Items',
    locations: 'Locations',
    categories: 'Categories',
    attention: 'Attention',
    more: 'More',
    settings: 'Settings',
    open: (count: number) => n(count, { one: '# open', other: '# open' }),
  },
  units: {
    piece: (count: number): string => (count === 1 ? 'piece' : 'pieces'),
  },
  states: { fine: 'Fine', low: 'Low', out: 'Out', needsCount: 'Needs a count' },
  parts: {
    close: 'Close',
    cancel: 'Cancel',
    save: 'Save',
    undo: 'Undo',
    undone: 'Taken back',
    back: 'Back',
    edit: 'Edit',
    remove: 'Remove',
    delete: 'Delete',
    more: 'More',
    add: 'Add',
    copied: 'Copied',
    notCopied: 'This browser does not let us copy. Select the text and copy it by hand.',
    oneLess: 'One less',
    oneMore: 'One more',
    pending: 'Waiting to sync',
    loading: 'Reading from this device',
    justNow: 'just now',
    none: 'None',
    you: 'you',
    showMore: 'Show more',
    search: 'Search',
    clear: 'Clear',
    open: 'Open',
    closeBranch: (name: string) => `Hide what is inside ${name}`,
    openBranch: (name: string) => `Show what is inside ${name}`,
  },
  places: {
    unplaced: 'No place',
    unknown: 'A place this device does not know',
    deleted: (name: string) => `(deleted) ${name}`,
    inactive: 'Inactive',
  },
  sync: {
    notSaved: (here: DeviceKind) => `Not saved on this ${here}`,
    updateReady: 'Update ready',
    signedOut: 'Sync paused: sign in again',
    notJoined: 'Not joined yet',
    updateNeeded: 'Sync paused: update the app',
    late: (waiting: string) => `Late · ${waiting}`,
    failing: 'Sync is in trouble',
    firstSync: 'Fetching everything',
    syncing: (waiting: string) => `Syncing · ${waiting}`,
    stayingOffline: (here: DeviceKind) => `Staying offline · saved on this ${here}`,
    saved: (here: DeviceKind) => `Saved on this ${here}`,
    savedWaiting: (here: DeviceKind, waiting: string) => `Saved on this ${here} · ${waiting}`,
    synced: 'Synced',
    waiting: (count: number) => n(count, { one: '# waiting', other: '# waiting' }),
    label: 'Sync',
  },
  trouble: {
    notSavedTitle: (here: DeviceKind) => `Not saved on this ${here}`,
    notSaved:
      'The browser does not let us store anything right now. Free some space or close other tabs, then open the app again.',
    hangs: 'The browser’s storage does not answer. Close all tabs of Bincard and open it again.',
    blocked: 'Another tab runs an older version. Close the other tabs of Bincard, then try again.',
    denied:
      'The browser refuses to store anything, as in a private window. Open Bincard in a normal window, or allow storage for this site.',
    retired: 'A newer version of Bincard is open in another tab. Open this one again to go on.',
    tryAgain: 'Try again',
    details: 'Details',
    updateTitle: 'A new version is ready',
    updateMore: 'It starts when you say so. Nothing you saved is lost.',
    updateNow: 'Update now',
    signedOutTitle: 'Sync is paused',
    signedOutMore:
      'This device was signed out. You can go on working; open an invite link to sync again.',
  },
  items: {
    title: 'Items',
    search: 'Search items, codes, places',
    filter: 'Filters',
    filterCount: (count: number) => n(count, { one: '# filter', other: '# filters' }),
    add: 'Add item',
    addFirst: 'Add first item',
    count: (count: number) => n(count, { one: '# item', other: '# items' }),
    found: (count: number) => n(count, { one: '# item found', other: '# items found' }),
    list: 'Items',
    emptyTitle: 'No items yet',
    emptyMore:
      'Add one by hand, or bring a list: an owner can run “npm run bincard -- import parts.csv” on the server.',
    arriving: 'Items are on their way',
    arrivingMore: (rows: number) =>
      n(rows, { one: '# row here so far', other: '# rows here so far' }),
    firstOffline: 'Nothing here yet, and no network',
    firstOfflineMore: 'The list comes as soon as there is a network. You can already add items.',
    nothingTitle: 'Nothing found',
    nothingMore: 'Check the spelling, or remove a filter.',
    clearFilters: 'Remove all filters',
    similar: 'Nothing is spelt like that. Did you mean one of these?',
    pick: 'Choose an item',
    pickMore: 'Arrow keys walk through the list, Enter opens.',
    addNamed: (name: string) => `Add “${name}”`,
  },
  filters: {
    title: 'Filters',
    location: 'Location',
    category: 'Category',
    anyLocation: 'Any location',
    anyCategory: 'Any category',
    state: 'State',
    low: 'Low or out',
    needsCount: 'Needs a count',
    inactive: 'Put away (inactive)',
    remove: (name: string) => `Remove filter ${name}`,
    show: (count: number) => n(count, { one: 'Show # item', other: 'Show # items' }),
    clear: 'Clear',
  },
};

export type Words = typeof en;

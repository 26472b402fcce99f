/** Where a phone keeps small pictures, and how many: the service worker fills this cache, the page looks into it. */

/** The page deletes it by name when a person signs out. */
export const thumbnailCacheName = 'thumbnails';

/** About 20 MB: a 96-px picture weighs about 3 kB and a 320-px one about 15 kB. */
export const thumbnailsMax = 2_000;

/** Where a phone keeps safety data sheets, and how many: who opens one needs it most where there is no network. */

/** The page deletes it by name when a person signs out. */
export const sheetCacheName = 'sheets';

/** Of those fetched in advance; what a person opens is kept too. A sheet weighs some 300 kB. */
export const keptSheetsMax = 300;
export const keptSheetBytesMax = 150 * 1024 * 1024;

/** The service worker tells open pages here which path it has just kept. */
export const sheetNewsChannel = 'kept-sheets';

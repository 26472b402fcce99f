/** Photos that another app shares with ours. The service worker takes them in, the page shows them: names for both. */

/** Where the system sends them (POST), and where they are looked at (GET). */
export const sharePath = '/share';
/** The field of the form, as the manifest asks for it. */
export const sharedPhotosField = 'photos';
/** Not "a cache": it holds what is nowhere else, so nothing but a person's choice empties it. */
export const sharedPhotosCacheName = 'shared-photos';
/** Header of a kept photo: its name, percent-encoded. */
export const sharedNameHeader = 'x-file-name';
/** At once. Phones let people choose a hundred, and hold them all in memory. */
export const sharedPhotosMax = 30;

/** Why not all of them were kept, behind `?trouble=`. */
export const shareTroubles = ['none', 'unreadable', 'full', 'tooMany', 'notReady'] as const;
export type ShareTrouble = (typeof shareTroubles)[number];

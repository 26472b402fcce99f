/** Where the pictures are that an item file names: at an address, for the server to fetch, or in a folder, to be sent. */
export type ImagesFrom =
  | {
      readonly kind: 'address';
      /** With a slash at its end, so that a name can follow. */
      readonly address: string;
    }
  | { readonly kind: 'folder'; readonly folder: string };

/** As a person writes it. Undefined for nothing, and for an address that is none of http or https. */
export function parseImagesFrom(text: string): ImagesFrom | undefined {
  if (text.trim() === '') return undefined;
  // One letter before the colon is a drive, not a scheme.
  if (!/^[a-z][a-z\d+.-]+:/i.test(text)) return { kind: 'folder', folder: text };
  const url = URL.parse(text.replace(/\/*$/, '/'));
  if (url === null || !/^https?:$/.test(url.protocol)) return undefined;
  return { kind: 'address', address: url.href };
}

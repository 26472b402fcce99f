/**
 * What can become of a picture, and why. Plain codes: the screens make words of them, the server sets them.
 *
 *   awaiting ──upload──▶ queued ──claim──▶ downloading ──▶ ready ──nobody shows it──▶ gone
 *                          ▲                  │   └──────▶ failed
 *                          └── a later try ◀──┘              │
 *                          └───────── "try again" ◀──────────┘
 */
export const imageStates = [
  'awaiting',
  'queued',
  'downloading',
  'ready',
  'failed',
  'gone',
] as const;
export type ImageState = (typeof imageStates)[number];

export const imageReasons = [
  /** Not http or https, a strange port, a password in it, or a host that may not be asked. Said before any connection. */
  'address_not_allowed',
  'unreachable',
  'timeout',
  'tls',
  'not_found',
  'no_permission',
  'refused',
  'busy',
  'server_error',
  'too_many_redirects',
  'too_big',
  'web_page',
  'not_an_image',
  'unsupported_format',
  'broken',
  'too_many_pixels',
  'too_hard',
  'storage',
  'no_decoder',
  'gave_up',
] as const;
export type ImageReason = (typeof imageReasons)[number];

/** The sizes made of every picture: its longer side in pixels, never enlarged. */
export const imageSizes = [96, 320, 1024] as const;
export type ImageSize = (typeof imageSizes)[number];

const uploadPrefix = 'sha256:';

/** The source of a picture whose bytes a phone has or had. */
export function uploadSource(sha256: string): string {
  return `${uploadPrefix}${sha256}`;
}

/** The hash in an upload's source; undefined for an address on the web. */
export function uploadedSha256(source: string): string | undefined {
  return source.startsWith(uploadPrefix) ? source.slice(uploadPrefix.length) : undefined;
}

/** Where the server keeps a finished file. Its bytes never change, so it may be cached for ever. */
export function imagePath(sha256: string, size: ImageSize): string {
  return `/images/${sha256}/${size}.webp`;
}

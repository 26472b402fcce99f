/**
 * The parts of an address as a code carries it, read strictly: what a browser would understand otherwise than it
 * looks, such as a name before an "@" or a backslash, has no parts, and so is never taken for one of ours.
 */
export interface WebLink {
  /** In lower case, with the port unless it is the usual one. */
  readonly host: string;
  /** Decoded, without empty ones. */
  readonly segments: readonly string[];
  /** Decoded, in their order. */
  readonly query: readonly (readonly [name: string, value: string])[];
  readonly hash: string;
}

const pattern =
  /^(https?):\/\/([a-z0-9.\-_]+|\[[0-9a-f:.]+\])(?::(\d{1,5}))?(\/[^?#\\\s]*)?(?:\?([^#\\\s]*))?(?:#(\S*))?$/i;

export function parseWebLink(text: string): WebLink | undefined {
  const found = pattern.exec(text);
  if (found === null) return undefined;
  const [, scheme = '', name = '', port = '', path = '', query = '', hash = ''] = found;
  const usualPort = scheme.toLowerCase() === 'https' ? '443' : '80';
  const host = `${name}${port === '' || port === usualPort ? '' : `:${port}`}`.toLowerCase();
  const segments = decodeAll(path.split('/').filter((part) => part !== ''));
  const pairs = query.split(/[&;]/).filter((pair) => pair !== '');
  const names = decodeAll(pairs.map((pair) => pair.split('=')[0] ?? ''));
  const values = decodeAll(pairs.map((pair) => pair.split('=').slice(1).join('=')));
  if (segments === undefined || names === undefined || values === undefined) return undefined;
  return { host, segments, query: names.map((one, place) => [one, values[place] ?? '']), hash };
}

/** Undefined where a "%" is not followed by what it should be. */
function decodeAll(parts: readonly string[]): readonly string[] | undefined {
  try {
    return parts.map((part) => decodeURIComponent(part));
  } catch (error) {
    if (!(error instanceof URIError)) throw error;
    return undefined;
  }
}

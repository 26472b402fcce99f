/**
 * Ids that follow from where a row came from, so that an import that meets itself (run twice at once, or in
 * a restored copy of the space) makes the same rows and not others beside them.
 */
import { createHash } from 'node:crypto';
import { toId, type Id, type SpaceId } from '../../shared/ids.ts';

/** UUID v8 (RFC 9562, 5.8): the first 122 bits of a SHA-256 over the space, the kind and the name. */
export function makeImportId<Name extends string>(
  spaceId: SpaceId,
  kind: Name,
  externalId: string,
): Id<Name> {
  const hash = hashImport(spaceId, kind, externalId).toString('hex');
  const variant = ((parseInt(hash.slice(16, 18), 16) & 0x3f) | 0x80).toString(16);
  return toId<Name>(
    `${hash.slice(0, 8)}-${hash.slice(8, 12)}-8${hash.slice(13, 16)}-${variant}${hash.slice(18, 20)}-${hash.slice(20, 32)}`,
  );
}

/** 32 bytes that look random and are always the same for the same three names. */
export function hashImport(spaceId: SpaceId, kind: string, externalId: string): Buffer {
  return createHash('sha256')
    .update(JSON.stringify([spaceId, kind, externalId]))
    .digest();
}

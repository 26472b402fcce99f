/**
 * Pictures on the wire. `PUT /api/images/:sha256` takes the original bytes of a photo; 204 says that they are
 * here for good. `GET /images/:sha256/:size.webp` serves what was made of it: named by content, so it may be
 * kept for ever, by the one browser that was let in.
 */
import { Hono, type Context } from 'hono';
import { secureHeaders } from 'hono/secure-headers';
import { isSha256 } from '../../shared/ids.ts';
import { imageSizes } from '../../shared/images.ts';
import { limits } from '../../shared/protocol.ts';
import { BlobStoreError } from '../images/blob-store.ts';
import { readVariant, type VariantDeps } from '../images/read-variant.ts';
import { lookUpUpload, takeUpload } from '../images/take-upload.ts';
import type { AppEnv } from './app-env.ts';
import { sendProblem } from './problems.ts';
import { readBytes } from './read-json.ts';
import { signedIn, type SignInDeps } from './signed-in.ts';

export interface ImageRouteDeps extends SignInDeps {
  readonly images: VariantDeps;
}

/** Each may hold 15 MiB in memory. */
const uploadsAtOnceMax = 8;

export function uploadRoute(deps: ImageRouteDeps): Hono<AppEnv> {
  const routes = new Hono<AppEnv>();
  let uploads = 0;
  routes.put('/:sha256', signedIn(deps), async (c) => {
    const sha256 = c.req.param('sha256');
    if (!isSha256(sha256)) return sendProblem(c, { kind: 'notFound' });
    const name = { spaceId: c.get('actor').spaceId, sha256 };
    const wish = await lookUpUpload(deps.images, name);
    if (wish === 'unknown') return sendProblem(c, { kind: 'notFound' });
    if (wish === 'here') return c.body(null, 204);
    if (uploads >= uploadsAtOnceMax) return sendProblem(c, { kind: 'busy' });
    uploads += 1;
    try {
      const body = await readBytes(c.req.raw, limits.imageBytesMax);
      if (!body.ok) return sendProblem(c, body.failure);
      const taken = await takeUpload(deps.images, name, body.value);
      if (taken.ok) return c.body(null, 204);
      const reason = 'the SHA-256 of the body is another one';
      return sendProblem(c, { kind: 'badRequest', path: 'sha256', reason });
    } catch (error) {
      return storeAway(c, deps, error);
    } finally {
      uploads -= 1;
    }
  });
  return routes;
}

/** A picture runs nothing, loads nothing and belongs in no frame of anybody's, even opened by itself. */
const imageHeaders = secureHeaders({
  contentSecurityPolicy: { defaultSrc: ["'none'"], sandbox: [], frameAncestors: ["'none'"] },
  xFrameOptions: 'DENY',
  strictTransportSecurity: false,
});

const fileName = new RegExp(`^(${imageSizes.join('|')})\\.webp$`);

export function imageRoute(deps: ImageRouteDeps): Hono<AppEnv> {
  const routes = new Hono<AppEnv>();
  routes.use(imageHeaders);
  routes.get('/:sha256/:file', signedIn(deps), async (c) => {
    const { sha256, file } = c.req.param();
    const named = fileName.exec(file)?.[1];
    const size = imageSizes.find((each) => String(each) === named);
    if (!isSha256(sha256) || size === undefined) return sendProblem(c, { kind: 'notFound' });
    try {
      const { spaceId } = c.get('actor');
      const bytes = await readVariant(deps.images, { spaceId, sha256, size });
      if (bytes === undefined) return sendProblem(c, { kind: 'notFound' });
      return c.body(new Uint8Array(bytes), 200, {
        'content-type': 'image/webp',
        'content-length': String(bytes.byteLength),
        'cache-control': 'private, max-age=31536000, immutable',
      });
    } catch (error) {
      return storeAway(c, deps, error);
    }
  });
  routes.all('*', (c) => sendProblem(c, { kind: 'notFound' }));
  return routes;
}

/** The store cannot do its work: whoever asked may come back. Anything else is a bug. */
export function storeAway(
  c: Context<AppEnv>,
  { images }: ImageRouteDeps,
  error: unknown,
): Response {
  if (!(error instanceof BlobStoreError)) throw error;
  images.log.warn({ err: error, requestId: c.get('requestId') }, 'The store of pictures is away');
  return sendProblem(c, { kind: 'busy' });
}

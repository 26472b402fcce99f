/**
 * Safety data sheets on the wire. `PUT /api/files/:sha256` takes the bytes of one; 204 says that they are here for good.
 * `GET /files/:sha256.pdf` serves it: named by content, so it may be kept for ever, by the one browser that was let in.
 */
import { Hono } from 'hono';
import { secureHeaders } from 'hono/secure-headers';
import { isSha256 } from '../../shared/ids.ts';
import { limits } from '../../shared/protocol.ts';
import { sheetDisposition } from '../../shared/sheets.ts';
import { lookUpSheet, readSheet, takeSheet } from '../images/take-sheet.ts';
import type { AppEnv } from './app-env.ts';
import { storeAway, type ImageRouteDeps } from './image-routes.ts';
import { sendProblem } from './problems.ts';
import { readBytes } from './read-json.ts';
import { signedIn } from './signed-in.ts';

/** Each may hold 15 MiB in memory. */
const uploadsAtOnceMax = 4;

const refusals = {
  otherBytes: 'the SHA-256 of the body is another one',
  notPdf: 'the body is no PDF',
} as const;

export function sheetUploadRoute(deps: ImageRouteDeps): Hono<AppEnv> {
  const routes = new Hono<AppEnv>();
  let uploads = 0;
  routes.put('/:sha256', signedIn(deps), async (c) => {
    const sha256 = c.req.param('sha256');
    if (!isSha256(sha256)) return sendProblem(c, { kind: 'notFound' });
    const key = { spaceId: c.get('actor').spaceId, sha256 };
    try {
      const wish = await lookUpSheet(deps.images, key);
      if (wish === 'unknown') return sendProblem(c, { kind: 'notFound' });
      if (wish === 'here') return c.body(null, 204);
      if (uploads >= uploadsAtOnceMax) return sendProblem(c, { kind: 'busy' });
      uploads += 1;
      try {
        const body = await readBytes(c.req.raw, limits.sheetBytesMax);
        if (!body.ok) return sendProblem(c, body.failure);
        const taken = await takeSheet(deps.images, key, body.value);
        if (taken.ok) return c.body(null, 204);
        const reason = refusals[taken.failure];
        return sendProblem(c, { kind: 'badRequest', path: 'sha256', reason });
      } finally {
        uploads -= 1;
      }
    } catch (error) {
      return storeAway(c, deps, error);
    }
  });
  return routes;
}

/** Whatever a sheet is made to contain: it runs nothing here, loads nothing, and belongs in no frame of anybody's. */
const sheetHeaders = secureHeaders({
  contentSecurityPolicy: { defaultSrc: ["'none'"], sandbox: [], frameAncestors: ["'none'"] },
  xFrameOptions: 'DENY',
  strictTransportSecurity: false,
});

export function sheetRoute(deps: ImageRouteDeps): Hono<AppEnv> {
  const routes = new Hono<AppEnv>();
  routes.use(sheetHeaders);
  routes.get('/:file', signedIn(deps), async (c) => {
    const sha256 = /^(.*)\.pdf$/.exec(c.req.param('file'))?.[1] ?? '';
    if (!isSha256(sha256)) return sendProblem(c, { kind: 'notFound' });
    try {
      const sheet = await readSheet(deps.images, { spaceId: c.get('actor').spaceId, sha256 });
      if (sheet === undefined) return sendProblem(c, { kind: 'notFound' });
      return c.body(new Uint8Array(sheet.bytes), 200, {
        'content-type': 'application/pdf',
        'content-length': String(sheet.bytes.byteLength),
        'content-disposition': sheetDisposition(sheet.name),
        'cache-control': 'private, max-age=31536000, immutable',
      });
    } catch (error) {
      return storeAway(c, deps, error);
    }
  });
  routes.all('*', (c) => sendProblem(c, { kind: 'notFound' }));
  return routes;
}

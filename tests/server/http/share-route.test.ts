/** Browsers without our service worker: a share that comes through to the server, and the worker that removes itself. */
import { expect, test } from 'vitest';
import { shareRoute } from '../../../server/http/share-route.ts';
import { makeTextFile } from '../../../server/http/static-files.ts';
import { stopServiceWorker } from '../../../server/http/stop-service-worker.ts';

test('photos that no service worker took lead to the screen that says so, by a GET', async () => {
  const form = new FormData();
  form.append('photos', new File([new Uint8Array(5_000_000)], 'photo.jpg', { type: 'image/jpeg' }));
  const answer = await shareRoute().request('/', { method: 'POST', body: form });
  expect(answer.status).toBe(303);
  expect(answer.headers.get('location')).toBe('/share?trouble=notReady');
});

test('switched off, the service worker is one that removes itself, and all other files stay', () => {
  const page = makeTextFile('text/html', 'the app');
  const files = stopServiceWorker(
    new Map([
      ['/index.html', page],
      ['/sw.js', makeTextFile('text/javascript', 'the real one')],
    ]),
  );
  expect(files.get('/index.html')).toBe(page);
  const worker = files.get('/sw.js');
  const text = new TextDecoder().decode(worker?.plain.bytes);
  expect(worker?.type).toContain('text/javascript');
  expect(text).toContain('registration.unregister()');
  expect(text).not.toContain('clients.claim');
  expect(text).not.toContain('navigate');
});

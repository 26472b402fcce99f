/**
 * Puts rows straight into the IndexedDB of a page of the app, as if it had synced them. The app shows them from its next
 * start. A value of the shape `{ base64, type }` becomes a blob: blobs cannot be handed to a page.
 */
import type { Page } from 'playwright';
import type { StoreRows } from './look-data.ts';

export async function fillBrowser(page: Page, stores: StoreRows): Promise<void> {
  await page.evaluate(async (rows) => {
    const open = indexedDB.open('bincard');
    const db = await new Promise<IDBDatabase>((resolve, reject) => {
      open.addEventListener('success', () => resolve(open.result));
      open.addEventListener('error', () => reject(new Error('cannot open')));
    });
    const blobOf = ({ base64, type }: { base64: string; type: string }): Blob =>
      new Blob([Uint8Array.from(atob(base64), (character) => character.charCodeAt(0))], { type });
    const withBlobs = (row: unknown): unknown => {
      if (typeof row !== 'object' || row === null) return row;
      const entries = Object.entries(row).map(([name, value]: [string, unknown]) => [
        name,
        typeof value === 'object' && value !== null && 'base64' in value
          ? blobOf(value as { base64: string; type: string })
          : value,
      ]);
      return Object.fromEntries(entries) as unknown;
    };
    const transaction = db.transaction(Object.keys(rows), 'readwrite');
    for (const [name, values] of Object.entries(rows)) {
      const store = transaction.objectStore(name);
      for (const value of values) store.put(withBlobs(value));
    }
    await new Promise((resolve) => transaction.addEventListener('complete', resolve));
    db.close();
  }, stores);
}

/** Puts rows straight into the IndexedDB of a page of the app, as if it had synced them. The app shows them from its next start. */
import type { Page } from 'playwright';
import type { StoreRows } from './look-data.ts';

export async function fillBrowser(page: Page, stores: StoreRows): Promise<void> {
  await page.evaluate(async (rows) => {
    const open = indexedDB.open('bincard');
    const db = await new Promise<IDBDatabase>((resolve, reject) => {
      open.addEventListener('success', () => resolve(open.result));
      open.addEventListener('error', () => reject(new Error('cannot open')));
    });
    const transaction = db.transaction(Object.keys(rows), 'readwrite');
    for (const [name, values] of Object.entries(rows)) {
      const store = transaction.objectStore(name);
      for (const value of values) store.put(value);
    }
    await new Promise((resolve) => transaction.addEventListener('complete', resolve));
    db.close();
  }, stores);
}

/** Screens and banners of the app as a guest of a device, for look.ts: what is shown there needs a little staging. */
import type { Page } from 'playwright';
import sharp from 'sharp';

export interface InstallShot {
  readonly path: string;
  readonly stranger?: boolean;
  readonly does?: (page: Page) => Promise<void>;
}

export const installShots: Record<string, InstallShot> = {
  share: { path: '/more', does: (page) => sharePhotos(page) },
  shareFind: {
    path: '/more',
    does: async (page) => {
      await sharePhotos(page);
      await page.getByRole('searchbox').fill('torx 6');
    },
  },
  shareNew: {
    path: '/more',
    does: async (page) => {
      await sharePhotos(page);
      await page.getByRole('button', { name: 'New item' }).click();
      await page.getByRole('dialog').waitFor();
    },
  },
  shareDiscard: {
    path: '/more',
    does: async (page) => {
      await sharePhotos(page);
      await page.getByRole('button', { name: 'Discard' }).click();
      await page.getByRole('dialog').waitFor();
    },
  },
  shareNothing: {
    path: '/more',
    does: async (page) => {
      await page.evaluate(() => caches.delete('shared-photos'));
      await page.goto(new URL('/share?trouble=notReady', page.url()).href);
      await page.getByText('No shared photos').waitFor();
    },
  },
  secure: { path: '/help/secure' },
  settingsApp: {
    path: '/settings/app',
    does: async (page) => {
      await offerInstall(page);
      await page.getByRole('button', { name: 'Install', exact: true }).waitFor();
    },
  },
  installBanner: {
    path: '/',
    does: async (page) => {
      await page.evaluate(() => {
        localStorage.setItem('install', JSON.stringify({ visits: 5, lastSeenAt: Date.now() }));
        return caches.delete('shared-photos');
      });
      await page.reload();
      await page.locator('a.row').first().waitFor();
      await offerInstall(page);
      await page.getByRole('link', { name: 'Requests' }).click();
      await page.getByRole('button', { name: 'Not now' }).waitFor();
    },
  },
  lost: {
    path: '/',
    stranger: true,
    does: async (page) => {
      await page.evaluate(() => {
        const held = { waiting: 2, photos: 1, sheets: 0 };
        localStorage.setItem('held-here', JSON.stringify(held));
      });
      await page.reload();
      await page.getByText('cleared by the browser').waitFor();
    },
  },
};

async function offerInstall(page: Page): Promise<void> {
  await page.evaluate(() => {
    const offer = new Event('beforeinstallprompt', { cancelable: true });
    Object.assign(offer, { prompt: () => Promise.resolve({ outcome: 'dismissed' }) });
    dispatchEvent(offer);
  });
}

async function sharePhotos(page: Page): Promise<void> {
  const colours = ['#1F74B8', '#C2570C', '#4E7C22'];
  const photos = await Promise.all(
    colours.map(async (background) => {
      const plain = { create: { width: 480, height: 360, channels: 3, background } } as const;
      return (await sharp(plain).jpeg().toBuffer()).toString('base64');
    }),
  );
  await page.evaluate(async (all) => {
    await caches.delete('shared-photos');
    const cache = await caches.open('shared-photos');
    for (const [place, photo] of all.entries()) {
      const bytes = Uint8Array.from(atob(photo), (character) => character.charCodeAt(0));
      const headers = { 'content-type': 'image/jpeg', 'x-file-name': `IMG_${place}.jpg` };
      await cache.put(`/share/${place}`, new Response(bytes, { headers }));
    }
  }, photos);
  await page.goto(new URL('/share', page.url()).href);
  await page.getByRole('img', { name: 'Photo 3' }).waitFor();
}

/**
 * What the system learns of the app before it is opened: its name, its pictures, what a long press on its icon offers,
 * and that photos can be shared with it. Addresses are those of client/state/route.ts.
 */
import type { ManifestOptions } from 'vite-plugin-pwa';
import { sharedPhotosField, sharePath } from '../../shared/share-target.ts';
import { manifestIcons, shortcutIcon } from './make-icons.ts';
import { manifestScreenshots } from './screenshots.ts';

const paper = '#FAF8F4';

export const appManifest: Partial<ManifestOptions> = {
  id: '/',
  name: 'Bincard',
  short_name: 'Bincard',
  description: 'Inventory for makerspaces, at the shelf and without a network',
  lang: 'en',
  dir: 'ltr',
  categories: ['productivity', 'utilities', 'business'],
  start_url: '/',
  scope: '/',
  display: 'standalone',
  display_override: ['standalone', 'minimal-ui'],
  // A second window would be a second place to look for what one has just typed.
  launch_handler: { client_mode: 'navigate-existing' },
  theme_color: paper,
  background_color: paper,
  icons: [...manifestIcons],
  screenshots: [...manifestScreenshots],
  shortcuts: [
    { name: 'Scan', url: '/scan', icons: [shortcutIcon('scan')] },
    { name: 'Search', url: '/?search', icons: [shortcutIcon('search')] },
    { name: 'Requests', url: '/requests', icons: [shortcutIcon('requests')] },
    { name: 'Add item', url: '/items/new', icons: [shortcutIcon('add')] },
  ],
  share_target: {
    action: sharePath,
    method: 'POST',
    enctype: 'multipart/form-data',
    params: { files: [{ name: sharedPhotosField, accept: ['image/*'] }] },
  },
};

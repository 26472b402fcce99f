/** The addresses of the app, made in one place. `/i/…` and `/l/…` stand on printed labels, and can never change. */
import type { ItemId, LocationId } from '../../shared/ids.ts';
import { sharePath } from '../../shared/share-target.ts';

export const paths = {
  items: '/',
  newItem: '/items/new',
  newItemNamed: (name: string) => `/items/new?name=${encodeURIComponent(name)}`,
  /** With the code it was scanned by, and where one stood. */
  newItemScanned: (code: string, place: LocationId | null) =>
    `/items/new?code=${encodeURIComponent(code)}${place === null ? '' : `&place=${place}`}`,
  item: (id: ItemId) => `/items/${id}`,
  editItem: (id: ItemId) => `/items/${id}/edit`,
  scan: '/scan',
  /** `short`: SKU, code or id. */
  itemLabel: (short: string) => `/i/${encodeURIComponent(short)}`,
  locationLabel: (short: string) => `/l/${encodeURIComponent(short)}`,
  locations: '/locations',
  location: (id: LocationId) => `/locations/${id}`,
  categories: '/categories',
  attention: '/attention',
  pictures: '/pictures',
  more: '/more',
  settings: '/settings',
  sync: '/settings/sync',
  invites: '/settings/invites',
  join: '/join',
  share: sharePath,
  secure: '/help/secure',
} as const;

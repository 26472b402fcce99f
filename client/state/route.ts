/** The addresses of the app, made in one place. `/i/<code>` and `/api` belong to the server. */
import type { ItemId, LocationId } from '../../shared/ids.ts';

export const paths = {
  items: '/',
  newItem: '/items/new',
  newItemNamed: (name: string) => `/items/new?name=${encodeURIComponent(name)}`,
  item: (id: ItemId) => `/items/${id}`,
  editItem: (id: ItemId) => `/items/${id}/edit`,
  locations: '/locations',
  location: (id: LocationId) => `/locations/${id}`,
  categories: '/categories',
  attention: '/attention',
  more: '/more',
  settings: '/settings',
  sync: '/settings/sync',
  invites: '/settings/invites',
  join: '/join',
} as const;

/** The addresses of the app, made in one place. `/i/…` and `/l/…` stand on printed labels, and can never change. */
import type { ItemId, LoanId, LocationId, StocktakeId } from '../../shared/ids.ts';
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
  itemHistory: (id: ItemId) => `/items/${id}/history`,
  scan: '/scan',
  /** `short`: SKU, code or id. */
  itemLabel: (short: string) => `/i/${encodeURIComponent(short)}`,
  locationLabel: (short: string) => `/l/${encodeURIComponent(short)}`,
  locations: '/locations',
  location: (id: LocationId) => `/locations/${id}`,
  locationHistory: (id: LocationId) => `/locations/${id}/history`,
  categories: '/categories',
  low: '/low',
  lowPart: (part: string) => `/low/${part}`,
  requests: '/requests',
  request: (itemId: ItemId, cycle: number) => `/requests/${itemId}/${cycle}`,
  stocktakes: '/stocktakes',
  newStocktake: '/stocktakes/new',
  newStocktakeOf: (place: LocationId) => `/stocktakes/new?place=${place}`,
  stocktake: (id: StocktakeId) => `/stocktakes/${id}`,
  /** A place to count in, "review" or "edit". */
  stocktakePart: (id: StocktakeId, part: LocationId | 'review' | 'edit') =>
    `/stocktakes/${id}/${part}`,
  loans: '/loans',
  myLoans: '/loans?view=mine',
  loan: (id: LoanId) => `/loans/${id}`,
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

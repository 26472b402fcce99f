/** The addresses of the app, made in one place. `/i/…` and `/l/…` stand on printed labels, and can never change. */
import type {
  ItemId,
  LoanId,
  LocationId,
  PurchaseOrderId,
  StocktakeId,
  SupplierId,
  SupplierItemId,
} from '../../shared/ids.ts';
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
  newSupplierItem: (id: ItemId) => `/items/${id}/suppliers/new`,
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
  /** What there is to order, what is on its way, drafts, past ones. */
  orders: '/orders',
  ordersTab: (tab: 'toOrder' | 'open' | 'drafts' | 'past') => `/orders?tab=${tab}`,
  newOrderAt: (supplierId: SupplierId) => `/orders/new?supplier=${supplierId}`,
  newOrder: '/orders/new',
  order: (id: PurchaseOrderId) => `/orders/${id}`,
  printOrder: (id: PurchaseOrderId) => `/orders/${id}/print`,
  suppliers: '/suppliers',
  newSupplier: '/suppliers/new',
  supplier: (id: SupplierId) => `/suppliers/${id}`,
  editSupplier: (id: SupplierId) => `/suppliers/${id}/edit`,
  supplierItem: (id: SupplierItemId) => `/supplier-items/${id}`,
  editSupplierItem: (id: SupplierItemId) => `/supplier-items/${id}/edit`,
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
  /** Stands in mails. */
  notices: '/notices',
  pictures: '/pictures',
  more: '/more',
  settings: '/settings',
  sync: '/settings/sync',
  space: '/settings/space',
  /** On the wall, for everybody. */
  board: '/board',
  invites: '/settings/invites',
  join: '/join',
  share: sharePath,
  secure: '/help/secure',
} as const;

/** The screens that are not part of the first load, each a file of its own in the build. */
import { lazyScreen } from './lazy-screen.tsx';

export const ItemScreen = lazyScreen(
  async () => (await import('./screens/item/item-screen.tsx')).ItemScreen,
);
export const ItemFormScreen = lazyScreen(
  async () => (await import('./screens/item-form/item-form-screen.tsx')).ItemFormScreen,
);
export const ItemHistoryScreen = lazyScreen(
  async () => (await import('./screens/history/history-screen.tsx')).ItemHistoryScreen,
);
export const LocationHistoryScreen = lazyScreen(
  async () => (await import('./screens/history/history-screen.tsx')).LocationHistoryScreen,
);
export const ExportSheet = lazyScreen(
  async () => (await import('./screens/history/export-sheet.tsx')).ExportSheet,
);
export const FilterSheet = lazyScreen(
  async () => (await import('./screens/items/filter-sheet.tsx')).FilterSheet,
);
export const SelectionBar = lazyScreen(
  async () => (await import('./screens/bulk/selection-bar.tsx')).SelectionBar,
);
export const BulkSheet = lazyScreen(
  async () => (await import('./screens/bulk/bulk-sheet.tsx')).BulkSheet,
);
export const ItemsTable = lazyScreen(
  async () => (await import('./screens/table/items-table.tsx')).ItemsTable,
);
export const ScanScreen = lazyScreen(
  async () => (await import('./screens/scan/scan-screen.tsx')).ScanScreen,
);
export const ShortLinkScreen = lazyScreen(
  async () => (await import('./screens/scan/short-link-screen.tsx')).ShortLinkScreen,
);
export const QrLabelDialog = lazyScreen(
  async () => (await import('./screens/scan/qr-label-dialog.tsx')).QrLabelDialog,
);
export const LocationsScreen = lazyScreen(
  async () => (await import('./screens/places/locations-screen.tsx')).LocationsScreen,
);
export const CategoriesScreen = lazyScreen(
  async () => (await import('./screens/places/categories-screen.tsx')).CategoriesScreen,
);
export const LoansScreen = lazyScreen(
  async () => (await import('./screens/loans/loans-screen.tsx')).LoansScreen,
);
export const LendSheet = lazyScreen(
  async () => (await import('./screens/loans/lend-sheet.tsx')).LendSheet,
);
export const GiveBackFlow = lazyScreen(
  async () => (await import('./screens/loans/give-back-flow.tsx')).GiveBackFlow,
);
export const GiveBackSheet = lazyScreen(
  async () => (await import('./screens/loans/give-back-sheet.tsx')).GiveBackSheet,
);
export const LowScreen = lazyScreen(
  async () => (await import('./screens/low/low-screen.tsx')).LowScreen,
);
export const AttentionScreen = lazyScreen(
  async () => (await import('./screens/attention/attention-screen.tsx')).AttentionScreen,
);
export const RequestsScreen = lazyScreen(
  async () => (await import('./screens/requests/requests-screen.tsx')).RequestsScreen,
);
export const RequestScreen = lazyScreen(
  async () => (await import('./screens/requests/request-screen.tsx')).RequestScreen,
);
export const OrdersArea = lazyScreen(
  async () => (await import('./screens/orders/orders-area.tsx')).OrdersArea,
);
export const SuppliersArea = lazyScreen(
  async () => (await import('./screens/suppliers/suppliers-area.tsx')).SuppliersArea,
);
export const Scorecard = lazyScreen(
  async () => (await import('./screens/suppliers/scorecard.tsx')).Scorecard,
);
export const SupplierItemScreen = lazyScreen(
  async () => (await import('./screens/suppliers/supplier-item-screen.tsx')).SupplierItemScreen,
);
export const SupplierItemFormScreen = lazyScreen(
  async () =>
    (await import('./screens/suppliers/supplier-item-form-screen.tsx')).SupplierItemFormScreen,
);
export const ItemSuppliers = lazyScreen(
  async () => (await import('./screens/suppliers/item-suppliers.tsx')).ItemSuppliers,
);
export const StocktakesArea = lazyScreen(
  async () => (await import('./screens/stocktakes/stocktakes-area.tsx')).StocktakesArea,
);
export const StocktakeReview = lazyScreen(
  async () => (await import('./screens/stocktakes/review-screen.tsx')).ReviewScreen,
);
export const NoticesScreen = lazyScreen(
  async () => (await import('./screens/notices/notices-screen.tsx')).NoticesScreen,
);
export const PicturesScreen = lazyScreen(
  async () => (await import('./screens/pictures/pictures-screen.tsx')).PicturesScreen,
);
export const BoardScreen = lazyScreen(
  async () => (await import('./screens/board/board-screen.tsx')).BoardScreen,
);
export const SpaceScreen = lazyScreen(
  async () => (await import('./screens/settings/space-screen.tsx')).SpaceScreen,
);
export const SettingsScreen = lazyScreen(
  async () => (await import('./screens/settings/settings-screen.tsx')).SettingsScreen,
);
export const MoreScreen = lazyScreen(
  async () => (await import('./screens/more-screen.tsx')).MoreScreen,
);
export const JoinScreen = lazyScreen(
  async () => (await import('./screens/join/join-screen.tsx')).JoinScreen,
);
export const NotJoined = lazyScreen(
  async () => (await import('./screens/join/not-joined.tsx')).NotJoined,
);
export const ShareScreen = lazyScreen(
  async () => (await import('./screens/share/share-screen.tsx')).ShareScreen,
);
export const SecureScreen = lazyScreen(
  async () => (await import('./screens/secure-screen.tsx')).SecureScreen,
);
export const UpdateDialog = lazyScreen(
  async () => (await import('./screens/update-dialog.tsx')).UpdateDialog,
);
export const HelpDialog = lazyScreen(
  async () => (await import('./screens/help-dialog.tsx')).HelpDialog,
);

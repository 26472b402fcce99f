/** The screens that are not part of the first load, each a file of its own in the build. */
import { lazyScreen } from './lazy-screen.tsx';

export const ItemScreen = lazyScreen(
  async () => (await import('./screens/item/item-screen.tsx')).ItemScreen,
);
export const ItemFormScreen = lazyScreen(
  async () => (await import('./screens/item-form/item-form-screen.tsx')).ItemFormScreen,
);
export const FilterSheet = lazyScreen(
  async () => (await import('./screens/items/filter-sheet.tsx')).FilterSheet,
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
export const AttentionScreen = lazyScreen(
  async () => (await import('./screens/attention/attention-screen.tsx')).AttentionScreen,
);
export const PicturesScreen = lazyScreen(
  async () => (await import('./screens/pictures/pictures-screen.tsx')).PicturesScreen,
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

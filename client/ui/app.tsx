/**
 * The app as one tree: frame, navigation, banners, and the screen that the address names. It opens at once with what this
 * phone holds; nothing in it waits for the server.
 */
import { ErrorBoundary } from 'preact-iso/lazy';
import { LocationProvider, Route, Router, useLocation } from 'preact-iso/router';
import { useEffect, useState } from 'preact/hooks';
import { isUuid, toId } from '../../shared/ids.ts';
import { paths } from '../state/route.ts';
import { AppContext, useApp, type App as AppValue } from './app-context.ts';
import { Banners } from './banners.tsx';
import { lazyScreen } from './lazy-screen.tsx';
import { NavBar } from './nav-bar.tsx';
import { ScanAnywhere } from './scan-anywhere.tsx';
import { Button } from './parts/button.tsx';
import { EmptyState } from './parts/empty-state.tsx';
import { IconSprite } from './parts/icons.tsx';
import { Toasts } from './parts/toast.tsx';
import {
  AttentionScreen,
  BoardScreen,
  CategoriesScreen,
  HelpDialog,
  JoinScreen,
  LoansScreen,
  LocationsScreen,
  LowScreen,
  MoreScreen,
  NotJoined,
  OrdersArea,
  NoticesScreen,
  PicturesScreen,
  RequestScreen,
  RequestsScreen,
  ScanScreen,
  SecureScreen,
  SettingsScreen,
  ShareScreen,
  ShortLinkScreen,
  SpaceScreen,
  StocktakesArea,
  SupplierItemFormScreen,
  SupplierItemScreen,
  SuppliersArea,
} from './screens.ts';
import { ItemsArea } from './screens/items/items-area.tsx';
import { useShortcuts } from './use-shortcuts.ts';
import { words } from './words/words.ts';

export function App({ app }: { app: AppValue }) {
  return (
    <AppContext.Provider value={app}>
      <IconSprite />
      <LocationProvider>
        <ErrorBoundary>
          <Frame />
        </ErrorBoundary>
      </LocationProvider>
      <Toasts />
    </AppContext.Provider>
  );
}

function Frame() {
  const { session, settings, items } = useApp();
  const { path, query, route } = useLocation();
  const [isHelpOpen, setHelpOpen] = useState(false);
  // Someone who was never here sees how to join; someone whose session ended goes on with what is here.
  const isStranger =
    settings.value !== undefined && session.value === null && (items.value ?? []).length === 0;
  // Nobody stands before a board to answer banners.
  const isBoard = path === paths.board && !isStranger;
  const isAlone = path === paths.join || isBoard || isStranger;
  // From the icon of the app: a long press offers the search.
  const isSearchAsked = path === paths.items && 'search' in query;
  useEffect(() => {
    if (!isSearchAsked) return;
    route(paths.items, true);
    focusSearch(route);
  }, [isSearchAsked, route]);
  useShortcuts({
    '/': () => focusSearch(route),
    n: () => route(paths.newItem),
    s: () => route(paths.scan),
    '?': () => setHelpOpen(true),
  });
  return (
    <div class={isAlone ? 'shell alone' : 'shell'}>
      <a class="skip button" href="#main">
        {words.value.app.skip}
      </a>
      <div class="banners">{!isBoard && <Banners />}</div>
      {!isAlone && <NavBar />}
      <main id="main" tabIndex={-1}>
        {isStranger && !isForAnyone(path) ? <NotJoined /> : <Screens />}
      </main>
      {!isAlone && <ScanAnywhere />}
      {isHelpOpen && <HelpDialog onClose={() => setHelpOpen(false)} />}
    </div>
  );
}

/** Screens that say something to a device without a space. */
function isForAnyone(path: string): boolean {
  const open: readonly string[] = [paths.join, paths.share, paths.secure];
  return open.includes(path) || path.startsWith('/dev/');
}

/** Not in a build: the condition is false there, and the screen falls away with it. */
const developerRoutes = import.meta.env.DEV
  ? [
      <Route
        key="parts"
        path="/dev/parts"
        component={lazyScreen(async () => (await import('./screens/parts-screen.tsx')).PartsScreen)}
      />,
    ]
  : [];

function Screens() {
  return (
    <Router>
      <Route path="/" component={ItemsArea} />
      <Route path="/items/:id/:form?" component={ItemsArea} />
      <Route path="/items/:id/suppliers/new" component={NewSupplierItemRoute} />
      <Route path="/scan" component={ScanScreen} />
      <Route path="/i/:short" component={ShortLinkScreen} />
      <Route path="/l/:short" component={ShortLinkScreen} />
      <Route path="/locations/:id?/:part?" component={LocationsScreen} />
      <Route path="/categories" component={CategoriesScreen} />
      <Route path="/loans/:id?" component={LoansScreen} />
      <Route path="/stocktakes/:id?/:part?" component={StocktakesArea} />
      <Route path="/low/:part?" component={LowScreen} />
      <Route path="/attention" component={AttentionScreen} />
      <Route path="/requests" component={RequestsScreen} />
      <Route path="/requests/:itemId/:cycle" component={RequestRoute} />
      <Route path="/notices" component={NoticesScreen} />
      <Route path="/orders/:id?/:part?" component={OrdersArea} />
      <Route path="/suppliers/:id?/:part?" component={SuppliersArea} />
      <Route path="/supplier-items/:id/:part?" component={SupplierItemRoute} />
      <Route path="/pictures" component={PicturesScreen} />
      <Route path="/settings/space" component={SpaceScreen} />
      <Route path="/settings/:part?" component={SettingsScreen} />
      <Route path="/board" component={BoardScreen} />
      <Route path="/more" component={MoreScreen} />
      <Route path="/join" component={JoinScreen} />
      <Route path="/share" component={ShareScreen} />
      <Route path="/help/secure" component={SecureScreen} />
      {developerRoutes}
      <Route default component={NothingHere} />
    </Router>
  );
}

function RequestRoute({ itemId, cycle }: { itemId: string; cycle: string }) {
  const number = /^[1-9]\d{0,8}$/.test(cycle) ? Number(cycle) : 0;
  if (!isUuid(itemId) || number === 0) return <NothingHere />;
  return <RequestScreen itemId={toId<'item'>(itemId)} cycle={number} />;
}

function NewSupplierItemRoute({ id }: { id: string }) {
  if (!isUuid(id)) return <NothingHere />;
  return <SupplierItemFormScreen key={id} itemId={toId<'item'>(id)} id={null} />;
}

function SupplierItemRoute({ id: named, part }: { id: string; part?: string }) {
  if (!isUuid(named)) return <NothingHere />;
  const id = toId<'supplierItem'>(named);
  if (part === 'edit') return <SupplierItemFormScreen key={named} itemId={null} id={id} />;
  return part === undefined ? <SupplierItemScreen key={named} id={id} /> : <NothingHere />;
}

function NothingHere() {
  const w = words.value.app;
  return (
    <EmptyState
      icon="search"
      title={w.notFound}
      action={<Button href={paths.items}>{w.toItems}</Button>}
    />
  );
}

function focusSearch(route: (url: string) => void): void {
  const find = (): HTMLInputElement | null => document.querySelector('input[type=search]');
  if (find() === null) route(paths.items);
  requestAnimationFrame(() => find()?.select());
}

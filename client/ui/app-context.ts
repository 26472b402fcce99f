/** Hands the app's state to every screen, so that a test can bring its own. */
import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import { must } from '../../shared/result.ts';
import type { AppState } from '../state/app-state.ts';
import type { Browse } from '../state/browse.ts';

export interface App extends AppState {
  readonly browse: Browse;
}

export const AppContext = createContext<App | undefined>(undefined);

export function useApp(): App {
  return must(useContext(AppContext), 'a screen inside the app');
}

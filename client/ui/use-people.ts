/** Who is in the space, followed while a screen is open. Only those whom this phone may know (state/people.ts). */
import { nobody, readPeople, type People } from '../state/people.ts';
import { useLive } from './use-live.ts';

export function usePeople(): People {
  return useLive(readPeople, []) ?? nobody;
}

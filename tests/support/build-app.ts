/** Global setup for journeys: they open the built app, so it is built first if it is not the one of these sources. */
import { buildClientIfStale } from '../../server/build-client.ts';

export async function setup(): Promise<void> {
  await buildClientIfStale();
}

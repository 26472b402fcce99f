/**
 * A share that found no service worker: the photos cannot be kept here, for nobody has said what they show. The person
 * is led to the screen that says so and how to share them again.
 */
import { Hono } from 'hono';
import { sharePath, type ShareTrouble } from '../../shared/share-target.ts';
import type { AppEnv } from './app-env.ts';

const trouble: ShareTrouble = 'notReady';

export function shareRoute(): Hono<AppEnv> {
  return new Hono<AppEnv>().post('/', (c) => c.redirect(`${sharePath}?trouble=${trouble}`, 303));
}

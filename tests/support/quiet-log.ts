/** A log that keeps to itself what tests provoke on purpose. */
import type { Log } from '../../server/log.ts';

export const quietLog: Log = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };

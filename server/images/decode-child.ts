/**
 * The program of the decoding child: takes one picture after the other and answers what became of each, in their order.
 * It opens the bytes of strangers, so it holds nothing worth taking: no settings, no database, no folder but those of its own code.
 */
import process from 'node:process';
import { makeVariants } from './make-variants.ts';

/** It dies with its parent; by a signal, because leaving properly waits for a decoder that may never end. */
process.once('disconnect', () => process.kill(process.pid, 'SIGKILL'));

let line = Promise.resolve();

/** A bug in here ends the process. The parent sees that, and logs what stderr held. */
process.on('message', (bytes: Uint8Array) => {
  line = line.then(() => answer(bytes));
});

async function answer(bytes: Uint8Array): Promise<void> {
  const result = await makeVariants(bytes);
  process.send?.({ result, rssBytes: process.memoryUsage.rss() });
}

process.send?.('ready');

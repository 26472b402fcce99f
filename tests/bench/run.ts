/**
 * `npm run bench [push|phone|images …]`: measures on this machine what the README promises, and prints it. A missed target
 * is told, not punished: machines differ. Several values are median / p95 / p99.
 */
import { cpus } from 'node:os';
import { buildClientIfStale } from '../../server/build-client.ts';
import { measureColdStart } from './cold-start.ts';
import { formatFigure, type Figure } from './figures.ts';
import { measureFirstLoad } from './first-load.ts';
import { measureHistory } from './history.ts';
import { measureImages } from './images.ts';
import { measurePhone } from './phone.ts';
import { measurePush } from './push.ts';
import { measureScale } from './scale.ts';
import { measureScanCard } from './scan-card.ts';

const benches: Readonly<Record<string, () => AsyncGenerator<Figure>>> = {
  load: measureFirstLoad,
  push: measurePush,
  phone: measurePhone,
  start: measureColdStart,
  card: measureScanCard,
  history: measureHistory,
  images: measureImages,
  scale: measureScale,
};

/** Takes many minutes. */
const onlyWhenAsked: readonly string[] = ['scale'];
const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !Object.hasOwn(benches, name));
if (unknown.length > 0) {
  console.error(
    `There is no benchmark "${unknown[0]}". There are: ${Object.keys(benches).join(', ')}.`,
  );
  process.exit(1);
}

await buildClientIfStale();
const [core] = cpus();
console.log(
  `Node ${process.version}, ${cpus().length} × ${core?.model.trim() ?? 'unknown processor'}\n`,
);
for (const [name, bench] of Object.entries(benches)) {
  if (asked.length > 0 ? !asked.includes(name) : onlyWhenAsked.includes(name)) continue;
  for await (const figure of bench()) console.log(formatFigure(figure));
}

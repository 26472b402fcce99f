/** A process that decodes a picture for a while, for a test that kills it: says the number of its child. */
import { openDecoder } from '../../server/images/decoder.ts';
import { quietLog } from './quiet-log.ts';
import { makePlain, makePng } from './make-picture.ts';

const decoder = openDecoder({ log: quietLog });
await decoder.decode(await makePlain(20, 20, 'red').png().toBuffer());
const rows = Buffer.alloc((3 * 5000 + 1) * 5000);
const slow = makePng({ width: 5000, height: 5000, rows });
const jobs = Array.from({ length: 50 }, () => decoder.decode(slow));
console.log(decoder.childPid);
await Promise.all(jobs);

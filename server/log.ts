/**
 * The one shape of logging: facts first, then a sentence a person can read. Rooms take a `Log` as an argument and
 * know nothing of what is behind it; here it is pino, one JSON object per line on standard output.
 */
import { pino } from 'pino';

type Write = (facts: object, sentence: string) => void;

export interface Log {
  readonly debug: Write;
  readonly info: Write;
  readonly warn: Write;
  readonly error: Write;
}

/** Facts named `err` are written with message, code, stack and cause. */
export function openLog(level: string): Log {
  const logger = pino({ level, base: null, timestamp: pino.stdTimeFunctions.isoTime });
  return {
    debug: (facts, sentence) => logger.debug(facts, sentence),
    info: (facts, sentence) => logger.info(facts, sentence),
    warn: (facts, sentence) => logger.warn(facts, sentence),
    error: (facts, sentence) => logger.error(facts, sentence),
  };
}

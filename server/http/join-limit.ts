/**
 * A brake on wrong invite codes, per network and in this process's memory. Right ones cost nothing: an
 * evening course of forty behind one address must get in. (Guessing 128 bits is hopeless anyway; this
 * keeps the attempt from becoming a load.)
 */
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { fail, succeed, type Result } from '../../shared/result.ts';
import { networkOf } from './client-address.ts';

const wrongCodesMax = 20;
const windowSeconds = 10 * 60;

export interface JoinLimit {
  /** Counts an attempt before it is made, so that many at once are counted, too. */
  begin(address: string | undefined): Promise<Result<null, { readonly retryAfterSeconds: number }>>;
  /** Takes the attempt back: its code was right. */
  forgive(address: string | undefined): Promise<void>;
}

export function makeJoinLimit(): JoinLimit {
  const limiter = new RateLimiterMemory({ points: wrongCodesMax, duration: windowSeconds });
  return {
    async begin(address) {
      if (address === undefined) return succeed(null);
      try {
        await limiter.consume(networkOf(address));
        return succeed(null);
      } catch (refused) {
        if (!(refused instanceof RateLimiterRes)) throw refused;
        return fail({ retryAfterSeconds: Math.ceil(refused.msBeforeNext / 1000) });
      }
    },
    async forgive(address) {
      if (address !== undefined) await limiter.reward(networkOf(address));
    },
  };
}

/**
 * The two secrets of this room: invite codes, which a person may have to type, and session tokens,
 * which no one ever sees. The database gets their SHA-256 only; with 128 and 256 random bits there is
 * nothing to guess, so a slow hash would protect nothing.
 */
import { createHash, randomBytes } from 'node:crypto';

/** Crockford's base 32: no I, L, O or U. */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const inviteCodeBytes = 16;
const inviteCodeLength = 26;
const tokenBytes = 32;

export function makeInviteCode(): string {
  let rest = BigInt(`0x${randomBytes(inviteCodeBytes).toString('hex')}`);
  let code = '';
  for (let place = 0; place < inviteCodeLength; place++) {
    code = `${alphabet[Number(rest % 32n)]}${code}`;
    rest /= 32n;
  }
  return code;
}

/** What was meant by what was typed: any case, with spaces or hyphens, O for 0, I or L for 1. */
export function normaliseInviteCode(typed: string): string {
  return typed.toUpperCase().replaceAll(/[\s-]/g, '').replaceAll('O', '0').replaceAll(/[IL]/g, '1');
}

export function makeToken(): string {
  return randomBytes(tokenBytes).toString('base64url');
}

export function hashSecret(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}

/** Why the server did not let someone in, or did not make an invite: a title and what to do. */
import { assertNever } from '../../../shared/result.ts';
import type { JoinFailure } from '../../state/session.ts';
import { screenWords } from './screen-words.ts';
import { invalidWords } from './invalid-words.ts';
import { words } from './words.ts';

export interface TwoLines {
  readonly title: string;
  readonly more: string;
}

export function serverFailureLines(failure: JoinFailure): TwoLines {
  const w = screenWords.value.join;
  switch (failure.kind) {
    case 'inviteUnknown':
      return { title: w.unknown, more: w.unknownMore };
    case 'inviteUsed':
      return { title: w.used, more: w.usedMore };
    case 'inviteExpired':
      return { title: w.expired, more: w.expiredMore };
    case 'inviteRevoked':
      return { title: w.revoked, more: w.revokedMore };
    case 'unreachable':
      return { title: w.offline, more: w.offlineMore };
    case 'notOurServer':
      return { title: w.notOurServer, more: w.notOurServerMore };
    case 'busy':
      return { title: w.busy, more: w.busyMore };
    case 'otherSpace':
      return {
        title: w.otherSpace,
        more: w.otherSpaceMore(screenWords.value.settings.waitingCount(failure.waiting)),
      };
    case 'forbidden':
      return { title: w.forbidden, more: screenWords.value.outcomes.forbidden };
    case 'signedOut':
      return { title: words.value.trouble.signedOutTitle, more: words.value.trouble.signedOutMore };
    case 'invalid':
      return { title: invalidWords(failure.reason), more: '' };
    default:
      return assertNever(failure);
  }
}

export function serverFailureWords(failure: JoinFailure): string {
  const { title, more } = serverFailureLines(failure);
  return more === '' ? title : `${title}. ${more}`;
}

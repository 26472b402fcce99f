/** What became of a test or of the last try of a webhook, in words that say what to do. */
import type { SendResult } from '../../../shared/notices.ts';
import { assertNever } from '../../../shared/result.ts';
import { screenWords } from './screen-words.ts';

export function sendWords({ ok, reason, status }: SendResult): string {
  const w = screenWords.value.notices.results;
  if (ok || reason === '') return w.sent;
  switch (reason) {
    case 'redirected':
      return w.redirected(status ?? 0);
    case 'answered':
      return (status ?? 0) >= 500 ? w.answeredTrouble(status ?? 0) : w.answered(status ?? 0);
    case 'address_not_allowed':
    case 'unreachable':
    case 'timeout':
    case 'tls':
    case 'mail_off':
    case 'mail_login':
    case 'mail_refused':
    case 'no_device':
    case 'other':
      return w[reason];
    default:
      return assertNever(reason);
  }
}

/** A push service answers that it has forgotten a device by the same codes as a page that is not there. */
export function pushWords(result: SendResult): string {
  const isGone = result.status === 404 || result.status === 410;
  return isGone ? screenWords.value.notices.results.pushGone : sendWords(result);
}

/** One table from "no" to words: why a change was refused, superseded or could not be saved. */
import { assertNever } from '../../../shared/result.ts';
import type { Outcome, Refusal } from '../../../shared/refusals.ts';
import type { ActionFailure } from '../../state/actions.ts';
import { formatQuantity, formatTime } from './format.ts';
import { screenWords } from './screen-words.ts';

export function failureWords(failure: ActionFailure): string {
  return failure.kind === 'notSaved' ? screenWords.value.outcomes.notSaved : refusalWords(failure);
}

export function outcomeWords(outcome: Outcome): string {
  const w = screenWords.value.outcomes;
  if (outcome.kind === 'applied') return '';
  if (outcome.kind === 'refused') return refusalWords(outcome.refusal);
  switch (outcome.because) {
    case 'alreadySo':
      return w.alreadySo;
    case 'laterEdit':
      return w.laterEdit;
    case 'inCount':
      return w.inCount(formatTime(outcome.countedAt));
    case 'decidedOtherwise':
      return w.decidedOtherwise(w.states[outcome.state]);
    case 'alsoReceived':
      return w.alsoReceived(formatQuantity(outcome.others));
    default:
      return assertNever(outcome);
  }
}

export function refusalWords(refusal: Refusal): string {
  const w = screenWords.value.outcomes;
  switch (refusal.kind) {
    case 'forbidden':
      return w.forbidden;
    case 'rowMissing':
      return w.rowMissing;
    case 'rowDeleted':
      return w.rowDeleted(formatTime(refusal.deletedAt));
    case 'wouldLoop':
      return w.wouldLoop;
    case 'wrongState':
      return w.wrongState(w.states[refusal.state]);
    case 'orderedMeanwhile':
      return w.orderedMeanwhile;
    case 'invalid':
      return w.invalid(refusal.path, refusal.reason);
    case 'unknownMutation':
      return w.unknownMutation;
    case 'notStorable':
      return w.notStorable(refusal.reason);
    default:
      return assertNever(refusal);
  }
}

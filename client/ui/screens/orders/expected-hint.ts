/** Where an expected day is from, or that nobody need say one. */
import type { ExpectedLead } from '../../../../shared/lead-times.ts';
import { screenWords } from '../../words/screen-words.ts';
import { daysWords } from '../../words/supplier-words.ts';

export function expectedHint(lead: ExpectedLead | undefined): string {
  const w = screenWords.value.orders;
  if (lead === undefined) return w.place.expectedHint;
  return w.page.expectedFrom[lead.from](daysWords(lead.medianDays));
}

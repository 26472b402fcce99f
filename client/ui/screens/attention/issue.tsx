/** One change that met a "no" or a later one: what, when, why, mine beside theirs, and what one can do. */
import { stampToMs } from '../../../../shared/stamps.ts';
import type { Outcome } from '../../../../shared/refusals.ts';
import { toId } from '../../../../shared/ids.ts';
import { copyText } from '../../../device/share.ts';
import type { AttentionEntry, Remedy } from '../../../state/attention.ts';
import { draftsFor, resolveEntry } from '../../../state/resolve-attention.ts';
import { paths } from '../../../state/route.ts';
import { useApp } from '../../app-context.ts';
import { Button } from '../../parts/button.tsx';
import { Card } from '../../parts/card.tsx';
import { showToast } from '../../parts/toast.tsx';
import { screenWords } from '../../words/screen-words.ts';
import { useActions } from '../../use-actions.ts';
import { changeWords, fieldWords, valueWords } from '../../words/change-words.ts';
import { failureWords, outcomeWords } from '../../words/failure-words.ts';
import { formatTime } from '../../words/format.ts';
import { movementWords } from '../../words/movement-words.ts';
import { words } from '../../words/words.ts';
import { ClashOfEntry } from '../orders/order-clash.tsx';

export function Issue({ entry }: { entry: AttentionEntry }) {
  const app = useApp();
  const { actions } = useActions();
  const w = screenWords.value.attention;
  const { mutation, outcome, subject, resolvedAt } = entry;
  const tone =
    resolvedAt !== null ? 'resolved' : outcome.kind === 'refused' ? 'refused' : 'superseded';
  const title = changeWords(mutation.name, subject);
  const moved = movementWords(app.locations.value, mutation);
  // A remedy that this role may not carry out would only bring the next refusal.
  const remedies = entry.remedies.filter((remedy) =>
    draftsFor(entry, remedy, app.moment()).every(({ name }) => app.may(name)),
  );
  const resolve = async (remedy: Remedy | null): Promise<void> => {
    const done = await resolveEntry({ ...app, actions }, entry, remedy);
    showToast({
      text: done.ok ? (remedy === null ? w.noted : w.done) : failureWords(done.failure),
    });
  };
  return (
    <Card class={`issue ${tone}`}>
      <h2>
        {subject?.table === 'item' ? (
          <a href={paths.item(toId<'item'>(subject.id))}>{title}</a>
        ) : subject?.table === 'purchaseOrder' ? (
          <a href={paths.order(toId<'purchaseOrder'>(subject.id))}>{title}</a>
        ) : (
          title
        )}
      </h2>
      {moved !== '' && <p>{moved}</p>}
      <p>{isLateReturn(entry) ? screenWords.value.loans.back.already : outcomeWords(outcome)}</p>
      <Versus outcome={outcome} />
      {resolvedAt === null && isClash(outcome) && <ClashOfEntry entry={entry} />}
      <p class="when">
        <span>{w.madeAt(formatTime(stampToMs(mutation.stamp)))}</span>
        <span>{w.noticedAt(formatTime(entry.at))}</span>
      </p>
      {resolvedAt === null && (
        <div class="toolbar">
          {remedies.map((remedy) => (
            <Button key={remedy} onClick={() => void resolve(remedy).catch(app.onTrouble)}>
              {w[remedy]}
            </Button>
          ))}
          <Button
            kind={remedies.length === 0 ? 'plain' : 'bare'}
            onClick={() => void resolve(null).catch(app.onTrouble)}
          >
            {dismissWords(outcome, remedies.length > 0)}
          </Button>
          <Button kind="bare" icon="copy" onClick={() => void copyDetails(entry)}>
            {w.copy}
          </Button>
        </div>
      )}
    </Card>
  );
}

/** Somebody else has brought it back before. */
function isLateReturn({ mutation, outcome }: AttentionEntry): boolean {
  return (
    mutation.name === 'loan.giveBack' &&
    outcome.kind === 'superseded' &&
    outcome.because === 'alreadySo'
  );
}

/** Somebody else had ordered the same thing. */
function isClash(outcome: Outcome): boolean {
  return outcome.kind === 'refused' && outcome.refusal.kind === 'orderedMeanwhile';
}

function Versus({ outcome }: { outcome: Outcome }) {
  const app = useApp();
  const w = screenWords.value.attention;
  if (outcome.kind !== 'superseded' || outcome.because !== 'laterEdit') return null;
  return (
    <div class="versus">
      {outcome.lost.map(({ field, mine, theirs, at }) => (
        <div key={field}>
          <strong>{fieldWords(field)}</strong>
          <div class="pair">
            <span>
              <span class="label">{w.mine}</span>
              <br />
              {valueWords(app, field, mine)}
            </span>
            <span>
              <span class="label">{w.theirsAt(formatTime(at))}</span>
              <br />
              {valueWords(app, field, theirs)}
            </span>
          </div>
        </div>
      ))}
    </div>
  );
}

function dismissWords(outcome: Outcome, hasRemedy: boolean): string {
  const w = screenWords.value.attention;
  if (outcome.kind === 'superseded')
    return outcome.because === 'laterEdit' ? w.keepTheirs : hasRemedy ? w.dismiss : w.ok;
  return outcome.kind === 'refused' && outcome.refusal.kind === 'rowDeleted'
    ? w.keepDeleted
    : w.dismiss;
}

async function copyDetails({ mutation, outcome, at }: AttentionEntry): Promise<void> {
  const w = words.value.parts;
  const details = JSON.stringify({ at: new Date(at).toISOString(), mutation, outcome }, null, 2);
  showToast({ text: (await copyText(details)) ? w.copied : w.notCopied });
}

/**
 * What only the server knows of a line, for staff: on which device it was said, and what that device's own clock
 * showed. Asked when a sheet opens; without a network it says that it needs one, and nothing waits for it.
 */
import { useEffect, useState } from 'preact/hooks';
import type { FactOrigin, Saying } from '../../../../shared/history.ts';
import type { HistoryLine } from '../../../state/history.ts';
import { useApp } from '../../app-context.ts';
import { isStaff } from '../../is-staff.ts';
import { formatMoment, formatSpan } from '../../words/clock-words.ts';
import { screenWords } from '../../words/screen-words.ts';

/** Below it, two clocks agree as well as clocks do. */
const toldAheadMs = 60_000;

type Origin = FactOrigin | 'asking' | 'offline';

export function LineOrigin({ line }: { line: HistoryLine }) {
  const { server, session } = useApp();
  const [origin, setOrigin] = useState<Origin>('asking');
  const isAsked = isStaff(session.value) && !line.isPending;
  useEffect(() => {
    if (!isAsked) return undefined;
    let isGone = false;
    void server.readFactOrigin(line.id).then((answer) => {
      if (!isGone) setOrigin(answer.ok ? answer.value : 'offline');
    });
    return () => {
      isGone = true;
    };
  }, [isAsked, line.id, server]);
  if (!isAsked) return null;
  return <Told origin={origin} />;
}

function Told({ origin }: { origin: Origin }) {
  const w = screenWords.value.history;
  if (origin === 'asking' || origin === 'offline') {
    return (
      <>
        <dt>{w.sheet.origin}</dt>
        <dd class="quiet">
          <span role="status">{origin === 'asking' ? w.olderLoading : w.sheet.originOffline}</span>
        </dd>
      </>
    );
  }
  const { said, accepted } = origin;
  if (said === null && accepted === null) {
    return (
      <>
        <dt>{w.sheet.origin}</dt>
        <dd class="quiet">{w.sheet.originNone}</dd>
      </>
    );
  }
  return (
    <>
      {said !== null && <Said saying={said} />}
      {accepted !== null && (
        <>
          <dt>{w.sheet.acceptedBy}</dt>
          <dd>
            {[accepted.personName, formatMoment(accepted.receivedAt)].filter(Boolean).join(', ')}
          </dd>
        </>
      )}
    </>
  );
}

function Said({ saying }: { saying: Saying }) {
  const w = screenWords.value.history.sheet;
  const { personName, deviceName, sentAt, stampedAt } = saying;
  const aheadMs = sentAt - stampedAt;
  const who = [deviceName, personName].filter(Boolean).join(', ');
  return (
    <>
      {who !== '' && (
        <>
          <dt>{w.device}</dt>
          <dd>{who}</dd>
        </>
      )}
      <dt>{w.sentAt}</dt>
      <dd>
        {formatMoment(sentAt)}
        {aheadMs >= toldAheadMs && ` (${w.ahead(formatSpan(aheadMs))})`}
      </dd>
    </>
  );
}

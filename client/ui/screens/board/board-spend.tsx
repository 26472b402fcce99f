/** What was spent, month by month: only where the owner shows it, and as the server last said, also without a link. */
import { useEffect } from 'preact/hooks';
import {
  fetchSpend,
  readKeptSpend,
  spendByCurrency,
  type CurrencySpend,
} from '../../../state/board-spend.ts';
import { readSpaceSettings } from '../../../state/space-settings.ts';
import { useApp } from '../../app-context.ts';
import { useLive } from '../../use-live.ts';
import { formatTime } from '../../words/format.ts';
import { formatMoney } from '../../words/money-words.ts';
import { formatBareMonth, formatMonth } from '../../words/month-words.ts';
import { screenWords } from '../../words/screen-words.ts';

const againMs = 10 * 60_000;
/** More have no room on a wall. */
const currenciesMax = 2;

export function BoardSpend({ today, nowMs }: { today: string; nowMs: number }) {
  const app = useApp();
  const settings = useLive(readSpaceSettings, []);
  const kept = useLive(readKeptSpend, []);
  const isShown = settings?.showSpend === true;
  const isCutOff = app.status.value.state === 'offline';
  const turn = Math.floor(nowMs / againMs);
  useEffect(() => {
    // Once in a while, and as soon as there is a link again.
    if (isShown && !isCutOff && turn > 0) fetchSpend(app, app.moment().nowMs).catch(app.onTrouble);
  }, [app, isShown, isCutOff, turn]);
  const w = screenWords.value.board;
  if (!isShown || kept === undefined) return null;
  if (kept === null) return <p class="spend quiet">{w.spend.waiting}</p>;
  const all = spendByCurrency(kept.spend, today);
  if (all.length === 0) return <p class="spend quiet">{w.spend.none}</p>;
  return (
    <div class="spend">
      {all.slice(0, currenciesMax).map((spend) => (
        <Currency key={spend.currency} spend={spend} keptAt={kept.at} nowMs={nowMs} />
      ))}
    </div>
  );
}

interface CurrencyProps {
  readonly spend: CurrencySpend;
  readonly keptAt: number;
  readonly nowMs: number;
}

function Currency({ spend, keptAt, nowMs }: CurrencyProps) {
  const { currency, total, months } = spend;
  const w = screenWords.value.board;
  const most = Math.max(1, ...months.map(({ amount }) => amount));
  const money = (amount: number): string => formatMoney({ amount, currency });
  return (
    <section aria-label={`${w.spend.title}, ${currency}`}>
      <h2>
        <span>{w.spend.title}</span> <strong>{money(total)}</strong>
        <small>{w.asOf(formatTime(keptAt, nowMs))}</small>
      </h2>
      <div class="bars" aria-hidden="true">
        {months.map(({ month, amount }) => (
          <div key={month}>
            <span class="bar" style={{ '--part': amount / most }} />
            <span>{formatBareMonth(month)}</span>
          </div>
        ))}
      </div>
      <table class="for-readers">
        <caption>{`${w.spend.title}, ${currency}`}</caption>
        <thead>
          <tr>
            <th scope="col">{w.spend.month}</th>
            <th scope="col">{w.spend.amount}</th>
          </tr>
        </thead>
        <tbody>
          {months.map(({ month, amount }) => (
            <tr key={month}>
              <td>{formatMonth(month)}</td>
              <td>{money(amount)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

/**
 * What one sees after a scan: first what is dangerous about it, then what it is, what there is of it here and elsewhere,
 * and what to do with it, where the thumb is.
 */
import { useState } from 'preact/hooks';
import { hasBatch } from '../../../../shared/batches.ts';
import type { Item, Stock } from '../../../../shared/entities.ts';
import { batchOfCode } from '../../../state/choose-batch.ts';
import type { FoundItem } from '../../../state/find-code.ts';
import { likelySource } from '../../../state/likely-place.ts';
import { stateOf } from '../../../state/listed-item.ts';
import { quantityAt, stockByPlace } from '../../../state/stock-by-place.ts';
import type { ScannedCode } from '../../../../shared/scanned-code.ts';
import { paths } from '../../../state/route.ts';
import { useApp } from '../../app-context.ts';
import { BatchName } from '../../parts/batch-name.tsx';
import { Button } from '../../parts/button.tsx';
import { categoryStyle } from '../../parts/card.tsx';
import { Dialog } from '../../parts/dialog.tsx';
import { HazardCard } from '../../parts/hazard-card.tsx';
import { Photo } from '../../parts/photo.tsx';
import { StateMark } from '../../parts/state-mark.tsx';
import { GiveBackFlow, LendSheet } from '../../screens.ts';
import { useLive } from '../../use-live.ts';
import { formatAmount, formatQuantity, formatUnit } from '../../words/format.ts';
import { colourOf, placePath } from '../../words/place-words.ts';
import { screenWords } from '../../words/screen-words.ts';
import { DeedSheet } from '../item/deed-sheet.tsx';
import { AskSheet } from '../requests/ask-sheet.tsx';
import { RunningLow } from '../requests/running-low.tsx';
import { amountOf, batchOfRemarks, remarkLines, remarksOf } from './code-remarks.ts';
import { LookUpDeeds, OutNow, type LookUpDeed } from './look-up-deeds.tsx';
import { scanSessionOf } from './scan-session-of.ts';
import '../../styles/deeds.css';
import '../../styles/scan.css';

export interface LookUpSheetProps {
  readonly found: FoundItem;
  readonly code: ScannedCode;
  readonly onClose: () => void;
}

export function LookUpSheet({ found, code, onClose }: LookUpSheetProps) {
  const app = useApp();
  const [deed, setDeed] = useState<LookUpDeed | 'ask' | null>(null);
  const { item, stock } = useNow(found.item);
  const here = scanSessionOf(app).here.value;
  const w = screenWords.value;
  if (deed !== null) {
    const sheet = {
      item,
      stock,
      amount: amountOf(found, remarksOf(code)),
      ...(here !== null && { at: here }),
      onClose: () => setDeed(null),
      onDone: onClose,
    };
    if (deed === 'lend') return <LendSheet {...sheet} />;
    if (deed === 'giveBack') return <GiveBackFlow {...sheet} />;
    if (deed === 'ask') {
      const available = stock.reduce((sum, { quantity }) => sum + quantity, 0);
      return <AskSheet {...sheet} available={available} />;
    }
    const place = here ?? likelySource(item, stock);
    const scanned = batchOfRemarks(remarksOf(code));
    const batch = batchOfCode(scanned, { stock, place, isIncoming: false });
    return <DeedSheet {...sheet} deed={deed} batch={batch} />;
  }
  return (
    <Dialog
      sheet
      title={item.name}
      onClose={onClose}
      footer={
        app.may('movement.record') && (
          <LookUpDeeds item={item} onChoose={setDeed} onClose={onClose} />
        )
      }
    >
      <HazardCard hazards={item.hazards} compact />
      <Glance item={item} stock={stock} />
      <Remarks found={found} code={code} />
      <Lies stock={stock} />
      <OutNow item={item} />
      <RunningLow item={item} onAsk={() => setDeed('ask')} onLeave={onClose} />
      <Button kind="bare" icon="next" href={paths.item(item.id)} onClick={onClose}>
        {w.scan.card.open}
      </Button>
    </Dialog>
  );
}

/** As found until it has been read, so that the sheet never waits. */
function useNow(found: Item): { readonly item: Item; readonly stock: readonly Stock[] } {
  const now = useLive(
    (db) =>
      db.transaction('r', [db.item, db.stock], async () => ({
        item: await db.item.get(found.id),
        stock: await db.stock.where('itemId').equals(found.id).toArray(),
      })),
    [found.id],
  );
  return { item: now?.item ?? found, stock: now?.stock ?? [] };
}

function Glance({ item, stock }: { item: Item; stock: readonly Stock[] }) {
  const app = useApp();
  const here = scanSessionOf(app).here.value;
  const w = screenWords.value.scan.card;
  const colour = colourOf(app.categories.value, item.categoryId);
  const picture = app.items.value?.find(({ id }) => id === item.id)?.picture ?? null;
  const total = stock.reduce((sum, { quantity }) => sum + quantity, 0);
  const anyNegative = stock.some(({ quantity }) => quantity < 0);
  const shown = here === null ? total : quantityAt(stock, here);
  return (
    <div class="glance" style={categoryStyle(colour)}>
      <Photo colour={colour} alt="" sizes={[96, 320]} picture={picture} />
      <div>
        <p class="big" data-quantity={shown}>
          <span class="number">{formatQuantity(shown)}</span>{' '}
          <span class="unit">
            {formatUnit(shown, item.unit)}
            {here !== null && ` ${w.here}`}
          </span>
        </p>
        <p class="facts-line">
          <StateMark state={stateOf({ quantity: total, minimum: item.minimum, anyNegative })} />
          {here !== null && <span>{w.total(formatAmount(total, item.unit))}</span>}
          {item.sku !== '' && <span class="mono">{item.sku}</span>}
        </p>
        {item.description !== '' && <p class="quiet small">{item.description}</p>}
      </div>
    </div>
  );
}

function Remarks({ found, code }: { found: FoundItem; code: ScannedCode }) {
  const { moment } = useApp();
  const w = screenWords.value.scan.facts;
  const lines = remarkLines(remarksOf(code), moment().nowMs);
  const { item, unitsPerScan } = found;
  if (lines.length === 0 && unitsPerScan === 1000) return null;
  return (
    <dl class="facts">
      {lines.map(({ name, text, isBad }) => (
        <>
          <dt>{name}</dt>
          <dd class={isBad ? 'state out' : undefined}>{text}</dd>
        </>
      ))}
      {unitsPerScan !== 1000 && (
        <>
          <dt>{screenWords.value.codes.title}</dt>
          <dd>{w.perScan(formatAmount(unitsPerScan, item.unit))}</dd>
        </>
      )}
    </dl>
  );
}

/** Nothing for what is kept without batches. */
function BatchLines({ bins }: { bins: readonly Stock[] }) {
  if (!bins.some(hasBatch)) return null;
  return (
    <ul class="batch-lines">
      {bins.map((bin) => (
        <li key={bin.id}>
          <span>
            <BatchName batch={bin} />
          </span>
          <span class="amount">{formatQuantity(bin.quantity)}</span>
        </li>
      ))}
    </ul>
  );
}

function Lies({ stock }: { stock: readonly Stock[] }) {
  const app = useApp();
  const here = scanSessionOf(app).here.value;
  const w = screenWords.value;
  const lines = stockByPlace(
    stock.filter(({ quantity, locationId }) => quantity !== 0 || locationId === here),
  ).toSorted((one, other) => Number(other.locationId === here) - Number(one.locationId === here));
  if (lines.length === 0) return <p class="quiet">{w.scan.card.nowhere}</p>;
  return (
    <ul class="stock-lines" aria-label={w.item.stockTitle}>
      {lines.map(({ locationId, quantity, bins }) => (
        <li key={locationId}>
          <span>
            {placePath(app.locations.value, locationId)}
            {locationId === here && <span class="under"> {w.scan.card.hereLine}</span>}
          </span>
          <span class="amount">{formatQuantity(quantity)}</span>
          <BatchLines bins={bins} />
        </li>
      ))}
    </ul>
  );
}

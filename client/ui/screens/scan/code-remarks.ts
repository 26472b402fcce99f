/** What a code says of this very pack, beyond which product it is; and how much it therefore stands for. */
import { isDay, lotLengthMax, type Batch } from '../../../../shared/batches.ts';
import type { Quantity } from '../../../../shared/quantity.ts';
import type { ScannedCode } from '../../../../shared/scanned-code.ts';
import type { FoundItem } from '../../../state/find-code.ts';
import type { CodeRemarks } from '../../../state/scan-line.ts';
import { toDay } from '../../../state/to-day.ts';
import { formatDay, formatNumber } from '../../words/format.ts';
import { screenWords } from '../../words/screen-words.ts';

export function remarksOf(code: ScannedCode): CodeRemarks {
  if (code.kind === 'product') {
    const { lot, serial, expiry, count, weightKg } = code;
    return {
      ...(lot !== undefined && { lot }),
      ...(serial !== undefined && { serial }),
      ...(expiry !== undefined && { expiry }),
      ...(count !== undefined && { count }),
      ...(weightKg !== undefined && { weightKg }),
    };
  }
  if (code.kind !== 'text') return {};
  return {
    ...(code.lot !== undefined && { lot: code.lot }),
    ...(code.count !== undefined && { count: code.count }),
  };
}

const oneUnit: Quantity = 1000;

/** What somebody has told us of this code comes before what is printed in it. */
export function amountOf({ unitsPerScan }: FoundItem, { count }: CodeRemarks): Quantity {
  return unitsPerScan === oneUnit && count !== undefined && count > 0
    ? count * oneUnit
    : unitsPerScan;
}

/** As it may be kept: somebody's label may hold more than a lot can have. */
export function batchOfRemarks({ lot = '', expiry = '' }: CodeRemarks): Batch {
  return { lot: lot.trim().slice(0, lotLengthMax).trim(), expiry: isDay(expiry) ? expiry : '' };
}

export interface RemarkLine {
  readonly name: string;
  readonly text: string;
  readonly isBad?: boolean;
}

export function remarkLines(remarks: CodeRemarks, nowMs: number): readonly RemarkLine[] {
  const w = screenWords.value.scan.facts;
  const { lot, serial, expiry, count, weightKg } = remarks;
  const lines: RemarkLine[] = [];
  if (expiry !== undefined) {
    const isBad = expiry < toDay(nowMs);
    const day = formatDay(expiry);
    lines.push({ name: w.expiry, text: isBad ? w.expired(day) : day, isBad });
  }
  if (lot !== undefined) lines.push({ name: w.lot, text: lot });
  if (serial !== undefined) lines.push({ name: w.serial, text: serial });
  if (count !== undefined) lines.push({ name: w.count, text: formatNumber(count) });
  if (weightKg !== undefined) lines.push({ name: w.weight, text: w.kg(formatNumber(weightKg)) });
  return lines;
}

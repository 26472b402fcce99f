/**
 * How far an import is: a bar that redraws itself on a terminal, a plain line at every tenth where the
 * output is a file or a log.
 */
export interface ProgressTarget {
  readonly isTTY?: boolean;
  readonly columns?: number;
  write(text: string): unknown;
}

export interface Progress {
  show(done: number, of: number, what: 'changes' | 'pictures'): void;
  /** Leaves the cursor at the start of a free line. */
  end(): void;
}

const barWidthMax = 40;

export function makeProgress(target: ProgressTarget): Progress {
  let shown = '';
  let tenths = 0;
  return {
    show(done, of, what) {
      const part = of === 0 ? 1 : Math.min(1, done / of);
      const figures = `${Math.floor(part * 100)} %  ${done} of ${of} ${what}`;
      if (target.isTTY !== true) {
        if (Math.floor(part * 10) <= tenths) return;
        tenths = Math.floor(part * 10);
        target.write(`${figures}\n`);
        return;
      }
      const width = Math.max(0, Math.min(barWidthMax, (target.columns ?? 80) - figures.length - 5));
      const full = Math.round(part * width);
      const line = `[${'#'.repeat(full)}${' '.repeat(width - full)}] ${figures}`;
      if (line !== shown) target.write(`\r${line}\u001b[K`);
      shown = line;
    },
    end() {
      if (shown !== '') target.write('\n');
      shown = '';
      tenths = 0;
    },
  };
}

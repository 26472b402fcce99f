/** A clock that stands still until a test moves it, and timers that ring when it has. */
export class VirtualTime {
  nowMs: number;
  #timers = new Map<number, { readonly dueAt: number; readonly run: () => void }>();
  #next = 1;

  constructor(nowMs: number) {
    this.nowMs = nowMs;
  }

  startTimer(run: () => void, delayMs: number): () => void {
    const id = this.#next;
    this.#next += 1;
    this.#timers.set(id, { dueAt: this.nowMs + delayMs, run });
    return () => this.#timers.delete(id);
  }

  /** Delays of the timers that are set, the next one first. */
  get delays(): number[] {
    return [...this.#timers.values()]
      .map(({ dueAt }) => dueAt - this.nowMs)
      .toSorted((one, other) => one - other);
  }

  /** Rings what is due on the way, in order. What the bells start goes on by itself. */
  pass(ms: number): void {
    const until = this.nowMs + ms;
    for (;;) {
      const [first] = [...this.#timers]
        .filter(([, { dueAt }]) => dueAt <= until)
        .toSorted(([, one], [, other]) => one.dueAt - other.dueAt);
      if (first === undefined) break;
      const [id, { dueAt, run }] = first;
      this.#timers.delete(id);
      this.nowMs = Math.max(this.nowMs, dueAt);
      run();
    }
    this.nowMs = until;
  }
}

/** What is agreed between `worker-process-main.ts` and the test that starts it. */
export type Step = 'claim' | 'fetch' | 'decode' | 'beforeRename' | 'afterRename' | 'beforeCommit';

export interface WorkerTask {
  readonly dataDir: string;
  readonly databaseUrl: string | undefined;
  readonly imagePort: number;
  readonly killAt: Step | undefined;
  readonly killAfter: number;
}

/** Short, so that what the dead leave behind is soon found. */
export const quickLimits = { leaseMs: 2_000, heartbeatMs: 400, pollMs: 250 } as const;

/**
 * Takes frame after frame, has each read and judged, and tells which code was meant. As fast as the reader is and no
 * faster: the next frame is taken when the last one is done. After some empty frames one is looked at harder.
 */
import { makeCodeJudge, type AcceptedCode, type CodeJudgeOptions } from './code-judge.ts';
import type { DecodeFrame, ReadCode, ReadOptions } from './decode-code.ts';

export type { AcceptedCode } from './code-judge.ts';

export interface SeenFrame {
  readonly codes: readonly ReadCode[];
  readonly width: number;
  readonly height: number;
  readonly tookMs: number;
}

export interface ScanLoopOptions extends CodeJudgeOptions {
  /** Waits for a frame that is new, as `Camera.grab` does. */
  readonly grab: () => Promise<ImageBitmap | ImageData>;
  readonly read: (frame: DecodeFrame, options: ReadOptions) => Promise<readonly ReadCode[]>;
  readonly now: () => number;
  readonly onCode: (accepted: AcceptedCode) => void;
  /** Each frame that was read, with or without codes; to be drawn over the picture. */
  readonly onFrame?: (frame: SeenFrame) => void;
  /** It has failed time and again, and the loop has ended. */
  readonly onEnd?: (error: unknown) => void;
  /** Of empty frames, each such one is looked at harder. */
  readonly deepEvery?: number;
}

export interface ScanLoop {
  /** No frame is taken while something else is on the screen. */
  pause(): void;
  resume(): void;
  stop(): void;
}

/** One bad frame is no reason to end: a camera that comes back gives some. */
const failuresMax = 5;
const defaultDeepEvery = 4;

export function startScanLoop(options: ScanLoopOptions): ScanLoop {
  let isStopped = false;
  let isPaused = false;
  let resumed: () => void = () => undefined;

  const takeFrames = async (): Promise<void> => {
    const look = makeLook(options);
    let failures = 0;
    for (;;) {
      if (isPaused) await new Promise<void>((resolve) => (resumed = resolve));
      if (isStopped) return;
      try {
        const tell = await look();
        failures = 0;
        // What was read while somebody paused or left is not meant any more.
        if (!isStopped && !isPaused) tell();
      } catch (error) {
        if (isStopped) return;
        if (++failures < failuresMax) continue;
        options.onEnd?.(error);
        return;
      }
    }
  };
  void takeFrames();

  return {
    pause() {
      isPaused = true;
    },
    resume() {
      isPaused = false;
      resumed();
    },
    stop() {
      isStopped = true;
      resumed();
    },
  };
}

/** Looks at one frame, and answers with what is to be told of it. */
function makeLook({
  grab,
  read,
  now,
  onCode,
  onFrame,
  deepEvery = defaultDeepEvery,
  ...judgeOptions
}: ScanLoopOptions): () => Promise<() => void> {
  const judge = makeCodeJudge(judgeOptions);
  let emptyFrames = 0;
  return async () => {
    const frame = await grab();
    // Before it is given away: a bitmap that went to the worker has no size.
    const { width, height } = frame;
    const grabbedMs = now();
    const deep = emptyFrames > 0 && emptyFrames % deepEvery === 0;
    const codes = await read(frame, { deep });
    emptyFrames = codes.length === 0 ? emptyFrames + 1 : 0;
    return () => {
      onFrame?.({ codes, width, height, tookMs: now() - grabbedMs });
      const accepted = judge({ codes, width, height }, grabbedMs);
      if (accepted !== undefined) onCode(accepted);
    };
  };
}

/** The loop around the reader: frames of a made-up camera, a reader that says what it is told, a clock that we turn. */
import { describe, expect, test } from 'vitest';
import type { ReadCode } from '../../../client/device/decode-code.ts';
import { startScanLoop, type ScanLoopOptions } from '../../../client/device/scan-loop.ts';

const qr: ReadCode = {
  text: 'BC-7K3F2',
  symbology: 'qr',
  isGs1: false,
  bytes: new Uint8Array(),
  centre: { x: 2, y: 2 },
  corners: [],
};

type Answer = readonly ReadCode[] | Error;

/** Reads the answers one after the other, 50 ms each; then the camera has no more frames. */
function play(answers: readonly Answer[], options: Partial<ScanLoopOptions> = {}) {
  let nowMs = 0;
  let given = 0;
  const depths: boolean[] = [];
  const codes: string[] = [];
  const frames: number[] = [];
  const ended: unknown[] = [];
  const loop = startScanLoop({
    grab: () =>
      given < answers.length ? Promise.resolve(new ImageData(4, 4)) : new Promise(() => {}),
    read: (_frame, { deep = false }) => {
      depths.push(deep);
      nowMs += 50;
      const answer = answers[given++] ?? [];
      return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer);
    },
    now: () => nowMs,
    onCode: ({ code }) => codes.push(code.text),
    onFrame: ({ tookMs }) => frames.push(tookMs),
    onEnd: (error) => ended.push(error),
    ...options,
  });
  const done = () => expect.poll(() => given === answers.length || ended.length > 0).toBe(true);
  return { loop, depths, codes, frames, ended, done };
}

describe('the scan loop', () => {
  test('tells of each frame, how long it took, and of the code that was meant', async () => {
    const { codes, frames, done } = play([[], [qr], []]);
    await done();
    await expect.poll(() => frames.length).toBe(3);
    expect(codes).toEqual(['BC-7K3F2']);
    expect(frames).toEqual([50, 50, 50]);
  });

  test('looks harder at every fourth empty frame, and begins anew after a code', async () => {
    const empty: Answer[] = Array.from({ length: 10 }, () => []);
    const { depths, done } = play([...empty, [qr], ...empty]);
    await done();
    const deepOnes = depths.flatMap((deep, place) => (deep ? [place] : []));
    expect(deepOnes).toEqual([4, 8, 15, 19]);
  });

  test('takes the next frame only when the last one is read', async () => {
    let open = 0;
    let most = 0;
    let reads = 0;
    const loop = startScanLoop({
      grab: () => Promise.resolve(new ImageData(4, 4)),
      read: async () => {
        most = Math.max(most, ++open);
        await new Promise((resolve) => setTimeout(resolve, 1));
        open--;
        reads++;
        return [];
      },
      now: () => 0,
      onCode: () => undefined,
    });
    await expect.poll(() => reads).toBeGreaterThan(5);
    loop.stop();
    expect(most).toBe(1);
  });

  test('survives a bad frame, and ends with its reason when all are bad', async () => {
    const bad = new Error('The code reader broke');
    const some = play([bad, bad, bad, bad, [qr], bad, bad, bad, bad, [qr]]);
    await some.done();
    expect(some.ended).toEqual([]);
    expect(some.codes).toEqual(['BC-7K3F2']);
    const all = play(Array.from({ length: 9 }, () => bad));
    await all.done();
    expect(all.ended).toEqual([bad]);
    expect(all.depths).toHaveLength(5);
  });

  test('takes no frame while it is paused, and says nothing of one that was under way', async () => {
    const paused = play([[qr], [qr]], { onFrame: () => undefined });
    paused.loop.pause();
    await expect.poll(() => paused.depths.length).toBe(1);
    // The second frame would be read by now if it were taken.
    await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
    expect(paused.depths).toHaveLength(1);
    expect(paused.codes).toEqual([]);
    paused.loop.resume();
    await paused.done();
    await expect.poll(() => paused.codes.length).toBe(1);
  });

  test('says nothing more once it is stopped', async () => {
    const { loop, codes, depths, ended } = play([[qr], [qr]]);
    loop.stop();
    await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
    expect([codes, ended]).toEqual([[], []]);
    expect(depths.length).toBeLessThanOrEqual(1);
  });
});

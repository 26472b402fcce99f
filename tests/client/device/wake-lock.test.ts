/** A lit screen while somebody scans; what the browser grants is made up here, since headless ones grant nothing. */
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { holdWakeLock } from '../../../client/device/wake-lock.ts';

interface Lock {
  released: boolean;
  release(): Promise<void>;
}

let locks: Lock[] = [];
let release = (): void => undefined;
const request = vi.fn<() => Promise<Lock>>();

beforeEach(() => {
  locks = [];
  request.mockReset().mockImplementation(() => {
    const lock: Lock = {
      released: false,
      release() {
        lock.released = true;
        return Promise.resolve();
      },
    };
    locks.push(lock);
    return Promise.resolve(lock);
  });
  vi.spyOn(navigator, 'wakeLock', 'get').mockReturnValue({ request } as unknown as WakeLock);
});

afterEach(() => {
  release();
  vi.restoreAllMocks();
});

function show(state: DocumentVisibilityState): void {
  vi.spyOn(document, 'visibilityState', 'get').mockReturnValue(state);
  document.dispatchEvent(new Event('visibilitychange'));
}

function held(): number {
  return locks.filter(({ released }) => !released).length;
}

test('the screen stays lit until it is let go', async () => {
  release = holdWakeLock();
  await expect.poll(() => held()).toBe(1);
  release();
  expect(held()).toBe(0);
});

test('it is lit again after a trip to the background, and only then', async () => {
  release = holdWakeLock();
  await expect.poll(() => held()).toBe(1);
  show('visible');
  expect(request).toHaveBeenCalledTimes(1);
  show('hidden');
  for (const lock of locks) lock.released = true;
  show('visible');
  await expect.poll(() => held()).toBe(1);
  expect(request).toHaveBeenCalledTimes(2);
});

test('let go before it was granted, it is given back', async () => {
  release = holdWakeLock();
  release();
  await expect.poll(() => locks.length === 1 && held() === 0).toBe(true);
  show('visible');
  expect(request).toHaveBeenCalledTimes(1);
});

test('a refusal for want of battery, or no such thing at all, harms nobody', async () => {
  request.mockRejectedValue(new DOMException('Low battery', 'NotAllowedError'));
  release = holdWakeLock();
  await expect.poll(() => request.mock.calls.length).toBe(1);
  release();
  vi.spyOn(navigator, 'wakeLock', 'get').mockReturnValue(undefined as unknown as WakeLock);
  expect(holdWakeLock()).not.toThrow();
});

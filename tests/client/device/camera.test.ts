/**
 * The camera with Chromium's own made-up ones, of which there are two. What those cannot do (torch, zoom, refusing,
 * going black) is put in their place; hiding the app is only said, since a test cannot leave.
 */
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import {
  openCamera,
  type Camera,
  type CameraOptions,
  type CameraState,
} from '../../../client/device/camera.ts';
import { must } from '../../../shared/result.ts';

let camera: Camera | undefined;
let streams: MediaStream[] = [];
const getUserMedia = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);

beforeEach(() => {
  localStorage.clear();
  streams = [];
  vi.spyOn(navigator.mediaDevices, 'getUserMedia').mockImplementation(async (constraints) => {
    const stream = await getUserMedia(constraints);
    streams.push(stream);
    return stream;
  });
});

afterEach(() => {
  camera?.close();
  camera = undefined;
  document.body.replaceChildren();
  vi.restoreAllMocks();
  show('visible');
});

async function open(options: CameraOptions = {}): Promise<Camera> {
  const opened = await openCamera(options);
  if (!opened.ok) throw new Error(`No camera: ${opened.failure.kind}`);
  camera = opened.value;
  document.body.append(camera.video);
  return camera;
}

async function problemOf(error: unknown): Promise<unknown> {
  vi.mocked(navigator.mediaDevices.getUserMedia).mockRejectedValue(error);
  const opened = await openCamera();
  return opened.ok ? 'none' : opened.failure;
}

function show(state: DocumentVisibilityState): void {
  vi.spyOn(document, 'visibilityState', 'get').mockReturnValue(state);
  document.dispatchEvent(new Event('visibilitychange'));
}

function isLive(stream: MediaStream | undefined): boolean {
  return stream?.getVideoTracks().some(({ readyState }) => readyState === 'live') ?? false;
}

/** What was asked for each time, in short. */
function asked(): readonly unknown[] {
  return vi
    .mocked(navigator.mediaDevices.getUserMedia)
    .mock.calls.map(([constraints]) => constraints?.video);
}

async function otherId(one: Camera): Promise<string> {
  const list = await one.list();
  return must(
    list.find(({ id }) => id !== one.deviceId),
    'a second camera',
  ).id;
}

describe('opening', () => {
  test('asks for the camera on the back, at a size that codes need, and without sound', async () => {
    const { video, state } = await open();
    expect(asked()).toEqual([
      { width: { ideal: 1280 }, height: { ideal: 720 }, facingMode: { ideal: 'environment' } },
    ]);
    expect(vi.mocked(navigator.mediaDevices.getUserMedia).mock.calls[0]?.[0]?.audio).toBe(false);
    expect(state).toEqual({ kind: 'live' });
    // Without all three iOS opens its own player.
    expect([video.autoplay, video.muted, video.playsInline]).toEqual([true, true, true]);
  });

  test('gives frames, each new one once', async () => {
    const opened = await open();
    const [one, two] = [await opened.grab(), await opened.grab()];
    expect([one.width, one.height]).toEqual([1280, 720]);
    one.close();
    two.close();
  });

  test('lists the cameras with their names', async () => {
    const list = await (await open()).list();
    expect(list).toHaveLength(2);
    expect(list.every(({ id, label }) => id !== '' && label !== '')).toBe(true);
  });

  test('on iOS begins with a plain stream, which is over before the real one begins', async () => {
    const stop = vi.spyOn(MediaStreamTrack.prototype, 'stop');
    await open({ isIos: true });
    expect(asked()).toEqual([
      true,
      expect.objectContaining({ facingMode: { ideal: 'environment' } }),
    ]);
    expect(streams.map(isLive)).toEqual([false, true]);
    expect(stop).toHaveBeenCalledTimes(1);
  });
});

describe('what may be wrong', () => {
  test.each<[name: string, problem: object]>([
    ['NotAllowedError', { kind: 'denied' }],
    ['NotFoundError', { kind: 'missing' }],
    ['OverconstrainedError', { kind: 'missing' }],
    ['NotReadableError', { kind: 'busy' }],
    ['AbortError', { kind: 'busy' }],
    ['SecurityError', { kind: 'denied' }],
    ['TypeError', { kind: 'unknown', detail: 'words of the browser' }],
  ])('%s', async (name, problem) => {
    const error = Object.assign(new Error('words of the browser'), { name });
    expect(await problemOf(error)).toEqual(problem);
    const first = await openCamera({ isIos: true });
    expect(first.ok).toBe(false);
  });

  test('a plain http address has no cameras to offer', async () => {
    vi.spyOn(navigator, 'mediaDevices', 'get').mockReturnValue(
      undefined as unknown as MediaDevices,
    );
    vi.spyOn(globalThis, 'isSecureContext', 'get').mockReturnValue(false);
    expect(await openCamera()).toEqual({ ok: false, failure: { kind: 'insecure' } });
    expect(await openCamera({ isIos: true })).toEqual({ ok: false, failure: { kind: 'insecure' } });
  });

  test('a refusal is not asked about twice', async () => {
    localStorage.setItem('camera', 'some-camera');
    await problemOf(new DOMException('No', 'NotAllowedError'));
    expect(asked()).toHaveLength(1);
  });
});

describe('choosing', () => {
  test('switches to the other camera, one stream at a time, and remembers it', async () => {
    const first = await open();
    const id = await otherId(first);
    const { video } = first;
    expect(await first.switchTo(id)).toEqual({ ok: true, value: undefined });
    expect([first.deviceId, first.video]).toEqual([id, video]);
    expect(streams.map(isLive)).toEqual([false, true]);
    expect(video.srcObject).toBe(streams[1]);
    first.close();
    expect((await open()).deviceId).toBe(id);
  });

  test('a remembered camera that is gone costs nobody the picture', async () => {
    localStorage.setItem('camera', 'unplugged-last-year');
    expect((await open()).state).toEqual({ kind: 'live' });
  });

  test('of two wishes in a hurry the last one counts', async () => {
    const first = await open();
    const [here, there] = [must(first.deviceId, 'an id'), await otherId(first)];
    await Promise.all([first.switchTo(there), first.switchTo(here)]);
    expect(first.deviceId).toBe(here);
    expect(streams.filter(isLive)).toEqual([first.stream]);
  });
});

describe('light, zoom and focus', () => {
  function equip(facts: object): Record<string, unknown>[] {
    const wishes: Record<string, unknown>[] = [];
    vi.spyOn(MediaStreamTrack.prototype, 'getCapabilities').mockReturnValue(facts);
    vi.spyOn(MediaStreamTrack.prototype, 'applyConstraints').mockImplementation((constraints) => {
      for (const wish of constraints?.advanced ?? []) wishes.push({ ...wish });
      return Promise.resolve();
    });
    return wishes;
  }

  test('are offered as far as the camera has them', async () => {
    equip({
      torch: true,
      zoom: { min: 1, max: 8, step: 0.1 },
      focusMode: ['manual', 'continuous'],
    });
    expect((await open()).facts).toEqual({
      torch: true,
      zoom: { min: 1, max: 8, step: 0.1 },
      focus: true,
    });
  });

  test('are told differently by Safari, and not at all by others', async () => {
    equip({ torch: [true, false], zoom: { min: 1, max: 1 } });
    expect((await open()).facts).toEqual({ torch: true, zoom: null, focus: false });
    camera?.close();
    equip({});
    expect((await open()).facts).toEqual({ torch: false, zoom: null, focus: false });
    expect(await camera?.setTorch(true)).toBe(false);
    expect(await camera?.setZoom(3)).toBe(false);
  });

  test('begin focusing by themselves and a little nearer, within what there is', async () => {
    const wishes = equip({
      torch: true,
      zoom: { min: 1, max: 1.5, step: 0.1 },
      focusMode: ['continuous'],
    });
    const one = await open();
    expect(wishes.splice(0)).toEqual([{ focusMode: 'continuous' }, { zoom: 1.5 }]);
    expect([await one.setTorch(true), await one.setZoom(0.2)]).toEqual([true, true]);
    expect(wishes.splice(0)).toEqual([{ torch: true }, { zoom: 1 }]);
    await one.restart();
    expect(wishes).toContainEqual({ zoom: 1 });
  });

  test('that are refused after all do not cost the picture', async () => {
    equip({ torch: true, zoom: { min: 1, max: 8, step: 0.1 }, focusMode: ['continuous'] });
    vi.mocked(MediaStreamTrack.prototype.applyConstraints).mockRejectedValue(
      new DOMException('No', 'OverconstrainedError'),
    );
    const one = await open();
    expect([one.state.kind, await one.setTorch(true)]).toEqual(['live', false]);
  });
});

describe('while the app is hidden', () => {
  test('the camera is off, and comes back as it was', async () => {
    const states: CameraState[] = [];
    const one = await open({ onChange: (state) => states.push(state) });
    await one.switchTo(await otherId(one));
    const id = one.deviceId;
    show('hidden');
    expect(streams.some(isLive)).toBe(false);
    expect(one.state).toEqual({ kind: 'asleep' });
    show('visible');
    await expect.poll(() => one.state.kind).toBe('live');
    expect(one.deviceId).toBe(id);
    expect(streams.filter(isLive)).toEqual([one.stream]);
    (await one.grab()).close();
    expect(states.map(({ kind }) => kind)).toEqual(['live', 'live', 'asleep', 'live']);
  });

  test('a stream that arrives late is thrown away', async () => {
    const one = await open();
    const switched = one.switchTo(await otherId(one));
    show('hidden');
    await switched;
    expect(streams).toHaveLength(2);
    expect(streams.some(isLive)).toBe(false);
  });

  test('a camera that is taken meanwhile is told on return', async () => {
    const one = await open();
    show('hidden');
    vi.mocked(navigator.mediaDevices.getUserMedia).mockRejectedValue(
      new DOMException('', 'NotReadableError'),
    );
    show('visible');
    await expect.poll(() => one.state.kind).toBe('failed');
    expect(one.state).toEqual({ kind: 'failed', problem: { kind: 'busy' } });
  });
});

describe('a picture that stays black on return', () => {
  function blackStream(): MediaStream {
    const canvas = document.createElement('canvas');
    canvas.width = 64;
    canvas.height = 64;
    must(canvas.getContext('2d'), 'a canvas').fillRect(0, 0, 64, 64);
    return canvas.captureStream();
  }

  // Each look at what is waited for moves this clock on.
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval', 'performance'] });
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  test('is asked for once more, and once only', async () => {
    const one = await open();
    show('hidden');
    vi.mocked(navigator.mediaDevices.getUserMedia).mockImplementation(() =>
      Promise.resolve(blackStream()),
    );
    const begunMs = performance.now();
    show('visible');
    await vi.waitUntil(() => asked().length === 3, { timeout: 10_000 });
    expect(performance.now() - begunMs).toBeGreaterThanOrEqual(2_000);
    await expect.poll(() => one.state.kind).toBe('live');
    expect(vi.getTimerCount()).toBe(0);
  });

  test('is not asked for when it is there', async () => {
    const one = await open();
    show('hidden');
    show('visible');
    await expect.poll(() => vi.getTimerCount()).toBe(1);
    await expect.poll(() => vi.getTimerCount()).toBe(0);
    expect(one.state).toEqual({ kind: 'live' });
    expect(asked()).toHaveLength(2);
  });
});

describe('closed', () => {
  test('all streams are off, and who waits for a frame is told', async () => {
    const one = await open();
    show('hidden');
    const waiting = one.grab();
    one.close();
    await expect(waiting).rejects.toThrow('The camera is closed');
    await expect(one.grab()).rejects.toThrow('The camera is closed');
    expect(streams.some(isLive)).toBe(false);
    show('visible');
    expect(asked()).toHaveLength(1);
  });
});

test('a camera that is pulled out is told', async () => {
  const one = await open();
  must(one.stream.getVideoTracks()[0], 'a track').dispatchEvent(new Event('ended'));
  expect(one.state).toEqual({ kind: 'failed', problem: { kind: 'busy' } });
});

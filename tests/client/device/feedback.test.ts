/** Sound and vibration, with an audio system that only writes down what it is to play. */
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { openFeedback, type Feedback } from '../../../client/device/feedback.ts';

let played: number[] = [];
let made = 0;
let feedback: Feedback | undefined;
let isSilent = false;

class FakeAudio {
  state: AudioContextState = 'suspended';
  currentTime = 0;
  destination = {};
  constructor() {
    made++;
  }
  resume(): Promise<void> {
    this.state = 'running';
    return Promise.resolve();
  }
  close(): Promise<void> {
    this.state = 'closed';
    return Promise.resolve();
  }
}

class FakeTone {
  readonly frequency: number;
  constructor(_audio: FakeAudio, { frequency }: { frequency: number }) {
    this.frequency = frequency;
  }
  connect<Node>(node: Node): Node {
    return node;
  }
  start(): void {
    played.push(this.frequency);
  }
  stop(): void {}
}

class FakeVolume {
  gain = { setValueAtTime: () => undefined, linearRampToValueAtTime: () => undefined };
  connect(): void {}
}

beforeEach(() => {
  vi.stubGlobal('AudioContext', FakeAudio);
  vi.stubGlobal('OscillatorNode', FakeTone);
  vi.stubGlobal('GainNode', FakeVolume);
  vi.spyOn(navigator, 'vibrate').mockReturnValue(true);
  vi.spyOn(navigator, 'userActivation', 'get').mockReturnValue({
    hasBeenActive: false,
    isActive: false,
  });
  played = [];
  made = 0;
  isSilent = false;
});

afterEach(() => {
  feedback?.close();
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

function open(): Feedback {
  feedback = openFeedback({ isSilent: () => isSilent });
  return feedback;
}

function touch(): void {
  document.body.dispatchEvent(new PointerEvent('pointerdown', { bubbles: true }));
}

describe('a scan', () => {
  test('that is known gives one high tone, one that is not two low ones', () => {
    const { ok, unknown } = open();
    touch();
    ok();
    expect(played).toEqual([1_760]);
    played = [];
    unknown();
    expect(played).toEqual([330, 330]);
  });

  test('is felt, each kind differently', () => {
    const { ok, unknown } = open();
    ok();
    unknown();
    const [first, second] = vi.mocked(navigator.vibrate).mock.calls;
    expect(first).toEqual([[40]]);
    expect(second).toEqual([[80, 60, 80]]);
  });

  test('makes no sound when that is switched off, and is felt all the same', () => {
    const { ok } = open();
    touch();
    isSilent = true;
    ok();
    expect(played).toEqual([]);
    expect(navigator.vibrate).toHaveBeenCalledTimes(1);
  });
});

test('sound is set up at the first touch, once, and not before', () => {
  const { ok } = open();
  ok();
  expect([made, played]).toEqual([0, []]);
  touch();
  touch();
  expect(made).toBe(1);
});

test('a tap that opened the screen was touch enough', () => {
  vi.spyOn(navigator, 'userActivation', 'get').mockReturnValue({
    hasBeenActive: true,
    isActive: true,
  });
  open().ok();
  expect(played).toEqual([1_760]);
});

test('closed, it makes no sound and listens to no touch', () => {
  const { ok, close } = open();
  touch();
  close();
  touch();
  ok();
  expect([made, played]).toEqual([1, []]);
});

test('a phone without sound and vibration is silent, and nothing breaks', () => {
  vi.stubGlobal('AudioContext', undefined);
  Object.defineProperty(navigator, 'vibrate', { value: undefined, configurable: true });
  const { ok } = open();
  touch();
  expect(ok).not.toThrow();
  Reflect.deleteProperty(navigator, 'vibrate');
});

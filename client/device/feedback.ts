/**
 * A scan confirmed to ear and hand, for whoever looks at the shelf and not at the screen: one short tone for "known",
 * two low ones for "unknown". Browsers allow sound only after a touch, so it is set up at the first one.
 */
export interface Feedback {
  ok(): void;
  unknown(): void;
  close(): void;
}

export interface FeedbackOptions {
  /** No sound; the phone still vibrates. Asked each time, so that a switch works at once. */
  readonly isSilent: () => boolean;
}

interface Tone {
  readonly hertz: number;
  readonly atMs: number;
  readonly lastsMs: number;
}

const okTones: readonly Tone[] = [{ hertz: 1_760, atMs: 0, lastsMs: 70 }];
const unknownTones: readonly Tone[] = [
  { hertz: 330, atMs: 0, lastsMs: 110 },
  { hertz: 330, atMs: 170, lastsMs: 110 },
];
const okVibration = [40];
const unknownVibration = [80, 60, 80];

const loudness = 0.25;
/** To and from silence, or the ear hears a click. */
const rampMs = 8;

export function openFeedback({ isSilent }: FeedbackOptions): Feedback {
  let audio: AudioContext | undefined;
  const closed = new AbortController();
  const wakeAudio = (): void => {
    if (typeof AudioContext === 'undefined') return;
    audio ??= new AudioContext();
    // iOS interrupts it at each call, and after each stay in the background.
    if (audio.state !== 'running') void audio.resume();
  };
  for (const gesture of ['pointerdown', 'keydown'])
    addEventListener(gesture, wakeAudio, { capture: true, passive: true, signal: closed.signal });
  // Opened by a tap on "Scan": that one was the gesture.
  if (navigator.userActivation?.hasBeenActive) wakeAudio();

  const give = (tones: readonly Tone[], vibration: number[]): void => {
    if (!isSilent() && audio?.state === 'running') for (const tone of tones) play(audio, tone);
    // iOS has no such thing; desktops have it and do nothing.
    if (typeof navigator.vibrate === 'function') navigator.vibrate(vibration);
  };
  return {
    ok: () => give(okTones, okVibration),
    unknown: () => give(unknownTones, unknownVibration),
    close() {
      closed.abort();
      if (audio !== undefined) void audio.close();
      audio = undefined;
    },
  };
}

function play(audio: AudioContext, { hertz, atMs, lastsMs }: Tone): void {
  const seconds = (ms: number): number => audio.currentTime + ms / 1000;
  const tone = new OscillatorNode(audio, { type: 'square', frequency: hertz });
  const volume = new GainNode(audio, { gain: 0 });
  volume.gain.setValueAtTime(0, seconds(atMs));
  volume.gain.linearRampToValueAtTime(loudness, seconds(atMs + rampMs));
  volume.gain.setValueAtTime(loudness, seconds(atMs + lastsMs - rampMs));
  volume.gain.linearRampToValueAtTime(0, seconds(atMs + lastsMs));
  tone.connect(volume).connect(audio.destination);
  tone.start(seconds(atMs));
  tone.stop(seconds(atMs + lastsMs));
}

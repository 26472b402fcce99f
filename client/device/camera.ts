/**
 * The camera, for one visit of one screen: a single stream, shown in one video element that frames are grabbed from.
 * It stops while the app is hidden and comes back with it; a picture that stays black then is asked for once more.
 * Opening may fail and says why; what happens to it later is told through `onChange`.
 */
import { fail, succeed, type Result } from '../../shared/result.ts';
import { askCamera, isIos, stopStream, warmUpCamera } from './ask-camera.ts';
import type { CameraProblem } from './camera-problem.ts';
import { readFacts, setTorch, setZoom, tune, type CameraFacts } from './camera-track.ts';
import { chosenCamera, rememberCamera } from './chosen-camera.ts';
import { isBlack } from './is-black.ts';
import { nextVideoFrame } from './next-video-frame.ts';

export type { CameraProblem } from './camera-problem.ts';
export type { CameraFacts } from './camera-track.ts';

export interface CameraChoice {
  readonly id: string;
  /** Empty where the browser will not say. */
  readonly label: string;
}

export type CameraState =
  | { readonly kind: 'live' }
  /** The app is hidden. */
  | { readonly kind: 'asleep' }
  | { readonly kind: 'failed'; readonly problem: CameraProblem };

export interface Camera {
  /** The same element for the whole visit, to be put into the page; the stream in it may change. */
  readonly video: HTMLVideoElement;
  readonly stream: MediaStream;
  readonly deviceId: string | undefined;
  readonly facts: CameraFacts;
  readonly state: CameraState;
  setTorch(isOn: boolean): Promise<boolean>;
  setZoom(zoom: number): Promise<boolean>;
  list(): Promise<readonly CameraChoice[]>;
  /** Also remembered for the next visit. */
  switchTo(id: string): Promise<Result<void, CameraProblem>>;
  /** The next frame that the camera has not given yet; waits while there is none. Rejects once the camera is closed. */
  grab(): Promise<ImageBitmap>;
  restart(): Promise<Result<void, CameraProblem>>;
  close(): void;
}

export interface CameraOptions {
  readonly deviceId?: string;
  readonly onChange?: (state: CameraState) => void;
  readonly isIos?: boolean;
  /** How long a picture may be black after a return before it is asked for again. */
  readonly blackMs?: number;
}

const defaultBlackMs = 2_000;

export async function openCamera(
  options: CameraOptions = {},
): Promise<Result<Camera, CameraProblem>> {
  if (options.isIos ?? isIos()) {
    const problem = await warmUpCamera();
    if (problem !== undefined) return fail(problem);
  }
  const asked = await askCamera(options.deviceId ?? chosenCamera());
  if (!asked.ok) return asked;
  const camera = new PageCamera(options);
  await camera.show(asked.value);
  return succeed(camera);
}

class PageCamera implements Camera {
  readonly video = makeVideo();
  stream = new MediaStream();
  state: CameraState = { kind: 'live' };
  readonly #onChange: (state: CameraState) => void;
  readonly #blackMs: number;
  readonly #closed = new AbortController();
  /** What to come back to after the app was hidden. */
  #lastId: string | undefined;
  #zoom: number | undefined;
  /** Counts what was asked of the stream, so that a late answer to an old wish is thrown away. */
  #wish = 0;
  #watch: ReturnType<typeof setInterval> | undefined;

  constructor({ onChange, blackMs }: CameraOptions) {
    this.#onChange = onChange ?? (() => undefined);
    this.#blackMs = blackMs ?? defaultBlackMs;
    document.addEventListener(
      'visibilitychange',
      () => {
        if (document.visibilityState === 'hidden') this.#sleep();
        else void this.#wake();
      },
      { signal: this.#closed.signal },
    );
  }

  get facts(): CameraFacts {
    const track = this.#track;
    return track === undefined ? { torch: false, zoom: null, focus: false } : readFacts(track);
  }

  get deviceId(): string | undefined {
    return this.#track?.getSettings().deviceId;
  }

  get #track(): MediaStreamTrack | undefined {
    return this.stream.getVideoTracks()[0];
  }

  setTorch(isOn: boolean): Promise<boolean> {
    const track = this.#track;
    return track === undefined ? Promise.resolve(false) : setTorch(track, isOn);
  }

  setZoom(zoom: number): Promise<boolean> {
    const track = this.#track;
    this.#zoom = zoom;
    return track === undefined ? Promise.resolve(false) : setZoom(track, zoom);
  }

  async list(): Promise<readonly CameraChoice[]> {
    const devices = await navigator.mediaDevices.enumerateDevices();
    return devices
      .filter(({ kind }) => kind === 'videoinput')
      .map(({ deviceId, label }) => ({ id: deviceId, label }));
  }

  async switchTo(id: string): Promise<Result<void, CameraProblem>> {
    const switched = await this.#ask(id);
    if (switched.ok) rememberCamera(id);
    return switched;
  }

  restart(): Promise<Result<void, CameraProblem>> {
    return this.#ask(this.deviceId ?? chosenCamera());
  }

  async grab(): Promise<ImageBitmap> {
    await nextVideoFrame(this.video, this.#closed.signal);
    return createImageBitmap(this.video);
  }

  close(): void {
    this.#closed.abort(new Error('The camera is closed'));
    this.#wish++;
    this.#stop();
    this.video.srcObject = null;
  }

  async show(stream: MediaStream): Promise<void> {
    this.#stop();
    this.stream = stream;
    this.video.srcObject = stream;
    // The system took it: a call came in, another app was faster, or it was unplugged.
    this.#track?.addEventListener('ended', () => {
      if (this.stream === stream) this.#tell({ kind: 'failed', problem: { kind: 'busy' } });
    });
    const track = this.#track;
    await Promise.all([
      play(this.video),
      track === undefined ? undefined : tune(track, this.#zoom),
    ]);
    this.#tell({ kind: 'live' });
  }

  async #ask(deviceId: string | undefined): Promise<Result<void, CameraProblem>> {
    const wish = ++this.#wish;
    // Two streams at once are refused by some phones, and turn the first one black on others.
    this.#stop();
    const asked = await askCamera(deviceId);
    if (wish !== this.#wish) {
      if (asked.ok) stopStream(asked.value);
      return succeed(undefined);
    }
    if (!asked.ok) {
      this.#tell({ kind: 'failed', problem: asked.failure });
      return asked;
    }
    await this.show(asked.value);
    return succeed(undefined);
  }

  #sleep(): void {
    this.#wish++;
    this.#lastId = this.deviceId;
    this.#stop();
    this.#tell({ kind: 'asleep' });
  }
  async #wake(): Promise<void> {
    const back = await this.#ask(this.#lastId ?? chosenCamera());
    if (back.ok && this.state.kind === 'live') this.#watchForBlack();
  }

  #watchForBlack(): void {
    clearInterval(this.#watch);
    const begun = performance.now();
    this.#watch = setInterval(() => {
      if (!isBlack(this.video)) clearInterval(this.#watch);
      else if (performance.now() - begun >= this.#blackMs) {
        clearInterval(this.#watch);
        void this.restart();
      }
    }, this.#blackMs / 8);
  }

  #stop(): void {
    clearInterval(this.#watch);
    stopStream(this.stream);
  }

  #tell(state: CameraState): void {
    this.state = state;
    this.#onChange(state);
  }
}

/** All three attributes, or iOS opens its own full-screen player. */
function makeVideo(): HTMLVideoElement {
  const video = document.createElement('video');
  video.autoplay = true;
  video.muted = true;
  video.playsInline = true;
  return video;
}

/** Interrupted by the next stream, or held back until a touch: the video starts by itself then. */
async function play(video: HTMLVideoElement): Promise<void> {
  try {
    await video.play();
  } catch (error) {
    if (!(error instanceof DOMException)) throw error;
  }
}

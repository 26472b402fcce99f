/**
 * What a camera can do beyond a picture: light, zoom, focus. TypeScript's DOM does not know these yet (W3C
 * MediaStream Image Capture), and browsers differ in which they tell, so that each is looked at before it is believed.
 */
export interface ZoomRange {
  readonly min: number;
  readonly max: number;
  readonly step: number;
}

export interface CameraFacts {
  readonly torch: boolean;
  readonly zoom: ZoomRange | null;
  /** The camera keeps focusing by itself. */
  readonly focus: boolean;
}

interface ImageCaptureConstraints extends MediaTrackConstraintSet {
  torch?: boolean;
  zoom?: number;
  focusMode?: string;
}

/** The main lens of newer phones cannot focus on what is nearer than 15 to 20 cm; from there, codes are small. */
const firstZoom = 2;

export function readFacts(track: MediaStreamTrack): CameraFacts {
  // Firefox has had no such method for long.
  const facts: object = typeof track.getCapabilities === 'function' ? track.getCapabilities() : {};
  return {
    torch: 'torch' in facts && isTorch(facts.torch),
    zoom: 'zoom' in facts ? toRange(facts.zoom) : null,
    focus:
      'focusMode' in facts &&
      Array.isArray(facts.focusMode) &&
      facts.focusMode.includes('continuous'),
  };
}

/** A boolean in most browsers, a list of what can be set in Safari. */
function isTorch(value: unknown): boolean {
  return value === true || (Array.isArray(value) && value.includes(true));
}

function toRange(value: unknown): ZoomRange | null {
  if (typeof value !== 'object' || value === null || !('min' in value) || !('max' in value))
    return null;
  const { min, max } = value;
  if (typeof min !== 'number' || typeof max !== 'number' || !(max > min)) return null;
  const step =
    'step' in value && typeof value.step === 'number' && value.step > 0 ? value.step : 0.1;
  return { min, max, step };
}

/** How a camera starts: focusing by itself, and a little nearer where it can. */
export async function tune(track: MediaStreamTrack, wantedZoom = firstZoom): Promise<void> {
  const { focus, zoom } = readFacts(track);
  if (focus) await apply(track, { focusMode: 'continuous' });
  if (zoom !== null) await setZoom(track, wantedZoom);
}

/** Answers whether the light is now as asked. */
export function setTorch(track: MediaStreamTrack, isOn: boolean): Promise<boolean> {
  return readFacts(track).torch ? apply(track, { torch: isOn }) : Promise.resolve(false);
}

/** To the nearest that the camera can; answers whether it did. */
export function setZoom(track: MediaStreamTrack, zoom: number): Promise<boolean> {
  const range = readFacts(track).zoom;
  if (range === null) return Promise.resolve(false);
  return apply(track, { zoom: Math.min(range.max, Math.max(range.min, zoom)) });
}

/** A camera that names a capability and then refuses it still shows a picture: no reason to fail. */
async function apply(track: MediaStreamTrack, wish: ImageCaptureConstraints): Promise<boolean> {
  try {
    await track.applyConstraints({ advanced: [wish] });
    return true;
  } catch (error) {
    if (
      !(error instanceof DOMException) &&
      !(error instanceof TypeError) &&
      !isOverconstrained(error)
    )
      throw error;
    return false;
  }
}

/** Not a DOMException in older browsers. */
function isOverconstrained(error: unknown): boolean {
  return error instanceof Error && error.name === 'OverconstrainedError';
}

/**
 * One camera stream, asked for in the way that works everywhere: the wanted camera, else the one on the back, else any.
 */
import { fail, succeed, type Result } from '../../shared/result.ts';
import { toCameraProblem, type CameraProblem } from './camera-problem.ts';

const size = { width: { ideal: 1280 }, height: { ideal: 720 } } as const;

export async function askCamera(
  deviceId: string | undefined,
): Promise<Result<MediaStream, CameraProblem>> {
  const devices: MediaDevices | undefined = navigator.mediaDevices;
  if (devices === undefined) return fail({ kind: isSecureContext ? 'missing' : 'insecure' });
  const wishes: readonly MediaTrackConstraints[] = [
    ...(deviceId === undefined ? [] : [{ ...size, deviceId: { exact: deviceId } }]),
    { ...size, facingMode: { ideal: 'environment' } },
  ];
  let problem: CameraProblem = { kind: 'missing' };
  for (const video of wishes) {
    try {
      return succeed(await devices.getUserMedia({ video, audio: false }));
    } catch (error) {
      problem = toCameraProblem(error);
      // A camera that was unplugged since: any other will do. All else would only be asked twice.
      if (problem.kind !== 'missing') break;
    }
  }
  return fail(problem);
}

/**
 * iOS shows black in apps from the home screen unless the first stream of a page is a plain one (seen in 17.4 to 17.6);
 * only after it are cameras listed and chosen.
 */
export async function warmUpCamera(): Promise<CameraProblem | undefined> {
  const devices: MediaDevices | undefined = navigator.mediaDevices;
  if (devices === undefined) return { kind: isSecureContext ? 'missing' : 'insecure' };
  try {
    stopStream(await devices.getUserMedia({ video: true }));
    return undefined;
  } catch (error) {
    return toCameraProblem(error);
  }
}

export function stopStream(stream: MediaStream): void {
  for (const track of stream.getTracks()) track.stop();
}

/** iPads say that they are Macs, but no Mac can be touched. */
export function isIos(): boolean {
  const { userAgent, maxTouchPoints } = navigator;
  return /iPhone|iPad|iPod/.test(userAgent) || (/Macintosh/.test(userAgent) && maxTouchPoints > 1);
}

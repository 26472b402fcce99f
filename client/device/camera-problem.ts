/** Why there is no picture from the camera, as kinds that the screens have words for. */
export type CameraProblem =
  /** A plain http address: the browser hides its cameras. */
  | { readonly kind: 'insecure' }
  | { readonly kind: 'missing' }
  /** By the person, or by whoever manages the device. */
  | { readonly kind: 'denied' }
  /** Another app has it, or the hardware does not answer. */
  | { readonly kind: 'busy' }
  | { readonly kind: 'unknown'; readonly detail: string };

/** Names as in Media Capture and Streams, 10.2, with the older ones that some WebViews still use. */
export function toCameraProblem(error: unknown): CameraProblem {
  const name = error instanceof Error ? error.name : '';
  switch (name) {
    case 'NotAllowedError':
    case 'PermissionDeniedError':
      return { kind: 'denied' };
    case 'SecurityError':
      return { kind: isSecureContext ? 'denied' : 'insecure' };
    case 'NotFoundError':
    case 'DevicesNotFoundError':
    case 'OverconstrainedError':
    case 'ConstraintNotSatisfiedError':
      return { kind: 'missing' };
    case 'NotReadableError':
    case 'TrackStartError':
    case 'AbortError':
      return { kind: 'busy' };
    default:
      return {
        kind: 'unknown',
        detail: error instanceof Error ? error.message || name : String(error),
      };
  }
}

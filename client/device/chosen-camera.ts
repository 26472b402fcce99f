/** Which of several cameras somebody picked on this device. In localStorage: it means nothing on any other device. */
const key = 'camera';

export function chosenCamera(): string | undefined {
  try {
    return localStorage.getItem(key) ?? undefined;
  } catch (error) {
    if (!(error instanceof DOMException)) throw error;
    return undefined;
  }
}

export function rememberCamera(deviceId: string): void {
  try {
    localStorage.setItem(key, deviceId);
  } catch (error) {
    // Blocked storage costs one tap at the next visit.
    if (!(error instanceof DOMException)) throw error;
  }
}

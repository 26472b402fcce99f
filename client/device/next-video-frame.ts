/** Waits for a frame that was not shown yet, so that none is read twice and a sleeping camera costs nothing. */
export function nextVideoFrame(video: HTMLVideoElement, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const abort = (): void => {
      reject(signal.reason instanceof Error ? signal.reason : new Error('No more frames'));
    };
    if (signal.aborted) {
      abort();
      return;
    }
    signal.addEventListener('abort', abort, { once: true });
    const done = (): void => {
      signal.removeEventListener('abort', abort);
      resolve();
    };
    // Firefox learned it late (132); there, a frame of the screen will do.
    if ('requestVideoFrameCallback' in video) video.requestVideoFrameCallback(done);
    else waitForData(video, done);
  });
}

function waitForData(video: HTMLVideoElement, done: () => void): void {
  requestAnimationFrame(() => {
    if (video.readyState >= HTMLMediaElement.HAVE_CURRENT_DATA) done();
    else waitForData(video, done);
  });
}

/** One element over the whole screen, such as the board on a television; phones of some makes know no such thing. */
export function canFillScreen(): boolean {
  return document.fullscreenEnabled;
}

export function isScreenFilled(): boolean {
  return document.fullscreenElement !== null;
}

/** In, or out again. False where the browser does not let it. */
export async function toggleFullScreen(element: HTMLElement): Promise<boolean> {
  try {
    if (isScreenFilled()) await document.exitFullscreen();
    else await element.requestFullscreen();
    return true;
  } catch (error) {
    // What browsers reject it with.
    if (error instanceof TypeError) return false;
    throw error;
  }
}

/** Also when somebody leaves it by a key. */
export function watchFullScreen(onChange: () => void): () => void {
  document.addEventListener('fullscreenchange', onChange);
  return () => document.removeEventListener('fullscreenchange', onChange);
}

/** The figure on the app's icon. Desktop Chromium and iPhones show one; on an iPhone only once notifications are allowed. */
export function canBadge(): boolean {
  return 'setAppBadge' in navigator;
}

/** 0 takes it away. */
export async function showBadge(count: number): Promise<void> {
  if (!canBadge()) return;
  try {
    await (count === 0 ? navigator.clearAppBadge() : navigator.setAppBadge(count));
  } catch (error) {
    // Not installed, or not allowed: then there is no icon to write on.
    if (!(error instanceof DOMException)) throw error;
  }
}

/** Whether the system first wants to be asked. */
export function needsBadgePermission(): boolean {
  const isApple = /\b(?:iPhone|iPad|Macintosh)\b/.test(navigator.userAgent);
  const isChromium = 'userAgentData' in navigator;
  return (
    isApple && !isChromium && 'Notification' in globalThis && Notification.permission === 'default'
  );
}

/** Must follow a tap. */
export async function askForBadge(): Promise<boolean> {
  return (await Notification.requestPermission()) === 'granted';
}

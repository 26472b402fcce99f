/** How the app gets onto the home screen of this device. Only Chromium lets a page ask; elsewhere it is shown where to tap. */
export type InstallWay =
  /** It was opened from there. */
  | 'installed'
  /** The browser asks, when we tell it to (install-offer.ts). */
  | 'prompt'
  | 'ios'
  | 'macSafari'
  | 'firefoxAndroid'
  /** Browsers install nothing from an address that is not secure. */
  | 'insecure'
  /** Not here, or not now. */
  | 'none';

export interface InstallFacts {
  readonly userAgent: string;
  /** An iPad says that it is a Mac; no Mac has a touch screen. */
  readonly touchPoints: number;
  readonly isStandalone: boolean;
  readonly isSecure: boolean;
  readonly isOffered: boolean;
}

export function installWay(facts: InstallFacts): InstallWay {
  const { userAgent, touchPoints } = facts;
  if (facts.isStandalone) return 'installed';
  if (!facts.isSecure) return 'insecure';
  if (facts.isOffered) return 'prompt';
  const isMac = /\bMacintosh\b/.test(userAgent);
  if (/\b(?:iPhone|iPad|iPod)\b/.test(userAgent) || (isMac && touchPoints > 1)) return 'ios';
  if (/\bAndroid\b/.test(userAgent) && /\bFirefox\//.test(userAgent)) return 'firefoxAndroid';
  // Adding to the Dock came with version 17.
  const safari = /\bVersion\/(\d+)[.\d]* Safari\//.exec(userAgent)?.[1];
  if (isMac && Number(safari ?? 0) >= 17) return 'macSafari';
  return 'none';
}

export function readInstallFacts(isOffered: boolean): InstallFacts {
  return {
    userAgent: navigator.userAgent,
    touchPoints: navigator.maxTouchPoints,
    isStandalone: isStandalone(),
    isSecure: isSecureContext,
    isOffered,
  };
}

function isStandalone(): boolean {
  // Safari's own word for it; older ones know no display mode.
  const own: unknown = Reflect.get(navigator, 'standalone');
  const modes = ['standalone', 'minimal-ui', 'fullscreen'];
  return own === true || modes.some((mode) => matchMedia(`(display-mode: ${mode})`).matches);
}

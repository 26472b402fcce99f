/**
 * Chromium's offer to install the app. It comes once, soon after the start, and would show itself at the worst moment:
 * so it is held back until the person asks, or a better moment has come.
 */

/** Asks the person; answers whether they said yes. Works once. */
export type InstallOffer = () => Promise<boolean>;

/** Not in TypeScript's library: only Chromium has it (w3c/manifest-incubations, 4.1). */
interface BeforeInstallPromptEvent extends Event {
  prompt(): Promise<{ readonly outcome: 'accepted' | 'dismissed' }>;
}

/** Null: there is none, or it has been used up. */
export function watchInstallOffer(onOffer: (offer: InstallOffer | null) => void): void {
  addEventListener('beforeinstallprompt', (event) => {
    event.preventDefault();
    onOffer(async () => {
      onOffer(null);
      const { outcome } = await (event as BeforeInstallPromptEvent).prompt();
      return outcome === 'accepted';
    });
  });
  addEventListener('appinstalled', () => onOffer(null));
}

/** The currency of where the browser says one is, for the first price that is typed; after that the last one chosen. */
const byRegion: Readonly<Record<string, string>> = {
  US: 'USD',
  GB: 'GBP',
  CH: 'CHF',
  LI: 'CHF',
  SE: 'SEK',
  NO: 'NOK',
  DK: 'DKK',
  IS: 'ISK',
  PL: 'PLN',
  CZ: 'CZK',
  HU: 'HUF',
  RO: 'RON',
  TR: 'TRY',
  UA: 'UAH',
  CA: 'CAD',
  AU: 'AUD',
  NZ: 'NZD',
  JP: 'JPY',
  CN: 'CNY',
  IN: 'INR',
  KR: 'KRW',
  SG: 'SGD',
  HK: 'HKD',
  TW: 'TWD',
  BR: 'BRL',
  MX: 'MXN',
  AR: 'ARS',
  CL: 'CLP',
  CO: 'COP',
  ZA: 'ZAR',
  IL: 'ILS',
  AE: 'AED',
};

/** `locales`: as the browser lists them, such as "en-GB". The first that names a region decides. */
export function likelyCurrency(locales: readonly string[]): string {
  for (const tag of locales) {
    const { region } = new Intl.Locale(tag);
    if (region !== undefined) return byRegion[region] ?? 'EUR';
  }
  return byRegion[new Intl.Locale(locales[0] ?? 'de').maximize().region ?? ''] ?? 'EUR';
}

/** Those that are met most come first, the others by their names. */
export function currencyChoices(chosen: string): readonly string[] {
  const all =
    typeof Intl.supportedValuesOf === 'function' ? Intl.supportedValuesOf('currency') : [];
  return [...new Set([chosen, 'EUR', 'USD', 'GBP', 'CHF', ...all])];
}

/** The kinds of printed code that are read. Plain names: the reader's own stay inside the reader. */
export const linearSymbologies = [
  'ean13',
  'ean8',
  'upca',
  'upce',
  'code128',
  'code39',
  'code93',
  'itf',
  'codabar',
] as const;

export const matrixSymbologies = ['qr', 'microQr', 'dataMatrix', 'aztec', 'pdf417'] as const;

export type Symbology = (typeof linearSymbologies)[number] | (typeof matrixSymbologies)[number];

/** Bars only. Most of these guard themselves weakly or not at all, so that one read of them proves little. */
export function isLinear(symbology: Symbology): boolean {
  const linear: readonly Symbology[] = linearSymbologies;
  return linear.includes(symbology);
}

/** Carries a GTIN and nothing else, with a check digit that everybody must print. */
export function isRetail(symbology: Symbology): boolean {
  return (
    symbology === 'ean13' || symbology === 'ean8' || symbology === 'upca' || symbology === 'upce'
  );
}

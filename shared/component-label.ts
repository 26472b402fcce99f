/**
 * The Data Matrix on bags of electronic parts (Digi-Key, Mouser and others): ISO/IEC 15434, format 06, with the data
 * identifiers of ANSI MH10.8.2. The whole text is different on every bag, so what counts is the part's number.
 */
export interface ComponentLabel {
  /** The maker's part number (1P), else the customer's (P). */
  readonly text: string;
  readonly lot?: string;
  readonly count?: number;
}

const header = /^\[\)>\u001e?06\u001d/;
const group = '\u001d';

/** Undefined for any other text, and for a label without a part number. */
export function parseComponentLabel(text: string): ComponentLabel | undefined {
  if (!header.test(text)) return undefined;
  const body = text.replace(header, '').replace(/[\u001e\u0004\r\n]*$/, '');
  const fields = new Map<string, string>();
  for (const part of body.split(group)) {
    const [, identifier, value = ''] = /^(\d{0,3}[A-Z])(.*)$/.exec(part) ?? [];
    const clean = value.trim();
    if (identifier !== undefined && clean !== '' && !fields.has(identifier))
      fields.set(identifier, clean);
  }
  const number = fields.get('1P') ?? fields.get('P');
  if (
    number === undefined ||
    !number.isWellFormed() ||
    /[\u0000-\u001f\u007f-\u009f\ufffd]/.test(number)
  )
    return undefined;
  const lot = fields.get('1T');
  const count = /^\d{1,9}$/.test(fields.get('Q') ?? '') ? Number(fields.get('Q')) : undefined;
  return {
    text: number,
    ...(lot !== undefined && { lot }),
    ...(count !== undefined && count > 0 && { count }),
  };
}

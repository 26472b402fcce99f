/** Safety data sheets as small as they can be: a PDF's first bytes and a few of their own, under their true hash. */
import type { Hazards } from '../../shared/entities.ts';
import { noHazards } from '../../shared/hazards.ts';

export interface TestSheet {
  readonly sha256: string;
  readonly name: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

export async function makeSheet(text: string, name = `${text}.pdf`): Promise<TestSheet> {
  const bytes = new TextEncoder().encode(`%PDF-1.4\n% ${text}\n%%EOF\n`);
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  const sha256 = [...digest].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return { sha256, name, bytes };
}

/** Hazards that name it and nothing else. */
export function hazardsOf({ sha256, name, bytes }: TestSheet): Hazards {
  return { ...noHazards, sdsFile: { sha256, name, bytes: bytes.length } };
}

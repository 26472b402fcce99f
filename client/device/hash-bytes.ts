/** SHA-256 in hexadecimal. On plain http the browser keeps its own from us; another one is fetched only then. */
export async function hashBytes(
  blob: Blob,
  subtle: SubtleCrypto | null = crypto.subtle ?? null,
): Promise<string> {
  const bytes = new Uint8Array(await blob.arrayBuffer());
  const digest =
    subtle === null
      ? (await import('@noble/hashes/sha2.js')).sha256(bytes)
      : new Uint8Array(await subtle.digest('SHA-256', bytes));
  return [...digest].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

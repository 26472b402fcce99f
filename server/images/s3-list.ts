/** One page of a bucket's list (ListObjectsV2). The keys are ours and plain ASCII, so no XML parser is needed. */

export interface S3Page {
  readonly objects: readonly { readonly key: string; readonly storedAtMs: number }[];
  /** Undefined after the last page. */
  readonly next: string | undefined;
}

/** Undefined for what is no such page. */
export function parseS3List(xml: string): S3Page | undefined {
  if (!xml.includes('<ListBucketResult')) return undefined;
  const objects = xml
    .split('<Contents>')
    .slice(1)
    .flatMap((part) => {
      const key = read(part, 'Key');
      const storedAtMs = Date.parse(read(part, 'LastModified') ?? '');
      return key === undefined || Number.isNaN(storedAtMs) ? [] : [{ key, storedAtMs }];
    });
  const isLast = read(xml, 'IsTruncated') !== 'true';
  return { objects, next: isLast ? undefined : read(xml, 'NextContinuationToken') };
}

const named: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
};

function read(xml: string, tag: string): string | undefined {
  const start = xml.indexOf(`<${tag}>`);
  const end = xml.indexOf(`</${tag}>`, start);
  if (start === -1 || end === -1) return undefined;
  const text = xml.slice(start + tag.length + 2, end);
  return text.replaceAll(/&(\w+);/g, (whole, name: string) => named[name] ?? whole);
}

/** The settings of a bucket, checked once at the start: what is wrong is said in a sentence, and nothing is guessed. */
import { fail, succeed, type Result } from '../../shared/result.ts';

export interface S3Settings {
  /** The bucket's address and the folder in it, without a slash at the end: `https://host/bucket/folder`. */
  readonly url: string;
  readonly key: string;
  readonly secret: string;
  readonly region: string;
}

type Environment = Readonly<Record<string, string | undefined>>;

/** Undefined when there is to be no bucket. */
export function parseS3Settings(environment: Environment): Result<S3Settings | undefined, string> {
  // A variable set to nothing means what an absent one means.
  const read = (name: string): string => environment[name]?.trim() ?? '';
  const [url, key, secret] = [read('BLOB_S3_URL'), read('BLOB_S3_KEY'), read('BLOB_S3_SECRET')];
  const region = read('BLOB_S3_REGION') || 'us-east-1';
  if (url === '' && key === '' && secret === '') return succeed(undefined);
  if (url === '' || key === '' || secret === '') {
    return fail(
      'BLOB_S3_URL, BLOB_S3_KEY and BLOB_S3_SECRET belong together: set all three to keep pictures in a bucket, or none.',
    );
  }
  if (!isBucketUrl(url)) {
    return fail(
      `BLOB_S3_URL must look like https://host/bucket, with a folder behind it if you like (it is "${url}").`,
    );
  }
  if (!/^[\w-]+$/.test(region)) {
    return fail(
      `BLOB_S3_REGION must be the name of a region, such as eu-central-1 (it is "${region}").`,
    );
  }
  return succeed({ url: url.replace(/\/+$/, ''), key, secret, region });
}

function isBucketUrl(text: string): boolean {
  const url = URL.parse(text);
  return (
    url !== null &&
    ['http:', 'https:'].includes(url.protocol) &&
    url.username === '' &&
    url.password === '' &&
    url.search === '' &&
    url.hash === '' &&
    /^(?:\/[\w.-]+)+\/*$/.test(url.pathname)
  );
}

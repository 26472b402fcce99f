/** A server that speaks S3, on a free port of loopback, with one empty bucket in a folder of its own. */
import crypto from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import S3rver from 's3rver';
import type { S3Settings } from '../../server/images/s3-settings.ts';

export interface S3Server {
  readonly settings: S3Settings;
  /** Where the bytes of a key of that bucket lie. */
  fileOf(key: string): string;
  stop(): Promise<void>;
}

const bucket = 'pictures';

/** s3rver makes its page tokens with DES, which OpenSSL 3 has no more; three times with one key it is the same. */
function bringBackDes(): void {
  for (const name of ['createCipheriv', 'createDecipheriv'] as const) {
    const make: (algorithm: string, key: Buffer, iv: Buffer) => unknown = crypto[name];
    Object.assign(crypto, {
      [name]: (algorithm: string, key: Buffer, iv: Buffer) =>
        algorithm === 'des'
          ? make('des-ede3-cbc', Buffer.concat([key, key, key]), iv)
          : make(algorithm, key, iv),
    });
  }
}

export async function startS3(): Promise<S3Server> {
  bringBackDes();
  const directory = await mkdtemp(join(tmpdir(), 'bincard-s3-'));
  const configureBuckets = [{ name: bucket }];
  const server = new S3rver({
    address: '127.0.0.1',
    port: 0,
    silent: true,
    directory,
    configureBuckets,
  });
  const { port } = await server.run();
  return {
    settings: {
      url: `http://127.0.0.1:${port}/${bucket}`,
      key: 'S3RVER',
      secret: 'S3RVER',
      region: 'us-east-1',
    },
    fileOf: (key) => join(directory, bucket, `${key}._S3rver_object`),
    async stop() {
      await server.close();
      await rm(directory, { recursive: true, force: true });
    },
  };
}

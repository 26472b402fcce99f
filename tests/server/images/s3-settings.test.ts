import { expect, test } from 'vitest';
import { parseS3Settings } from '../../../server/images/s3-settings.ts';

const whole = {
  BLOB_S3_URL: 'https://s3.example/bucket/a-folder/',
  BLOB_S3_KEY: 'key',
  BLOB_S3_SECRET: 'secret',
};

test('without settings there is no bucket', () => {
  expect(parseS3Settings({})).toEqual({ ok: true, value: undefined });
  expect(parseS3Settings({ BLOB_S3_URL: ' ', BLOB_S3_REGION: 'eu-central-1' })).toEqual({
    ok: true,
    value: undefined,
  });
});

test('three settings are enough', () => {
  expect(parseS3Settings(whole)).toEqual({
    ok: true,
    value: {
      url: 'https://s3.example/bucket/a-folder',
      key: 'key',
      secret: 'secret',
      region: 'us-east-1',
    },
  });
  expect(parseS3Settings({ ...whole, BLOB_S3_REGION: 'eu-central-1' })).toMatchObject({
    value: { region: 'eu-central-1' },
  });
});

test.each([
  'https://s3.example',
  'https://s3.example/',
  'ftp://s3.example/bucket',
  'https://key:secret@s3.example/bucket',
  'https://s3.example/bucket?x=1',
  'https://s3.example/bucket/a folder',
  'bucket',
])('an address that names no bucket is refused in a sentence: %s', (url) => {
  const parsed = parseS3Settings({ ...whole, BLOB_S3_URL: url });
  expect(parsed).toMatchObject({
    ok: false,
    failure: expect.stringMatching(/^BLOB_S3_URL must .*\.$/),
  });
});

test('half of the settings, or a strange region, is refused without saying the secret', () => {
  for (const left of ['BLOB_S3_URL', 'BLOB_S3_KEY', 'BLOB_S3_SECRET']) {
    const parsed = parseS3Settings({ ...whole, [left]: '' });
    expect(parsed).toMatchObject({
      ok: false,
      failure: expect.stringContaining('belong together'),
    });
  }
  const parsed = parseS3Settings({ ...whole, BLOB_S3_REGION: 'eu central' });
  expect(parsed).toMatchObject({ ok: false, failure: expect.stringContaining('BLOB_S3_REGION') });
  expect(JSON.stringify(parsed)).not.toContain('secret');
});

/** The environment: what is right comes through checked, what is wrong is said in a sentence that helps. */
import { describe, expect, test } from 'vitest';
import { readConfig } from '../../server/config.ts';

function faultsOf(environment: Record<string, string>): readonly string[] {
  const config = readConfig(environment);
  return config.ok ? [] : config.failure;
}

describe('the environment', () => {
  test('an empty one gives a server on this machine alone, with the embedded database', () => {
    const config = readConfig({});
    if (!config.ok) throw new Error(config.failure.join(' '));
    expect(config.value).toMatchObject({
      port: 3000,
      host: '127.0.0.1',
      databaseUrl: undefined,
      publicUrl: 'http://localhost:3000',
      tls: undefined,
      logLevel: 'info',
    });
    expect(config.value.dataDir).toBe(`${process.cwd()}/data`);
  });

  test('the hosts that may be asked for pictures are listed, and a bucket is set as a whole', () => {
    const bucket = { BLOB_S3_URL: 'https://s3.example/b/', BLOB_S3_KEY: 'k', BLOB_S3_SECRET: 's' };
    const config = readConfig({ IMAGE_FETCH_ALLOW: 'nas.local:8080, 10.0.0.0/8', ...bucket });
    if (!config.ok) throw new Error(config.failure.join(' '));
    expect(config.value.imageFetchAllow.opensHost('nas.local', 8080)).toBe(true);
    expect(config.value.blobS3).toMatchObject({ url: 'https://s3.example/b', region: 'us-east-1' });
    expect(faultsOf({ IMAGE_FETCH_ALLOW: 'http://nas.local' }).join()).toContain('nas.local:8080');
    expect(faultsOf({ BLOB_S3_URL: 'https://s3.example/b' }).join()).toContain('belong together');
  });

  test('mail is set up as a whole or not at all, and its password is never repeated', () => {
    expect(readConfig({})).toMatchObject({ value: { mail: undefined } });
    const given = {
      SMTP_URL: 'smtp://u:secret@mail.example',
      MAIL_FROM: 'Bincard <b@example.org>',
    };
    expect(readConfig(given)).toMatchObject({
      value: { mail: { smtpUrl: given.SMTP_URL, from: given.MAIL_FROM } },
    });
    expect(faultsOf({ SMTP_URL: given.SMTP_URL }).join()).toContain('belong together');
    const wrong = faultsOf({ ...given, SMTP_URL: 'http://u:secret@mail.example' }).join();
    expect(wrong).toContain('SMTP_URL must look like smtp://');
    expect(wrong).not.toContain('secret');
    expect(faultsOf({ ...given, MAIL_FROM: 'b@example.org\nBcc: c@example.org' }).join()).toContain(
      'MAIL_FROM must be an address',
    );
    expect(faultsOf({ WEBHOOK_ALLOW: 'http://chat.local' }).join()).toContain('chat.local:8065');
  });

  test('the service worker can be switched off', () => {
    expect(readConfig({})).toMatchObject({ value: { hasServiceWorker: true } });
    expect(readConfig({ SERVICE_WORKER: 'off' })).toMatchObject({
      value: { hasServiceWorker: false },
    });
    expect(faultsOf({ SERVICE_WORKER: 'no' }).join()).toContain(
      'SERVICE_WORKER must be on, or off',
    );
  });

  test('a variable set to nothing is one that is not set', () => {
    expect(readConfig({ PORT: '', DATABASE_URL: ' ' })).toMatchObject({
      ok: true,
      value: { port: 3000, databaseUrl: undefined },
    });
  });

  test('a certificate makes the address https', () => {
    expect(readConfig({ TLS_CERT: 'a.pem', TLS_KEY: 'b.pem', PORT: '8443' })).toMatchObject({
      ok: true,
      value: { publicUrl: 'https://localhost:8443' },
    });
  });

  test('the public address loses the slash at its end', () => {
    expect(readConfig({ PUBLIC_URL: 'https://bincard.example/' })).toMatchObject({
      ok: true,
      value: { publicUrl: 'https://bincard.example' },
    });
  });

  test.each([
    [{ PORT: '80a' }, 'PORT'],
    [{ PORT: '0' }, 'PORT'],
    [{ PORT: '70000' }, 'PORT'],
    [{ HOST: 'http://0.0.0.0' }, 'HOST'],
    [{ DATABASE_URL: 'mysql://localhost/x' }, 'DATABASE_URL'],
    [{ PUBLIC_URL: 'bincard.example' }, 'PUBLIC_URL'],
    [{ PUBLIC_URL: 'https://bincard.example/stock' }, 'PUBLIC_URL'],
    [{ PUBLIC_URL: 'ftp://bincard.example' }, 'PUBLIC_URL'],
    [{ LOG_LEVEL: 'loud' }, 'LOG_LEVEL'],
    [{ TRUST_PROXY: 'my-proxy' }, 'TRUST_PROXY'],
    [{ TRUST_PROXY: '10.0.0.0/33' }, 'TRUST_PROXY'],
    [{ TLS_CERT: 'a.pem' }, 'TLS_CERT'],
    [{ TLS_CERT: 'a.pem', TLS_KEY: 'b.pem', PUBLIC_URL: 'http://x.example' }, 'PUBLIC_URL'],
  ])('%o is refused in one sentence that begins with %s', (environment, name) => {
    const faults = faultsOf(environment);
    expect(faults).toHaveLength(1);
    expect(faults[0]).toMatch(new RegExp(`^${name} .+\\.$`));
  });

  test('every wrong variable gets its own sentence', () => {
    expect(faultsOf({ PORT: 'x', LOG_LEVEL: 'y' })).toHaveLength(2);
  });

  test("the database's password is not repeated in the sentence about it", () => {
    expect(faultsOf({ DATABASE_URL: 'mysql://me:secret@host/x' }).join()).not.toContain('secret');
  });
});

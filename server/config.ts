/**
 * The environment, checked once at the start: what is wrong is said in one sentence each, with what to
 * do about it, and nothing is guessed. After this file nobody looks at `process.env`.
 */
import { resolve } from 'node:path';
import * as v from 'valibot';
import { isMailAddress } from '../shared/notices.ts';
import { fail, must, succeed, type Result } from '../shared/result.ts';
import { parseTrustedProxies, type TrustedProxies } from './http/client-address.ts';
import { parseFetchAllowList, type FetchAllowList } from './images/fetch-allow-list.ts';
import { parseS3Settings, type S3Settings } from './images/s3-settings.ts';
import type { MailSetting } from './notices/send-mail.ts';

export const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;

export interface Config {
  readonly port: number;
  readonly host: string;
  /** Absolute. */
  readonly dataDir: string;
  /** Undefined: the embedded database in `dataDir`. */
  readonly databaseUrl: string | undefined;
  /** Where people reach this server, without a slash at the end. */
  readonly publicUrl: string;
  readonly tls: { readonly certFile: string; readonly keyFile: string } | undefined;
  readonly logLevel: (typeof logLevels)[number];
  readonly trustedProxies: TrustedProxies;
  /** Hosts that may be asked for pictures although they are private. */
  readonly imageFetchAllow: FetchAllowList;
  /** Hosts that notices may be sent to although they are private. */
  readonly webhookAllow: FetchAllowList;
  /** Undefined: no mails are sent, and the screens say so. */
  readonly mail: MailSetting | undefined;
  /** Undefined: pictures lie in `dataDir`. */
  readonly blobS3: S3Settings | undefined;
  /** False: browsers are told to remove the one that they have (stop-service-worker.ts). */
  readonly hasServiceWorker: boolean;
}

const portSchema = v.pipe(
  v.string(),
  v.regex(/^\d{1,5}$/),
  v.transform(Number),
  v.minValue(1),
  v.maxValue(65_535),
);

function isHttpUrl(text: string): boolean {
  const url = URL.parse(text);
  return (
    url !== null &&
    ['http:', 'https:'].includes(url.protocol) &&
    url.username === '' &&
    url.pathname === '/' &&
    url.search === '' &&
    url.hash === ''
  );
}

function isPostgresUrl(text: string): boolean {
  const url = URL.parse(text);
  return url !== null && ['postgres:', 'postgresql:'].includes(url.protocol);
}

function isSmtpUrl(text: string): boolean {
  const url = URL.parse(text);
  return url !== null && ['smtp:', 'smtps:'].includes(url.protocol) && url.hostname !== '';
}

/** An address, or a name and an address in angle brackets. */
function isSender(text: string): boolean {
  const [, address] = /^[^<>\p{Cc}]*<([^<>]+)>$/u.exec(text) ?? [];
  return isMailAddress(address ?? text);
}

const environmentSchema = v.object({
  PORT: v.optional(portSchema, '3000'),
  HOST: v.optional(v.pipe(v.string(), v.regex(/^[\w.:-]+$/)), '127.0.0.1'),
  DATA_DIR: v.optional(v.string(), './data'),
  DATABASE_URL: v.optional(v.pipe(v.string(), v.check(isPostgresUrl))),
  PUBLIC_URL: v.optional(v.pipe(v.string(), v.check(isHttpUrl))),
  TLS_CERT: v.optional(v.string()),
  TLS_KEY: v.optional(v.string()),
  LOG_LEVEL: v.optional(v.picklist(logLevels), 'info'),
  TRUST_PROXY: v.optional(
    v.pipe(
      v.string(),
      v.check((text) => parseTrustedProxies(text) !== undefined),
    ),
    '',
  ),
  IMAGE_FETCH_ALLOW: v.optional(
    v.pipe(
      v.string(),
      v.check((text) => parseFetchAllowList(text) !== undefined),
    ),
    '',
  ),
  WEBHOOK_ALLOW: v.optional(
    v.pipe(
      v.string(),
      v.check((text) => parseFetchAllowList(text) !== undefined),
    ),
    '',
  ),
  SMTP_URL: v.optional(v.pipe(v.string(), v.check(isSmtpUrl))),
  MAIL_FROM: v.optional(v.pipe(v.string(), v.check(isSender))),
  SERVICE_WORKER: v.optional(v.picklist(['on', 'off']), 'on'),
});

type Name = keyof typeof environmentSchema.entries;

const whatToDo: { readonly [N in Name]: string } = {
  PORT: 'must be a port number from 1 to 65535, such as 3000',
  HOST: 'must be an address to listen on, such as 127.0.0.1 for this machine alone or 0.0.0.0 for the network',
  DATA_DIR: 'must be the path of a folder that the server may write to',
  DATABASE_URL:
    'must look like postgres://user:password@host:5432/name; leave it out to use the embedded database',
  PUBLIC_URL:
    'must be the address people type, such as https://bincard.example, without a path behind it',
  TLS_CERT: 'must be the path of a certificate file in PEM format',
  TLS_KEY: 'must be the path of a private key file in PEM format',
  LOG_LEVEL: `must be one of ${logLevels.join(', ')}`,
  TRUST_PROXY:
    'must list the addresses of your proxies, such as 127.0.0.1 or 10.0.0.0/8, with commas between them',
  IMAGE_FETCH_ALLOW:
    'must list what may be asked for pictures although it is private, such as nas.local:8080 or 10.0.0.0/8, with commas between them',
  WEBHOOK_ALLOW:
    'must list what notices may be sent to although it is private, such as chat.local:8065 or 10.0.0.0/8, with commas between them',
  SMTP_URL:
    'must look like smtp://user:password@mail.example:587, or smtps:// for port 465; leave it out to send no mails',
  MAIL_FROM: 'must be an address that mails come from, such as Bincard <bincard@example.org>',
  SERVICE_WORKER:
    'must be on, or off to remove the service worker from every browser that comes by',
};

/** These addresses hold a password, and this sentence ends up in logs. */
function quote(name: Name, value: string | undefined): string {
  return name === 'DATABASE_URL' || name === 'SMTP_URL' ? '' : ` (it is "${value}")`;
}

/** Failure: one sentence for each thing that is wrong. */
export function readConfig(
  environment: Readonly<Record<string, string | undefined>>,
): Result<Config, readonly string[]> {
  // A variable set to nothing means what an absent one means: that is how `.env` files leave things out.
  const given = Object.fromEntries(
    Object.keys(environmentSchema.entries).flatMap((name) => {
      const value = environment[name]?.trim() ?? '';
      return value === '' ? [] : [[name, value]];
    }),
  );
  const parsed = v.safeParse(environmentSchema, given);
  if (!parsed.success) {
    const wrong = new Set(parsed.issues.map((issue) => v.getDotPath(issue) as Name));
    return fail([...wrong].map((name) => `${name} ${whatToDo[name]}${quote(name, given[name])}.`));
  }
  const { PORT, HOST, DATA_DIR, DATABASE_URL, PUBLIC_URL, TLS_CERT, TLS_KEY } = parsed.output;
  if ((TLS_CERT === undefined) !== (TLS_KEY === undefined)) {
    return fail(['TLS_CERT and TLS_KEY belong together: set both to serve https, or neither.']);
  }
  const { SMTP_URL, MAIL_FROM } = parsed.output;
  if ((SMTP_URL === undefined) !== (MAIL_FROM === undefined)) {
    return fail(['SMTP_URL and MAIL_FROM belong together: set both to send mails, or neither.']);
  }
  const blobS3 = parseS3Settings(environment);
  if (!blobS3.ok) return fail([blobS3.failure]);
  const tls =
    TLS_CERT === undefined || TLS_KEY === undefined
      ? undefined
      : { certFile: resolve(TLS_CERT), keyFile: resolve(TLS_KEY) };
  const scheme = tls === undefined ? 'http' : 'https';
  const publicUrl = new URL(PUBLIC_URL ?? `${scheme}://localhost:${PORT}`).origin;
  if (tls !== undefined && !publicUrl.startsWith('https:')) {
    return fail([
      `PUBLIC_URL must begin with https:// when TLS_CERT is set (it is "${PUBLIC_URL}").`,
    ]);
  }
  return succeed({
    port: PORT,
    host: HOST,
    dataDir: resolve(DATA_DIR),
    databaseUrl: DATABASE_URL,
    publicUrl,
    tls,
    logLevel: parsed.output.LOG_LEVEL,
    trustedProxies: must(parseTrustedProxies(parsed.output.TRUST_PROXY), 'checked addresses'),
    imageFetchAllow: must(parseFetchAllowList(parsed.output.IMAGE_FETCH_ALLOW), 'checked hosts'),
    webhookAllow: must(parseFetchAllowList(parsed.output.WEBHOOK_ALLOW), 'checked hosts'),
    mail:
      SMTP_URL === undefined || MAIL_FROM === undefined
        ? undefined
        : { smtpUrl: SMTP_URL, from: MAIL_FROM },
    blobS3: blobS3.value,
    hasServiceWorker: parsed.output.SERVICE_WORKER === 'on',
  });
}

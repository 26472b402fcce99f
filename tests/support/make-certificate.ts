/**
 * A certificate that signs itself, for one name, for an hour: made in the test, so that none expires and no key lies in the
 * repository. Only what TLS asks for (X.509 v3, ECDSA on P-256), written out as DER.
 */
import { createPublicKey, generateKeyPairSync, randomBytes, sign } from 'node:crypto';

export interface Certificate {
  readonly cert: string;
  readonly key: string;
}

export interface CertificateOptions {
  readonly name: string;
  readonly isExpired?: boolean;
}

const hourMs = 60 * 60 * 1000;
const ecdsaWithSha256 = der(0x30, der(0x06, Buffer.from('2a8648ce3d040302', 'hex')));

export function makeCertificate({ name, isExpired = false }: CertificateOptions): Certificate {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const publicKey = createPublicKey(privateKey).export({ type: 'spki', format: 'der' });
  const endMs = Date.now() + (isExpired ? -hourMs : hourMs);
  const issuer = distinguishedName(name);
  const body = der(
    0x30,
    der(0xa0, der(0x02, Buffer.of(2))),
    der(0x02, Buffer.concat([Buffer.of(1), randomBytes(8)])),
    ecdsaWithSha256,
    issuer,
    der(0x30, time(endMs - 2 * hourMs), time(endMs)),
    issuer,
    publicKey,
    der(0xa3, der(0x30, nameExtension(name), authorityExtension())),
  );
  const signature = sign('sha256', body, privateKey);
  const whole = der(0x30, body, ecdsaWithSha256, bitString(signature));
  const base64 = whole.toString('base64').replaceAll(/.{64}/g, '$&\n');
  return {
    cert: `-----BEGIN CERTIFICATE-----\n${base64}\n-----END CERTIFICATE-----\n`,
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
  };
}

function der(tag: number, ...parts: readonly Buffer[]): Buffer {
  const content = Buffer.concat(parts);
  const { length } = content;
  const size = length < 0x80 ? [length] : [0x82, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.of(tag, ...size), content]);
}

function bitString(content: Buffer): Buffer {
  return der(0x03, Buffer.of(0), content);
}

function time(atMs: number): Buffer {
  const text = new Date(atMs).toISOString().replaceAll(/[-:T]|\.\d+/g, '');
  return der(0x18, Buffer.from(text));
}

/** One attribute, the common name (2.5.4.3). */
function distinguishedName(name: string): Buffer {
  const type = der(0x06, Buffer.from('550403', 'hex'));
  return der(0x30, der(0x31, der(0x30, type, der(0x0c, Buffer.from(name)))));
}

/** subjectAltName (2.5.29.17) with one dNSName. */
function nameExtension(name: string): Buffer {
  const names = der(0x30, der(0x82, Buffer.from(name)));
  return der(0x30, der(0x06, Buffer.from('551d11', 'hex')), der(0x04, names));
}

/** basicConstraints (2.5.29.19): an authority, so that it can be trusted for itself. */
function authorityExtension(): Buffer {
  const isAuthority = der(0x30, der(0x01, Buffer.of(0xff)));
  return der(0x30, der(0x06, Buffer.from('551d13', 'hex')), der(0x04, isAuthority));
}

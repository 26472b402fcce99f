/**
 * Addresses that must never be asked, in every writing that a URL parser, a resolver or an old C library takes for them. The
 * port is that of a canary on this machine, so that a gate with a hole is heard.
 */
export interface SpecialUrl {
  readonly url: string;
  /** What a resolver could answer with; undefined where the form is about something else than the host. */
  readonly host?: string;
  /** Behind a redirect or in a page, it means a path on the same server. */
  readonly isRelative?: true;
}

/** One or more of each special block of IPv4; all of 127/8 leads to this machine. */
const addresses4 = [
  '127.0.0.1',
  '127.0.0.2',
  '127.255.255.254',
  '0.0.0.0',
  '0.0.0.1',
  '10.0.0.1',
  '100.64.0.1',
  '169.254.169.254',
  '172.16.0.1',
  '172.31.255.254',
  '192.0.0.1',
  '192.0.2.2',
  '192.168.0.1',
  '192.168.255.254',
  '198.18.0.1',
  '203.0.113.1',
  '224.0.0.1',
  '240.0.0.1',
  '255.255.255.255',
];

const addresses6 = [
  '::',
  '::1',
  '0:0:0:0:0:0:0:1',
  '0000:0000:0000:0000:0000:0000:0000:0001',
  '::0.0.0.1',
  '::ffff:0:0',
  '::ffff:7f00:1',
  '::7f00:1',
  '64:ff9b::7f00:1',
  '64:ff9b:1::7f00:1',
  '64:ff9b:1:ffff:ffff:ffff:7f00:1',
  '100::1',
  '100:0:0:1::1',
  '2001::1',
  '2001:1::1',
  '2001:2::1',
  '2001:3::1',
  '2001:4:112::1',
  '2001:10::1',
  '2001:20::1',
  '2001:30::1',
  '2001:db8::1',
  '2002:7f00:1::',
  '2002:a00:1::1',
  '2620:4f:8000::1',
  '3fff::1',
  '4000::1',
  '5f00::1',
  'fc00::1',
  'fd00::2',
  'fd00:ec2::254',
  'fe80::1',
  'febf::1',
  'fec0::1',
  'ff02::1',
  'FF0E::1',
];

/** The test's resolver answers every name with this machine's own address. */
const localNames = [
  'localhost',
  'LOCALHOST',
  'localhost.',
  'localhost.localdomain',
  'canary.localhost',
  'ip6-localhost',
  'broadcasthost',
  'localtest.me',
  '127.0.0.1.nip.io',
  'spoofed.example',
  '127.0.0.1.example',
  'kubernetes.default.svc',
  'metadata.google.internal',
  'ⓛⓞⓒⓐⓛⓗⓞⓢⓣ',
  'ｌｏｃａｌｈｏｓｔ',
];

export function makeSpecialUrls(port: number): readonly SpecialUrl[] {
  const at = (host: string): SpecialUrl => ({
    url: `http://${host}:${port}/x.png`,
    host: host.replaceAll(/^\[|\]$/g, ''),
  });
  const zones = ['fe80::1%25lo', 'fe80::1%lo', '::1%25lo', '::1%lo', '::1%251', 'fe80::1%eth0'];
  const all = [
    ...addresses4.flatMap((address) => writingsOf(address).map(at)),
    ...[...addresses6, ...zones].map((address) => at(`[${address}]`)),
    ...localNames.map((name): SpecialUrl => ({ url: `http://${name}:${port}/x.png` })),
    ...trickUrls(port),
  ];

  // 0.0.0.0 is the same number in several writings.
  return [...new Map(all.map((form) => [form.url, form])).values()];
}

function writingsOf(address: string): readonly string[] {
  const parts = address.split('.').map(Number);
  const [a = 0, b = 0, c = 0, d = 0] = parts;
  const last2 = c * 256 + d;
  const last3 = b * 65_536 + last2;
  const whole = a * 16_777_216 + last3;
  const hex = (number: number, digits = 0): string => number.toString(16).padStart(digits, '0');
  const octal = (number: number, digits = 0): string => number.toString(8).padStart(digits, '0');
  const groups = `${hex(a * 256 + b)}:${hex(last2)}`;
  const inverted = `${hex((a * 256 + b) ^ 0xffff)}:${hex(last2 ^ 0xffff)}`;
  return [
    address,
    `${address}.`,
    String(whole),
    `0x${hex(whole)}`,
    `0X${hex(whole, 8).toUpperCase()}`,
    `0${octal(whole)}`,
    parts.map((part) => `0x${hex(part)}`).join('.'),
    parts.map((part) => `0${octal(part)}`).join('.'),
    parts.map((part) => octal(part, 8)).join('.'),
    `0x${hex(a)}.${b}.0${octal(c)}.${d}`,
    `0${octal(a)}.0x${hex(b)}.${last2}`,
    `${a}.${b}.${last2}`,
    `${a}.${last3}`,
    `0x${hex(a)}.0x${hex(last3)}`,
    inDigits(address, 0xff10),
    inDigits(address, 0x1_d7ce),
    inCircledDigits(address),
    address.replaceAll('.', '。'),
    address.replaceAll('.', '．'),
    address.replaceAll('.', '｡'),
    address.replaceAll(/\d/g, (digit) => `%3${digit}`),
    address.replaceAll('.', '\u00ad.'),
    `[::ffff:${address}]`,
    `[::FFFF:${groups}]`,
    `[0:0:0:0:0:ffff:${groups}]`,
    `[::${address}]`,
    `[::ffff:0:${address}]`,
    `[64:ff9b::${address}]`,
    `[64:ff9b:1::${groups}]`,
    `[2002:${groups}::1]`,
    `[2001:0:4136:e378:8000:63bf:${inverted}]`,
  ];
}

/** Digits of another script or width; the URL parser maps them back. */
function inDigits(address: string, zero: number): string {
  return address.replaceAll(/\d/g, (digit) => String.fromCodePoint(zero + Number(digit)));
}

function inCircledDigits(address: string): string {
  return address.replaceAll(/\d/g, (digit) =>
    digit === '0' ? '\u24ea' : String.fromCodePoint(0x245f + Number(digit)),
  );
}

function trickUrls(port: number): readonly SpecialUrl[] {
  const canary = `127.0.0.1:${port}`;
  const relative = [
    `http:${canary}/x.png`,
    `http:/${canary}/x.png`,
    `${canary}/x.png`,
    `localhost:${port}/x.png`,
  ];
  const tricks = [
    `http://public.example@${canary}/x.png`,
    `http://public.example:80@${canary}/x.png`,
    `http://public.example%40${canary}/x.png`,
    `http://@${canary}/x.png`,
    `http://:@${canary}/x.png`,
    `http://user:password@${canary}/x.png`,
    `http://${canary}@public.example/x.png`,
    `http://${canary}\\@public.example/x.png`,
    `http://${canary}#@public.example/x.png`,
    `http://${canary}?@public.example/x.png`,
    `http://${canary}/@public.example/x.png`,
    `http://public.example\\@${canary}/x.png`,
    `http:///${canary}/x.png`,
    `//${canary}/x.png`,
    `/\t/${canary}/x.png`,
    `\\\\${canary}\\x.png`,
    `http://////${canary}/x.png`,
    `http:\\\\${canary}\\x.png`,
    `http:/\\${canary}/x.png`,
    `HTTP://${canary}/x.png`,
    `hTtP://LocalHost:${port}/x.png`,
    `  http://${canary}/x.png  `,
    `http://127.0.\t0.1:${port}/x.png`,
    `http://127.0.0.1:0${port}/x.png`,
    `http://127.0.0.1:000000${port}/x.png`,
    `http://127.0.0.1:${port}:80/x.png`,
    `http://127.0.0.1 :${port}/x.png`,
    `http://127.0.0.1%20:${port}/x.png`,
    `http://127.0.0.1%00.public.example:${port}/x.png`,
    `http://127.0.0.1%09:${port}/x.png`,
    `http://[::1]%20:${port}/x.png`,
    `http://[127.0.0.1]:${port}/x.png`,
    `http://[[::1]]:${port}/x.png`,
    `http://::1:${port}/x.png`,
    `http://127.0.0.1,public.example:${port}/x.png`,
    `http://127.0.0.1;public.example:${port}/x.png`,
    `http://127..0.0.1:${port}/x.png`,
    `http://127.0.0.1..:${port}/x.png`,
    `http://127.0.0.256:${port}/x.png`,
    `http://127.0.0.1.0x1:${port}/x.png`,
    `http://00000000000000000000000000177.1:${port}/x.png`,
    `http://0x0000000000000000000000007f000001:${port}/x.png`,
    `http://4294967296:${port}/x.png`,
    `http://:${port}/x.png`,
    `http://*:${port}/x.png`,
    `http://0:${port}/x.png`,
    `http://0x0:${port}/x.png`,
    `https://${canary}/x.png`,
    `https://localhost:${port}/x.png`,
    `http://127.0.0.1:22/x.png`,
    `http://127.0.0.1:65536/x.png`,
    `http://127.0.0.1:-1/x.png`,
    `http://127.0.0.1/x.png`,
    `https://127.0.0.1/x.png`,
    `http://[::1]/x.png`,
    // A public address that nobody is to be asked at, by port or by password.
    `http://1.1.1.1:22/x.png`,
    `http://1.1.1.1:8080/x.png`,
    `https://1.1.1.1:6443/x.png`,
    `http://user@1.1.1.1/x.png`,
    `ftp://${canary}/x.png`,
    `ws://${canary}/x.png`,
    `wss://${canary}/x.png`,
    `gopher://${canary}/_x`,
    `dict://${canary}/d:x`,
    `ldap://${canary}/x`,
    `sftp://${canary}/x.png`,
    `tftp://${canary}/x.png`,
    `jar:http://${canary}/x.zip!/x.png`,
    `view-source:http://${canary}/x.png`,
    `blob:http://${canary}/x.png`,
    `feed:http://${canary}/x.png`,
    `url:http://${canary}/x.png`,
    `unix:/run/docker.sock`,
    `http+unix://%2Frun%2Fdocker.sock/x.png`,
    `file:///etc/passwd`,
    `file://${canary}/x.png`,
    `file:\\\\127.0.0.1\\x.png`,
    `data:image/png;base64,iVBORw0KGgo=`,
    `javascript:fetch("http://${canary}/x.png")`,
    `about:blank`,
  ];
  return [
    ...tricks.map((url): SpecialUrl => ({ url })),
    ...relative.map((url): SpecialUrl => ({ url, isRelative: true })),
  ];
}

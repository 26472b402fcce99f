/** What bytes are, by their beginning alone. */
import { expect, test } from 'vitest';
import sharp from 'sharp';
import { reasonAgainst, sniffFormat } from '../../../server/images/sniff-format.ts';

const flat = { create: { width: 8, height: 8, channels: 3, background: '#a33' } } as const;

function sniffText(text: string): string {
  return sniffFormat(Buffer.from(text));
}

test('the four formats that are decoded are known by their first bytes', async () => {
  for (const format of ['jpeg', 'png', 'webp', 'gif'] as const) {
    const bytes = await sharp(flat).toFormat(format).toBuffer();
    expect(sniffFormat(bytes)).toBe(format);
    expect(sniffFormat(bytes.subarray(0, 16))).toBe(format);
    expect(reasonAgainst(sniffFormat(bytes))).toBeUndefined();
  }
});

test('other formats of pictures are known as such, and refused as such', async () => {
  const others = [
    await sharp(flat).avif().toBuffer(),
    await sharp(flat).tiff().toBuffer(),
    Buffer.from('\u0000\u0000\u0000\u0018ftypheic\u0000\u0000\u0000\u0000', 'latin1'),
    Buffer.from('\u0000\u0000\u0000\u0018ftypmif1\u0000\u0000\u0000\u0000', 'latin1'),
    Buffer.from('MM\u0000*\u0000\u0000\u0000\u0008', 'latin1'),
    Buffer.from('BM6\u0000\u0000\u0000', 'latin1'),
    Buffer.from('\u0000\u0000\u0001\u0000\u0001\u0000', 'latin1'),
  ];
  for (const bytes of others) {
    expect(sniffFormat(bytes)).toBe('picture');
    expect(reasonAgainst(sniffFormat(bytes))).toBe('unsupported_format');
  }
});

test('a drawing is a picture, whatever stands before its first tag', () => {
  for (const text of [
    '<svg xmlns="http://www.w3.org/2000/svg">',
    '\uFEFF  \n<svg>',
    '<?xml version="1.0"?>\n<!-- Generator: A Program -->\n<svg>',
    '<?xml version="1.0"?><!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "svg11.dtd"><svg>',
    '<svg:svg xmlns:svg="http://www.w3.org/2000/svg">',
    '<!-- a > b --><SVG>',
  ]) {
    expect([text, sniffText(text)]).toEqual([text, 'picture']);
  }
});

test('a page is a page, whatever stands before its first tag', () => {
  for (const text of [
    '<!doctype html><html>',
    '<!DOCTYPE   HTML PUBLIC "x">',
    '\uFEFF\r\n\t<HTML lang=de>',
    '<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml">',
    '<!-- hello --><head>',
    '<!---->  <body>',
    `<!-- ${'long '.repeat(500)}`,
    '<meta charset=utf-8>',
    '<p>Not found',
  ]) {
    expect([text, sniffText(text)]).toEqual([text, 'html']);
    expect(reasonAgainst('html')).toBe('web_page');
  }
});

test('anything else is no picture', () => {
  for (const text of [
    '',
    'GIF',
    'GIF88a',
    '{"error":"no"}',
    '%PDF-1.7',
    'Not Found',
    '<',
    '< html>',
    '<rss version="2.0">',
    '<?xml version="1.0"?><feed>',
    '<?xml version="1.0"?><!-- only a remark',
    'PK\u0003\u0004',
    '\u0000\u0000\u0000\u0018ftypmp42',
    'RIFF\u0000\u0000\u0000\u0000WAVE',
    '\u0089PNG\r\n',
  ]) {
    expect([text, sniffText(text)]).toEqual([text, 'unknown']);
  }
  expect(reasonAgainst('unknown')).toBe('not_an_image');
});

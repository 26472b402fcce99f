/** The picture that a page names as its own, found without believing or running anything in it. */
import { describe, expect, test } from 'vitest';
import { findPageImage } from '../../../server/images/find-page-image.ts';

const page = new URL('https://shop.example/tools/drill?id=7');

function find(html: string): string | undefined {
  return findPageImage(html, page)?.href;
}

describe('found', () => {
  test('whatever the order, the quotes and the case of its attributes', () => {
    for (const tag of [
      '<meta property="og:image" content="https://a.example/x.jpg">',
      "<META content='https://a.example/x.jpg' PROPERTY='OG:image' />",
      '<meta content=https://a.example/x.jpg property=og:image>',
      '<meta\n\tproperty = "og:image"\n\tcontent = " https://a.example/x.jpg "\n>',
      '<meta name="twitter:image" content="https://a.example/x.jpg">',
      '<meta data-a="b > c" itemprop itemscope property="og:image" content="https://a.example/x.jpg">',
    ]) {
      const found = find(`<!doctype html><html><head>${tag}</head>`);
      expect([tag, found]).toEqual([tag, 'https://a.example/x.jpg']);
    }
  });

  test('relative to the address of the page', () => {
    expect(find('<meta property="og:image" content="/x.jpg">')).toBe('https://shop.example/x.jpg');
    expect(find('<meta property="og:image" content="x.jpg">')).toBe(
      'https://shop.example/tools/x.jpg',
    );
    expect(find('<meta property="og:image" content="//b.example/x">')).toBe('https://b.example/x');
  });

  test('with its entities decoded', () => {
    const html =
      '<meta property="og:image" content="/x?a=1&amp;b=2&#38;c=3&#x26;d=&quot;&unknown;">';
    expect(find(html)).toBe('https://shop.example/x?a=1&b=2&c=3&d=%22&unknown;');
    expect(find('<meta property="og:image" content="/&#9999999;&#x110000;">')).toContain('9999999');
  });

  test('og:image before twitter:image, the first before the second, the next where one is useless', () => {
    const twitter = '<meta name="twitter:image" content="/t.jpg">';
    const first = '<meta property="og:image" content="/1.jpg">';
    const second = '<meta property="og:image" content="/2.jpg">';
    expect(find(twitter + first + second)).toBe('https://shop.example/1.jpg');
    const useless = '<meta property="og:image" content="data:image/png;base64,AAAA">';
    expect(find(useless + twitter)).toBe('https://shop.example/t.jpg');
    expect(find(`<meta property="og:image" content=" ">${second}`)).toBe(
      'https://shop.example/2.jpg',
    );
  });

  test('behind remarks and scripts', () => {
    const tag = '<meta property="og:image" content="/x.jpg">';
    for (const before of [
      '<!-- a -- b > c -->',
      '<!-->',
      '<script>if (a < b) document.write("<meta ")</script>',
      '<STYLE>a > b {}</Style >',
      '<title>1 < 2 <meta</title>',
      '1 < 2 </ <> <1',
      '<img alt="a > b" src=x>',
      '<p class=a/>',
    ]) {
      expect([before, find(before + tag)]).toEqual([before, 'https://shop.example/x.jpg']);
    }
  });
});

describe('not found', () => {
  const tag = '<meta property="og:image" content="/x.jpg">';

  test('inside remarks, scripts, and what else is only text', () => {
    for (const html of [
      `<!-- ${tag} -->`,
      `<!-- ${tag}`,
      `<script>const a = '${tag}';</script>`,
      `<script>${tag}`,
      `<textarea>${tag}</textarea>`,
      `<template>${tag}</template>`,
      `<img alt='${tag}'>`,
    ]) {
      expect([html, find(html)]).toEqual([html, undefined]);
    }
  });

  test('where nothing usable is named', () => {
    for (const html of [
      '',
      '<',
      '<meta',
      '<meta property="og:image"',
      '<meta property="og:image" content="/x.jpg',
      '<meta property="og:image">',
      '<meta property="og:image" content>',
      '<meta property="og:image" content="javascript:alert(1)">',
      '<meta property="og:image" content="file:///etc/passwd">',
      '<meta property="og:image" content="http://[">',
      '<meta property="og:image:width" content="600">',
      '<metadata property="og:image" content="/x.jpg">',
      '</meta property="og:image" content="/x.jpg">',
      '<link rel="og:image" content="/x.jpg">',
    ]) {
      expect([html, find(html)]).toEqual([html, undefined]);
    }
  });
});

test('half a megabyte made to be slow is read in no more than a blink per pass', () => {
  const pieces = [
    '<',
    '<!--',
    '<!-- -',
    '<a ',
    '<a b="',
    '<a b = ',
    '<meta content="&#',
    '<meta content=\'"',
    '<script>',
    '<script></scrip',
    '<meta property=og:image content= ',
    '&amp;',
    '= ',
    '< a',
    '\n',
  ];
  for (const piece of pieces) {
    const html = piece.repeat(Math.ceil((512 * 1024) / piece.length));
    const start = performance.now();
    expect(find(html)).toBeUndefined();
    // Linear takes some 20 ms; a scan per piece would take minutes.
    expect(performance.now() - start).toBeLessThan(2000);
  }
});

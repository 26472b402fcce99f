/** When a code is believed, on a clock of our own: frames come every 50 ms unless a test says otherwise. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { makeCodeJudge, type AcceptedCode } from '../../../client/device/code-judge.ts';
import type { ReadCode } from '../../../client/device/decode-code.ts';
import type { Symbology } from '../../../shared/symbology.ts';

const frameMs = 50;

function code(text: string, symbology: Symbology = 'ean13', x = 640, y = 360): ReadCode {
  return { text, symbology, isGs1: false, bytes: new Uint8Array(), centre: { x, y }, corners: [] };
}

const pen = code('4006381333931');
const book = code('9780306406157');
const label = code('BC-7K3F2', 'code128');
const qr = code('BC-7K3F2', 'qr');

/** What is accepted, with the number of the frame. */
function judge(
  frames: readonly (readonly ReadCode[])[],
  options?: Parameters<typeof makeCodeJudge>[0],
): readonly string[] {
  const see = makeCodeJudge(options);
  return frames.flatMap((codes, place) => {
    const accepted = see({ codes, width: 1280, height: 720 }, place * frameMs);
    return accepted === undefined ? [] : [`${place}: ${accepted.code.text}`];
  });
}

const empty: readonly ReadCode[] = [];

describe('bars', () => {
  test('are believed when two reads after one another agree', () => {
    expect(judge([[pen], [pen]])).toEqual(['1: 4006381333931']);
    expect(judge([[pen]])).toEqual([]);
  });

  test('are not believed when a read in between says otherwise', () => {
    expect(judge([[pen], [book], [pen], [book]])).toEqual([]);
    expect(judge([[pen], [book], [book]])).toEqual(['2: 9780306406157']);
  });

  test('may be out of sight between the two reads, but not for long', () => {
    expect(judge([[pen], empty, empty, [pen]])).toEqual(['3: 4006381333931']);
    expect(judge([[pen], empty, empty, empty, [pen]], { agreeWithinMs: 150 })).toEqual([]);
  });

  test('with a wrong check digit do not even count as a read', () => {
    const wrong = code('4006381333932');
    expect(judge([[wrong], [wrong], [wrong]])).toEqual([]);
    expect(judge([[pen], [wrong], [pen]])).toEqual(['2: 4006381333931']);
  });

  test('of a kind without a check digit need the two reads alone', () => {
    expect(judge([[label], [label]])).toEqual(['1: BC-7K3F2']);
  });

  test('that read the same as another kind of bars do not prove it', () => {
    expect(judge([[code('12345670', 'code39')], [code('12345670', 'codabar')]])).toEqual([]);
  });
});

test('a matrix is believed at once', () => {
  expect(judge([[qr]])).toEqual(['0: BC-7K3F2']);
});

describe('the same code', () => {
  const long = Array.from({ length: 200 }, () => [qr]);

  test('lying in view for ten seconds counts once', () => {
    expect(judge(long)).toEqual(['0: BC-7K3F2']);
  });

  test('counts again when it was away for the cool-down, and not before', () => {
    const away = (ms: number) => Array.from({ length: ms / frameMs }, () => empty);
    expect(judge([[qr], ...away(1_400), [qr]])).toHaveLength(1);
    expect(judge([[qr], ...away(1_500), [qr]])).toHaveLength(2);
    expect(judge([[qr], ...away(250), [qr]], { coolDownMs: 200 })).toHaveLength(2);
  });

  test('counts once, too, where nobody looked for a while: something was asked, or the phone was busy', () => {
    const see = makeCodeJudge();
    const at = (nowMs: number) => see({ codes: [qr], width: 1280, height: 720 }, nowMs);
    expect(at(0)?.code).toBe(qr);
    expect([at(20_000), at(22_000), at(22_050)]).toEqual([undefined, undefined, undefined]);
  });

  test('as bars must be read twice again', () => {
    const away = Array.from({ length: 31 }, () => empty);
    expect(judge([[pen], [pen], ...away, [pen]])).toHaveLength(1);
    expect(judge([[pen], [pen], ...away, [pen], [pen]])).toHaveLength(2);
  });

  test('does not hold up another one', () => {
    const other = code('BC-00001', 'qr');
    expect(judge([[qr], [other], [qr]])).toEqual(['0: BC-7K3F2', '1: BC-00001']);
  });
});

describe('several codes in one frame', () => {
  const left = code('LEFT', 'qr', 200, 360);
  const middle = code('MIDDLE', 'qr', 600, 400);

  test('the one nearest the middle is meant', () => {
    expect(judge([[left, middle]])).toEqual(['0: MIDDLE']);
    expect(judge([[middle, left]])).toEqual(['0: MIDDLE']);
  });

  test('the other one is not taken just because the first one was', () => {
    expect(
      judge([
        [left, middle],
        [left, middle],
        [left, middle],
      ]),
    ).toEqual(['0: MIDDLE']);
    expect(judge([[left, middle], [left]])).toEqual(['0: MIDDLE', '1: LEFT']);
  });

  test('bars that move to the middle were already read once', () => {
    const aside = { ...pen, centre: { x: 100, y: 100 } };
    expect(
      judge([
        [aside, qr],
        [pen, left],
      ]),
    ).toEqual(['0: BC-7K3F2', '1: 4006381333931']);
  });
});

test('tells how long it took since the code was first seen', () => {
  const see = makeCodeJudge();
  const took: (AcceptedCode | undefined)[] = [
    see({ codes: [pen], width: 1280, height: 720 }, 1_000),
    see({ codes: [], width: 1280, height: 720 }, 1_050),
    see({ codes: [pen], width: 1280, height: 720 }, 1_120),
    see({ codes: [qr], width: 1280, height: 720 }, 1_200),
  ];
  expect(took.map((accepted) => accepted?.sinceSeenMs)).toEqual([undefined, undefined, 120, 0]);
});

test('whatever is seen, no code is accepted twice within the cool-down', () => {
  const frames = fc.array(fc.subarray([pen, book, label, qr]), { maxLength: 120 });
  fc.assert(
    fc.property(frames, fc.integer({ min: 0, max: 3_000 }), (seen, coolDownMs) => {
      const see = makeCodeJudge({ coolDownMs });
      const lastMs = new Map<string, number>();
      for (const [place, codes] of seen.entries()) {
        const accepted = see({ codes, width: 1280, height: 720 }, place * frameMs);
        if (accepted === undefined) continue;
        const name = accepted.code.symbology + accepted.code.text;
        expect(place * frameMs - (lastMs.get(name) ?? -Infinity)).toBeGreaterThan(coolDownMs - 1);
        lastMs.set(name, place * frameMs);
      }
    }),
  );
});

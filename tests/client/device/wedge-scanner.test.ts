/**
 * A keyboard scanner and a person at the same keys. Keys carry the times that they were struck at; what a key does to a
 * field, which browsers do for real keys only, is done here.
 */
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { watchWedge, type WedgeOptions } from '../../../client/device/wedge-scanner.ts';

let codes: string[] = [];
let shortcuts: string[] = [];
let stopWatching = (): void => undefined;
let nowMs = 1_000;

function watch(options?: WedgeOptions): void {
  stopWatching();
  stopWatching = watchWedge(window, (code) => codes.push(code), options);
}

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  codes = [];
  shortcuts = [];
  document.body.replaceChildren();
  watch();
});

afterEach(() => {
  stopWatching();
  vi.useRealTimers();
});

/** As the app's own shortcuts listen. */
document.addEventListener('keydown', ({ key, defaultPrevented }) => {
  if (!defaultPrevented) shortcuts.push(key);
});

function wait(ms: number): void {
  nowMs += ms;
  vi.advanceTimersByTime(ms);
}

interface Strike {
  readonly gapMs?: number;
  readonly init?: KeyboardEventInit;
}

/** Answers whether somebody stopped what the key does. */
function strike(key: string, { gapMs = 5, init = {} }: Strike = {}): boolean {
  wait(gapMs);
  const target = document.activeElement ?? document.body;
  const event = new KeyboardEvent('keydown', {
    key,
    bubbles: true,
    cancelable: true,
    composed: true,
    ...init,
  });
  Object.defineProperty(event, 'timeStamp', { value: nowMs });
  const goesOn = target.dispatchEvent(event);
  const isWritten = goesOn && key.length === 1 && !init.ctrlKey;
  if (isWritten && (target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement)) {
    // Some kinds have no caret: to these, it is written at the end.
    if (target.selectionStart === null) target.value += key;
    else target.setRangeText(key, target.selectionStart, target.selectionEnd ?? 0, 'end');
    target.dispatchEvent(new InputEvent('input', { bubbles: true }));
  }
  return !goesOn;
}

function type(text: string, how?: Strike): void {
  for (const key of text) strike(key, how);
}

/** At a scanner's pace, but on a phone so busy that each key comes this much after the one before. */
function typeLate(text: string, lateMs: number): void {
  for (const key of text) {
    vi.advanceTimersByTime(lateMs);
    nowMs += 5;
    strike(key, { gapMs: 0 });
  }
}

const person: Strike = { gapMs: 110 };

function focusField(value = ''): HTMLInputElement {
  const field = document.createElement('input');
  document.body.append(field);
  field.value = value;
  field.focus();
  field.setSelectionRange(value.length, value.length);
  return field;
}

describe('a scan', () => {
  test.each(['Enter', 'Tab'])('ended by %s is a code, and the key does nothing else', (key) => {
    type('4006381333931');
    expect(strike(key)).toBe(true);
    expect(codes).toEqual(['4006381333931']);
  });

  test('ended by silence is a code', () => {
    type('BC-7K3F2');
    wait(249);
    expect(codes).toEqual([]);
    wait(2);
    expect(codes).toEqual(['BC-7K3F2']);
  });

  test('presses none of the app’s shortcuts', () => {
    type('sn/?');
    strike('Enter');
    wait(500);
    expect([codes, shortcuts]).toEqual([['sn/?'], []]);
  });

  test('presses no button that happens to have the focus', () => {
    const button = document.createElement('button');
    const press = vi.fn<() => void>();
    button.addEventListener('click', press);
    document.body.append(button);
    button.focus();
    type('AB 12');
    expect(strike('Enter')).toBe(true);
    expect(codes).toEqual(['AB 12']);
    expect(press).not.toHaveBeenCalled();
  });

  test('of three characters is none', () => {
    type('123');
    strike('Enter');
    expect(codes).toEqual([]);
    expect(shortcuts).toEqual(['1', '2', '3', 'Enter']);
  });

  test('may hold capitals, and what needs AltGr', () => {
    strike('Shift', { init: { shiftKey: true } });
    strike('B', { init: { shiftKey: true } });
    strike('C', { init: { shiftKey: true } });
    strike('Control', { init: { ctrlKey: true } });
    strike('@', { init: { ctrlKey: true, altKey: true, modifierAltGraph: true } });
    strike('7');
    strike('Enter');
    expect(codes).toEqual(['BC@7']);
  });

  test('may come from the number pad, with or without NumLock', () => {
    for (const [key, code] of [
      ['4', 'Numpad4'],
      ['ArrowLeft', 'Numpad4'],
      ['Insert', 'Numpad0'],
      ['6', 'Numpad6'],
    ] as const)
      strike(key, { init: { code, location: KeyboardEvent.DOM_KEY_LOCATION_NUMPAD } });
    strike('Enter', { init: { code: 'NumpadEnter' } });
    expect(codes).toEqual(['4406']);
  });

  test('may hold FNC1, which arrives as Ctrl and a bracket', () => {
    type('10ABC');
    strike(']', { init: { ctrlKey: true } });
    type('21X');
    strike('Enter');
    expect(codes).toEqual(['10ABC\u001d21X']);
  });

  test('follows another one at once', () => {
    type('11111');
    strike('Enter');
    type('22222');
    strike('Enter');
    expect(codes).toEqual(['11111', '22222']);
  });
});

describe('a scan on a busy phone', () => {
  test('is judged by when its keys were struck, not by when they come', () => {
    typeLate('4012345678918', 200);
    vi.advanceTimersByTime(200);
    expect(strike('Enter')).toBe(true);
    expect(codes).toEqual(['4012345678918']);
  });

  test('leaves a field as it was, however late its keys come', () => {
    const field = focusField('held');
    typeLate('BC-7K3F2', 200);
    expect(field.value).toBe('heldBC-7K3F2');
    strike('Enter');
    expect([field.value, codes]).toEqual(['held', ['BC-7K3F2']]);
  });

  test('has all its keys, also those that stand in the queue behind the clock', () => {
    type('40123456');
    // In the order of a thread that was held up: the clock for the last key first, then what came meanwhile.
    setTimeout(() => typeLate('78918', 0), 250);
    vi.advanceTimersByTime(250);
    expect(codes).toEqual([]);
    wait(500);
    expect(codes).toEqual(['4012345678918']);
  });
});

describe('a scan into a field', () => {
  test('leaves the field as it was, caret and all, and tells its owner', () => {
    const field = focusField('half a word');
    field.setSelectionRange(4, 6);
    const heard = vi.fn<(value: string) => void>();
    field.addEventListener('input', () => heard(field.value));
    type('4006381333931');
    expect(field.value).toBe('half4006381333931 word');
    expect(strike('Enter')).toBe(true);
    expect(field.value).toBe('half a word');
    expect([field.selectionStart, field.selectionEnd]).toEqual([4, 6]);
    expect(heard).toHaveBeenLastCalledWith('half a word');
    expect(codes).toEqual(['4006381333931']);
  });

  test('sends no form', () => {
    const form = document.createElement('form');
    const send = vi.fn<(event: Event) => void>((event) => event.preventDefault());
    form.addEventListener('submit', send);
    const field = focusField();
    document.body.append(form);
    form.append(field);
    field.focus();
    type('BC-7K3F2');
    expect(strike('Enter')).toBe(true);
    expect(send).not.toHaveBeenCalled();
  });

  test.each(['number', 'email', 'search', 'password'])('of kind %s leaves it as it was', (kind) => {
    const field = focusField();
    field.type = kind;
    field.value = kind === 'number' ? '12' : 'held';
    const before = field.value;
    type('400638');
    expect(field.value).toBe(`${before}400638`);
    strike('Enter');
    expect(field.value).toBe(before);
    expect(codes).toEqual(['400638']);
  });

  test('without an Enter needs eight characters, or it is taken for a hand that rolls over the keys', () => {
    const field = focusField();
    type('asdfg', { gapMs: 20 });
    wait(500);
    expect([field.value, codes]).toEqual(['asdfg', []]);
    type('12345678');
    wait(500);
    expect([field.value, codes]).toEqual(['asdfg', ['12345678']]);
  });

  test('that a screen put away meanwhile harms nobody', () => {
    const field = focusField();
    type('1234');
    field.remove();
    type('5678');
    strike('Enter');
    expect(codes).toEqual(['5678']);
  });
});

describe('a person', () => {
  test('who types keeps every letter, and every Enter', () => {
    const field = focusField();
    type('M3 torx screws', person);
    expect(strike('Enter', person)).toBe(false);
    wait(500);
    expect([field.value, codes]).toEqual(['M3 torx screws', []]);
  });

  test('who types as fast as a hand can is no scanner', () => {
    const field = focusField();
    // World records are at 40 to 50 ms a key.
    type('the quick brown fox', { gapMs: 40 });
    strike('Enter', { gapMs: 40 });
    expect([field.value, codes]).toEqual(['the quick brown fox', []]);
  });

  test('who rolls over two or three keys at once is no scanner', () => {
    const field = focusField();
    for (const word of ['the', 'er', 'ing']) {
      type(word, { gapMs: 15 });
      wait(120);
    }
    expect(strike('Enter', person)).toBe(false);
    expect([field.value, codes]).toEqual(['theering', []]);
  });

  test('who holds a key down is no scanner', () => {
    const field = focusField();
    strike('a', person);
    for (let times = 0; times < 30; times++) strike('a', { gapMs: 30, init: { repeat: true } });
    strike('Enter', { gapMs: 30 });
    expect([field.value.length, codes]).toEqual([31, []]);
  });

  test('who writes with an input method is no scanner', () => {
    focusField();
    for (const key of 'にほんご') strike(key, { init: { isComposing: true } });
    for (const key of ['Process', 'Dead', 'Unidentified']) strike(key, { init: { keyCode: 229 } });
    strike('Enter');
    expect(codes).toEqual([]);
  });

  test('who uses a shortcut of the browser keeps it', () => {
    for (const key of ['c', 'v', 'x', 'a', 'f'])
      expect(strike(key, { init: { ctrlKey: true } })).toBe(false);
    expect(strike('Enter')).toBe(false);
    expect(codes).toEqual([]);
  });

  test('who presses a shortcut of the app gets it, a moment later and once', () => {
    strike('s', person);
    expect(shortcuts).toEqual([]);
    wait(61);
    expect(shortcuts).toEqual(['s']);
    strike('?', { ...person, init: { shiftKey: true } });
    strike('ArrowDown', person);
    expect(shortcuts).toEqual(['s', '?', 'ArrowDown']);
  });

  test('who presses a button with the space bar gets it at once', () => {
    expect(strike(' ', person)).toBe(false);
    expect(shortcuts).toEqual([' ']);
  });

  test('who edits rich text is left alone', () => {
    const page = document.createElement('div');
    page.contentEditable = 'true';
    document.body.append(page);
    page.focus();
    type('12345678');
    expect(strike('Enter')).toBe(false);
    expect(codes).toEqual([]);
  });

  test('loses nothing, whatever is typed and however fast', () => {
    const keys = fc.array(
      fc.record({
        key: fc.constantFrom('a', 'b', '1', ' ', '-', '?'),
        gapMs: fc.integer({ min: 35, max: 300 }),
      }),
      { maxLength: 30 },
    );
    fc.assert(
      fc.property(keys, fc.boolean(), (struck, isInField) => {
        wait(1_000);
        document.body.replaceChildren();
        const field = isInField ? focusField() : undefined;
        shortcuts = [];
        for (const { key, gapMs } of struck) strike(key, { gapMs });
        wait(1_000);
        const text = struck.map(({ key }) => key).join('');
        expect(shortcuts.join('')).toBe(text);
        expect(field?.value ?? text).toBe(text);
        expect(codes).toEqual([]);
      }),
    );
  });
});

describe('with a prefix and a suffix', () => {
  test('only bursts that have both are scans, and both are taken off', () => {
    watch({ prefix: '~', suffix: '$' });
    type('~BC-7K3F2$');
    strike('Enter');
    type('BC-7K3F2');
    strike('Enter');
    type('~$~');
    strike('Enter');
    expect(codes).toEqual(['BC-7K3F2']);
  });
});

test('stopped, it listens no more and gives back what it held', () => {
  strike('s', person);
  stopWatching();
  expect(shortcuts).toEqual(['s']);
  type('12345678');
  strike('Enter');
  expect(codes).toEqual([]);
});

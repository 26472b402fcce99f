/** Installing: which way there is on which browser, and when it is a good moment to ask. */
import { beforeEach, describe, expect, test } from 'vitest';
import {
  isInstallMoment,
  noteInstallRefused,
  noteVisit,
  readInstallMemory,
} from '../../../client/device/install-memory.ts';
import { installWay, type InstallFacts } from '../../../client/device/install-way.ts';

const dayMs = 86_400_000;
const now = Date.UTC(2026, 3, 6, 9);

const agents = {
  iphone:
    'Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1',
  chromeOnIphone:
    'Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) CriOS/138.0 Mobile/15E148 Safari/604.1',
  mac: 'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.4 Safari/605.1.15',
  oldMac:
    'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/16.6 Safari/605.1.15',
  firefoxAndroid: 'Mozilla/5.0 (Android 15; Mobile; rv:140.0) Gecko/140.0 Firefox/140.0',
  firefoxLinux: 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0',
  chromeAndroid:
    'Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/138.0.0.0 Mobile Safari/537.36',
} as const;

describe('each browser gets the way that it has', () => {
  const facts: InstallFacts = {
    userAgent: agents.chromeAndroid,
    touchPoints: 0,
    isStandalone: false,
    isSecure: true,
    isOffered: false,
  };
  test.each<[string, Partial<InstallFacts>, ReturnType<typeof installWay>]>([
    ['Chromium that offers it', { isOffered: true }, 'prompt'],
    ['Chromium that does not', {}, 'none'],
    ['an iPhone', { userAgent: agents.iphone, touchPoints: 5 }, 'ios'],
    ['another browser on an iPhone', { userAgent: agents.chromeOnIphone }, 'ios'],
    ['an iPad, which says that it is a Mac', { userAgent: agents.mac, touchPoints: 5 }, 'ios'],
    ['a Mac', { userAgent: agents.mac }, 'macSafari'],
    ['a Mac before the Dock knew web apps', { userAgent: agents.oldMac }, 'none'],
    ['Firefox on Android', { userAgent: agents.firefoxAndroid }, 'firefoxAndroid'],
    ['Firefox elsewhere', { userAgent: agents.firefoxLinux }, 'none'],
    ['opened from the home screen', { isStandalone: true, userAgent: agents.iphone }, 'installed'],
    ['plain http', { isSecure: false, isOffered: true }, 'insecure'],
  ])('%s', (_, own, way) => {
    expect(installWay({ ...facts, ...own })).toBe(way);
  });
});

describe('the moment to ask', () => {
  beforeEach(() => localStorage.clear());
  const isMoment = (hasChanged: boolean, nowMs = now) =>
    isInstallMoment(readInstallMemory(), { nowMs, hasChanged });

  test('is not the first visit, and comes with the second', () => {
    noteVisit(now);
    expect(isMoment(false)).toBe(false);
    noteVisit(now + 60_000);
    expect(isMoment(false)).toBe(false);
    noteVisit(now + dayMs);
    expect(isMoment(false)).toBe(true);
  });

  test('comes with the first change', () => {
    noteVisit(now);
    expect(isMoment(true)).toBe(true);
  });

  test('does not come again for 60 days after a no', () => {
    noteInstallRefused(now);
    expect(isMoment(true, now + 59 * dayMs)).toBe(false);
    expect(isMoment(true, now + 61 * dayMs)).toBe(true);
  });

  test('does not stay away for good because a clock was once a year ahead', () => {
    noteVisit(now);
    noteVisit(now + 365 * dayMs);
    noteInstallRefused(now + 365 * dayMs);
    expect(isMoment(true)).toBe(true);
  });

  test('is not decided by what somebody else wrote under the name', () => {
    localStorage.setItem('install', '{"visits":"many"');
    expect(readInstallMemory()).toEqual({ visits: 0, lastSeenAt: 0, refusedAt: 0 });
    localStorage.setItem('install', '{"visits":"many"}');
    expect(readInstallMemory().visits).toBe(0);
  });
});

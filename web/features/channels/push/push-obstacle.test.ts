import { expect, test } from 'vitest';
import { type BrowserFacts, pushObstacle } from './push-obstacle.ts';

const IPHONE =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/19.0 Mobile/15E148 Safari/604.1';
const MAC = 'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 Safari/605.1.15';
const FIREFOX = 'Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0';

const facts = (wishes: Partial<BrowserFacts>): BrowserFacts => ({
  isSecureContext: true,
  hasPush: false,
  userAgent: FIREFOX,
  maxTouchPoints: 0,
  ...wishes,
});

test.each([
  ['a browser that can', facts({ hasPush: true }), null],
  ['an iPhone on its home screen', facts({ hasPush: true, userAgent: IPHONE }), null],
  ['an iPhone in Safari', facts({ userAgent: IPHONE, maxTouchPoints: 5 }), 'needs-install'],
  [
    'an iPad, which says that it is a Mac',
    facts({ userAgent: MAC, maxTouchPoints: 5 }),
    'needs-install',
  ],
  ['an old Mac', facts({ userAgent: MAC }), 'unsupported'],
  ['a private window of Firefox', facts({}), 'unsupported'],
  ['plain HTTP', facts({ isSecureContext: false, hasPush: true }), 'insecure'],
  ['plain HTTP on an iPhone', facts({ isSecureContext: false, userAgent: IPHONE }), 'insecure'],
] as const)('%s', (_name, given, obstacle) => {
  expect(pushObstacle(given)).toBe(obstacle);
});

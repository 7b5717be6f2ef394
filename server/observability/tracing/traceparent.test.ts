import { expect, it } from 'vitest';
import { readTraceparent } from './traceparent.ts';

const TRACE = '0af7651916cd43dd8448eb211c80319c';
const SPAN = 'b7ad6b7169203331';

it('reads what another program began', () => {
  const context = { traceId: TRACE, spanId: SPAN };
  expect(readTraceparent(`00-${TRACE}-${SPAN}-01`)).toEqual({ ...context, isSampled: true });
  expect(readTraceparent(`00-${TRACE}-${SPAN}-00`)).toEqual({ ...context, isSampled: false });
  // A version that is not known may have more to say.
  expect(readTraceparent(`01-${TRACE}-${SPAN}-03-more`)).toEqual({ ...context, isSampled: true });
});

it.each([
  undefined,
  ['two'],
  '',
  `00-${TRACE}-${SPAN}`,
  `00-${TRACE}-${SPAN}-01-more`,
  `ff-${TRACE}-${SPAN}-01`,
  `00-${TRACE.toUpperCase()}-${SPAN}-01`,
  `00-${'0'.repeat(32)}-${SPAN}-01`,
  `00-${TRACE}-${'0'.repeat(16)}-01`,
  `00-${TRACE}-${SPAN}-0x`,
])('begins a trace of its own for %j', (header) => {
  expect(readTraceparent(header)).toBeNull();
});

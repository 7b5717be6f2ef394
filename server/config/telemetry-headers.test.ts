import { expect, it } from 'vitest';
import { readTelemetryHeaders } from './telemetry-headers.ts';

it('reads names and values', () => {
  expect(readTelemetryHeaders('Authorization=Basic%20YTpi, x-tenant=a=b')).toEqual({
    authorization: 'Basic YTpi',
    'x-tenant': 'a=b',
  });
});

it.each(['', 'a', 'a=', '=b', 'a b=c', 'a=%zz', 'a=b%0d%0ac', 'a=1,'])('refuses %j', (list) => {
  expect(readTelemetryHeaders(list)).toBeUndefined();
});

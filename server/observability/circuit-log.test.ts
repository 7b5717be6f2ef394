import { expect, it } from 'vitest';
import { createCircuitBreaker } from './circuit-breaker.ts';
import { logCircuit } from './circuit-log.ts';

it('row 8: logs every transition, and tells no secret of what failed', async () => {
  const lines: string[] = [];
  const write = (level: string) => (fields: object, message: string) => {
    lines.push(`${level} ${message} ${JSON.stringify(fields)}`);
  };
  const breaker = createCircuitBreaker({ name: 'cache', consecutiveFailures: 1, openFor: 0 });
  const stop = logCircuit(breaker, { info: write('info'), warn: write('warn') });
  await breaker.run(() => Promise.reject(new TypeError('redis://:secret@host'))).catch(() => {});
  await breaker.run(async () => {});
  const release = breaker.isolate();
  stop();
  release();
  expect(lines).toEqual([
    'warn circuit cache open {"circuit":"cache","from":"closed","to":"open","cause":"consecutive-failures","fault":"TypeError"}',
    'info circuit cache half-open {"circuit":"cache","from":"open","to":"half-open","cause":"wait-is-over"}',
    'info circuit cache closed {"circuit":"cache","from":"half-open","to":"closed","cause":"probes-succeeded"}',
    'warn circuit cache isolated {"circuit":"cache","from":"closed","to":"isolated","cause":"isolated"}',
  ]);
});

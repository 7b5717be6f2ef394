import { expect, it } from 'vitest';
import { readPrometheusText } from '#tests/support/prometheus-text.ts';
import { createCircuitBreaker } from '../circuit-breaker.ts';
import { createCircuitMetrics } from './circuit-metrics.ts';
import { writeExposition } from './exposition.ts';
import { createMetrics } from './metric-registry.ts';

it('row 8: counts every change of a circuit, and tells its state', async () => {
  const metrics = createMetrics();
  const mail = createCircuitBreaker({ name: 'mail', consecutiveFailures: 1, openFor: 60_000 });
  const counted = createCircuitMetrics(metrics, () => [{ name: 'mail', state: mail.state.kind }]);
  const read = () => readPrometheusText(writeExposition(metrics.families())).series;
  const changes = (circuit: string, to: string) =>
    read().get(`duetide_circuit_changes_total{circuit="${circuit}",to="${to}"}`);
  const state = (name: string) =>
    read().get(`duetide_circuit_state{circuit="mail",state="${name}"}`);

  counted.expect('channel-ntfy');
  counted.count(mail);
  for (const to of ['closed', 'open', 'half-open', 'isolated']) {
    expect([changes('mail', to), changes('channel-ntfy', to)]).toEqual([0, 0]);
  }
  expect([state('closed'), state('open')]).toEqual([1, 0]);
  await mail.run(() => Promise.reject(new Error('away'))).catch(() => {});
  expect([state('closed'), state('open')]).toEqual([0, 1]);
  mail.isolate();
  expect([changes('mail', 'open'), changes('mail', 'isolated')]).toEqual([1, 1]);
  for (let host = 0; host < 2; host += 1) {
    const ntfy = createCircuitBreaker({ name: 'channel-ntfy' });
    counted.count(ntfy);
    ntfy.isolate();
  }
  expect(changes('channel-ntfy', 'isolated')).toBe(2);
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readPrometheusText } from '#tests/support/prometheus-text.ts';
import { writeExposition } from './exposition.ts';
import { createMetrics, type Metrics } from './metric-registry.ts';

const seriesOf = (metrics: Metrics) =>
  Object.fromEntries(readPrometheusText(writeExposition(metrics.families())).series);

describe('metrics', () => {
  it('are there with zero before anything happened', () => {
    const metrics = createMetrics();
    metrics.counter({ name: 'mails_total', help: 'Mails.' }).of({});
    metrics
      .histogram({ name: 'waits_seconds', help: 'Waits.', labels: ['kind'], bounds: [0.5] })
      .of({ kind: 'long' });
    expect(writeExposition(metrics.families())).toBe(`# HELP mails_total Mails.
# TYPE mails_total counter
mails_total 0
# HELP waits_seconds Waits.
# TYPE waits_seconds histogram
waits_seconds_bucket{kind="long",le="0.5"} 0
waits_seconds_bucket{kind="long",le="+Inf"} 0
waits_seconds_sum{kind="long"} 0
waits_seconds_count{kind="long"} 0
`);
  });

  it('count together what has the same labels, and apart what has others', () => {
    const metrics = createMetrics();
    const mails = metrics.counter({ name: 'mails_total', help: 'Mails.', labels: ['to', 'by'] });
    mails.of({ to: 'a', by: 'b' }).add();
    mails.of({ by: 'b', to: 'a' }).add(2);
    mails.of({ to: 'b', by: 'a' }).add();
    expect(seriesOf(metrics)).toEqual({
      'mails_total{to="a",by="b"}': 3,
      'mails_total{to="b",by="a"}': 1,
    });
  });

  it('put what is exactly on a bound below it', () => {
    const metrics = createMetrics();
    const waits = metrics.histogram({ name: 'waits', help: 'Waits.', bounds: [1, 2] }).of({});
    for (const value of [0, 1, 1.5, 2, 2.1, 900]) waits.observe(value);
    expect(seriesOf(metrics)).toEqual({
      'waits_bucket{le="1"}': 2,
      'waits_bucket{le="2"}': 4,
      'waits_bucket{le="+Inf"}': 6,
      waits_sum: 906.6,
      waits_count: 6,
    });
  });

  it('have count and sum alone where there are no buckets', () => {
    const metrics = createMetrics();
    metrics.summary({ name: 'calls_seconds', help: 'Calls.' }).of({}).observe(1.5);
    expect(seriesOf(metrics)).toEqual({ calls_seconds_sum: 1.5, calls_seconds_count: 1 });
  });

  it('are read when somebody looks', () => {
    const metrics = createMetrics();
    let level = 1;
    metrics.read({ type: 'gauge', name: 'level', help: 'Level.', labels: ['of'] }, () => [
      { labels: { of: 'a' }, value: level },
      { labels: { of: 'b' }, value: Number.POSITIVE_INFINITY },
    ]);
    level = -2.5;
    expect(seriesOf(metrics)).toEqual({ 'level{of="a"}': -2.5, 'level{of="b"}': Infinity });
  });

  it.each(['Mails', 'mails-sent', '1st', ''])('are not called %j', (name) => {
    expect(() => createMetrics().counter({ name, help: '' })).toThrow(TypeError);
  });

  it('have names of their own', () => {
    const metrics = createMetrics();
    metrics.counter({ name: 'mails_total', help: 'Mails.' });
    expect(() => metrics.summary({ name: 'mails_total', help: 'Mails.' })).toThrow(TypeError);
  });

  it('are written so that any label and number comes back as it was', () => {
    const labels = fc.uniqueArray(fc.string({ unit: 'binary' }), { maxLength: 5 });
    const unescaped = (text: string) =>
      text.replace(/\\([\\"n])/g, (_escape, letter) => (letter === 'n' ? '\n' : letter));
    fc.assert(
      fc.property(labels, fc.double({ noNaN: true }), (names, value) => {
        const metrics = createMetrics();
        metrics.read({ type: 'gauge', name: 'level', help: 'a\\b\nc', labels: ['of'] }, () =>
          names.map((of) => ({ labels: { of }, value })),
        );
        const { series } = readPrometheusText(writeExposition(metrics.families()));
        const read = [...series].map(([key, number]) => ({
          of: unescaped(key.slice('level{of="'.length, -2)),
          isSame: Math.abs(number) === Math.abs(value),
        }));
        expect(read).toEqual(names.map((of) => ({ of, isSame: true })));
      }),
    );
  });
});

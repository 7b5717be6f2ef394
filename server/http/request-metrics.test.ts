import { once } from 'node:events';
import { connect } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { writeExposition } from '#server/observability/metrics/exposition.ts';
import { createMetrics } from '#server/observability/metrics/metric-registry.ts';
import { AppError } from '#shared/app-error.ts';
import { eventually } from '#tests/support/eventually.ts';
import { type HttpApp, openHttpApp } from '#tests/support/http-app.ts';
import { readPrometheusText } from '#tests/support/prometheus-text.ts';
import type { AppOptions } from './app.ts';

const config = { access: 'public' } as const;

describe('what is counted of requests', () => {
  let opened: HttpApp;
  const metrics = { current: createMetrics() };
  afterEach(() => opened.app.close());

  async function open(registerRoutes: AppOptions['registerRoutes'], limit = 0) {
    metrics.current = createMetrics();
    opened = await openHttpApp({
      metrics: metrics.current,
      registerRoutes,
      rateLimits: { api: limit, auth: 0, health: 0 },
      logLevel: 'silent',
    });
    return opened.app;
  }

  const series = () => readPrometheusText(writeExposition(metrics.current.families())).series;
  const requests = (method: string, route: string, status: string) =>
    series().get(
      `duetide_http_requests_total{method="${method}",route="${route}",status="${status}"}`,
    );

  it('is zero for every route and class of answers, before there was one', async () => {
    const app = await open((api) => {
      api.get('/api/things/:id', { config }, async () => ({}));
    });
    await app.ready();
    for (const status of ['1xx', '2xx', '3xx', '4xx', '5xx']) {
      expect(requests('GET', '/api/things/:id', status)).toBe(0);
      expect(requests('any', 'other', status)).toBe(0);
    }
    expect(series().get('duetide_http_responses_total{status="503"}')).toBe(0);
    expect(series().get('duetide_rate_limit_rejections_total{group="auth"}')).toBe(0);
    expect(series().get('duetide_http_requests_abandoned_total')).toBe(0);
  });

  it('is told by route and class of answer, and by status', async () => {
    const app = await open((api) => {
      api.get('/api/things/:id', { config }, async ({ params }) => {
        if ((params as { id: string }).id === 'gone') throw new AppError('not-found');
        return {};
      });
    });
    for (const id of ['1', '2', 'gone']) await app.inject(`/api/things/${id}`);
    await app.inject({ method: 'HEAD', url: '/api/things/3' });
    expect(requests('GET', '/api/things/:id', '2xx')).toBe(3);
    expect(requests('GET', '/api/things/:id', '4xx')).toBe(1);
    expect(series().get('duetide_http_responses_total{status="200"}')).toBe(3);
    expect(series().get('duetide_http_responses_total{status="404"}')).toBe(1);
    const labels = '{method="GET",route="/api/things/:id"}';
    expect(series().get(`duetide_http_request_duration_seconds_count${labels}`)).toBe(4);
    expect(series().get(`duetide_http_request_duration_seconds_sum${labels}`)).toBeGreaterThan(0);
  });

  it('has no more series, whatever addresses and methods strangers think of', async () => {
    const app = await open((api) => {
      api.get('/api/things/:id', { config }, async () => ({}));
    });
    await app.inject('/nowhere');
    const before = [...series().keys()];
    for (let number = 0; number < 50; number += 1) {
      await app.inject(`/wp-${number}.php?${number}`);
      await app.inject(`/api/things/${number}`);
      await app.inject({ method: 'DELETE', url: `/api/things/${number}` });
      await app.inject({ method: 'PROPFIND' as 'GET', url: '/' }).catch(() => {});
    }
    expect([...series().keys()]).toEqual(before);
    expect(requests('any', 'other', '4xx')).toBeGreaterThanOrEqual(101);
  });

  it('has what a rate limit refuses, by its group', async () => {
    const app = await open((api) => {
      api.get('/api/things', { config }, async () => ({}));
    }, 2);
    for (let number = 0; number < 5; number += 1) await app.inject('/api/things');
    expect(series().get('duetide_rate_limit_rejections_total{group="api"}')).toBe(3);
    expect(series().get('duetide_http_responses_total{status="429"}')).toBe(3);
  });

  it('has requests whose sender did not wait for the answer', async () => {
    const begun = Promise.withResolvers<void>();
    const app = await open((api) => {
      api.get('/api/slow', { config }, () => {
        begun.resolve();
        return new Promise(() => {});
      });
    });
    const { port } = new URL(await app.listen({ port: 0 }));
    const sender = connect(Number(port), '127.0.0.1');
    await once(sender, 'connect');
    sender.write('GET /api/slow HTTP/1.1\r\nhost: x\r\n\r\n');
    await begun.promise;
    sender.destroy();
    await eventually('it is counted', 2_000, () => {
      return series().get('duetide_http_requests_abandoned_total') === 1;
    });
    expect(requests('GET', '/api/slow', '2xx')).toBe(0);
  });
});

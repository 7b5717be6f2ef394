import { expect, test } from 'vitest';
import { routeFigures, routeMatch, routeName } from './route-figures.ts';

const labels = (route: string, status?: string) => ({
  method: 'GET',
  route,
  ...(status && { status }),
});
const requests = [
  { labels: labels('/a', '2xx'), values: [90] },
  { labels: labels('/a', '5xx'), values: [10] },
  { labels: labels('/b', '2xx'), values: [500] },
  { labels: labels('/b', '5xx'), values: [null] },
  { labels: labels('/quiet', '2xx'), values: [0] },
];
const durations = [
  { labels: labels('/a'), values: [100], quantiles: { p50: [0.1], p95: [0.2], p99: [0.3] } },
  { labels: labels('/b'), values: [500], quantiles: { p50: [0.1], p95: [0.9], p99: [1] } },
];

test('routes have their figures, and those that nobody asked are left out', () => {
  const figures = routeFigures({ requests, durations }, null, 'p95');
  expect(figures.map(({ name }) => name)).toEqual(['GET /b', 'GET /a']);
  expect(figures[1]).toEqual({
    name: 'GET /a',
    requests: 100,
    errors: 0.1,
    p50: 0.1,
    p95: 0.2,
    p99: 0.3,
    before: null,
    change: null,
  });
});

test('they are sorted by what is asked for, the worst first', () => {
  const names = (by: 'requests' | 'errors') =>
    routeFigures({ requests, durations }, null, by).map(({ name }) => name);
  expect(names('errors')).toEqual(['GET /a', 'GET /b']);
  expect(names('requests')).toEqual(['GET /b', 'GET /a']);
  expect(routeFigures({ requests, durations: [] }, null, 'p95')[0]).toMatchObject({
    name: 'GET /b',
    p95: null,
  });
});

test('they are compared with the time before, and what became slower most comes first', () => {
  const before = {
    requests: [
      { labels: labels('/a', '2xx'), values: [40] },
      { labels: labels('/gone', '2xx'), values: [7] },
    ],
    durations: [
      { labels: labels('/a'), values: [40], quantiles: { p50: [0.1], p95: [0.1], p99: [0.3] } },
    ],
  };
  const figures = routeFigures({ requests, durations }, before, 'change');
  expect(figures.map(({ name, change }) => [name, change])).toEqual([
    ['GET /a', 1],
    // Nobody asked for it before.
    ['GET /b', null],
  ]);
  expect(figures[0]?.before).toMatchObject({ requests: 40, errors: 0, p95: 0.1 });
  expect(figures[1]?.before).toBeNull();
});

test('the name of a route leads back to its labels', () => {
  expect(routeMatch(routeName(labels('/api/v1/x/{id}')))).toEqual([
    'method:GET',
    'route:/api/v1/x/{id}',
  ]);
  for (const nonsense of [undefined, 7, '', 'GET', 'get /a', '/a']) {
    expect(routeMatch(nonsense)).toBeNull();
  }
});

import { expect, it } from 'vitest';
import { readPrometheusText } from './support/prometheus-text.ts';

const counter = (rest: string) => `# HELP a_total What.\n# TYPE a_total counter\n${rest}`;
const histogram = (rest: string) => `# HELP h What.\n# TYPE h histogram\n${rest}`;

it('reads what Prometheus reads', () => {
  const { families, series } = readPrometheusText(
    counter('a_total{x="1",y="\\"\\\\\\n"} 1.5e3\n').concat(
      histogram('h_bucket{le="1"} 1\nh_bucket{le="+Inf"} 2\nh_sum 3\nh_count 2\n'),
    ),
  );
  expect([...families.keys()]).toEqual(['a_total', 'h']);
  expect(series.get('a_total{x="1",y="\\"\\\\\\n"}')).toBe(1500);
});

it.each([
  ['no end', counter('a_total 1')],
  ['no description', 'a_total 1\n'],
  ['no type', '# HELP a_total What.\na_total 1\n'],
  ['another name', counter('b_total 1\n')],
  ['a name that is none', '# HELP 1a What.\n'],
  ['a counter that is called otherwise', '# HELP a What.\n# TYPE a counter\n'],
  ['a gauge that is called like a counter', '# HELP a_total What.\n# TYPE a_total gauge\n'],
  ['milliseconds', '# HELP a_ms What.\n# TYPE a_ms gauge\n'],
  ['no number', counter('a_total one\n')],
  ['less than nothing', counter('a_total -1\n')],
  ['a quote that is not escaped', counter('a_total{x="""} 1\n')],
  ['a label twice', counter('a_total{x="1",x="2"} 1\n')],
  ['a series twice', counter('a_total 1\na_total 2\n')],
  ['a family twice', counter('a_total 1\n').repeat(2)],
  [
    'buckets that fall',
    histogram('h_bucket{le="1"} 3\nh_bucket{le="+Inf"} 2\nh_sum 3\nh_count 2\n'),
  ],
  ['buckets without an end', histogram('h_bucket{le="1"} 1\nh_sum 3\nh_count 2\n')],
  ['another count', histogram('h_bucket{le="+Inf"} 2\nh_sum 3\nh_count 1\n')],
])('finds %s', (_what, text) => {
  expect(() => readPrometheusText(text)).toThrow();
});

/** What a scrape says: families by name, and series by name and labels. */
export interface PrometheusText {
  families: Map<string, { type: string; help: string }>;
  series: Map<string, number>;
}

const NAME = '[a-zA-Z_:][a-zA-Z0-9_:]*';
const LABEL = `[a-zA-Z_][a-zA-Z0-9_]*="(?:[^"\\\\\\n]|\\\\[\\\\"n])*"`;
const COMMENT = new RegExp(`^# (HELP|TYPE) (${NAME}) (.+)$`);
const SAMPLE = new RegExp(`^(${NAME})(\\{${LABEL}(?:,${LABEL})*\\})? (\\S+)$`);
const NUMBER = /^(?:[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?|[+-]Inf|NaN)$/;
const PARTS: Record<string, readonly string[]> = {
  counter: [''],
  gauge: [''],
  summary: ['_sum', '_count'],
  histogram: ['_bucket', '_sum', '_count'],
};

/**
 * Reads the text format 0.0.4 more strictly than Prometheus does: every family is described before
 * its samples, which stand together, and is named as `promtool check metrics` wants it.
 * @throws Error of the first line that is not as it should be.
 */
export function readPrometheusText(text: string): PrometheusText {
  const families: PrometheusText['families'] = new Map();
  const series: PrometheusText['series'] = new Map();
  let current = '';
  if (!text.endsWith('\n')) throw new Error('The last line has no end');
  for (const line of text.slice(0, -1).split('\n')) {
    const [, kind, name = '', words = ''] = COMMENT.exec(line) ?? [];
    if (kind === 'HELP') {
      if (families.has(name)) throw new Error(`A second time: ${line}`);
      families.set(name, { help: words, type: '' });
      current = name;
    } else if (kind === 'TYPE') {
      const family = families.get(name);
      if (!family || current !== name || family.type !== '') throw new Error(`Alone: ${line}`);
      if (!PARTS[words]) throw new Error(`No such type: ${line}`);
      family.type = words;
      checkName(name, words);
    } else {
      readSample(line, current, families.get(current)?.type ?? '', series);
    }
  }
  checkHistograms(families, series);
  return { families, series };
}

function readSample(
  line: string,
  family: string,
  type: string,
  series: PrometheusText['series'],
): void {
  const [, name = '', labels = '', value = ''] = SAMPLE.exec(line) ?? [];
  if (!NUMBER.test(value)) throw new Error(`Not a sample: ${line}`);
  const isOfFamily = PARTS[type]?.some((part) => name === family + part);
  if (!isOfFamily) throw new Error(`Not of ${family}: ${line}`);
  const names = [...labels.matchAll(/[{,]([a-zA-Z_]\w*)="/g)].map(([, label]) => label);
  if (new Set(names).size !== names.length) throw new Error(`A label twice: ${line}`);
  if (series.has(name + labels)) throw new Error(`A series twice: ${line}`);
  const number = value.endsWith('Inf') ? Number(value.replace('Inf', 'Infinity')) : Number(value);
  if (type !== 'gauge' && number < 0) throw new Error(`Below zero: ${line}`);
  series.set(name + labels, number);
}

function checkName(name: string, type: string): void {
  if ((type === 'counter') !== name.endsWith('_total')) throw new Error(`${name} is a ${type}`);
  if (/_(bucket|sum|count)$/.test(name)) throw new Error(`${name} ends like a part`);
  if (/_(milliseconds|ms|minutes|kilobytes|kb|mb)(_|$)/.test(name)) {
    throw new Error(`${name} is not in a base unit`);
  }
}

/** Buckets never fall, end with infinity, and that one is the count. */
function checkHistograms(
  families: PrometheusText['families'],
  series: PrometheusText['series'],
): void {
  for (const [name, { type }] of families) {
    if (type !== 'histogram') continue;
    let last = 0;
    for (const [key, value] of series) {
      if (!key.startsWith(`${name}_bucket{`)) continue;
      if (value < last) throw new Error(`${key} is less than the bucket before`);
      const isEnd = key.includes('le="+Inf"');
      if (isEnd) {
        const labels = key.slice(`${name}_bucket`.length).replace(/,?le="\+Inf"/, '');
        const count = series.get(`${name}_count${labels === '{}' ? '' : labels}`);
        if (count !== value) throw new Error(`${key} is not the count`);
      }
      last = isEnd ? 0 : value;
    }
    if (last !== 0) throw new Error(`${name} has buckets without an end`);
  }
}

export interface Matcher {
  label: string;
  /** What the label may be; none where anything goes. */
  values: readonly string[];
}

export interface Selector {
  metric: string;
  matchers: readonly Matcher[];
}

const WORDS = new Set(['and', 'or', 'unless', 'offset', 'bool']);
const GROUPING = /\b(?:by|on|ignoring|without)\s*\(([^)]*)\)/g;
const SELECTOR = /([a-zA-Z_:][\w:]*)(\{[^}]*\})?(?!\w|\s*\()/g;
const MATCHER = /(\w+)(=~?|!=|!~)"([^"]*)"/g;

/** The metrics that a query of Prometheus reads, and the labels that it names besides. */
export function selectorsOf(query: string): { selectors: Selector[]; labels: string[] } {
  const labels = [...query.matchAll(GROUPING)].flatMap(([, list = '']) =>
    list
      .split(',')
      .map((label) => label.trim())
      .filter(Boolean),
  );
  const bare = query.replace(GROUPING, ' ').replace(/\[[^\]]*\]/g, ' ');
  const selectors = [...bare.matchAll(SELECTOR)]
    .filter(([, name = '']) => !WORDS.has(name))
    .filter(({ index }) => !/[\d.]/.test(bare[index - 1] ?? ' '))
    .map(([, metric = '', braces = '']) => ({
      metric,
      matchers: [...braces.matchAll(MATCHER)].map(([, label = '', sign, value = '']) => ({
        label,
        values: valuesOf(sign ?? '', value),
      })),
    }));
  return { selectors, labels };
}

function valuesOf(sign: string, value: string): string[] {
  if (sign === '=' || sign === '!=') return [value];
  return value.includes('.') ? [] : value.split('|');
}

import type { FastifyInstance } from 'fastify';

/** Remembers the routes of the app, to tell a wrong method from a wrong address. */
export function collectAllowedMethods(app: FastifyInstance): (path: string) => string[] {
  const methodsByPattern = new Map<string, { matches: RegExp; methods: Set<string> }>();
  app.addHook('onRoute', ({ url, method }) => {
    const entry = methodsByPattern.get(url) ?? { matches: matcherOf(url), methods: new Set() };
    for (const each of [method].flat()) entry.methods.add(each);
    methodsByPattern.set(url, entry);
  });
  return (path) => {
    const allowed = [...methodsByPattern.values()].filter(({ matches }) => matches.test(path));
    return [...new Set(allowed.flatMap(({ methods }) => [...methods]))].sort();
  };
}

function matcherOf(pattern: string): RegExp {
  const source = pattern
    .split(/(:\w+)/)
    .map((part) => (part.startsWith(':') ? '[^/]+' : RegExp.escape(part)))
    .join('');
  return new RegExp(`^${source}$`);
}

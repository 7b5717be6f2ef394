import type { z } from 'zod';
import type {
  BrowserError,
  TelemetrySettings,
  telemetryAnswerSchema,
  telemetryInput,
  WebVital,
} from '#shared/schemas/telemetry-schemas.ts';
import { factsOfError } from './error-facts.ts';

type Input = z.input<typeof telemetryInput>;
type Answer = z.output<typeof telemetryAnswerSchema>;

/** A page that fails in a loop says so a few times and is silent then. */
const MOST_ERRORS = 20;
const MOST_VITALS = 20;

export interface TelemetryDeps {
  origin: string;
  release: string;
  /** Route of the page at this moment, `/subscriptions/:id`. */
  page(): string;
  isOffline(): boolean;
  /** Resolves with the answer; the page may be left meanwhile. */
  post(input: Input): Promise<Answer>;
  /** For when the page goes away: nobody waits for an answer. */
  beacon(input: Input): void;
}

export interface Telemetry {
  tell(error: unknown): Promise<string | null>;
  /** Kept until the page goes away. */
  noteVital(vital: Pick<WebVital, 'name' | 'value'>): void;
  /** Sends what was noted. */
  leave(): void;
}

export function createTelemetry(deps: TelemetryDeps): Telemetry {
  const { origin, release, page, isOffline, post, beacon } = deps;
  /** The same error comes here by the page's boundary and by the browser's event. */
  const told = new Map<unknown, Promise<string | null>>();
  const firstPage = page();
  const vitals: WebVital[] = [];

  async function send(facts: BrowserError): Promise<string | null> {
    if (isOffline()) return null;
    const { errors } = await post({ release, errors: [facts] });
    return errors[0] ?? null;
  }

  return {
    tell(error) {
      const known = told.get(error);
      if (known) return known;
      const facts = factsOfError(error, origin);
      if (!facts || told.size >= MOST_ERRORS) return Promise.resolve(null);
      const complete = { ...facts, page: page() };
      const sent = send(complete).catch(() => null);
      told.set(error, sent);
      return sent;
    },
    noteVital({ name, value }) {
      // Of the page that was loaded, wherever people went from there.
      if (vitals.length < MOST_VITALS) vitals.push({ name, value, page: firstPage });
    },
    leave() {
      const noted = vitals.splice(0);
      if (noted.length > 0 && !isOffline()) beacon({ release, vitals: noted });
    },
  };
}

/** Whether this visit is one of those that are wanted. */
export function isChosen({ vitalsShare }: TelemetrySettings, random: () => number): boolean {
  return random() < vitalsShare;
}

/** As the router writes it, `/subscriptions/$id/{-$part}`, in the words of the API. */
export function routeName(fullPath: string): string {
  const path = fullPath.replace(/\{-?\$(\w+)\}/g, ':$1').replaceAll('$', ':');
  return path === '/' ? path : path.replace(/\/$/, '');
}

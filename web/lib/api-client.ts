import type { Answer, CallOptions, Endpoint } from './api-contract.ts';
import { ApiError, errorOfResponse } from './api-error.ts';
import { markIfStale } from './stale-answers.ts';

export type ApiClient = <E extends Endpoint>(
  endpoint: E,
  ...options: Record<never, never> extends CallOptions<E> ? [CallOptions<E>?] : [CallOptions<E>]
) => Promise<Answer<E>>;

interface LooseOptions {
  params?: Record<string, string>;
  query?: Record<string, string | number | boolean | readonly string[] | undefined>;
  body?: unknown;
  signal?: AbortSignal;
  version?: number;
  idempotencyKey?: string;
}

const TIME_LIMIT_MS = 30_000;

/**
 * Calls the API: `api('PATCH subscriptions/{id}', { params: { id }, version, body })`.
 * Rejects with {@link ApiError}, or with the abort reason of `signal`.
 */
export function createApiClient(deps: { fetch: typeof fetch; base: string }): ApiClient {
  return async (endpoint, ...given) => {
    const options: LooseOptions = given[0] ?? {};
    const [method, template] = endpoint.split(' ') as [string, string];
    const signals = [AbortSignal.timeout(TIME_LIMIT_MS)];
    if (options.signal) signals.push(options.signal);
    const response = await send(deps.fetch, deps.base + addressOf(template, options), {
      method,
      headers: headersOf(options),
      body: bodyOf(options.body),
      signal: AbortSignal.any(signals),
    });
    if (!response.ok) throw await errorOfResponse(response);
    return readAnswer(response);
  };
}

async function send(fetcher: typeof fetch, url: string, init: RequestInit): Promise<Response> {
  try {
    return await fetcher(url, init);
  } catch (cause) {
    if (cause instanceof DOMException && cause.name === 'AbortError') throw cause;
    throw new ApiError('no-connection', { cause });
  }
}

async function readAnswer<A>(response: Response): Promise<A> {
  if (response.status === 204 || response.status === 202) return undefined as A;
  try {
    const answer = (await response.json()) as A;
    markIfStale(answer, response.headers.get('cache-status'), Date.now());
    return answer;
  } catch (cause) {
    const requestId = response.headers.get('x-request-id');
    throw new ApiError('unreadable-answer', { status: response.status, requestId, cause });
  }
}

function addressOf(template: string, { params = {}, query = {} }: LooseOptions): string {
  const path = template.replace(/\{(\w+)\}/g, (_, name) => encodeURIComponent(params[name] ?? ''));
  const pairs = Object.entries(query)
    .flatMap(([name, value]) => [value].flat().map((one) => [name, one] as const))
    .filter(([, value]) => value !== undefined && value !== '');
  const search = new URLSearchParams(pairs.map(([name, value]) => [name, String(value)]));
  return pairs.length > 0 ? `${path}?${search}` : path;
}

function headersOf({ body, version, idempotencyKey }: LooseOptions): Record<string, string> {
  // No `accept`: an answer preloaded by the page's head would not be taken for this request.
  return {
    ...(body === undefined || body instanceof FormData
      ? {}
      : { 'content-type': 'application/json' }),
    ...(version === undefined ? {} : { 'if-match': `"${version}"` }),
    ...(idempotencyKey === undefined ? {} : { 'idempotency-key': idempotencyKey }),
  };
}

function bodyOf(body: unknown): string | FormData | null {
  if (body === undefined) return null;
  return body instanceof FormData ? body : JSON.stringify(body);
}

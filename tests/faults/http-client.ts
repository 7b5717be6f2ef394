import { Agent, request } from 'node:http';

const LIMIT = 20_000;

export interface Question {
  url: string;
  method?: string;
  cookie?: string;
  headers?: Record<string, string>;
  body?: unknown;
}

export interface Answer {
  /** 0 where there was none: refused, reset, or nothing within 20 s. */
  status: number;
  headers: Record<string, string | string[] | undefined>;
  text: string;
}

export interface HttpClient {
  /** Never rejects: what goes wrong is an answer, too. */
  ask(question: Question): Promise<Answer>;
  close(): void;
}

/** Keeps connections as browsers and proxies do. */
export function createHttpClient(): HttpClient {
  const agent = new Agent({ keepAlive: true, maxSockets: 1_000 });
  return {
    ask: ({ url, method = 'GET', cookie, headers = {}, body }) =>
      new Promise((resolve) => {
        const none = (error: Error) => resolve({ status: 0, headers: {}, text: error.message });
        const payload = body === undefined ? undefined : JSON.stringify(body);
        const sent = request(
          url,
          {
            method,
            agent,
            signal: AbortSignal.timeout(LIMIT),
            headers: {
              ...headers,
              ...(cookie && { cookie }),
              ...(payload !== undefined && { 'content-type': 'application/json' }),
            },
          },
          (response) => {
            let text = '';
            response.setEncoding('utf8');
            response.on('data', (chunk: string) => {
              text += chunk;
            });
            response.on('error', none);
            response.on('end', () =>
              resolve({ status: response.statusCode ?? 0, headers: response.headers, text }),
            );
          },
        );
        sent.on('error', none);
        sent.end(payload);
      }),
    close: () => agent.destroy(),
  };
}

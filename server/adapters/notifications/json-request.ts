import type { ChannelRequest } from './notifications.ts';

/** A request with a JSON body. */
export function jsonRequest(
  url: string,
  body: object,
  headers: Readonly<Record<string, string>> = {},
): ChannelRequest {
  return {
    method: 'POST',
    url,
    headers: { 'content-type': 'application/json', accept: 'application/json', ...headers },
    body: JSON.stringify(body),
  };
}

/** An address below a server that may itself live below a path. */
export function below(server: string, path: string): string {
  return `${server.replace(/\/+$/, '')}/${path}`;
}

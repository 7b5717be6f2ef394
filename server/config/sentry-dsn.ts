/** Where events go, and by which key. https://develop.sentry.dev/sdk/overview/#parsing-the-dsn */
export interface SentryDsn {
  readonly address: string;
  readonly key: string;
  readonly host: string;
  readonly port: number;
}

/** Reads `https://KEY@sentry.example/PATH/PROJECT`. Undefined where it is not one. */
export function readSentryDsn(text: string): SentryDsn | undefined {
  if (!/^https?:\/\//i.test(text) || !URL.canParse(text)) return undefined;
  const { protocol, hostname, host, port, username, pathname, search, hash } = new URL(text);
  const [, path = '', project] = /^(.*)\/(\w+)$/.exec(pathname) ?? [];
  if (!/^\w+$/.test(username) || project === undefined || search !== '' || hash !== '') {
    return undefined;
  }
  return {
    address: `${protocol}//${host}${path}/api/${project}/envelope/`,
    key: username,
    host: hostname,
    port: port === '' ? (protocol === 'https:' ? 443 : 80) : Number(port),
  };
}

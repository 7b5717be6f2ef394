import { freePort } from './free-port.ts';
import { programOf, startService } from './service-processes.ts';

/** A way to a server that can be spoiled. It breaks nothing until it is told to. */
export interface FaultyLink {
  /** `127.0.0.1:PORT`: ask here instead of at the server. */
  readonly address: string;
  /** Connections end, and new ones are refused. */
  cut(): Promise<void>;
  /** Every connection is reset as soon as something is sent on it. */
  reset(): Promise<void>;
  /** Connections are accepted, and nothing ever comes back. */
  swallow(): Promise<void>;
  /** Each answer comes that much later. */
  delay(milliseconds: number): Promise<void>;
  /** As if nothing had been. */
  heal(): Promise<void>;
}

export interface Toxiproxy {
  /** @param upstream `127.0.0.1:PORT`. */
  link(upstream: string): Promise<FaultyLink>;
  stop(): Promise<void>;
}

/** https://github.com/Shopify/toxiproxy#http-api */
export async function startToxiproxy(): Promise<Toxiproxy> {
  const port = await freePort();
  const service = await startService({
    command: programOf('toxiproxy'),
    args: ['-host', '127.0.0.1', '-port', String(port)],
    announcement: /Starting Toxiproxy HTTP server/,
  });
  const send = async (method: string, path: string, body?: object): Promise<unknown> => {
    const answer = await fetch(`http://127.0.0.1:${port}/${path}`, {
      method,
      // Its browsers' guard refuses whoever looks like one.
      headers: { 'user-agent': 'duetide-tests', connection: 'close' },
      body: body ? JSON.stringify(body) : null,
      signal: AbortSignal.timeout(5_000),
    });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`toxiproxy answered ${answer.status} to ${path}: ${text}`);
    return text && JSON.parse(text);
  };
  await untilItAnswers(() => send('GET', 'version'));
  let links = 0;

  return {
    stop: service.stop,
    async link(upstream) {
      links += 1;
      const name = `link-${links}`;
      const path = `proxies/${name}`;
      const listen = '127.0.0.1:0';
      const proxy = await send('POST', 'proxies', { name, listen, upstream, enabled: true });
      // Later changes must name the port, or it would take another.
      const { listen: address } = proxy as { listen: string };
      let toxics: string[] = [];
      const add = async (type: string, attributes: object) => {
        await send('POST', `${path}/toxics`, { name: type, type, attributes });
        toxics.push(type);
      };
      const enable = (enabled: boolean) => send('POST', path, { listen: address, enabled });
      return {
        address,
        async cut() {
          await enable(false);
        },
        reset: () => add('reset_peer', { timeout: 0 }),
        swallow: () => add('timeout', { timeout: 0 }),
        delay: (milliseconds) => add('latency', { latency: milliseconds }),
        async heal() {
          for (const toxic of toxics) await send('DELETE', `${path}/toxics/${toxic}`);
          toxics = [];
          await enable(true);
        },
      };
    },
  };
}

/** It says that it starts a moment before it listens. */
async function untilItAnswers(ask: () => Promise<unknown>): Promise<void> {
  const deadline = performance.now() + 10_000;
  for (;;) {
    try {
      await ask();
      return;
    } catch (error) {
      if (performance.now() > deadline) throw error;
    }
  }
}

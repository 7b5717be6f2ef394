import { readFileSync } from 'node:fs';

const ESTABLISHED = '01';

/**
 * How many connections to `127.0.0.1:PORT` are open on this machine.
 * https://www.kernel.org/doc/html/latest/networking/proc_net_tcp.html
 */
export function openConnections(address: string): number {
  const port = Number(address.split(':').at(-1)).toString(16).toUpperCase().padStart(4, '0');
  const rows = readFileSync('/proc/net/tcp', 'utf8').trim().split('\n').slice(1);
  return rows.filter((row) => {
    const [, , remote = '', state] = row.trim().split(/\s+/);
    return remote === `0100007F:${port}` && state === ESTABLISHED;
  }).length;
}

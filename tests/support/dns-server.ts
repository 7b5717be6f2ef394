import { createSocket } from 'node:dgram';
import type { AddressInfo } from 'node:net';
import ipaddr from 'ipaddr.js';

export interface DnsServer {
  /** `127.0.0.1:PORT` */
  address: string;
  /** Every question, such as `A hook.example`. */
  questions: string[];
  stop(): Promise<void>;
}

const TYPES: Readonly<Record<number, 'A' | 'AAAA'>> = { 1: 'A', 28: 'AAAA' };

/**
 * A real name server on a free port of this machine (RFC 1035).
 * @param answer addresses; null: there is no such name; 'silence': no answer at all.
 */
export async function startDnsServer(
  answer: (name: string, type: 'A' | 'AAAA') => readonly string[] | null | 'silence',
): Promise<DnsServer> {
  const socket = createSocket('udp4');
  const questions: string[] = [];
  socket.on('message', (query, peer) => {
    const { name, end } = readName(query);
    const type = TYPES[query.readUInt16BE(end)] ?? 'A';
    questions.push(`${type} ${name}`);
    const addresses = answer(name, type);
    if (addresses === 'silence') return;
    socket.send(reply(query, end + 4, addresses), peer.port, peer.address);
  });
  await new Promise<void>((resolve) => socket.bind(0, '127.0.0.1', resolve));
  const { port } = socket.address() as AddressInfo;
  return {
    address: `127.0.0.1:${port}`,
    questions,
    stop: () => new Promise((resolve) => socket.close(() => resolve())),
  };
}

const HEADER = 12;

function readName(query: Buffer): { name: string; end: number } {
  const labels: string[] = [];
  let place = HEADER;
  for (let length = query.readUInt8(place); length > 0; length = query.readUInt8(place)) {
    labels.push(query.toString('latin1', place + 1, place + 1 + length));
    place += 1 + length;
  }
  return { name: labels.join('.'), end: place + 1 };
}

function reply(query: Buffer, end: number, addresses: readonly string[] | null): Buffer {
  const header = Buffer.alloc(HEADER);
  query.copy(header, 0, 0, 2);
  header.writeUInt16BE(addresses ? 0x8180 : 0x8183, 2);
  header.writeUInt16BE(1, 4);
  header.writeUInt16BE(addresses?.length ?? 0, 6);
  const records = (addresses ?? []).map((address) => {
    const bytes = Buffer.from(ipaddr.parse(address).toByteArray());
    const record = Buffer.alloc(12);
    // The name of the question, class IN, an hour.
    record.writeUInt16BE(0xc00c, 0);
    record.writeUInt16BE(bytes.length === 4 ? 1 : 28, 2);
    record.writeUInt16BE(1, 4);
    record.writeUInt32BE(3_600, 6);
    record.writeUInt16BE(bytes.length, 10);
    return Buffer.concat([record, bytes]);
  });
  return Buffer.concat([header, query.subarray(HEADER, end), ...records]);
}

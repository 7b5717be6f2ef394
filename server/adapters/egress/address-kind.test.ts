import { BlockList } from 'node:net';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addressKind } from './address-kind.ts';

/** IANA's registries of special-purpose addresses, entered by hand, apart from any library. */
const CLOSED_V4: [string, number][] = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.31.196.0', 24],
  ['192.52.193.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['192.175.48.0', 24],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
  ['168.63.129.16', 32],
];
const CLOSED_V6: [string, number][] = [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['2620:4f:8000::', 48],
  ['3fff::', 20],
];

const closed = new BlockList();
for (const [network, prefix] of CLOSED_V4) closed.addSubnet(network, prefix, 'ipv4');
for (const [network, prefix] of CLOSED_V6) closed.addSubnet(network, prefix, 'ipv6');
const assigned = new BlockList();
assigned.addSubnet('2000::', 3, 'ipv6');

const part = fc.integer({ min: 0, max: 0xffff });
/** Half of them near the edges of a network that is closed. */
const nearEdges = fc
  .tuple(fc.constantFrom(...CLOSED_V4), fc.integer({ min: -2, max: 2 }), fc.boolean())
  .map(([[network, prefix], step, isEnd]) => {
    const start = network.split('.').reduce((sum, octet) => sum * 256 + Number(octet), 0);
    const edge = start + (isEnd ? 2 ** (32 - prefix) - 1 : 0) + step;
    return dotted(Math.min(Math.max(edge, 0), 2 ** 32 - 1));
  });

function dotted(value: number): string {
  return [24, 16, 8, 0].map((shift) => Math.floor(value / 2 ** shift) % 256).join('.');
}

describe('addressKind', () => {
  it('takes an IPv4 address for public where no registry reserves it, and nowhere else', () => {
    fc.assert(
      fc.property(fc.oneof(fc.ipV4(), nearEdges), (address) => {
        expect(addressKind(address) === 'public').toBe(!closed.check(address, 'ipv4'));
      }),
      { numRuns: 5_000 },
    );
  });

  it('takes an IPv6 address for public only where it was handed out', () => {
    const first = fc.oneof(part, fc.constantFrom(0x2001, 0x2002, 0x2600, 0x2620, 0x3fff, 0xfd00));
    const address = fc
      .tuple(first, fc.oneof(part, fc.constantFrom(0, 0xdb8, 0x4f)), part, part, part, part)
      .map((parts) => `${parts.map((value) => value.toString(16)).join(':')}:1:1`)
      .filter((text) => !/:5efe:1:1$/.test(text));
    fc.assert(
      fc.property(address, (text) => {
        const isOpen = assigned.check(text, 'ipv6') && !closed.check(text, 'ipv6');
        expect(addressKind(text) === 'public').toBe(isOpen);
      }),
      { numRuns: 5_000 },
    );
  });

  it.each([
    '::%s',
    '::ffff:%s',
    '::ffff:0:%s',
    '64:ff9b::%s',
    '64:ff9b:1::%s',
    '2600::5efe:%s',
    '2600::200:5efe:%s',
  ])('never takes an address inside of another for public: %s', (form) => {
    fc.assert(
      fc.property(fc.ipV4(), (address) => {
        expect(addressKind(form.replace('%s', address))).not.toBe('public');
      }),
    );
  });

  it.each(['8.8.8.8', '93.184.215.14', '2606:4700:4700::1111', '2a00:1450:4001:829::200e'])(
    'lets through %s',
    (address) => {
      expect(addressKind(address)).toBe('public');
    },
  );

  it.each(['', 'localhost', '127.1', '0x7f000001', '010.8.8.8', '8.8.8.8.', '8.8.8.8/8'])(
    'takes what is no address for nothing that could be reached: %j',
    (text) => {
      expect(addressKind(text)).toBe('special');
    },
  );
});

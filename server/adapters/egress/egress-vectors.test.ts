import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startDnsServer } from '#tests/support/dns-server.ts';
import {
  type RecordingOptions,
  type RecordingServer,
  startRecordingServer,
} from '#tests/support/recording-server.ts';
import {
  keepOnLoopback,
  namesFrom,
  openPort,
  TEST_AUTHORITY,
  TEST_TLS,
} from '#tests/support/test-egress.ts';
import { type EgressRefusal, EgressRefused } from './egress.ts';
import { createDnsResolver } from './name-resolver.ts';
import { createEgress } from './undici-egress.ts';

/** `PORT` is the canary's: open, so that nothing but the address can be what is refused. */
type Vector = [name: string, url: string, refusal: EgressRefusal];

const SPELLINGS: Vector[] = [
  ['dotted', 'http://127.0.0.1:PORT/', 'loopback'],
  ['the end of the range', 'http://127.255.255.254:PORT/', 'loopback'],
  ['two parts', 'http://127.1:PORT/', 'loopback'],
  ['three parts', 'http://127.0.1:PORT/', 'loopback'],
  ['decimal', 'http://2130706433:PORT/', 'loopback'],
  ['hexadecimal', 'http://0x7f000001:PORT/', 'loopback'],
  ['hexadecimal parts', 'http://0x7f.0x0.0x0.0x1:PORT/', 'loopback'],
  ['octal', 'http://017700000001:PORT/', 'loopback'],
  ['octal parts', 'http://0177.0.0.01:PORT/', 'loopback'],
  ['mixed', 'http://0x7f.1:PORT/', 'loopback'],
  ['a trailing dot', 'http://127.0.0.1.:PORT/', 'loopback'],
  ['percent-encoded', 'http://%31%32%37.0.0.1:PORT/', 'loopback'],
  ['full-width digits', 'http://１２７.０.０.１:PORT/', 'loopback'],
  ['circled digits', 'http://①②⑦.⓪.⓪.①:PORT/', 'loopback'],
  ['ideographic dots', 'http://127。0。0。1:PORT/', 'loopback'],
  ['upper-case scheme', 'HTTP://127.0.0.1:PORT/', 'loopback'],
  ['all interfaces', 'http://0.0.0.0:PORT/', 'not-public'],
  ['zero', 'http://0:PORT/', 'not-public'],
  ['this network', 'http://0.1.2.3:PORT/', 'not-public'],
  ['IPv6', 'http://[::1]:PORT/', 'loopback'],
  ['IPv6 in full', 'http://[0:0:0:0:0:0:0:1]:PORT/', 'loopback'],
  ['IPv6 of all interfaces', 'http://[::]:PORT/', 'not-public'],
  ['IPv4-mapped', 'http://[::ffff:127.0.0.1]:PORT/', 'not-public'],
  ['IPv4-mapped in hexadecimal', 'http://[::ffff:7f00:1]:PORT/', 'not-public'],
  ['IPv4-compatible', 'http://[::127.0.0.1]:PORT/', 'not-public'],
  ['IPv4-translated', 'http://[::ffff:0:7f00:1]:PORT/', 'not-public'],
  ['NAT64', 'http://[64:ff9b::7f00:1]:PORT/', 'not-public'],
  ['NAT64 for local use', 'http://[64:ff9b:1::7f00:1]:PORT/', 'not-public'],
  ['6to4', 'http://[2002:7f00:1::]:PORT/', 'not-public'],
  ['Teredo', 'http://[2001:0:7f00:1::80ff:fffe]:PORT/', 'not-public'],
  ['ISATAP under a public prefix', 'http://[2600::5efe:7f00:1]:PORT/', 'not-public'],
  ['ISATAP of a unique address', 'http://[2600::200:5efe:7f00:1]:PORT/', 'not-public'],
];

const NETWORKS: Vector[] = [
  ['10.0.0.0/8', 'http://10.0.0.1:PORT/', 'private'],
  ['172.16.0.0/12', 'http://172.31.255.255:PORT/', 'private'],
  ['192.168.0.0/16', 'http://192.168.1.1:PORT/', 'private'],
  ['carrier-grade NAT', 'http://100.64.0.1:PORT/', 'private'],
  ['link-local', 'http://169.254.0.1:PORT/', 'private'],
  ['unique local', 'http://[fc00::1]:PORT/', 'private'],
  ['site-local', 'http://[fec0::1]:PORT/', 'private'],
  ['link-local IPv6', 'http://[fe80::1]:PORT/', 'private'],
  ['metadata of most clouds', 'http://169.254.169.254/latest/meta-data/', 'metadata'],
  ['metadata as a number', 'http://2852039166/', 'metadata'],
  ['metadata of containers', 'http://169.254.170.2/v2/credentials', 'metadata'],
  ['metadata over IPv6', 'http://[fd00:ec2::254]/', 'metadata'],
  ['metadata that is carrier-grade', 'http://100.100.100.200/', 'metadata'],
  ['metadata that looks public', 'http://168.63.129.16/', 'metadata'],
  ['metadata in a reserved range', 'http://192.0.0.192/', 'not-public'],
  ['metadata, mapped', 'http://[::ffff:169.254.169.254]/', 'not-public'],
  ['multicast', 'http://224.0.0.1:PORT/', 'not-public'],
  ['multicast IPv6', 'http://[ff02::1]:PORT/', 'not-public'],
  ['broadcast', 'http://255.255.255.255:PORT/', 'not-public'],
  ['reserved', 'http://240.0.0.1:PORT/', 'not-public'],
  ['benchmarking', 'http://198.18.0.1:PORT/', 'not-public'],
  ['documentation', 'http://203.0.113.1:PORT/', 'not-public'],
  ['6to4 relays', 'http://192.88.99.1:PORT/', 'not-public'],
  ['documentation IPv6', 'http://[2001:db8::1]:PORT/', 'not-public'],
  ['new documentation IPv6', 'http://[3fff::1]:PORT/', 'not-public'],
  ['discarded IPv6', 'http://[100::1]:PORT/', 'not-public'],
  ['segment routing', 'http://[5f00::1]:PORT/', 'not-public'],
  ['IPv6 that nobody was given', 'http://[4000::1]:PORT/', 'not-public'],
];

const NAMES: Readonly<Record<string, readonly string[]>> = {
  localhost: ['127.0.0.1', '::1'],
  'foo.localhost': ['127.0.0.1'],
  '127.0.0.1.nip.example': ['127.0.0.1'],
  'xn--bcher-kva.example': ['192.168.1.1'],
  'private.example': ['10.1.2.3'],
  'metadata.example': ['169.254.169.254'],
  'mapped.example': ['::ffff:127.0.0.1'],
  'nat64.example': ['64:ff9b::a00:1'],
  'zone.example': ['fe80::1%lo'],
  'octal.example': ['0177.0.0.1'],
  'nonsense.example': ['not an address'],
  'first-bad.example': ['127.0.0.1', '93.184.215.14'],
  'last-bad.example': ['93.184.215.14', '2606:2800:21f:cb07:6820:80da:af6b:8b2c', '127.0.0.1'],
  'other-family-bad.example': ['93.184.215.14', '::1'],
  'public.example': ['93.184.215.14'],
};

const NAMED: Vector[] = [
  ['localhost', 'http://localhost:PORT/', 'loopback'],
  ['in upper case', 'http://LOCALHOST:PORT/', 'loopback'],
  ['with a trailing dot', 'http://localhost.:PORT/', 'loopback'],
  ['below localhost', 'http://foo.localhost:PORT/', 'loopback'],
  ['full-width letters', 'http://ｌｏｃａｌｈｏｓｔ:PORT/', 'loopback'],
  ['circled letters', 'http://ⓛⓞⓒⓐⓛⓗⓞⓢⓣ:PORT/', 'loopback'],
  ['a soft hyphen', 'http://local\u00adhost:PORT/', 'loopback'],
  [
    'a service that resolves to what stands in the name',
    'http://127.0.0.1.nip.example:PORT/',
    'loopback',
  ],
  ['letters of another alphabet', 'http://bücher.example:PORT/', 'private'],
  ['a private address', 'http://private.example:PORT/', 'private'],
  ['metadata', 'http://metadata.example/', 'metadata'],
  ['a mapped address', 'http://mapped.example:PORT/', 'not-public'],
  ['a NAT64 address', 'http://nat64.example:PORT/', 'not-public'],
  ['an address with a zone', 'http://zone.example:PORT/', 'private'],
  ['an octal address', 'http://octal.example:PORT/', 'not-public'],
  ['what is no address', 'http://nonsense.example:PORT/', 'not-public'],
  ['a bad address before a good one', 'http://first-bad.example:PORT/', 'loopback'],
  ['a bad address after good ones', 'http://last-bad.example:PORT/', 'loopback'],
  ['a bad address of the other family', 'http://other-family-bad.example:PORT/', 'loopback'],
];

const URLS: Vector[] = [
  ['a file', 'file:///etc/passwd', 'invalid-url'],
  ['a file on a host', 'file://127.0.0.1/etc/passwd', 'scheme'],
  ['FTP', 'ftp://127.0.0.1:PORT/', 'scheme'],
  ['Gopher', 'gopher://127.0.0.1:PORT/_GET%20/', 'scheme'],
  ['a web socket', 'ws://127.0.0.1:PORT/', 'scheme'],
  ['data', 'data:text/plain,hello', 'invalid-url'],
  ['a script', 'javascript:fetch("/")', 'invalid-url'],
  ['no scheme', '//127.0.0.1:PORT/', 'invalid-url'],
  ['one slash', 'http:/127.0.0.1:PORT/', 'invalid-url'],
  ['no slash', 'http:127.0.0.1:PORT', 'invalid-url'],
  ['three slashes', 'http:///127.0.0.1:PORT/', 'invalid-url'],
  ['a host as a user', 'http://public.example@127.0.0.1:PORT/', 'userinfo'],
  ['the canary as a user', 'http://127.0.0.1:PORT@public.example/', 'userinfo'],
  ['an empty user', 'http://@127.0.0.1:PORT/', 'userinfo'],
  ['a password', 'http://user:password@127.0.0.1:PORT/', 'userinfo'],
  ['two at signs', 'http://public.example@127.0.0.1:PORT@public.example/', 'userinfo'],
  ['a backslash', 'http://public.example\\@127.0.0.1:PORT/', 'invalid-url'],
  ['backslashes', 'http:\\\\127.0.0.1:PORT\\', 'invalid-url'],
  ['a tab in the scheme', 'ht\ttp://127.0.0.1:PORT/', 'invalid-url'],
  ['a line break in the host', 'http://127.0.\n0.1:PORT/', 'invalid-url'],
  ['a space before', ' http://127.0.0.1:PORT/', 'invalid-url'],
  ['a request in the path', 'http://public.example/ HTTP/1.1\r\nHost: canary', 'invalid-url'],
  ['a zone', 'http://[fe80::1%25lo]:PORT/', 'invalid-url'],
  ['IPv4 in brackets', 'http://[127.0.0.1]:PORT/', 'invalid-url'],
  ['a number too large', 'http://4294967297:PORT/', 'invalid-url'],
  ['an empty label', 'http://public..example/', 'invalid-host'],
  ['a label too long', `http://${'a'.repeat(64)}.example/`, 'invalid-host'],
  ['a comma in the host', 'http://127.0.0.1,public.example/', 'invalid-host'],
  ['Redis', 'http://public.example:6379/', 'port'],
  ['mail', 'http://public.example:25/', 'port'],
  ['port zero', 'http://public.example:0/', 'port'],
];

const REDIRECTS: Vector[] = [
  ['to the server itself', 'http://127.0.0.1:PORT/', 'loopback'],
  ['without a scheme', '//127.0.0.1:PORT/', 'loopback'],
  ['to a name of the server itself', 'http://localhost:PORT/', 'loopback'],
  ['to a number', 'http://2130706433:PORT/', 'loopback'],
  ['to a mapped address', 'http://[::ffff:127.0.0.1]:PORT/', 'not-public'],
  ['to metadata', 'http://169.254.169.254/latest/meta-data/', 'metadata'],
  ['to a private network', 'http://192.168.1.1/', 'private'],
  ['to a file', 'file:///etc/passwd', 'scheme'],
  ['to Gopher', 'gopher://127.0.0.1:PORT/', 'scheme'],
  ['with a user', 'http://public.example@127.0.0.1:PORT/', 'userinfo'],
  ['with a user and without a scheme', '//public.example@127.0.0.1:PORT/', 'userinfo'],
  ['with a user and too many slashes', 'http:///public.example@127.0.0.1:PORT/', 'userinfo'],
  ['with a backslash', '/\\127.0.0.1:PORT/', 'invalid-url'],
  ['to another port', 'http://public.example:6379/', 'port'],
  ['in a circle', '/', 'too-many-redirects'],
];

const ALL = [SPELLINGS, NETWORKS, NAMED, URLS, REDIRECTS].flat();

describe('row 35: no request gets where it must not', () => {
  let canary: RecordingServer;
  let canaryV6: RecordingServer | undefined;
  beforeAll(async () => {
    canary = await startRecordingServer();
    canaryV6 = await startRecordingServer({ address: '::1' }).catch(() => undefined);
  });
  afterAll(async () => {
    await canary.stop();
    await canaryV6?.stop();
  });

  /** Through is what reached the canary or was about to be sent anywhere. */
  async function outcome(url: string, front?: RecordingServer) {
    const { sent, send } = keepOnLoopback();
    const egress = createEgress({
      ports: [80, 443, canary.port],
      allow: front ? [{ kind: 'name', name: 'front.example', port: front.port }] : [],
      resolve: namesFrom(NAMES),
      resolveNamed: namesFrom({ 'front.example': ['127.0.0.1'] }),
      authorities: [TEST_AUTHORITY],
      send,
    });
    const before = canary.connections() + (canaryV6?.connections() ?? 0);
    const error: unknown = await egress.request({ method: 'GET', url }).catch((cause) => cause);
    return {
      refusal: error instanceof EgressRefused ? error.reason : error,
      sent,
      reached: canary.connections() + (canaryV6?.connections() ?? 0) - before,
    };
  }

  const withPort = (url: string) => url.replaceAll('PORT', String(canary.port));

  describe.each([
    ['spelled', SPELLINGS],
    ['in the network', NETWORKS],
    ['named', NAMED],
    ['written as', URLS],
  ])('%s', (_family, vectors) => {
    it.each(vectors)('%s', async (_name, url, refusal) => {
      expect(await outcome(withPort(url))).toEqual({ refusal, sent: [], reached: 0 });
    });
  });

  describe('redirected', () => {
    it.each(REDIRECTS)('%s', async (_name, location, refusal) => {
      const front = await startRecordingServer({
        answer: (_request, response) =>
          response.writeHead(302, { location: withPort(location) }).end(),
      });
      const { sent, ...rest } = await outcome(`http://front.example:${front.port}/`, front);
      await front.stop();
      expect(rest).toEqual({ refusal, reached: 0 });
      expect(sent).toHaveLength(refusal === 'too-many-redirects' ? 4 : 1);
    });

    it.each([301, 302, 303, 307, 308])('with %i', async (status) => {
      const front = await startRecordingServer({
        answer: (_request, response) => response.writeHead(status, { location: canary.url }).end(),
      });
      const { refusal, reached } = await outcome(`http://front.example:${front.port}/`, front);
      await front.stop();
      expect({ refusal, reached, asked: front.requests.length }).toEqual({
        refusal: 'loopback',
        reached: 0,
        asked: 1,
      });
    });

    it('from encrypted to plain', async () => {
      const plain = await startRecordingServer();
      const front = await startRecordingServer({
        tls: TEST_TLS,
        answer: (_request, response) =>
          response.writeHead(307, { location: `http://127.0.0.1:${plain.port}/` }).end(),
      });
      const egress = createEgress({
        ports: [],
        allow: [...openPort(front.port), ...openPort(plain.port)],
        authorities: [TEST_AUTHORITY],
      });
      await expect(
        egress.request({ method: 'POST', url: front.url, body: 'secret' }),
      ).rejects.toMatchObject({ reason: 'downgrade' });
      expect({ front: front.requests.length, plain: plain.connections() }).toEqual({
        front: 1,
        plain: 0,
      });
      await Promise.all([front.stop(), plain.stop()]);
    });
  });

  describe('rebound', () => {
    /** A name server that gives another answer from the second time on. */
    async function rebinding(first: string, later: string, answer?: RecordingOptions['answer']) {
      const asked = new Map<string, number>();
      const dns = await startDnsServer((name, type) => {
        if (type === 'AAAA') return [];
        const times = (asked.get(name) ?? 0) + 1;
        asked.set(name, times);
        return [times === 1 ? first : later];
      });
      const target = await startRecordingServer({ answer });
      const { sent, send } = keepOnLoopback();
      const egress = createEgress({
        ports: [],
        allow: openPort(target.port),
        resolve: createDnsResolver({ servers: [dns.address] }),
        send,
      });
      return { dns, target, sent, egress, stop: () => Promise.all([dns.stop(), target.stop()]) };
    }

    it('between check and connection: there is no second lookup', async () => {
      const { dns, target, sent, egress, stop } = await rebinding('127.0.0.1', '127.0.0.2');
      const url = `http://rebound.example:${target.port}/`;
      expect(await egress.request({ method: 'GET', url })).toMatchObject({ status: 200 });
      expect(dns.questions.sort()).toEqual(['A rebound.example', 'AAAA rebound.example']);
      expect(sent).toEqual(['127.0.0.1']);
      expect(target.requests[0]?.headers.host).toBe(`rebound.example:${target.port}`);
      await stop();
    });

    it.each([
      ['the server itself', '127.0.0.2', 'loopback'],
      ['a private network', '10.0.0.1', 'private'],
      ['metadata', '169.254.169.254', 'metadata'],
    ])('between two requests, to %s', async (_name, later, reason) => {
      const { target, egress, stop } = await rebinding('127.0.0.1', later);
      const url = `http://rebound.example:${target.port}/`;
      await egress.request({ method: 'GET', url });
      await expect(egress.request({ method: 'GET', url })).rejects.toMatchObject({ reason });
      expect(target.connections()).toBe(1);
      await stop();
    });

    it('between a request and its redirect to the same name', async () => {
      const { target, egress, stop } = await rebinding(
        '127.0.0.1',
        '127.0.0.2',
        (_request, response) => response.writeHead(307, { location: '/again' }).end(),
      );
      await expect(
        egress.request({ method: 'GET', url: `http://rebound.example:${target.port}/` }),
      ).rejects.toMatchObject({ reason: 'loopback' });
      expect(target.connections()).toBe(1);
      await stop();
    });
  });

  it('counts at least 60 vectors, each under a name of its own', () => {
    expect(new Set(ALL.map(([, url]) => url)).size).toBeGreaterThanOrEqual(60);
    for (const family of [SPELLINGS, NETWORKS, NAMED, URLS, REDIRECTS]) {
      expect(new Set(family.map(([name]) => name)).size).toBe(family.length);
    }
  });
});

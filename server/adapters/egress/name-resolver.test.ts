import { afterEach, describe, expect, it } from 'vitest';
import { type DnsServer, startDnsServer } from '#tests/support/dns-server.ts';
import { createDnsResolver, resolveBySystem } from './name-resolver.ts';

const never = new AbortController().signal;

describe('asking the DNS', () => {
  let dns: DnsServer | undefined;
  afterEach(() => dns?.stop());

  async function start(answer: Parameters<typeof startDnsServer>[0]) {
    dns = await startDnsServer(answer);
    return createDnsResolver({ servers: [dns.address], tryLimit: 100, tries: 1 });
  }

  it('finds the addresses of both families', async () => {
    const resolve = await start((_name, type) =>
      type === 'A' ? ['93.184.215.14', '10.0.0.1'] : ['2606:2800:21f::1'],
    );
    expect(await resolve('a.example', never)).toEqual([
      '93.184.215.14',
      '10.0.0.1',
      '2606:2800:21f::1',
    ]);
  });

  it.each(['A', 'AAAA'])('is content with one family: %s', async (family) => {
    const resolve = await start((_name, type) => {
      if (type !== family) return 'silence';
      return [type === 'A' ? '10.0.0.1' : 'fd00::1'];
    });
    expect(await resolve('a.example', never)).toHaveLength(1);
  });

  it('knows no hosts file and no domain of its network', async () => {
    const resolve = await start(() => null);
    await expect(resolve('intranet', never)).rejects.toMatchObject({ reason: 'name-not-found' });
    expect(dns?.questions.sort()).toEqual(['A intranet', 'AAAA intranet']);
  });

  it.each([
    ['a name that is not there', null, 'name-not-found'],
    ['a name without addresses', [], 'name-not-found'],
    ['a server that does not answer', 'silence', 'name-lookup'],
  ] as const)('tells %s from the others', async (_what, answer, reason) => {
    const resolve = await start(() => answer);
    await expect(resolve('a.example', never)).rejects.toMatchObject({
      reason,
      mayHaveArrived: false,
    });
  });

  it('ends when nobody waits any more', async () => {
    dns = await startDnsServer(() => 'silence');
    const resolve = createDnsResolver({ servers: [dns.address], tryLimit: 60_000 });
    const controller = new AbortController();
    const asking = resolve('a.example', controller.signal);
    controller.abort(new Error('enough'));
    await expect(asking).rejects.toThrow('enough');
    await expect(resolve('b.example', controller.signal)).rejects.toThrow('enough');
  });
});

describe('asking the system', () => {
  it('finds what stands in its hosts file', async () => {
    expect(await resolveBySystem('localhost', never)).toContain('127.0.0.1');
  });

  it('says where there is no such name, or nobody waits any more', async () => {
    await expect(resolveBySystem('a..b', never)).rejects.toMatchObject({ name: 'EgressFailed' });
    const gone = AbortSignal.abort(new Error('enough'));
    await expect(resolveBySystem('localhost', gone)).rejects.toThrow('enough');
  });
});

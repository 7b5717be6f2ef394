import { describe, expect, it, onTestFinished } from 'vitest';
import { ALERT_RULES } from '#shared/alerts/alert-rules.ts';
import type { AlertRulesView } from '#shared/schemas/alert-rule-schemas.ts';
import { createTestApp } from '#tests/support/test-app.ts';

const ADDRESS = 'operator/alert-rules';

async function open() {
  const test = await createTestApp();
  onTestFinished(() => test.close());
  const operator = await test.signUp();
  const get = async () => (await operator.api('GET', ADDRESS)).json() as AlertRulesView;
  const put = (changes: readonly object[], headers: Record<string, string> = {}) =>
    operator.api('PUT', ADDRESS, { changes }, headers);
  return { ...test, operator, get, put };
}

describe('rules of alerts', () => {
  it('are as by default until somebody changes them, and again when the change is left out', async () => {
    const { get, put, operator } = await open();
    const { version, items } = await get();
    expect(version).toBe(0);
    expect(items.map(({ rule }) => rule)).toEqual(ALERT_RULES.map(({ id }) => id));
    for (const { settings, defaults } of items) expect(settings).toEqual(defaults);

    const changed = { rule: 'error-rate', threshold: 0.03, for: 60, severity: 'page', isOn: false };
    const reply = await put([{ ...changed, minimumEvents: 50 }]);
    expect(reply.statusCode).toBe(200);
    const { rule: _, ...settings } = changed;
    const found = (await get()).items.find(({ rule }) => rule === 'error-rate');
    expect(found?.settings).toEqual({ ...settings, minimumEvents: 50 });
    expect(found?.defaults).toMatchObject({ threshold: 0.01, severity: 'warning', isOn: true });
    const shown = (await operator.api('GET', 'operator/alerts')).json().items[0];
    expect(shown).toMatchObject({
      rule: 'error-rate',
      threshold: 0.03,
      severity: 'page',
      isOn: false,
    });

    await put([]);
    expect((await get()).items.every((each) => each.settings.isOn)).toBe(true);
  });

  it('keep nothing that is as by default', async () => {
    const { put, store } = await open();
    await put([
      { rule: 'error-rate', threshold: 0.01, for: 60 },
      { rule: 'job-late', isOn: true },
    ]);
    const stored = await store.alerts.findDocument('rules');
    expect(JSON.parse(stored?.content ?? '')).toEqual({
      changes: [{ rule: 'error-rate', for: 60 }],
    });
  });

  it('are changed by one person at a time', async () => {
    const { operator, get, put } = await open();
    const { etag } = (await operator.api('GET', ADDRESS)).headers;
    const match = { 'if-match': String(etag) };
    expect((await put([{ rule: 'job-late', isOn: false }], match)).statusCode).toBe(200);
    expect((await put([], match)).statusCode).toBe(412);
    expect((await get()).items.find(({ rule }) => rule === 'job-late')?.settings.isOn).toBe(false);
  });

  it.each([
    ['an unknown rule', { rule: 'all', isOn: false }, '/changes/0/rule'],
    ['an unknown field', { rule: 'error-rate', window: 1 }, '/changes/0/window'],
    ['a share above one', { rule: 'error-rate', threshold: 5 }, '/changes/0/threshold'],
    ['less than nothing', { rule: 'job-late', threshold: -1 }, '/changes/0/threshold'],
    ['more than a week', { rule: 'job-late', threshold: 604_801 }, '/changes/0/threshold'],
    [
      'a limit where nothing is counted',
      { rule: 'job-failing', threshold: 1 },
      '/changes/0/threshold',
    ],
    ['half a second', { rule: 'error-rate', for: 0.5 }, '/changes/0/for'],
    ['more than a day', { rule: 'error-rate', for: 86_401 }, '/changes/0/for'],
    ['no events at all', { rule: 'error-rate', minimumEvents: 0 }, '/changes/0/minimumEvents'],
    [
      'events of a rule without',
      { rule: 'job-late', minimumEvents: 5 },
      '/changes/0/minimumEvents',
    ],
    ['another severity', { rule: 'error-rate', severity: 'high' }, '/changes/0/severity'],
  ])('refuse %s', async (_fault, change, pointer) => {
    const { put } = await open();
    const reply = await put([change]);
    expect(reply.statusCode).toBe(422);
    expect(reply.json().errors.map((each: { pointer: string }) => each.pointer)).toEqual([pointer]);
  });

  it('refuse a rule twice', async () => {
    const { put } = await open();
    const change = { rule: 'error-rate', isOn: false };
    expect((await put([change, change])).statusCode).toBe(422);
  });

  it('are for the operator alone', async () => {
    const { operator, signUp } = await open();
    await operator.api('GET', ADDRESS);
    const other = await signUp();
    expect((await other.api('GET', ADDRESS)).statusCode).toBe(403);
    expect((await other.api('PUT', ADDRESS, { changes: [] })).statusCode).toBe(403);
  });

  it('leave a note of who changed them', async () => {
    const { operator, put } = await open();
    await put([{ rule: 'error-rate', isOn: false }]);
    const { items } = (await operator.api('GET', 'operator/audit')).json();
    expect(JSON.stringify(items)).toContain('operator/alert-rules');
  });
});

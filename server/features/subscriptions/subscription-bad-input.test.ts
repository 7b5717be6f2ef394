import { afterAll, beforeAll, describe, it } from 'vitest';
import { expectRefusal } from '#tests/support/household-state.ts';
import { createTestApp, type TestApp, type TestMember } from '#tests/support/test-app.ts';

const GOOD = {
  name: 'Netflix',
  cycle: { every: 1, unit: 'month' },
  anchor: '2026-01-31',
  prices: [{ from: '2026-01-31', amount: '15.49', currency: 'EUR' }],
};
const UNKNOWN_ID = '01990000-0000-7000-8000-00000000ffff';

let server: TestApp;
let ada: TestMember;
let path: string;

beforeAll(async () => {
  server = await createTestApp();
  ada = await server.signUp();
  const made = await ada.api('POST', 'subscriptions', GOOD);
  path = `subscriptions/${made.json().id}`;
});
afterAll(() => server.close());

const refuse = (ask: () => ReturnType<TestMember['api']>, code: string, pointers?: string[]) =>
  expectRefusal({ store: server.store, householdId: ada.householdId }, ask, code, pointers);

/** What is wrong alone, wherever the fields stand: one change of a good body, and where it hurts. */
const FIELDS: [what: string, change: Record<string, unknown>, pointers: string[]][] = [
  ['name of another type', { name: 7 }, ['/name']],
  ['name null', { name: null }, ['/name']],
  ['name empty', { name: '' }, ['/name']],
  ['name of spaces', { name: '  ' }, ['/name']],
  ['name too long', { name: 'n'.repeat(201) }, ['/name']],
  ['name with a control character', { name: 'a\u0000b' }, ['/name']],
  ['cycle of another type', { cycle: 'monthly' }, ['/cycle']],
  ['cycle empty', { cycle: {} }, ['/cycle/every', '/cycle/unit']],
  ['every 0', { cycle: { every: 0, unit: 'month' } }, ['/cycle/every']],
  ['every -1', { cycle: { every: -1, unit: 'month' } }, ['/cycle/every']],
  ['every 1000', { cycle: { every: 1000, unit: 'month' } }, ['/cycle/every']],
  ['every 1.5', { cycle: { every: 1.5, unit: 'month' } }, ['/cycle/every']],
  ['every as text', { cycle: { every: '1', unit: 'month' } }, ['/cycle/every']],
  ['unit unknown', { cycle: { every: 1, unit: 'fortnight' } }, ['/cycle/unit']],
  ['cycle with an unknown field', { cycle: { every: 1, unit: 'day', on: 3 } }, ['/cycle/on']],
  ['anchor of another type', { anchor: 20260131 }, ['/anchor']],
  ['anchor null', { anchor: null }, ['/anchor']],
  ['anchor that does not exist', { anchor: '2026-02-30' }, ['/anchor']],
  ['anchor with a time', { anchor: '2026-01-31T00:00:00Z' }, ['/anchor']],
  ['anchor of another form', { anchor: '31.01.2026' }, ['/anchor']],
  ['anchor of a year nobody means', { anchor: '0026-01-31' }, ['/anchor']],
  ['prices of another type', { prices: '15.49' }, ['/prices']],
  ['prices empty', { prices: [] }, ['/prices']],
  [
    'too many prices',
    { prices: Array(201).fill({ amount: '1.00', currency: 'EUR' }) },
    ['/prices'],
  ],
  ['price without anything', { prices: [{}] }, ['/prices/0/amount', '/prices/0/currency']],
  ['amount as number', { prices: [{ amount: 15.49, currency: 'EUR' }] }, ['/prices/0/amount']],
  ['amount empty', { prices: [{ amount: '', currency: 'EUR' }] }, ['/prices/0/amount']],
  ['amount 0.001 EUR', { prices: [{ amount: '0.001', currency: 'EUR' }] }, ['/prices/0/amount']],
  [
    'amount 10¹⁵',
    { prices: [{ amount: '1000000000000000', currency: 'EUR' }] },
    ['/prices/0/amount'],
  ],
  ['amount with a sign', { prices: [{ amount: '-1.00', currency: 'EUR' }] }, ['/prices/0/amount']],
  [
    'amount with an exponent',
    { prices: [{ amount: '1e3', currency: 'EUR' }] },
    ['/prices/0/amount'],
  ],
  [
    'amount with thousands',
    { prices: [{ amount: '1,000.00', currency: 'EUR' }] },
    ['/prices/0/amount'],
  ],
  [
    'decimals where there are none',
    { prices: [{ amount: '5.00', currency: 'JPY' }] },
    ['/prices/0/amount'],
  ],
  ['currency unknown', { prices: [{ amount: '1.00', currency: 'ZZZ' }] }, ['/prices/0/currency']],
  [
    'currency in lower case',
    { prices: [{ amount: '1.00', currency: 'eur' }] },
    ['/prices/0/currency'],
  ],
  [
    'price from a day that does not exist',
    { prices: [{ from: '2026-02-30', amount: '1.00', currency: 'EUR' }] },
    ['/prices/0/from'],
  ],
  [
    'price with an unknown field',
    { prices: [{ amount: '1.00', currency: 'EUR', to: null }] },
    ['/prices/0/to'],
  ],
  ['trial of another type', { trialEndsOn: true }, ['/trialEndsOn']],
  ['trial that does not exist', { trialEndsOn: '2026-13-01' }, ['/trialEndsOn']],
  ['weekend rule unknown', { weekendRule: 'skip' }, ['/weekendRule']],
  ['autoRenews as text', { autoRenews: 'true' }, ['/autoRenews']],
  ['notice of another type', { notice: 30 }, ['/notice']],
  ['notice of no length', { notice: { every: 0, unit: 'day' } }, ['/notice/every']],
  ['minimum term that does not exist', { minimumTermEndsOn: '2027-02-29' }, ['/minimumTermEndsOn']],
  ['url without a scheme', { url: 'netflix.com' }, ['/url']],
  ['url that runs', { url: 'javascript:alert(1)' }, ['/url']],
  ['url too long', { url: `https://example.com/${'x'.repeat(2_048)}` }, ['/url']],
  ['cancelUrl that runs', { cancelUrl: 'data:text/html,x' }, ['/cancelUrl']],
  ['service that is no slug', { service: 'Netflix Inc.' }, ['/service']],
  ['service too long', { service: 'n'.repeat(61) }, ['/service']],
  ['notes of another type', { notes: null }, ['/notes']],
  ['notes too long', { notes: 'n'.repeat(10_001) }, ['/notes']],
  ['tags of another type', { tags: 'video' }, ['/tags']],
  ['tag empty', { tags: ['video', ''] }, ['/tags/1']],
  ['tag too long', { tags: ['t'.repeat(51)] }, ['/tags/0']],
  ['tag twice', { tags: ['video', 'video'] }, ['/tags']],
  ['too many tags', { tags: Array.from({ length: 21 }, (_, at) => `t${at}`) }, ['/tags']],
  ['category that is no id', { categoryId: 'films' }, ['/categoryId']],
  ['category that nobody has', { categoryId: UNKNOWN_ID }, ['/categoryId']],
  ['payment method that is no id', { paymentMethodId: 1 }, ['/paymentMethodId']],
  ['payment method that nobody has', { paymentMethodId: UNKNOWN_ID }, ['/paymentMethodId']],
  ['unknown field', { price: '15.49' }, ['/price']],
  ['field that is derived', { status: 'active' }, ['/status']],
  ['field that only actions set', { cancelledOn: '2026-02-01' }, ['/cancelledOn']],
  ['id of the client’s choice', { id: UNKNOWN_ID }, ['/id']],
  ['field with a slash and a tilde', { 'a/b~c': 1 }, ['/a~1b~0c']],
  ['trial that ends with the first charge', { trialEndsOn: '2026-01-31' }, ['/trialEndsOn']],
  ['minimum term before the anchor', { minimumTermEndsOn: '2026-01-30' }, ['/minimumTermEndsOn']],
  [
    'first price after the anchor',
    { prices: [{ from: '2026-02-01', amount: '1.00', currency: 'EUR' }] },
    ['/prices/0/from'],
  ],
  [
    'a phase before another',
    {
      prices: [
        { amount: '1.00', currency: 'EUR' },
        { from: '2026-06-01', amount: '2.00', currency: 'EUR' },
        { from: '2026-05-01', amount: '3.00', currency: 'EUR' },
      ],
    },
    ['/prices/2/from'],
  ],
  [
    'two faults at once',
    { name: '', cycle: { every: 0, unit: 'month' } },
    ['/name', '/cycle/every'],
  ],
];

describe('POST subscriptions refuses', () => {
  it.for(FIELDS)('%s', ([, change, pointers]) =>
    refuse(
      () => ada.api('POST', 'subscriptions', { ...GOOD, ...change }),
      'invalid-input',
      pointers,
    ),
  );

  it.for(['name', 'cycle', 'anchor', 'prices'] as const)('a body without %s', (field) => {
    const { [field]: _, ...rest } = GOOD;
    return refuse(() => ada.api('POST', 'subscriptions', rest), 'invalid-input', [`/${field}`]);
  });

  it.for([
    ['a list', '[]', 'invalid-input', ['']],
    ['null', 'null', 'invalid-input', ['']],
    ['broken JSON', '{"name":', 'malformed-json', undefined],
    ['nothing', '', 'invalid-input', ['']],
    [
      'more than 1 MiB',
      JSON.stringify({ ...GOOD, notes: 'n'.repeat(1_048_576) }),
      'body-too-large',
      undefined,
    ],
  ] as const)('a body that is %s', ([, payload, code, pointers]) =>
    refuse(
      () =>
        server.app.inject({
          method: 'POST',
          url: '/api/v1/subscriptions',
          headers: { ...ada.headers, 'content-type': 'application/json' },
          payload,
        }),
      code,
      pointers && [...pointers],
    ),
  );

  it.for(['text/plain', 'application/x-www-form-urlencoded', 'application/xml'])(
    'a body of type %s',
    (type) =>
      refuse(
        () =>
          server.app.inject({
            method: 'POST',
            url: '/api/v1/subscriptions',
            headers: { ...ada.headers, 'content-type': type },
            payload: JSON.stringify(GOOD),
          }),
        'unsupported-media-type',
      ),
  );

  it('a category or payment method in the trash', async () => {
    const category = await ada.api('POST', 'categories', { name: 'Old' });
    const method = await ada.api('POST', 'payment-methods', { label: 'Old', kind: 'card' });
    for (const [where, field, made] of [
      ['categories', 'categoryId', category],
      ['payment-methods', 'paymentMethodId', method],
    ] as const) {
      const { id } = made.json();
      await ada.api('DELETE', `${where}/${id}`);
      const body = { ...GOOD, [field]: id };
      await refuse(() => ada.api('POST', 'subscriptions', body), 'invalid-input', [`/${field}`]);
      await refuse(() => ada.api('PATCH', path, { [field]: id }), 'invalid-input', [`/${field}`]);
    }
  });
});

describe('PATCH subscriptions refuses', () => {
  it.for(FIELDS)('%s', ([, change, pointers]) =>
    refuse(
      () => ada.api('PATCH', path, { autoRenews: false, ...change }),
      'invalid-input',
      pointers,
    ),
  );

  it('a body that changes nothing', () =>
    refuse(() => ada.api('PATCH', path, {}), 'invalid-input', ['']));
});

const MONEY = { amount: '1.00', currency: 'EUR' };
const ACTIONS: [action: string, body: unknown, pointers: string[]][] = [
  ['pause', {}, ['/from']],
  ['pause', { from: '2026-02-30' }, ['/from']],
  ['pause', { from: '2026-03-01', until: '2026-03-01' }, ['/until']],
  ['pause', { from: '2026-03-01', until: '2026-02-01' }, ['/until']],
  ['pause', { from: '2026-03-01', until: 'never' }, ['/until']],
  ['pause', { from: '2026-03-01', to: '2026-04-01' }, ['/to']],
  ['pause', { from: '1026-03-01' }, ['/from']],
  ['pause', [], ['']],
  ['resume', { on: '2026-02-30' }, ['/on']],
  ['resume', { from: '2026-03-01' }, ['/from']],
  ['cancel', { on: 1 }, ['/on']],
  ['cancel', { on: '2026-03-01', accessUntil: '2026-02-28' }, ['/accessUntil']],
  ['cancel', { accessUntil: '2026-11-19' }, ['/accessUntil']],
  ['cancel', { reason: 'dear' }, ['/reason']],
  ['price', MONEY, ['/from']],
  ['price', { from: '2026-03-01', currency: 'EUR' }, ['/amount']],
  ['price', { ...MONEY, from: '2026-02-30' }, ['/from']],
  ['price', { ...MONEY, from: '2026-03-01', amount: '0.001' }, ['/amount']],
  ['price', { ...MONEY, from: '2026-03-01', currency: 'ZZZ' }, ['/currency']],
  ['price', { ...MONEY, from: '2026-03-01', until: null }, ['/until']],
  ['restore', { now: true }, ['/now']],
  ['duplicate', { name: 'x' }, ['/name']],
];

describe('actions refuse', () => {
  it.for(ACTIONS)('%s %j', ([action, body, pointers]) =>
    refuse(() => ada.api('POST', `${path}/${action}`, body), 'invalid-input', pointers),
  );

  it('a pause over another', async () => {
    await ada.api('POST', `${path}/pause`, { from: '2030-01-01', until: '2030-06-01' });
    await refuse(
      () => ada.api('POST', `${path}/pause`, { from: '2030-05-31', until: '2030-07-01' }),
      'invalid-input',
      ['/from'],
    );
  });

  it('a pause of what is cancelled', async () => {
    const other = (await ada.api('POST', 'subscriptions', GOOD)).json();
    await ada.api('POST', `subscriptions/${other.id}/cancel`);
    const body = { from: '2026-12-01' };
    await refuse(() => ada.api('POST', `subscriptions/${other.id}/pause`, body), 'conflict');
  });
});

const QUERIES: [query: string, pointers: string[]][] = [
  ['?limit=0', ['/query/limit']],
  ['?limit=201', ['/query/limit']],
  ['?limit=1.5', ['/query/limit']],
  ['?limit=ten', ['/query/limit']],
  ['?cursor=', ['/query/cursor']],
  ['?cursor=abc', ['/query/cursor']],
  [`?cursor=${'a'.repeat(501)}`, ['/query/cursor']],
  ['?status=dead', ['/query/status']],
  ['?categoryId=films', ['/query/categoryId']],
  [`?tag=${'t'.repeat(51)}`, ['/query/tag']],
  [`?q=${'q'.repeat(201)}`, ['/query/q']],
  ['?sort=price', ['/query/sort']],
  ['?sort=--name', ['/query/sort']],
  ['?trash=yes', ['/query/trash']],
  ['?page=2', ['/query/page']],
  ['?q=a&q=b', ['/query/q']],
];

describe('GET refuses', () => {
  it.for(QUERIES)('subscriptions%s', ([query, pointers]) =>
    refuse(() => ada.api('GET', `subscriptions${query}`), 'invalid-input', pointers),
  );

  it.for([
    ['', ['/query/from', '/query/to']],
    ['?from=2026-01-01', ['/query/to']],
    ['?from=2026-02-30&to=2026-03-01', ['/query/from']],
    ['?from=2026-03-01&to=2026-02-28', ['/query/to']],
    ['?from=2026-01-01&to=2036-01-02', ['/query/to']],
    ['?from=2026-01-01&to=2026-12-31&limit=1', ['/query/limit']],
  ] as const)('schedule%s', ([query, pointers]) =>
    refuse(() => ada.api('GET', `${path}/schedule${query}`), 'invalid-input', [...pointers]),
  );

  it.for(['GET', 'PATCH', 'DELETE'])('%s of what is no id', (method) =>
    refuse(
      () => ada.api(method, 'subscriptions/1', method === 'PATCH' ? { name: 'x' } : undefined),
      'invalid-input',
      ['/params/id'],
    ),
  );

  it('an If-Match that is no tag of any version', () =>
    refuse(() => ada.api('PATCH', path, { name: 'x' }, { 'if-match': 'abc' }), 'version-mismatch'));
});

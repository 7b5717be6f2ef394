import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { PaymentMethodView } from '#shared/schemas/household-schemas.ts';
import { expectRefusal } from '#tests/support/household-state.ts';
import { createTestApp, type TestApp, type TestMember } from '#tests/support/test-app.ts';

const VISA = { label: 'Visa', kind: 'card', lastFour: '0042', expiresIn: '2027-05' };

let server: TestApp;
let ada: TestMember;

beforeEach(async () => {
  server = await createTestApp();
  ada = await server.signUp();
});
afterEach(() => server.close());

async function add(body: object = VISA): Promise<PaymentMethodView> {
  const reply = await ada.api('POST', 'payment-methods', body);
  expect(reply.statusCode, reply.body).toBe(201);
  return reply.json();
}

const list = async () => (await ada.api('GET', 'payment-methods')).json().items;

describe('payment methods', () => {
  it('can be added, read, listed and changed', async () => {
    expect(await list()).toEqual([]);
    const reply = await ada.api('POST', 'payment-methods', VISA);
    const made = reply.json<PaymentMethodView>();
    expect(made).toEqual({
      id: made.id,
      version: 1,
      ...VISA,
      createdAt: '2026-11-20T12:00:00.000Z',
      updatedAt: '2026-11-20T12:00:00.000Z',
    });
    expect(reply.headers.location).toBe(`/api/v1/payment-methods/${made.id}`);
    const read = await ada.api('GET', reply.headers.location ?? '');
    expect([read.json(), read.headers.etag]).toEqual([made, reply.headers.etag]);
    expect(await list()).toEqual([made]);
    const changed = await ada.api('PATCH', `payment-methods/${made.id}`, { lastFour: null });
    expect(changed.json()).toMatchObject({ ...VISA, lastFour: null, version: 2 });
    expect(await list()).toEqual([changed.json()]);
  });

  it('need only a label and a kind', async () => {
    expect(await add({ label: 'Cash', kind: 'cash' })).toMatchObject({
      lastFour: null,
      expiresIn: null,
    });
  });

  it('go to the trash and come back, and what refers to them follows', async () => {
    const { id } = await add();
    const made = await ada.api('POST', 'subscriptions', {
      name: 'Netflix',
      cycle: null,
      anchor: '2026-12-01',
      prices: [{ amount: '1.00', currency: 'EUR' }],
      paymentMethodId: id,
    });
    const path = `subscriptions/${made.json().id}`;
    const shown = async () => (await ada.api('GET', path)).json().paymentMethodId;
    expect((await ada.api('DELETE', `payment-methods/${id}`)).statusCode).toBe(204);
    expect([await list(), await shown()]).toEqual([[], null]);
    expect((await ada.api('PATCH', path, { name: 'Hulu' })).json().paymentMethodId).toBeNull();
    expect((await ada.api('POST', `payment-methods/${id}/restore`)).statusCode).toBe(200);
    expect(await shown()).toBe(id);
  });

  it('honour If-Match', async () => {
    const path = `payment-methods/${(await add()).id}`;
    const patch = (ifMatch: string) =>
      ada.api('PATCH', path, { label: 'x' }, { 'if-match': ifMatch });
    expect((await patch('"1"')).statusCode).toBe(200);
    expect((await patch('"1"')).statusCode).toBe(412);
  });
});

describe('payment methods refuse', () => {
  it.for<[method: string, tail: string, body: unknown, pointers: string[]]>([
    ['POST', '', {}, ['/kind', '/label']],
    ['POST', '', { ...VISA, label: '' }, ['/label']],
    ['POST', '', { ...VISA, label: 'l'.repeat(101) }, ['/label']],
    ['POST', '', { ...VISA, kind: 'gold' }, ['/kind']],
    ['POST', '', { ...VISA, lastFour: '123' }, ['/lastFour']],
    ['POST', '', { ...VISA, lastFour: 1234 }, ['/lastFour']],
    ['POST', '', { ...VISA, lastFour: '4242424242424242' }, ['/lastFour']],
    ['POST', '', { ...VISA, expiresIn: '2027-13' }, ['/expiresIn']],
    ['POST', '', { ...VISA, expiresIn: '05/27' }, ['/expiresIn']],
    ['POST', '', { ...VISA, number: '4242 4242 4242 4242' }, ['/number']],
    ['PATCH', '/ID', {}, ['']],
    ['PATCH', '/ID', { kind: null }, ['/kind']],
    ['GET', '?limit=201', undefined, ['/query/limit']],
  ])('%s %s %j', async ([method, tail, body, pointers]) => {
    const { id } = await add();
    await expectRefusal(
      { store: server.store, householdId: ada.householdId },
      () => ada.api(method, `payment-methods${tail.replace('ID', id)}`, body),
      'invalid-input',
      pointers,
    );
  });
});

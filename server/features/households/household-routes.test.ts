import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createTestApp, type TestApp, type TestMember } from '#tests/support/test-app.ts';

describe('household routes', () => {
  let test: TestApp;
  let ada: TestMember;

  beforeEach(async () => {
    test = await createTestApp();
    ada = await test.signUp();
  });
  afterEach(() => test.close());

  it('answers what the household is', async () => {
    const reply = await ada.api('GET', 'household');
    expect(reply.statusCode).toBe(200);
    expect(reply.headers.etag).toBe('"1"');
    expect(reply.json()).toMatchObject({
      id: ada.householdId,
      name: 'Home',
      baseCurrency: 'EUR',
      timeZone: 'UTC',
      role: 'owner',
    });
  });
});

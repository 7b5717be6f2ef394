import { afterEach, beforeEach, expect, it } from 'vitest';
import { mailSamples } from '#server/mail-templates/mail-samples.ts';
import { createTestApp, type TestApp, type TestMember } from '#tests/support/test-app.ts';

const ADDRESS = 'operator/mails';
let test: TestApp;
let operator: TestMember;

beforeEach(async () => {
  test = await createTestApp({ config: { PUBLIC_URL: 'https://duetide.example' } });
  operator = await test.signUp();
});
afterEach(() => test.close());

it('lists every mail, and shows one in frames that may do nothing', async () => {
  const reply = await operator.api('GET', `${ADDRESS}?mail=digest&locale=de&theme=dark`);
  expect(reply.statusCode, reply.body).toBe(200);
  expect(reply.headers['content-type']).toBe('text/html; charset=utf-8');
  expect(reply.headers['content-security-policy']).toContain("default-src 'none'");
  for (const name of mailSamples('en', '').keys()) {
    expect(reply.body).toContain(
      `href="/api/v1/operator/mails?mail=${name}&amp;locale=de&amp;theme=dark"`,
    );
  }
  const frames = [...reply.body.matchAll(/<iframe[^>]* src="([^"]+)"/g)].map(([, src = '']) => src);
  expect(frames).toHaveLength(2);
  const framed = await operator.api('GET', frames[0]?.replaceAll('&amp;', '&') ?? '');
  expect(framed.statusCode).toBe(200);
  expect(framed.body).toContain('<html lang="de">');
  expect(framed.body).toContain('@media all{');
  expect(framed.headers['content-security-policy']).toMatch(
    /default-src 'none'.*; sandbox; frame-ancestors 'self'/,
  );
});

it('shows the first without a name, and none that it does not have', async () => {
  const first = await operator.api('GET', ADDRESS);
  expect(first.body).toContain('aria-current="true">charge<');
  expect((await operator.api('GET', `${ADDRESS}?mail=nothing`)).statusCode).toBe(404);
  expect((await operator.api('GET', `${ADDRESS}/nothing`)).statusCode).toBe(404);
  expect((await operator.api('GET', `${ADDRESS}?theme=loud`)).statusCode).toBe(422);
});

it('is the operator’s', async () => {
  const somebody = await test.signUp();
  expect((await somebody.api('GET', ADDRESS)).statusCode).toBe(403);
  expect((await somebody.api('GET', `${ADDRESS}/charge`)).statusCode).toBe(403);
  expect((await test.api('GET', ADDRESS)).statusCode).toBe(401);
});

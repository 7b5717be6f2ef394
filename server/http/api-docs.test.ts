import { gunzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createTestApp, type TestApp } from '#tests/support/test-app.ts';

interface Operation {
  operationId: string;
  summary?: string;
  tags?: string[];
  security: object[];
  parameters?: { name: string; in: string; required?: boolean; schema?: object }[];
  requestBody?: { required?: boolean; content: Record<string, { schema: Schema }> };
  responses: Record<string, { content?: Record<string, { schema: Schema }> }>;
}
interface Schema {
  $ref?: string;
  required?: string[];
  properties?: Record<string, Schema & { type?: string; format?: string }>;
  additionalProperties?: boolean;
}
interface Description {
  openapi: string;
  info: { title: string; version: string };
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, Schema>; securitySchemes: Record<string, object> };
}

describe('the description of the API', () => {
  let test: TestApp;
  beforeEach(async () => {
    test = await createTestApp();
  });
  afterEach(() => test.close());

  async function describeApi(): Promise<Description> {
    const reply = await test.app.inject('/api/openapi.json');
    expect(reply.statusCode).toBe(200);
    expect(reply.headers['content-type']).toBe('application/json; charset=utf-8');
    return reply.json();
  }
  const operationsOf = ({ paths }: Description) =>
    Object.entries(paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
    );

  it('is OpenAPI 3.1 of this product', async () => {
    const description = await describeApi();
    expect(description.openapi).toBe('3.1.0');
    expect(description.info).toMatchObject({
      title: 'Duetide',
      version: expect.stringMatching(/^\d/),
    });
    expect(description.components.securitySchemes).toEqual({
      session: { type: 'apiKey', in: 'cookie', name: 'duetide_session' },
    });
  });

  it('has every route once, with a name of its own, what it answers and how it fails', async () => {
    const operations = operationsOf(await describeApi());
    const names = operations.map(({ operation }) => operation.operationId);
    expect(new Set(names).size).toBe(names.length);
    for (const { path, method, operation } of operations) {
      const where = `${method} ${path}`;
      const answers = Object.keys(operation.responses);
      expect(
        answers.some((status) => status.startsWith('2')),
        where,
      ).toBe(true);
      expect(operation.responses.default?.content, where).toHaveProperty([
        'application/problem+json',
      ]);
      const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
      const declared = (operation.parameters ?? []).filter((one) => one.in === 'path');
      expect(declared.map(({ name }) => name).sort(), where).toEqual(inPath.sort());
    }
    const paths = operations.map(({ path, method }) => `${method} ${path}`);
    expect(paths).toEqual(
      expect.arrayContaining([
        'post /api/v1/auth/sign-up',
        'delete /api/v1/auth/sessions/{id}',
        'patch /api/v1/household',
        'post /api/v1/subscriptions',
        'put /api/v1/subscriptions/{id}/payments/{dueOn}',
        'get /api/health/ready',
      ]),
    );
    expect(paths.some((path) => path.includes('openapi') || path.includes('docs'))).toBe(false);
  });

  it('says which routes need no session', async () => {
    const open = operationsOf(await describeApi())
      .filter(({ operation }) => operation.security.length === 0)
      .map(({ path }) => path);
    expect(open).toContain('/api/v1/auth/sign-in');
    expect(open).not.toContain('/api/v1/household');
  });

  it('takes bodies from the schemas that check them', async () => {
    const { paths } = await describeApi();
    const { content } = paths['/api/v1/auth/sign-up']?.post?.requestBody ?? { content: {} };
    const schema = content['application/json']?.schema;
    expect(schema?.required).toEqual(['name', 'email', 'password']);
    expect(schema?.additionalProperties).toBe(false);
    expect(schema?.properties?.email).toMatchObject({ type: 'string', format: 'email' });
  });

  it('tells which bodies may be left out', async () => {
    const { paths } = await describeApi();
    const isRequired = (path: string) => paths[`/api/v1/${path}`]?.post?.requestBody?.required;
    expect(isRequired('subscriptions')).toBe(true);
    expect(isRequired('subscriptions/{id}/pause')).toBe(true);
    expect(isRequired('subscriptions/{id}/cancel')).toBe(false);
    expect(isRequired('subscriptions/{id}/duplicate')).toBe(false);
    expect(isRequired('calendar-feed')).toBe(false);
  });

  it('tells which files are answered', async () => {
    const { paths } = await describeApi();
    const typesOf = (path: string) => Object.keys(paths[path]?.get?.responses[200]?.content ?? {});
    expect(typesOf('/api/v1/export')).toEqual(['application/json', 'text/csv']);
    expect(typesOf('/calendar/{token}.ics')).toEqual(['text/calendar']);
  });

  it.each([
    ['get', '/subscriptions', ['If-None-Match']],
    ['get', '/summary', ['If-None-Match']],
    ['get', '/auth/session', []],
    ['patch', '/household', ['If-Match']],
    ['patch', '/auth/account', []],
    ['delete', '/subscriptions/{id}', ['If-Match']],
    ['delete', '/auth/sessions/{id}', []],
    ['put', '/rates/{from}/{to}', []],
    ['put', '/subscriptions/{id}/payments/{dueOn}', ['If-Match']],
    ['delete', '/subscriptions/{id}/payments/{dueOn}', ['If-Match']],
    ['post', '/subscriptions', ['Idempotency-Key']],
    ['post', '/subscriptions/{id}/duplicate', ['Idempotency-Key']],
    ['post', '/subscriptions/{id}/cancel', ['If-Match', 'Idempotency-Key']],
    ['post', '/imports', []],
    ['post', '/auth/sign-up', []],
  ])('tells which headers %s %s heeds', async (method, path, names) => {
    const { paths } = await describeApi();
    const { parameters = [], responses } = paths[`/api/v1${path}`]?.[method] ?? { responses: {} };
    const headers = parameters.filter((one) => one.in === 'header' && !one.required);
    expect(headers.map(({ name }) => name)).toEqual(names);
    expect('304' in responses).toBe(names.includes('If-None-Match'));
  });

  it('tells the form of amounts and currencies, and that a change changes something', async () => {
    const { paths } = await describeApi();
    const bodyOf = (path: string, method: string) =>
      paths[path]?.[method]?.requestBody?.content['application/json']?.schema;
    expect(bodyOf('/api/v1/subscriptions/{id}/price', 'post')?.properties).toMatchObject({
      amount: { type: 'string', pattern: '^\\d{1,12}(\\.\\d{1,3})?$' },
      currency: { type: 'string', pattern: '^[A-Z]{3}$' },
    });
    for (const resource of ['household', 'subscriptions/{id}', 'categories/{id}']) {
      expect(bodyOf(`/api/v1/${resource}`, 'patch')).toMatchObject({ minProperties: 1 });
    }
  });

  it('types numbers and switches of queries as such', async () => {
    const { parameters = [] } = (await describeApi()).paths['/api/v1/subscriptions']?.get ?? {};
    const schemaOf = (name: string) => parameters.find((one) => one.name === name)?.schema;
    expect(schemaOf('limit')).toEqual({ type: 'integer', minimum: 1, maximum: 200, default: 50 });
    expect(schemaOf('trash')).toMatchObject({ type: 'boolean', default: false });
  });

  it('has no reference that leads nowhere', async () => {
    const description = await describeApi();
    const text = JSON.stringify(description);
    const references = [...text.matchAll(/"\$ref":"#\/components\/schemas\/([^"]+)"/g)];
    expect(references.length).toBeGreaterThan(0);
    for (const [, name = ''] of references) {
      expect(description.components.schemas).toHaveProperty([name]);
    }
    expect(text.match(/"\$ref":/g)).toHaveLength(references.length);
  });

  it('can be read on a page that runs only scripts of this server', async () => {
    const page = await test.app.inject({ url: '/api/docs', headers: { accept: 'text/html' } });
    expect(page.headers['content-type']).toBe('text/html; charset=utf-8');
    expect(page.headers['content-security-policy']).toMatch(/script-src 'self';/);
    expect(page.headers['referrer-policy']).toBe('same-origin');
    const scripts = [...page.body.matchAll(/<script src="([^"]+)">/g)].map(([, src]) => src ?? '');
    expect(page.body.match(/<script/g)).toHaveLength(scripts.length);
    for (const url of scripts) {
      const script = await test.app.inject(url);
      expect(script.statusCode).toBe(200);
      expect(script.headers['content-type']).toBe('text/javascript; charset=utf-8');
      expect(script.body).toContain('createApiReference');
      const packed = await test.app.inject({ url, headers: { 'accept-encoding': 'gzip, br' } });
      const body =
        packed.headers['content-encoding'] === 'gzip'
          ? gunzipSync(packed.rawPayload).toString()
          : packed.body;
      expect(body).toBe(script.body);
      expect(packed.rawPayload.length).toBeLessThan(2_000_000);
    }
  });
});

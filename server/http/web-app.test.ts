import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync, brotliDecompressSync, gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Problem } from '#shared/problems.ts';
import { openHttpApp } from '#tests/support/http-app.ts';
import type { App } from './app-instance.ts';

const PAGE = '<!doctype html><title>Duetide</title>';
const SCRIPT = 'console.log("a script that is worth compressing");';
const HTML = { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' };

describe('the web app', () => {
  let root: string;
  let app: App;

  async function open(): Promise<void> {
    ({ app } = await openHttpApp({
      webRoot: root,
      registerRoutes(api) {
        api.post('/api/v1/things', async () => ({}));
      },
    }));
  }

  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'duetide-web-'));
  });
  afterEach(async () => {
    await app.close();
    rmSync(root, { recursive: true });
  });

  describe('built', () => {
    beforeEach(async () => {
      mkdirSync(join(root, 'assets'));
      mkdirSync(join(root, '.vite'));
      writeFileSync(join(root, 'index.html'), PAGE);
      writeFileSync(join(root, 'index.html.br'), brotliCompressSync(PAGE));
      writeFileSync(join(root, 'index.html.gz'), gzipSync(PAGE));
      writeFileSync(join(root, 'assets/main-a1b2.js'), SCRIPT);
      writeFileSync(join(root, 'assets/main-a1b2.js.br'), brotliCompressSync(SCRIPT));
      writeFileSync(join(root, 'favicon.svg'), '<svg/>');
      writeFileSync(join(root, '.vite/manifest.json'), '{}');
      await open();
    });

    it.each(['/', '/subscriptions', '/subscriptions/0192/edit?tab=1'])(
      'sends the page for %s, to be asked for again',
      async (url) => {
        const reply = await app.inject({ url, headers: HTML });
        expect(reply.statusCode).toBe(200);
        expect(reply.body).toBe(PAGE);
        expect(reply.headers['content-type']).toBe('text/html; charset=utf-8');
        expect(reply.headers['cache-control']).toBe('no-cache');
      },
    );

    it('lets a page run no script but files of its own, in no frame', async () => {
      const { headers } = await app.inject({ url: '/', headers: HTML });
      const policy = String(headers['content-security-policy']);
      expect(policy).toContain("default-src 'none'");
      expect(policy).toMatch(/script-src 'self'(;|$)/);
      expect(policy).toContain("frame-ancestors 'none'");
      expect(headers['cross-origin-opener-policy']).toBe('same-origin');
      expect(headers['referrer-policy']).toBe('same-origin');
    });

    it('sends what was compressed at build time, and lets it be kept for good', async () => {
      const reply = await app.inject({
        url: '/assets/main-a1b2.js',
        headers: { 'accept-encoding': 'gzip, br' },
      });
      expect(reply.headers['content-encoding']).toBe('br');
      expect(reply.headers.vary).toBe('accept-encoding');
      expect(reply.headers['content-type']).toBe('application/javascript; charset=utf-8');
      expect(reply.headers['cache-control']).toBe('public, max-age=31536000, immutable');
      expect(brotliDecompressSync(reply.rawPayload).toString()).toBe(SCRIPT);
      const page = await app.inject({
        url: '/about',
        headers: { ...HTML, 'accept-encoding': 'br' },
      });
      expect(page.headers['content-encoding']).toBe('br');
      expect(page.headers['content-type']).toBe('text/html; charset=utf-8');
      expect(page.headers['cache-control']).toBe('no-cache');
    });

    it('sends it plain to whoever cannot unpack it', async () => {
      const reply = await app.inject('/assets/main-a1b2.js');
      expect(reply.headers).not.toHaveProperty('content-encoding');
      expect(reply.body).toBe(SCRIPT);
    });

    it('answers 304 to whoever has the page already', async () => {
      const first = await app.inject({ url: '/', headers: HTML });
      const again = await app.inject({
        url: '/',
        headers: { ...HTML, 'if-none-match': String(first.headers.etag) },
      });
      expect(again.statusCode).toBe(304);
    });

    it.each([
      ['a missing script', '/assets/gone.js', '*/*'],
      ['a folder', '/assets/', '*/*'],
      ['a hidden file', '/.vite/manifest.json', '*/*'],
      ['an address of the API', '/api/v1/nowhere', HTML.accept],
    ])('answers 404 for %s', async (_what, url, accept) => {
      const reply = await app.inject({ url, headers: { accept } });
      expect(reply.statusCode).toBe(404);
      expect(reply.json<Problem>().code).toBe('not-found');
    });

    it.each(['/../package.json', '/assets/..%2f..%2fpackage.json', '/%2e%2e/package.json'])(
      'sends nothing from outside for %s',
      async (url) => {
        const reply = await app.inject({ url, headers: { accept: '*/*' } });
        expect(reply.statusCode).toBeGreaterThanOrEqual(400);
        expect(reply.statusCode).toBeLessThan(500);
        expect(reply.headers['content-type']).toBe('application/problem+json');
      },
    );

    it('still says which method an address of the API takes', async () => {
      const reply = await app.inject({ url: '/api/v1/things', headers: HTML });
      expect(reply.statusCode).toBe(405);
      expect(reply.headers.allow).toBe('POST');
    });

    it('sends no page to what changes something', async () => {
      const reply = await app.inject({ method: 'POST', url: '/subscriptions', headers: HTML });
      expect(reply.statusCode).toBe(404);
    });
  });

  it('says so when it was never built', async () => {
    await open();
    const reply = await app.inject({ url: '/', headers: HTML });
    expect(reply.statusCode).toBe(503);
    expect(reply.headers['content-type']).toBe('text/plain; charset=utf-8');
    expect(reply.body).toContain('npm start');
    expect((await app.inject({ url: '/api/v1/nowhere', headers: HTML })).statusCode).toBe(404);
  });
});

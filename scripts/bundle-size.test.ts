import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { gzippedBytes, type Manifest, scriptsOf, scriptsOfHtml } from './bundle-size.ts';

const MANIFEST: Manifest = {
  'index.html': { file: 'assets/index.js', isEntry: true, imports: ['_react.js'] },
  '_react.js': { file: 'assets/react.js', imports: ['_shared.js'] },
  '_shared.js': { file: 'assets/shared.js', imports: ['_react.js'] },
  'app/sign-in.tsx': { file: 'assets/sign-in.js', imports: ['_react.js', '_form.js'] },
  '_form.js': { file: 'assets/form.js' },
  'app/dashboard.tsx': { file: 'assets/dashboard.js', imports: ['_chart.js'] },
  '_chart.js': { file: 'assets/chart.js' },
  '_shell-B1.js': { file: 'assets/shell-B1.js', name: 'shell', imports: ['_form.js'] },
  'app/app.css': { file: 'assets/app.css' },
};

test('counts what the entry and the page import, once each, through any number of steps', () => {
  expect(scriptsOf(MANIFEST, ['index.html', 'app/sign-in.tsx'])).toEqual([
    'assets/form.js',
    'assets/index.js',
    'assets/react.js',
    'assets/shared.js',
    'assets/sign-in.js',
  ]);
});

test('leaves out styles, and chunks that only other pages need', () => {
  expect(scriptsOf(MANIFEST, ['app/app.css', 'app/dashboard.tsx'])).toEqual([
    'assets/chart.js',
    'assets/dashboard.js',
  ]);
});

test('a group is found by its name', () => {
  expect(scriptsOf(MANIFEST, ['shell'])).toEqual(['assets/form.js', 'assets/shell-B1.js']);
});

test('a page that the manifest does not have is a fault, not nothing', () => {
  expect(() => scriptsOf(MANIFEST, ['app/renamed.tsx'])).toThrow('no app/renamed.tsx');
});

test('the HTML names scripts of its own', () => {
  const html = `<script src="/assets/before-paint.js"></script>
    <script type="module" crossorigin src="/assets/index.js"></script>
    <link rel="modulepreload" href="/assets/react.js"><script>inline()</script>`;
  expect(scriptsOfHtml(html)).toEqual(['assets/before-paint.js', 'assets/index.js']);
});

test('sizes are those of each file gzipped by itself', () => {
  const folder = mkdtempSync(join(tmpdir(), 'duetide-bundle-'));
  mkdirSync(join(folder, 'assets'));
  const content = 'let a = 1;'.repeat(1000);
  writeFileSync(join(folder, 'assets/a.js'), content);
  writeFileSync(join(folder, 'assets/b.js'), content);
  const one = gzipSync(content, { level: 9 }).length;
  expect(gzippedBytes(folder, ['assets/a.js', 'assets/b.js'])).toBe(2 * one);
  rmSync(folder, { recursive: true });
});

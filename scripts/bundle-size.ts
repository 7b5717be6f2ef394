import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

/** One entry of Vite's manifest, as far as it matters here. */
export interface ManifestChunk {
  file: string;
  /** Of a group of modules, as vite.config.ts calls it. */
  name?: string;
  isEntry?: boolean;
  imports?: string[];
  dynamicImports?: string[];
}
export type Manifest = Record<string, ManifestChunk>;

export function readManifest(webFolder: string): Manifest {
  return JSON.parse(readFileSync(join(webFolder, '.vite', 'manifest.json'), 'utf8'));
}

/**
 * The scripts that a browser must have loaded before it can show these chunks, each given by its
 * key in the manifest or by the name of its group.
 */
export function scriptsOf(manifest: Manifest, keys: readonly string[]): string[] {
  const seen = new Set<ManifestChunk>();
  const visit = (key: string) => {
    const chunk = manifest[key] ?? Object.values(manifest).find(({ name }) => name === key);
    if (!chunk) throw new Error(`The manifest has no ${key}`);
    if (seen.has(chunk)) return;
    seen.add(chunk);
    chunk.imports?.forEach(visit);
  };
  keys.forEach(visit);
  const files = [...seen].map(({ file }) => file);
  return [...new Set(files)].filter((file) => file.endsWith('.js')).sort();
}

/** The scripts that the page's HTML names itself, among them some that are in no manifest. */
export function scriptsOfHtml(html: string): string[] {
  return [...html.matchAll(/<script\b[^>]*\bsrc="\/([^"]+\.js)"/g)].map(([, file = '']) => file);
}

export function gzippedBytes(webFolder: string, files: readonly string[]): number {
  return files.reduce(
    (sum, file) => sum + gzipSync(readFileSync(join(webFolder, file)), { level: 9 }).length,
    0,
  );
}

import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { build } from 'vite';
import { readStack, type StackFrame } from '#server/observability/errors/stack-frames.ts';
import { sourceMaps } from '#web/build/source-maps.ts';

/** Scripts as the web app's build makes them, and their maps. */
export interface BuiltPages {
  /** Folder of the maps. */
  readonly maps: string;
  /** Runs a function that the entry exports. @returns what it failed by */
  fail(name: string): Promise<{ message: string; frames: StackFrame[] }>;
  remove(): void;
}

/** One package, which calls back, and a page of ours that fails in it. */
export const PAGE_FILES = {
  'node_modules/caller/package.json':
    '{"name":"caller","version":"1.0.0","main":"index.js","type":"module"}',
  'node_modules/caller/index.js': `export class Caller {
  callBack(task) {
    return task(this);
  }
}
`,
  'web/features/budgets/budget-sum.ts': `export interface Budget {
  readonly amount: { readonly value: number };
}

/** In the middle of nowhere. */
export function sumOf(budgets: readonly Budget[]): number {
  let sum = 0;
  for (const budget of budgets) {
    sum += budget.amount.value.at(0);
  }
  return sum;
}
`,
  'web/main.ts': `import { Caller } from 'caller';
import { sumOf } from './features/budgets/budget-sum.ts';

export const showBudgets = () => new Caller().callBack(() => sumOf([{ amount: { value: 1 } }] as never));
`,
};

const FAIL = `const { [process.argv[2]]: run } = await import(process.argv[1]);
try { run(); } catch ({ message, stack }) { console.log(JSON.stringify({ message, stack })); }`;

/** @param files by their paths; `web/main.ts` is the entry */
export async function buildPages(files: Record<string, string> = PAGE_FILES): Promise<BuiltPages> {
  const root = mkdtempSync(join(tmpdir(), 'duetide-pages-'));
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), content);
  }
  const output = await build({
    root: join(root, 'web'),
    configFile: false,
    logLevel: 'error',
    plugins: [sourceMaps()],
    build: {
      outDir: '../dist/web',
      sourcemap: 'hidden',
      rolldownOptions: {
        input: join(root, 'web/main.ts'),
        preserveEntrySignatures: 'strict',
        output: {
          entryFileNames: 'assets/[name]-[hash].js',
          codeSplitting: { groups: [{ name: 'vendor', test: /node_modules/ }] },
        },
      },
    },
  });
  const chunks = 'output' in output ? output.output : [];
  const entry = chunks.find((chunk) => chunk.type === 'chunk' && chunk.isEntry)?.fileName ?? '';
  const served = join(root, 'dist/web');
  return {
    maps: join(root, 'dist/maps'),
    async fail(name) {
      const args = ['--input-type=module', '--eval', FAIL, join(served, entry), name];
      const { stdout } = await promisify(execFile)(process.execPath, args);
      const { message, stack } = JSON.parse(stdout);
      return { message, frames: readStack(stack, served) };
    },
    remove: () => rmSync(root, { recursive: true, force: true }),
  };
}

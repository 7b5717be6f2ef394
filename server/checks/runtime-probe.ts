import { existsSync, readFileSync } from 'node:fs';
import { availableParallelism, totalmem } from 'node:os';
import { join } from 'node:path';
import { MEBIBYTE } from './data-folder-probe.ts';
import { type Finding, findingsAbout } from './finding.ts';
import { type Probe, probeOf } from './probe.ts';

const { ok, note, warning, failure } = findingsAbout('runtime');
/** A process that serves takes 150 to 300 MiB, and building the web app once as much again. */
const DESIRED_MEMORY = 512 * MEBIBYTE;

export interface Runtime {
  /** Folder of the project. */
  readonly root: string;
  readonly node: string;
  /** Bytes that this process may use, as far as the machine or its container limits them. */
  readonly memory: number;
  /** Whether a server is meant to be up. */
  readonly isServing: boolean;
}

export function createRuntimeProbe({ root, node, memory, isServing }: Runtime): Probe {
  return probeOf({ area: 'runtime', name: 'program', cure: 'Install Duetide again.' }, () => [
    judgeNode(node, pinnedNode(root)),
    judgeWebApp(existsSync(join(root, 'dist/web/index.html')), isServing),
    judgeMemory(memory),
  ]);
}

/** What the machine has, or its container may use. */
export function availableMemory(): number {
  const limit = process.constrainedMemory();
  return limit > 0 ? Math.min(limit, totalmem()) : totalmem();
}

function pinnedNode(root: string): string {
  return JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).dependencies.node;
}

function judgeNode(node: string, pinned: string): Finding {
  if (node === pinned) return ok('Node.js', `${node}, with which Duetide is tested`);
  const message = `${node}, while Duetide is tested with ${pinned}`;
  const [major, pinnedMajor] = [Number.parseInt(node, 10), Number.parseInt(pinned, 10)];
  if (major === pinnedMajor) return note('Node.js', message);
  const cure = `Install Node.js ${pinned}, or one from 20 to ${pinnedMajor - 1}: with that, npm start brings its own.`;
  return major < pinnedMajor
    ? failure('Node.js', message, cure)
    : warning('Node.js', message, cure);
}

function judgeWebApp(isBuilt: boolean, isServing: boolean): Finding {
  if (isBuilt) return ok('web app', 'is built');
  const message = 'is not built yet; npm start builds it';
  return isServing
    ? failure('web app', 'is not built', 'Start Duetide with npm start, which builds it.')
    : note('web app', message);
}

function judgeMemory(memory: number): Finding {
  const message = `${Math.floor(memory / MEBIBYTE)} MiB, and ${availableParallelism()} processors`;
  return memory < DESIRED_MEMORY
    ? warning('memory', message, 'Give this machine or container 512 MiB of memory or more.')
    : ok('memory', message);
}

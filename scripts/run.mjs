// node scripts/run.mjs [--production] SCRIPT.ts [argument…]
//
// Runs a script of the project on the project's own Node, after installing what is missing.
// The machine's Node may be too old for TypeScript.
import { spawn } from 'node:child_process';
import module from 'node:module';
import { constants } from 'node:os';
import { delimiter, dirname, join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { ensureInstalled, say } from './install.mjs';
import { projectNode } from './install-state.mjs';
import { machineFault } from './machine.mjs';

const PROJECT_NODE_MAJOR = 26;
const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** @param {string[]} args */
function runOnProjectNode(args) {
  const child = spawn(projectNode(root), [fileURLToPath(import.meta.url), ...args], {
    stdio: 'inherit',
  });
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
    process.on(signal, () => {
      // A terminal's Ctrl-C goes to the whole group: the child has it already.
      if (signal !== 'SIGINT' || !process.stdin.isTTY) child.kill(signal);
    });
  }
  child.on('close', (code, signal) => {
    process.exitCode = signal ? 128 + constants.signals[signal] : (code ?? 1);
  });
}

async function main() {
  const args = process.argv.slice(2);
  const fault = machineFault({
    node: process.version,
    userAgent: process.env.npm_config_user_agent,
  });
  if (fault) {
    say(fault);
    process.exitCode = 1;
    return;
  }
  const isProduction = args[0] === '--production';
  if (!(await ensureInstalled(root, { withDevelopment: !isProduction }))) {
    process.exitCode = 1;
    return;
  }
  if (Number.parseInt(process.versions.node, 10) < PROJECT_NODE_MAJOR) {
    runOnProjectNode(args);
    return;
  }
  // Keeps the stripped and compiled sources, so that the next start need not do it again.
  module.enableCompileCache(join(root, 'node_modules', '.cache', 'compile'));
  // As npm does, for those who call this script without it.
  process.env.PATH = [join(root, 'node_modules', '.bin'), process.env.PATH].join(delimiter);
  const [script = '', ...rest] = isProduction ? args.slice(1) : args;
  const file = resolve(root, script);
  process.argv = [process.execPath, file, ...rest];
  await import(pathToFileURL(file).href);
}

await main();

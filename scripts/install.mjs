import { spawn, spawnSync } from 'node:child_process';
import { readdirSync, rmSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { isInstallBroken, isInstalled, projectNode } from './install-state.mjs';

/** @param {string} line */
export function say(line) {
  process.stdout.write(`Duetide: ${line}\n`);
}

/** @param {number} start in milliseconds */
export function secondsSince(start) {
  return `${((Date.now() - start) / 1000).toFixed(1)} s`;
}

/**
 * npm as it was called, on the Node that it was called with: the project's Node lies in the
 * folder that is about to be replaced.
 *
 * @param {string} root
 * @param {string[]} args
 */
function spawnNpm(root, args) {
  const { npm_execpath: npm, npm_node_execpath: node, PATH = '' } = process.env;
  const path = PATH.split(delimiter).filter(
    (folder) => !folder.startsWith(join(root, 'node_modules')),
  );
  const env = { ...process.env, PATH: path.join(delimiter) };
  /** @type {import('node:child_process').SpawnOptions} */
  const options = { cwd: root, env, stdio: ['ignore', 'ignore', 'inherit'] };
  if (npm && node && /npm-cli\.c?js$/.test(npm)) return spawn(node, [npm, ...args], options);
  return spawn('npm', args, { ...options, shell: process.platform === 'win32' });
}

/** The folder itself stays: it may be a mount. @param {string} folder */
function emptyFolder(folder) {
  for (const name of readdirSync(folder)) {
    rmSync(join(folder, name), { recursive: true, force: true });
  }
}

/**
 * Installs what package-lock.json says, unless it is there.
 *
 * @param {string} root
 * @param {{ withDevelopment: boolean }} options
 * @returns {Promise<boolean>} whether everything is there now
 */
export async function ensureInstalled(root, options) {
  if (isInstalled(root, options)) return true;
  const start = Date.now();
  say('installing packages, this takes about a minute …');
  if (isInstallBroken(root)) emptyFolder(join(root, 'node_modules'));
  // Not `npm ci`: it refuses a lockfile that lacks optional packages of other machines.
  const args = ['install', '--no-save', '--loglevel=error', '--no-audit', '--no-fund'];
  if (!options.withDevelopment) args.push('--omit=dev');
  const heartbeat = setInterval(() => say(`still installing (${secondsSince(start)}) …`), 10_000);
  /** @type {number | null} */
  const code = await new Promise((resolve) => {
    const npm = spawnNpm(root, args);
    npm.on('error', () => resolve(null));
    npm.on('close', resolve);
  });
  clearInterval(heartbeat);
  if (code !== 0) {
    say(
      'the packages could not be installed. The reason stands above; run the same command again once it is cured.',
    );
    return false;
  }
  if (spawnSync(projectNode(root), ['--version']).status !== 0) {
    say(
      'the npm package "node" did not bring its program. npm must be allowed to run its install script (ignore-scripts=false).',
    );
    return false;
  }
  say(`packages installed in ${secondsSince(start)}`);
  return true;
}

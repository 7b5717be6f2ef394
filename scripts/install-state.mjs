import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The project's own Node, which the npm package `node` brings. @param {string} root */
export function projectNode(root) {
  const name = process.platform === 'win32' ? 'node.exe' : 'node';
  return join(root, 'node_modules', 'node', 'bin', name);
}

/**
 * @typedef {{ version?: string, integrity?: string, dev?: boolean, devOptional?: boolean, optional?: boolean }} Locked
 */

/**
 * @param {string} file
 * @returns {Record<string, Locked> | null}
 */
function readPackages(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8')).packages || null;
  } catch {
    return null;
  }
}

/** npm's own record of an install, which it writes as the last step. @param {string} root */
function npmRecord(root) {
  return join(root, 'node_modules', '.package-lock.json');
}

/**
 * Whether an install was begun and never finished: then single packages may be half there,
 * which npm would not notice.
 *
 * @param {string} root
 */
export function isInstallBroken(root) {
  return (
    existsSync(join(root, 'node_modules')) &&
    !(readPackages(npmRecord(root)) && existsSync(projectNode(root)))
  );
}

/**
 * Whether node_modules holds what package-lock.json says, however it came there.
 *
 * @param {string} root
 * @param {{ withDevelopment: boolean }} options
 */
export function isInstalled(root, { withDevelopment }) {
  const wanted = readPackages(join(root, 'package-lock.json'));
  const present = readPackages(npmRecord(root));
  if (!wanted || !present || !existsSync(projectNode(root))) return false;
  return Object.entries(wanted).every(([path, locked]) => {
    if (path === '') return true;
    const installed = present[path];
    if (installed) {
      return installed.version === locked.version && installed.integrity === locked.integrity;
    }
    // Optional ones are left out on machines that they are not made for.
    return Boolean(locked.optional || (!withDevelopment && (locked.dev || locked.devOptional)));
  });
}

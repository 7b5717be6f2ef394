// Runs on whatever Node the machine has: plain JavaScript, nothing but Node's own modules.

const LEAST = { node: 20, npm: 10 };

/**
 * What is wrong with the machine's Node or npm, in one line.
 *
 * @param {{ node: string, userAgent: string | undefined }} machine `userAgent` as npm sets it:
 *   `npm/11.6.0 node/v22.1.0 linux x64`. It tells the machine's Node also where the script
 *   itself runs on the project's.
 * @returns {string | null} null if nothing is wrong
 */
export function machineFault({ node, userAgent }) {
  const tools = new Map([['node', node]]);
  for (const part of (userAgent || '').split(' ')) {
    const [name = '', version] = part.split('/');
    if (version) tools.set(name, version);
  }
  for (const name of /** @type {const} */ (['node', 'npm'])) {
    const version = (tools.get(name) || '').replace(/^v/, '');
    if (version && Number.parseInt(version, 10) < LEAST[name]) {
      return `needs ${name} ${LEAST[name]} or later, this is ${version}. Install a newer one from https://nodejs.org and start again.`;
    }
  }
  return null;
}

import { expect, test } from 'vitest';
import { machineFault } from './machine.mjs';

test('Node 20 with npm 10 and everything later will do', () => {
  const userAgents = [
    'npm/10.0.0 node/v20.0.0 linux x64 workspaces/false',
    'npm/11.19.1 node/v26.10.0 darwin arm64',
    'pnpm/9.1.0 npm/? node/v20.11.0 linux x64',
    undefined,
  ];
  for (const userAgent of userAgents) {
    expect(machineFault({ node: 'v26.10.0', userAgent })).toBeNull();
  }
});

test('an older Node or npm is named in one line, with the version needed', () => {
  const oldNode = machineFault({ node: 'v18.19.0', userAgent: undefined });
  expect(oldNode).toMatch(/needs node 20 or later, this is 18\.19\.0/);
  expect(oldNode).not.toContain('\n');
  expect(machineFault({ node: 'v20.1.0', userAgent: 'npm/9.8.1 node/v20.1.0 linux x64' })).toMatch(
    /needs npm 10 or later, this is 9\.8\.1/,
  );
});

test('the machine’s Node counts, not the project’s on which the script may run', () => {
  expect(
    machineFault({ node: 'v26.10.0', userAgent: 'npm/10.2.0 node/v19.0.0 linux x64' }),
  ).toMatch(/needs node 20/);
});

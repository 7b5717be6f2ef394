const TEST = '(\\.test\\.tsx?|\\.contract\\.ts)$|(^|/)testing/';

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: 'shared-is-pure',
      comment: 'shared/ runs in server and browser alike: it imports zod and itself',
      severity: 'error',
      from: { path: '^shared/', pathNot: TEST },
      to: { pathNot: '^shared/|^node_modules/zod/' },
    },
    {
      name: 'shared-is-pure',
      comment: 'its tests may use the tools of tests, and no other part of the product',
      severity: 'error',
      from: { path: '^shared/' },
      to: { path: '^(server|web|cli)/' },
    },
    {
      name: 'web-never-imports-server',
      comment: 'the wire is the only way',
      severity: 'error',
      from: { path: '^web/' },
      to: { path: '^(server|cli)/' },
    },
    {
      name: 'server-never-imports-web',
      comment: 'the wire is the only way',
      severity: 'error',
      from: { path: '^(server|cli)/' },
      to: { path: '^web/' },
    },
    {
      name: 'only-wiring-chooses-adapters',
      comment: 'elsewhere only adapters/X/X.ts, the port, may be imported',
      severity: 'error',
      from: { path: '^(server|cli)/', pathNot: `^server/(wiring|adapters)/|${TEST}` },
      to: { path: '^server/adapters/', pathNot: '^server/adapters/([^/]+)/\\1\\.ts$' },
    },
    {
      name: 'adapters-do-not-know-each-other',
      comment: 'neither those of another concern',
      severity: 'error',
      from: { path: '^server/adapters/([^/]+)/' },
      to: { path: '^server/adapters/', pathNot: '^server/adapters/$1/' },
    },
    {
      name: 'adapters-do-not-know-each-other',
      comment: 'nor those that do the same with another technology',
      severity: 'error',
      from: { path: '^server/adapters/([^/]+)/([^/]+)/' },
      to: { path: '^server/adapters/$1/[^/]+/', pathNot: '^server/adapters/$1/$2/' },
    },
    {
      name: 'adapters-see-only-repository-ports',
      comment: 'of a feature, an adapter sees *-repository.ts, and its tests the contract',
      severity: 'error',
      from: { path: '^server/adapters/' },
      to: { path: '^server/features/', pathNot: '-repository(\\.contract)?\\.ts$' },
    },
    {
      name: 'features-do-not-know-each-other',
      comment: 'what crosses features meets in server/wiring, in the web app on a page of web/app',
      severity: 'error',
      from: { path: '^(server|web)/features/([^/]+)/' },
      to: { path: '^$1/features/', pathNot: '^$1/features/$2/' },
    },
    {
      name: 'foundations-know-no-feature',
      severity: 'error',
      from: {
        path: '^server/(backup|http|jobs|mail-templates|observability)/|^web/(ui|lib)/',
        pathNot: TEST,
      },
      to: { path: '^server/features/|^web/(features|app)/' },
    },
    {
      name: 'only-entrances-see-wiring',
      comment: 'nothing that is wired knows who wires it',
      severity: 'error',
      from: { path: '^(web|shared)/|^server/(?!wiring/)[^/]+/', pathNot: TEST },
      to: { path: '^server/(wiring/|main\\.ts$)|^cli/' },
    },
    {
      name: 'no-circular',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'npm-must-be-declared',
      comment: 'package.json names what is imported, and it is there',
      severity: 'error',
      from: {},
      to: {
        // What Vite's plugins make up while building is nobody's package.
        pathNot: '^virtual:',
        dependencyTypes: ['npm-no-pkg', 'npm-unknown', 'unknown', 'undetermined'],
      },
    },
    {
      name: 'npm-must-be-declared',
      comment: 'what runs for people is among the dependencies, not the devDependencies',
      severity: 'error',
      from: { path: '^(server|shared|web|cli)/', pathNot: TEST },
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only', 'npm'] },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(dist|coverage|data|test-results|playwright-report|\\.git)/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['node', 'import', 'require', 'types', 'default'],
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.cjs', '.json'],
    },
  },
};

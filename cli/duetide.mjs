#!/usr/bin/env node
// npx duetide COMMAND…
//
// Runs the commands of main.ts on the project's own Node, as `npm start` does with the server.
process.argv.splice(2, 0, '--production', 'cli/main.ts');
await import('../scripts/run.mjs');

import { parentPort } from 'node:worker_threads';
import { gzipSync } from 'node:zlib';
import scalar from '@scalar/fastify-api-reference';
import fastify from 'fastify';
import type { DocsScript } from './api-docs.ts';

// The package carries its page as one string of 4 MB inside a module that takes a second to load:
// not on the thread that answers requests.
const app = fastify();
await app.register(scalar, { routePrefix: '/docs', configuration: { url: '/' } });
const { payload } = await app.inject('/docs/js/scalar.js');
const script: DocsScript = { plain: payload, gzipped: gzipSync(payload) };
parentPort?.postMessage(script);

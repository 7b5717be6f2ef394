/** Of the service worker, which the build writes: web/app/service-worker.js. */
export const WORKER_ADDRESS = '/service-worker.js';

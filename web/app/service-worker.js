// Lets the application start without a connection. It keeps its files, and no answer of the API:
// what people read is kept by web/lib/kept-answers.ts.

/** The build fills these in: web/build/service-worker.ts. */
const VERSION = '';
const ENTRY = '';
const FILES = [];

const PREFIX = 'duetide-';
const CACHE = PREFIX + VERSION;
const PAGE = '/';
/** The files' names carry a hash of what is in them: whichever version kept one, it is the same. */
const ANY_HEADERS = { ignoreVary: true };

addEventListener('install', (event) => event.waitUntil(keepVersion().then(() => skipWaiting())));
addEventListener('activate', (event) => event.waitUntil(takeOver()));
addEventListener('fetch', (event) => {
  const { method, mode, url } = event.request;
  const { origin, pathname } = new URL(url);
  if (method !== 'GET' || origin !== location.origin) return;
  if (pathname.startsWith('/assets/')) event.respondWith(file(event.request));
  else if (mode === 'navigate' && !/^\/(api|calendar)\//.test(pathname)) {
    event.respondWith(page(event));
  }
});

/** All of it or nothing: a version that is kept in part would break where the rest is missing. */
async function keepVersion() {
  const shell = await fetch(PAGE, { cache: 'no-cache' });
  // While a new version is being rolled out, the next request may be answered by another one.
  if (!shell.ok || !(await shell.clone().text()).includes(ENTRY)) {
    throw new Error('The page is not of this version');
  }
  const cache = await caches.open(CACHE);
  await cache.addAll(FILES.map((path) => new Request(path, { priority: 'low' })));
  await cache.put(PAGE, shell);
}

/**
 * It waits for no page to be closed, because it takes nothing from those that are open: a page goes
 * on with the files of its own version, which are kept until the next but one. A page that is
 * opened comes from the server, so the newest version is never more than a reload away.
 */
async function takeOver() {
  const others = (await caches.keys()).filter((key) => key.startsWith(PREFIX) && key !== CACHE);
  await Promise.all(others.slice(0, -1).map((key) => caches.delete(key)));
  await registration.navigationPreload?.enable();
  await clients.claim();
  for (const client of await clients.matchAll({ type: 'window' })) {
    client.postMessage({ entry: ENTRY });
  }
}

async function page(event) {
  try {
    return (await event.preloadResponse) ?? (await fetch(event.request));
  } catch (error) {
    const kept = await caches.open(CACHE).then((cache) => cache.match(PAGE, ANY_HEADERS));
    if (kept) return kept;
    throw error;
  }
}

async function file(request) {
  const kept = await caches.match(request, ANY_HEADERS);
  if (kept) return kept;
  const response = await fetch(request);
  // What few people need, such as letters of another script, is kept once it was needed.
  if (response.ok) {
    const cache = await caches.open(CACHE);
    await cache.put(request, response.clone());
  }
  return response;
}

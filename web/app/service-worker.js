// Lets the application start without a connection, and shows what is pushed to this browser. It keeps
// the application's files, and no answer of the API: what people read is kept by
// web/lib/kept-answers.ts.

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
addEventListener('push', (event) => event.waitUntil(show(event.data)));
addEventListener('notificationclick', (event) => event.waitUntil(follow(event)));
addEventListener('pushsubscriptionchange', (event) => event.waitUntil(resubscribe(event)));
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

/** Browsers take a subscription away whose messages show nothing: whatever comes, something is shown. */
async function show(data) {
  const { id, title = 'Duetide', body, url = '/', locale, actions = [] } = read(data);
  await registration.showNotification(title, {
    body,
    lang: locale,
    // A second try takes the place of the first.
    tag: id,
    icon: '/icons/icon-192.png',
    badge: '/icons/badge-96.png',
    actions: actions.map(({ label }, index) => ({ action: String(index), title: label })),
    data: { url, actions: actions.map((action) => action.url) },
  });
}

function read(data) {
  try {
    return data?.json() ?? {};
  } catch {
    return {};
  }
}

/** To the page of the notification or of its button: in a tab that is open, if one takes it. */
async function follow({ notification, action }) {
  notification.close();
  const { url, actions } = notification.data;
  const { pathname, search, hash } = new URL((action && actions[action]) || url, location.origin);
  // The server may call itself by another name than this browser does.
  const path = pathname + search + hash;
  const tabs = await clients.matchAll({ type: 'window', includeUncontrolled: true });
  const there = tabs.find((tab) => tab.url === location.origin + path);
  if (there) return there.focus();
  for (const tab of tabs) {
    if (await takes(tab, path)) return tab.focus();
  }
  return clients.openWindow(path);
}

/** The application answers where somebody is signed in: web/app/shell/use-push.ts. */
function takes(tab, path) {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => resolve(true);
    setTimeout(() => resolve(false), 500);
    tab.postMessage({ open: path }, [port2]);
  });
}

/**
 * The browser has replaced its subscription: the server is told where it is reached now. Where that
 * fails, the application does it with the next visit: web/features/channels/push/.
 */
async function resubscribe({ oldSubscription, newSubscription }) {
  const cache = await caches.open('push');
  const record = await cache.match('/push-record').then((kept) => kept?.json());
  const channel = record?.channels[record.holder];
  if (!channel) return;
  const subscription =
    newSubscription ??
    (await registration.pushManager.subscribe({
      userVisibleOnly: true,
      applicationServerKey: oldSubscription.options.applicationServerKey,
    }));
  const { endpoint, keys } = subscription.toJSON();
  const { p256dh, auth } = keys;
  const answer = await fetch(`/api/v1/channels/${channel}`, {
    method: 'PATCH',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ settings: { endpoint, p256dh, auth } }),
  });
  if (!answer.ok) return;
  await cache.put('/push-record', new Response(JSON.stringify({ ...record, endpoint })));
}

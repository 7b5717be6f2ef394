// Runs before the first paint. web/lib/theme.ts holds the same key and does the rest.
{
  let theme = null;
  try {
    theme = localStorage.getItem('duetide-theme');
  } catch {
    // Storage may be forbidden: the system's theme it is.
  }
  if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme;

  // What would only be asked for one after the other travels together: the scripts of the
  // application and of the page, which the build fills in, and who is signed in.
  const scriptsByPath = {};
  const scripts = scriptsByPath[location.pathname] ?? scriptsByPath['*'] ?? [];
  for (const href of scripts) hint({ rel: 'modulepreload', href });
  if (!/^\/(sign|forgot|reset)-/.test(location.pathname)) {
    hint({ rel: 'preload', as: 'fetch', crossOrigin: '', href: '/api/v1/auth/session' });
  }

  function hint(attributes) {
    document.head.append(Object.assign(document.createElement('link'), attributes));
  }
}

// Runs before the first paint. web/lib/theme.ts holds the same key and does the rest.
{
  let theme = null;
  try {
    theme = localStorage.getItem('duetide-theme');
  } catch {
    // Storage may be forbidden: the system's theme it is.
  }
  if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme;

  // Filled in by the build. The page's own scripts travel together with the application's instead
  // of being found by it.
  const scriptsByPath = {};
  for (const href of scriptsByPath[location.pathname] ?? []) {
    const link = document.createElement('link');
    link.rel = 'modulepreload';
    link.href = href;
    document.head.append(link);
  }
}

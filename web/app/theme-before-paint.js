// Runs before the first paint; web/lib/theme.ts holds the same key and does the rest.
{
  let theme = null;
  try {
    theme = localStorage.getItem('duetide-theme');
  } catch {
    // Storage may be forbidden: the system's theme it is.
  }
  if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme;
}

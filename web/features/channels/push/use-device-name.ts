import { useLingui } from '@lingui/react/macro';
import { browserName } from '#web/lib/browser-name.ts';

/** What people would call this browser: "Firefox on Linux". */
export function useDeviceName(): string {
  const { t } = useLingui();
  const { browser, system } = browserName(navigator.userAgent);
  return browser && system ? t`${browser} on ${system}` : (browser ?? system ?? t`This browser`);
}

import type { BrowserFacts } from './push-obstacle.ts';

export function browserFacts(): BrowserFacts {
  return {
    isSecureContext: window.isSecureContext,
    hasPush: [
      'serviceWorker' in navigator,
      'PushManager' in window,
      'Notification' in window,
    ].every(Boolean),
    userAgent: navigator.userAgent,
    maxTouchPoints: navigator.maxTouchPoints,
  };
}

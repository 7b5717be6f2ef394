/** What stands in the way of notifications, that nobody can cure with a click. */
export type PushObstacle =
  /** The page came over plain HTTP from another machine. */
  | 'insecure'
  /** iPhone and iPad: only what was put on the home screen may show them. */
  | 'needs-install'
  | 'unsupported';

export interface BrowserFacts {
  isSecureContext: boolean;
  hasPush: boolean;
  userAgent: string;
  /** An iPad says that it is a Mac, which has no touch screen. */
  maxTouchPoints: number;
}

/** Null: there is none. */
export function pushObstacle(facts: BrowserFacts): PushObstacle | null {
  if (!facts.isSecureContext) return 'insecure';
  if (facts.hasPush) return null;
  return isAppleMobile(facts) ? 'needs-install' : 'unsupported';
}

function isAppleMobile({ userAgent, maxTouchPoints }: BrowserFacts): boolean {
  return (
    /\b(iPhone|iPad)\b/.test(userAgent) || (/\bMac OS X\b/.test(userAgent) && maxTouchPoints > 1)
  );
}

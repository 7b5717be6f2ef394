import type { MessageDescriptor } from '@lingui/core';
import { msg } from '@lingui/core/macro';
import { isApiError } from '#web/lib/api-error.ts';

export interface LinkFault {
  title: MessageDescriptor;
  text: MessageDescriptor;
}

const FAULTS = {
  'link-used': {
    title: msg`This link was used already`,
    text: msg`Each link works once. In Duetide you see what came of it, and can change it.`,
  },
  'link-expired': {
    title: msg`This link is too old`,
    text: msg`It ended some days after it could still help. In Duetide you can do the same.`,
  },
  'link-outdated': {
    title: msg`This has changed since`,
    text: msg`Something is not as the message said any more, so the link does nothing. In Duetide you see how it is now.`,
  },
  'not-found': {
    title: msg`This link does not work`,
    text: msg`Perhaps a part of it was lost on the way. Open it from the message once more.`,
  },
} as const satisfies Record<string, LinkFault>;

/** Why a link does nothing, where trying again would not help; null for any other failure. */
export function linkFaultOf(error: unknown): LinkFault | null {
  const codes = Object.keys(FAULTS) as (keyof typeof FAULTS)[];
  const code = codes.find((each) => isApiError(error, each));
  return code ? FAULTS[code] : null;
}

/** Opened without what stands behind the #. */
export const INCOMPLETE: LinkFault = FAULTS['not-found'];

import type { SubscriptionView } from '#shared/schemas/subscription-schemas.ts';

/** What a change did. `after` is null once it is in the trash; `undo` takes it back. */
export interface Changed {
  after: SubscriptionView | null;
  undo: () => Promise<unknown>;
}

/** Changes one subscription on the server; null where it does not apply to it. */
export type Change = (view: SubscriptionView) => Promise<Changed | null>;

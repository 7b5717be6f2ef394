import type { NoticeKind } from '#shared/schemas/channel-resource-schemas.ts';

/** Whose channels: nobody else's are reached, whatever their role. */
export interface ChannelOwner {
  readonly householdId: string;
  readonly userId: string;
}

export interface StoredChannel {
  id: string;
  version: number;
  name: string;
  kind: NoticeKind;
  /** JSON of an object: what is not secret. */
  settings: string;
  /** JSON of an object: by its name each secret, sealed. */
  secrets: string;
  /** Both null, or neither: what the service said when it refused for good. */
  faultAt: string | null;
  faultWords: string | null;
  createdAt: string;
  updatedAt: string;
  deletedAt: string | null;
}

/**
 * See SubscriptionRepository: same meaning of insert, find, list, replace and purgeTrash, for one
 * member of a household. What a member has goes with their membership.
 */
export interface ChannelRepository {
  insert(owner: ChannelOwner, channel: StoredChannel): Promise<'inserted' | 'exists'>;
  find(owner: ChannelOwner, id: string): Promise<StoredChannel | null>;
  /** Ascending by `createdAt`, then `id`. */
  list(owner: ChannelOwner, options?: { trash?: boolean }): Promise<StoredChannel[]>;
  replace(owner: ChannelOwner, channel: StoredChannel, expectedVersion: number): Promise<boolean>;
  purgeTrash(deletedBefore: string): Promise<number>;
}

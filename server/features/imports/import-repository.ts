import type { ImportFormat } from '#shared/imports/import-formats.ts';

/** A preview waiting for its commit. `content` is the feature's own JSON. */
export interface StoredImport {
  id: string;
  version: number;
  format: ImportFormat;
  content: string;
  createdAt: string;
  expiresAt: string;
}

export interface ImportRepository {
  insert(householdId: string, entry: StoredImport): Promise<void>;
  find(householdId: string, id: string): Promise<StoredImport | null>;
  /** As SubscriptionRepository.replace. */
  replace(householdId: string, entry: StoredImport, expectedVersion: number): Promise<boolean>;
  purge(expiredBefore: string): Promise<number>;
}

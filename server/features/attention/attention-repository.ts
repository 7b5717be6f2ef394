export interface AttentionOwner {
  readonly householdId: string;
  readonly userId: string;
}

/** What one member has done with what needed attention: keys of items, from the oldest on. */
export interface AttentionMarks {
  readonly version: number;
  readonly seen: readonly string[];
  readonly dismissed: readonly string[];
  readonly createdAt: string;
  readonly updatedAt: string;
}

/** At most one row for each member, which goes with their membership. */
export interface AttentionRepository {
  find(owner: AttentionOwner): Promise<AttentionMarks | null>;
  /** As PaymentRepository.put; `version` of the row is not looked at. */
  put(
    owner: AttentionOwner,
    marks: AttentionMarks,
    expectedVersion: number | null,
  ): Promise<boolean>;
}

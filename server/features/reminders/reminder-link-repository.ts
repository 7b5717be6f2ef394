/** That a link was used, from the moment on at which somebody began to. */
export interface ReminderLinkUse {
  /** Names what the link does, in its household: the same for every link that does it. */
  readonly id: string;
  /** Until when a reminder was put off; null where the link does something else. */
  readonly snoozeUntil: string | null;
  readonly begunAt: string;
  /** Null: it was begun, and is not done, or nobody lived to say so. */
  readonly doneAt: string | null;
}

/** Which links were used: each does what it does once. */
export interface ReminderLinkRepository {
  find(householdId: string, id: string): Promise<ReminderLinkUse | null>;
  /**
   * Inserts it, unless there is one of that id.
   * @returns the one that is there then: whatever was chosen first holds.
   */
  begin(householdId: string, use: ReminderLinkUse): Promise<ReminderLinkUse>;
  /** @returns true for one caller, however many try: it was begun, and is done only now. */
  finish(householdId: string, id: string, doneAt: string): Promise<boolean>;
  /** Removes what was begun before an instant, in every household. */
  purge(begunBefore: string): Promise<number>;
}

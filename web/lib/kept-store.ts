export interface KeptAnswer {
  /** What was asked for. */
  key: string;
  answer: unknown;
  /** When it was last known to be true, in milliseconds since 1970. */
  trueAt: number;
}

/** What a browser keeps between visits, of one owner at a time. Tabs share it. */
export interface KeptStore {
  /** Makes it this owner's: what was another's is gone, and so is what is older than `oldest`. */
  adopt(owner: string, oldest: number): Promise<void>;
  /** Does nothing if it is another's by now, or nobody's. */
  write(owner: string, answers: readonly KeptAnswer[]): Promise<void>;
  read(): Promise<{ owner: string | null; answers: readonly KeptAnswer[] }>;
  /** Leaves nothing, and no owner. */
  clear(): Promise<void>;
}

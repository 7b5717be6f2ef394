/** What this browser knows of its own subscription. The service worker reads and writes it, too. */
export interface PushRecord {
  /** The person for whom it is subscribed; null: nobody at the moment. */
  holder: string | null;
  /** What the server was told last. */
  endpoint: string | null;
  /** The channel of each person who has turned it on here, by their id. */
  channels: Readonly<Record<string, string>>;
}

export interface PushRecords {
  read(): Promise<PushRecord>;
  write(record: PushRecord): Promise<void>;
}

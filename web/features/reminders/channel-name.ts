/** As much of a channel as reminders show. */
export interface NamedChannel {
  readonly id: string;
  readonly name: string;
}

/** Those that the person has; undefined as long as nobody knows. */
export type KnownChannels = readonly NamedChannel[] | undefined;

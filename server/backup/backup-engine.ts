import type { Preface } from './archive-manifest.ts';

export type BackupEngineName = Preface['engine'];

/** One file of an archive: a database, or rows of one table. */
export interface BackupEntry {
  readonly name: string;
  /** To be read once, to its end, before the next entry is asked for. */
  readonly content: AsyncIterable<Uint8Array>;
}

/** An entry before it is written, whose bytes are counted already, as tar wants it. */
export interface SizedEntry extends BackupEntry {
  readonly bytes: number;
}

/** What a database holds, as an archive says it and as a restored database is compared with it. */
export interface DatabaseFacts {
  /** Name of the newest migration. */
  readonly schema: string;
  /** Rows of each table. */
  readonly counts: Readonly<Record<string, number>>;
}

/** The database not before the moment that it was asked for. */
export interface Snapshot {
  /** To be read once, in order. */
  readonly entries: AsyncIterable<SizedEntry>;
  /** Of exactly what the entries held: asked for after the last one. */
  facts(): DatabaseFacts;
  release(): Promise<void>;
}

/** A database that is being filled from an archive, where nobody sees it. */
export interface Trial {
  /** @throws BackupError if the entry is none of this engine's. */
  receive(entry: BackupEntry): Promise<void>;
  /**
   * After the last entry: opens what came as the server would.
   * @param said what the archive says that it holds
   * @returns what it held when it came, before newer migrations.
   * @throws BackupError if it is not sound or was made by a newer version.
   */
  inspect(said: DatabaseFacts): Promise<DatabaseFacts>;
  /** Lets go of what was not activated; harmless after it. */
  discard(): Promise<void>;
}

/** One that can take the place of the database. */
export interface Restoration extends Trial {
  /**
   * Puts it in the place of what is there, so that nobody ever takes half of it for the whole.
   * @param backUp makes an archive of what is there, for an engine that cannot set it aside, and
   *   returns where that is
   * @returns where what was there is kept; null if there was nothing.
   * @throws BackupError where it finds the database in use.
   */
  activate(backUp: () => Promise<string>): Promise<string | null>;
}

/** What a kind of database brings so that it can be backed up. */
export interface BackupEngine {
  readonly name: BackupEngineName;
  /** Where the data is, as the operator calls it and without secrets. */
  readonly place: string;
  /**
   * While others read and write: what was acknowledged before the call is in it.
   * @param scratch a folder for files that are in the way afterwards
   * @throws BackupError if there is no database.
   */
  takeSnapshot(scratch: string, signal?: AbortSignal): Promise<Snapshot>;
  /** Whether a restore would replace something. */
  hasDatabase(): Promise<boolean>;
  /** @throws BackupError where it finds the database in use. */
  prepareRestore(): Promise<Restoration>;
}

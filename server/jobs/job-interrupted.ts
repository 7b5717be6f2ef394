export type Interruption = 'time-limit' | 'lease-lost' | 'shutdown';

const WORDS: Record<Interruption, string> = {
  'time-limit': 'It took longer than it may',
  'lease-lost': 'Its lease is lost: somebody else may be running it',
  shutdown: 'The server is stopping',
};

/** Why the signal of a handler was aborted. */
export class JobInterrupted extends Error {
  readonly interruption: Interruption;

  constructor(interruption: Interruption) {
    super(WORDS[interruption]);
    this.name = 'JobInterrupted';
    this.interruption = interruption;
  }
}

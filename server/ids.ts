import { v7 } from 'uuid';
import type { Clock } from './clock.ts';

/** A new UUIDv7 at every call. */
export type NewId = () => string;

const LAST_OF_MILLISECOND = 0xff_ff_ff_ff;

/** Ids that sort by the clock's time, and within one millisecond by the order of the calls. */
export function createIdSource(clock: Clock): NewId {
  let milliseconds = 0;
  let sequence = 0;
  return () => {
    const now = clock.now();
    if (now > milliseconds || sequence === LAST_OF_MILLISECOND) {
      milliseconds = Math.max(now, milliseconds + 1);
      sequence = 0;
    } else {
      sequence += 1;
    }
    return v7({ msecs: milliseconds, seq: sequence });
  };
}

import { PassThrough, type Readable } from 'node:stream';
import type { Timers } from '#server/jobs/timers.ts';
import { AppError } from '#shared/app-error.ts';
import type { LiveRollup } from '#shared/schemas/history-schemas.ts';

const HEARTBEAT_MS = 15_000;
/** Others record at the same second: what they saw is there a little later. */
const GATHER_MS = 1_000;
const MOST_LISTENERS = 50;
/** Of what a listener has not taken: whoever is so slow has gone. */
const MOST_UNREAD = 64 * 1_024;

export interface LiveStreamDeps {
  figures(at: number): Promise<LiveRollup>;
  onRecorded(listener: (at: number) => void): () => void;
  timers: Timers;
  log: { warn(fields: object, message: string): void };
}

export interface LiveStream {
  /**
   * Server-sent events: https://html.spec.whatwg.org/multipage/server-sent-events.html
   * @param isAllowed asked again with each heartbeat: it ends with the session
   * @throws AppError `rate-limited` where too many listen
   */
  open(isAllowed: () => Promise<boolean>): Readable;
  /** Ends every stream, now and from now on. */
  close(): void;
}

export function createLiveStream(deps: LiveStreamDeps): LiveStream {
  const { figures, onRecorded, timers, log } = deps;
  const streams = new Set<PassThrough>();
  let isClosed = false;
  let latest = Number.NEGATIVE_INFINITY;

  onRecorded((at) => {
    if (streams.size > 0 && at > latest) timers.after(GATHER_MS, () => void tell(at));
  });

  async function tell(at: number): Promise<void> {
    latest = Math.max(latest, at);
    try {
      const event = `event: rollup\ndata: ${JSON.stringify(await figures(at))}\n\n`;
      for (const stream of streams) send(stream, event);
    } catch (error) {
      log.warn({ err: error }, 'the newest figures could not be told');
    }
  }

  function send(stream: PassThrough, text: string): void {
    if (stream.writableLength > MOST_UNREAD) stream.destroy();
    else if (!stream.writableEnded) stream.write(text);
  }

  return {
    open(isAllowed) {
      if (streams.size >= MOST_LISTENERS) {
        throw new AppError('rate-limited', {
          detail: 'Too many pages are watching. Close some of them.',
          retryAfter: HEARTBEAT_MS / 1_000,
        });
      }
      const stream = new PassThrough();
      let cancel = () => {};
      const beat = () => {
        cancel = timers.after(HEARTBEAT_MS, () => void pulse());
      };
      const pulse = async () => {
        // While nobody can say whether the session lasts, it does.
        if (!(await isAllowed().catch(() => true))) return stream.end();
        send(stream, ':\n\n');
        if (!stream.destroyed) beat();
      };
      stream.on('close', () => {
        cancel();
        streams.delete(stream);
      });
      stream.write('retry: 10000\n\n');
      if (isClosed) stream.end();
      else {
        streams.add(stream);
        beat();
      }
      return stream;
    },
    close() {
      isClosed = true;
      for (const stream of streams) stream.end();
    },
  };
}

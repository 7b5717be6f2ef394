/** `again`: not now; `refused`: never. */
export type BatchOutcome = 'sent' | 'again' | 'refused';

export interface OtlpQueueDeps<Item> {
  /** What waits at most; what comes when it is full is dropped. */
  capacity: number;
  /** What goes out at once at most. */
  batch: number;
  send(items: readonly Item[]): Promise<BatchOutcome>;
  onSent(count: number): void;
  onDropped(count: number): void;
}

export interface OtlpQueue<Item> {
  /** Never waits and never throws. */
  add(item: Item): void;
  /** Sends what waits, until it is all gone or somebody says not now. */
  flush(): Promise<void>;
  /** What still waits is given up. */
  abandon(): void;
}

/** Between those who tell and the network, which may be slow or away: bounded, and one batch at a time. */
export function createOtlpQueue<Item>({
  capacity,
  batch,
  send,
  onSent,
  onDropped,
}: OtlpQueueDeps<Item>): OtlpQueue<Item> {
  const waiting: Item[] = [];
  let flushing: Promise<void> | null = null;
  /** Taken out and not yet told of. */
  let underWay = 0;

  async function sendAll(): Promise<void> {
    while (waiting.length > 0) {
      const items = waiting.slice(0, batch);
      underWay = items.length;
      const outcome = await send(items);
      if (underWay === 0) return; // Given up meanwhile.
      underWay = 0;
      if (outcome === 'again') return;
      waiting.splice(0, items.length);
      if (outcome === 'sent') onSent(items.length);
      else onDropped(items.length);
    }
  }

  function flush(): Promise<void> {
    flushing ??= sendAll().finally(() => {
      flushing = null;
    });
    return flushing;
  }

  return {
    add(item) {
      if (waiting.length >= capacity) {
        onDropped(1);
        return;
      }
      waiting.push(item);
      // Not before its caller is done with what it does.
      if (waiting.length === batch) setImmediate(() => void flush());
    },
    flush,
    abandon() {
      underWay = 0;
      if (waiting.length > 0) onDropped(waiting.splice(0).length);
    },
  };
}

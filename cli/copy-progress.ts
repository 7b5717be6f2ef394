import type { CopyProgress } from '#server/wiring/copy-database.ts';

const BAR_WIDTH = 24;

/** What a terminal shows on one line that is written over; elsewhere a line for each table. */
export function createCopyProgress(output: Pick<NodeJS.WriteStream, 'isTTY' | 'write'>) {
  let lastTable = '';
  return {
    show(progress: CopyProgress): void {
      if (output.isTTY) {
        output.write(`\r${describeProgress(progress)}\u001b[K`);
      } else if (progress.table !== lastTable) {
        lastTable = progress.table;
        output.write(`${describeProgress(progress)}\n`);
      }
    },
    end(): void {
      if (output.isTTY) output.write('\r\u001b[K');
    },
  };
}

export function describeProgress({ phase, table, done, total }: CopyProgress): string {
  const share = total === 0 ? 1 : Math.min(1, done / total);
  const full = Math.floor(share * BAR_WIDTH);
  const bar = '█'.repeat(full) + '░'.repeat(BAR_WIDTH - full);
  const act = phase === 'copy' ? 'Copying' : 'Comparing';
  const percent = `${Math.floor(share * 100)} %`.padStart(5);
  return `${act} ${bar} ${percent}  ${done} of ${total}  ${table}`;
}

/** What this suite can prove on some machines only: all of it, with the reason. */
const DIFFERENCES = {
  syncsPerCommit:
    'only strace sees when the kernel is asked to write through, and not every machine has it or lets it trace',
} as const;

/** Says so among the figures: what was not run must not look as if it had passed. */
export function printNotRun(row: number, what: keyof typeof DIFFERENCES, fault: string): void {
  process.stdout.write(`  row ${row}: NOT RUN: ${what}: ${DIFFERENCES[what]}. Here: ${fault}\n`);
}

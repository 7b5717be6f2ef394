import type { BackupReport, RestoreReport } from '#server/backup/backups.ts';

/** What `duetide backup` says. */
export function describeBackup(report: BackupReport): string {
  const { file, bytes, isEncrypted } = report;
  const protection = isEncrypted
    ? 'Encrypted: keep BACKUP_PASSPHRASE elsewhere too, nobody can read it without.'
    : 'Not encrypted: whoever has the file can read it. Set BACKUP_PASSPHRASE to change that.';
  return lines(`Backed up ${describeRows(report)} (${describeSize(bytes)}) to ${file}`, protection);
}

/** What `duetide verify` says. */
export function describeVerified(report: BackupReport): string {
  const { file, createdAt, schema } = report;
  return lines(`${file} restores: ${describeRows(report)} as of ${createdAt}, schema ${schema}.`);
}

/** What `duetide restore` says. */
export function describeRestored(report: RestoreReport): string {
  const { file, createdAt, keptAt } = report;
  const kept = keptAt ? [`What was there before is kept in ${keptAt}`] : [];
  return lines(`Restored ${describeRows(report)} as of ${createdAt} from ${file}`, ...kept);
}

function describeRows({ counts }: BackupReport): string {
  const total = Object.values(counts).reduce((sum, rows) => sum + rows, 0);
  return `${total.toLocaleString('en')} rows in ${Object.keys(counts).length} tables`;
}

function describeSize(bytes: number): string {
  if (bytes < 1e6) return `${Math.ceil(bytes / 1e3)} kB`;
  return bytes < 1e9 ? `${(bytes / 1e6).toFixed(1)} MB` : `${(bytes / 1e9).toFixed(1)} GB`;
}

function lines(...text: string[]): string {
  return `${text.join('\n')}\n`;
}

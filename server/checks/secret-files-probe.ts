import { statSync } from 'node:fs';
import { type Finding, findingsAbout } from './finding.ts';
import { type Probe, probeOf } from './probe.ts';

const { ok, warning, failure } = findingsAbout('secrets');
const READ_BY_OTHERS = 0o004;
const WRITTEN_BY_OTHERS = 0o002;

export interface SecretFile {
  /** How people call it, such as the variable that names it. */
  readonly name: string;
  readonly path: string;
}

/** Whether files that hold passwords can be read by those alone who need them. */
export function createSecretFilesProbe(files: readonly SecretFile[]): Probe {
  return probeOf(
    { area: 'secrets', name: 'files', cure: 'Let this user read the files that hold secrets.' },
    () => files.map(judgeFile),
  );
}

function judgeFile({ name, path }: SecretFile): Finding {
  const cure = `Run chmod 600 ${path}, as the user that Duetide runs as.`;
  const mode = modeOf(path);
  if (mode === null) {
    return failure(name, `${path} is not there, or cannot be reached`, `Make ${path} readable.`);
  }
  if (mode & WRITTEN_BY_OTHERS)
    return failure(name, `everybody on this machine may change ${path}`, cure);
  if (mode & READ_BY_OTHERS) {
    return warning(name, `everybody on this machine may read ${path}`, cure);
  }
  return ok(name, `${path} is kept from others`);
}

function modeOf(path: string): number | null {
  return statSync(path, { throwIfNoEntry: false })?.mode ?? null;
}

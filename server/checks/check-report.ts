import { AREAS, type Finding, LEVELS, type Level } from './finding.ts';

/** What `duetide check --json` prints. */
export interface CheckReport {
  /** Whether there is no failure. */
  readonly isReady: boolean;
  readonly checkedAt: string;
  readonly versions: Readonly<Record<string, string>>;
  readonly summary: Readonly<Record<Level, number>>;
  /** By area, in the order of `AREAS`. */
  readonly findings: readonly Finding[];
}

/** Orders the findings by area and counts them, after whatever is secret has been struck from them. */
export function reportFindings(
  found: readonly Finding[],
  about: Pick<CheckReport, 'checkedAt' | 'versions'> & { secrets: readonly string[] },
): CheckReport {
  const { secrets, ...rest } = about;
  const findings = AREAS.flatMap((area) => found.filter((finding) => finding.area === area)).map(
    (finding) => withoutSecrets(finding, secrets),
  );
  const counts = LEVELS.map((level) => [
    level,
    findings.filter((finding) => finding.level === level).length,
  ]);
  const summary: Record<Level, number> = Object.fromEntries(counts);
  return { isReady: summary.failure === 0, ...rest, summary, findings };
}

/** No probe repeats one; this holds also for what a driver or a server might put into a message. */
function withoutSecrets(finding: Finding, secrets: readonly string[]): Finding {
  const strike = (text: string) =>
    secrets.reduce((safe, secret) => safe.replaceAll(secret, '…'), text);
  const message = strike(finding.message);
  return finding.cure === undefined
    ? { ...finding, message }
    : { ...finding, message, cure: strike(finding.cure) };
}

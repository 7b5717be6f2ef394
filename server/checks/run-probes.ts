import { type Finding, findingsAbout } from './finding.ts';
import type { Probe } from './probe.ts';

export const PROBE_LIMIT = 8_000;

/** Runs all at once, each within its limit: one that hangs or throws is a finding like others. */
export async function runProbes(probes: readonly Probe[]): Promise<Finding[]> {
  return (await Promise.all(probes.map(runProbe))).flat();
}

async function runProbe(probe: Probe): Promise<readonly Finding[]> {
  const { area, name, cure, limit = PROBE_LIMIT } = probe;
  const { failure } = findingsAbout(area);
  const tooLate = new AbortController();
  const silence = Promise.withResolvers<readonly Finding[]>();
  const timer = setTimeout(() => {
    silence.resolve([failure(name, `no answer within ${limit / 1_000} s`, cure)]);
  }, limit);
  try {
    return await Promise.race([probe.run(tooLate.signal), silence.promise]);
  } catch (error) {
    return [failure(name, `could not be checked: ${firstLineOf(error)}`, cure)];
  } finally {
    clearTimeout(timer);
    tooLate.abort();
  }
}

function firstLineOf(error: unknown): string {
  const [line = ''] = (error instanceof Error ? error.message : String(error)).split('\n');
  return line;
}

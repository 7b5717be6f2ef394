import { describe, expect, it } from 'vitest';
import { reportFindings } from './check-report.ts';
import { findingsAbout } from './finding.ts';

const { ok, note, warning, failure } = findingsAbout('database');
const ABOUT = {
  checkedAt: '2026-11-21T00:00:00.000Z',
  versions: { duetide: '1.0.0' },
  secrets: [],
};

describe('the report', () => {
  it('is ready as long as nothing has failed', () => {
    const harmless = [ok('a', 'b'), note('c', 'd'), warning('e', 'f', 'G.'), ok('h', 'i')];
    const report = reportFindings(harmless, ABOUT);
    expect(report).toMatchObject({
      isReady: true,
      summary: { ok: 2, note: 1, warning: 1, failure: 0 },
    });
    expect(reportFindings([...harmless, failure('j', 'k', 'L.')], ABOUT)).toMatchObject({
      isReady: false,
      summary: { failure: 1 },
    });
  });

  it('is in the order of areas', () => {
    const clock = findingsAbout('clock').ok('x', 'last');
    const { findings } = reportFindings([clock, ok('a', 'b'), clock, ok('c', 'd')], ABOUT);
    expect(findings).toEqual([ok('a', 'b'), ok('c', 'd'), clock, clock]);
  });

  it('holds no secret, whoever has put one into a message or a cure', () => {
    const secrets = ['hunter2hunter2', 'p%40ss', 'p@ss'];
    const found = [
      failure('a', 'refused hunter2hunter2 by host', 'Replace p%40ss.'),
      note('b', 'p@ss p@ss'),
    ];
    const { findings } = reportFindings(found, { ...ABOUT, secrets });
    expect(findings).toEqual([failure('a', 'refused … by host', 'Replace ….'), note('b', '… …')]);
  });
});

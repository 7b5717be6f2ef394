import { stripVTControlCharacters } from 'node:util';
import { describe, expect, it } from 'vitest';
import { reportFindings } from '#server/checks/check-report.ts';
import { type Finding, findingsAbout } from '#server/checks/finding.ts';
import { renderCheck } from './check-table.ts';

const database = findingsAbout('database');
const mail = findingsAbout('mail');
const LONG = 'word '.repeat(40).trim();

function render(
  findings: readonly Finding[],
  looks: { width?: number; isColoured?: boolean } = {},
) {
  const about = { checkedAt: '2026-11-21T00:00:00.000Z', versions: {}, secrets: [] };
  return renderCheck(reportFindings(findings, about), { width: 80, isColoured: false, ...looks });
}

describe('the table of a check', () => {
  it('has a row for each finding, by area, with a mark that needs no colour', () => {
    const lines = render([
      mail.failure('SMTP', 'nobody answers', 'Start it.'),
      database.ok('file', 'is there'),
      database.note('size', 'is small', 'Let it grow.'),
      database.warning('TLS', 'is off', 'Turn it on.'),
    ]).split('\n');
    expect(lines).toEqual([
      'database',
      '  ✓ file              is there',
      '  · size              is small',
      '                      → Let it grow.',
      '  ! TLS               is off',
      '                      → Turn it on.',
      '',
      'mail',
      '  ✗ SMTP              nobody answers',
      '                      → Start it.',
      '',
      'Not ready: ✗ 1 failure  ! 1 warning  · 1 note  ✓ 1 fine',
      '',
    ]);
  });

  it('is ready without failures, and counts only what there is', () => {
    const text = render([mail.warning('a', 'b', 'C.'), mail.warning('d', 'e', 'F.')]);
    expect(text.split('\n').at(-2)).toBe('Ready: ! 2 warnings');
  });

  it.each([40, 60, 80])('fits into %i columns, aligned', (width) => {
    const text = render([database.failure('a name that is long', LONG, LONG)], { width });
    const lines = text.split('\n').slice(0, -3);
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(width);
    expect(lines.slice(2).every((line) => /^ {22}(→ | {2})?word/.test(line))).toBe(true);
    expect(text.match(/word/g)).toHaveLength(80);
  });

  it('breaks nothing that somebody will copy', () => {
    const path = `/${'folder/'.repeat(20)}file`;
    expect(render([database.warning('a', 'b', `Run chmod 600 ${path}`)])).toContain(path);
  });

  it('is coloured where that is wanted, with the same words', () => {
    const findings = [mail.failure('SMTP', LONG, LONG), mail.ok('a', 'b')];
    const coloured = render(findings, { isColoured: true });
    expect(coloured).not.toBe(render(findings));
    expect(stripVTControlCharacters(coloured)).toBe(render(findings));
  });
});

import { styleText } from 'node:util';
import type { CheckReport, Finding, Level } from '#server/wiring/open-checks.ts';

const LOOKS = {
  ok: { mark: '✓', style: 'green', one: 'fine', many: 'fine' },
  note: { mark: '·', style: 'blue', one: 'note', many: 'notes' },
  warning: { mark: '!', style: 'yellow', one: 'warning', many: 'warnings' },
  failure: { mark: '✗', style: 'red', one: 'failure', many: 'failures' },
} as const satisfies Record<Level, object>;
const MOST_SERIOUS_FIRST = ['failure', 'warning', 'note', 'ok'] as const;

const NAME_WIDTH = 17;
/** What stands before a message: indent, mark, name and the spaces between them. */
const MARGIN = 2 + 2 + NAME_WIDTH + 1;

export interface TableLooks {
  /** Columns that a line may have. */
  width: number;
  isColoured: boolean;
}

/** A table for people: findings by area, each that is not fine with what to do about it. */
export function renderCheck(report: CheckReport, { width, isColoured }: TableLooks): string {
  const paint = (style: Parameters<typeof styleText>[0], text: string) =>
    isColoured ? styleText(style, text, { validateStream: false }) : text;
  const areas = Map.groupBy(report.findings, ({ area }) => area);
  const blocks = [...areas].map(([area, findings]) =>
    [paint('bold', area), ...findings.flatMap(rowsOf)].join('\n'),
  );
  return `${[...blocks, verdict()].join('\n\n')}\n`;

  function rowsOf({ level, name, message, cure }: Finding): string[] {
    const { mark, style } = LOOKS[level];
    const [first = '', ...rest] = wrap(message, width - MARGIN);
    const isLong = name.length > NAME_WIDTH;
    const head = `  ${paint(style, mark)} ${isLong ? name : name.padEnd(NAME_WIDTH)}`;
    const messages = isLong ? [head, indent(first)] : [`${head} ${first}`];
    const cures = cure === undefined || level === 'ok' ? [] : wrap(cure, width - MARGIN - 2);
    return [
      ...messages,
      ...rest.map((line) => indent(line)),
      ...cures.map((line, at) => indent(`${at === 0 ? paint(style, '→') : ' '} ${line}`)),
    ];
  }

  function verdict(): string {
    const counts = MOST_SERIOUS_FIRST.filter((level) => report.summary[level] > 0).map((level) => {
      const { mark, style, one, many } = LOOKS[level];
      const count = report.summary[level];
      return `${paint(style, mark)} ${count} ${count === 1 ? one : many}`;
    });
    const [word, style] = report.isReady
      ? (['Ready', 'green'] as const)
      : (['Not ready', 'red'] as const);
    return `${paint([style, 'bold'], `${word}:`)} ${counts.join('  ')}`;
  }
}

function indent(line: string): string {
  return `${' '.repeat(MARGIN)}${line}`;
}

/** At spaces only: a path or a command that is longer than a line stays whole, to be copied. */
function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const line = lines.at(-1);
    if (line !== undefined && line.length + 1 + word.length <= width) {
      lines[lines.length - 1] = `${line} ${word}`;
    } else {
      lines.push(word);
    }
  }
  return lines;
}

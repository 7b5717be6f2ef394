import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { expect, it } from 'vitest';
import { LOGGABLE_FIELDS } from '#server/observability/loggable-fields.ts';

const SERVER = join(import.meta.dirname, '../server');
const LEVELS = new Set(['debug', 'info', 'warn', 'error']);
const FILES = globSync('**/*.ts', { cwd: SERVER }).filter(
  (file) => !/\.(test|contract)\.ts$/.test(file),
);

/** The names of fields that stand in calls such as `log.info({ count }, 'done')`. */
function loggedFields(text: string): string[] {
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node) && ts.isPropertyAccessExpression(node.expression)) {
      const [fields, message] = node.arguments;
      const isLog = LEVELS.has(node.expression.name.text) && message !== undefined;
      if (isLog && fields && ts.isObjectLiteralExpression(fields)) {
        for (const { name } of fields.properties) if (name) found.push(name.getText());
      }
    }
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile('file.ts', text, ts.ScriptTarget.Latest, true));
  return found;
}

it('finds what is logged', () => {
  const text =
    "const f = () => { request.log.warn({ one, two: 2, ...rest }, 'x'); warn({ three }); }";
  expect(loggedFields(text)).toEqual(['one', 'two']);
});

it('leaves out no field that the program logs', () => {
  const found = FILES.flatMap((file) =>
    loggedFields(readFileSync(join(SERVER, file), 'utf8')).map((field) => ({ file, field })),
  );
  expect(found.length).toBeGreaterThan(20);
  const known = [...Object.keys(LOGGABLE_FIELDS), '[LETTER]'];
  expect(found.filter(({ field }) => !known.includes(field))).toEqual([]);
});

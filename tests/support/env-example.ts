import { environmentSchema } from '#server/config/environment-schema.ts';

const WIDTH = 98;

/** `.env.example` as the schema says it: every variable, what it means and what it is by itself. */
export function renderEnvExample(): string {
  const blocks = Object.entries(environmentSchema.shape).map(([name, schema]) => {
    const value = schema.safeParse(undefined).success ? defaultOf(schema) : '';
    return [...wrap(schema.description ?? ''), `#${name}=${value}`].join('\n');
  });
  const head = 'Every variable that Duetide reads. What is left out has the value shown.';
  return `${[wrap(head).join('\n'), ...blocks].join('\n\n')}\n`;
}

/** What stands in the variable, not what is made of it. */
function defaultOf(schema: object): string {
  const { def } = schema as {
    def: { type: string; defaultValue?: unknown; in?: object; innerType?: object };
  };
  if (def.type === 'default') return String(def.defaultValue);
  const inner = def.in ?? def.innerType;
  return inner ? defaultOf(inner) : '';
}

function wrap(text: string): string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const line = lines.at(-1);
    if (line !== undefined && line.length + word.length + 1 <= WIDTH) {
      lines[lines.length - 1] = `${line} ${word}`;
    } else {
      lines.push(`# ${word}`);
    }
  }
  return lines;
}

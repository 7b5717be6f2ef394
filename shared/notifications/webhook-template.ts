/** What a template can name: `{{title}}`. */
export const TEMPLATE_FIELDS = [
  'id',
  'kind',
  'title',
  'body',
  'url',
  'actions',
  'priority',
  'sentAt',
] as const;

export type TemplateField = (typeof TEMPLATE_FIELDS)[number];

export type TemplateFormat = 'json' | 'form' | 'text';

const PLACEHOLDER = /\{\{\s*([^{}]*?)\s*\}\}/g;

const ESCAPES: Readonly<Record<TemplateFormat, (text: string) => string>> = {
  // For inside of the quotation marks that the template brings.
  json: (text) => JSON.stringify(text).slice(1, -1),
  form: (text) => encodeURIComponent(text.toWellFormed()),
  text: (text) => text,
};

/** Puts values in, escaped so that none of them can change what the template says around it. */
export function renderTemplate(
  template: string,
  format: TemplateFormat,
  values: Readonly<Record<TemplateField, string>>,
): string {
  return template.replaceAll(PLACEHOLDER, (whole, name: string) =>
    isField(name) ? ESCAPES[format](values[name]) : whole,
  );
}

/** @returns what is wrong with a template, or null. */
export function templateFault(template: string, format: TemplateFormat): string | null {
  const unknown = [...template.matchAll(PLACEHOLDER)].find(([, name = '']) => !isField(name));
  if (unknown) {
    return `must name only ${TEMPLATE_FIELDS.join(', ')} in double braces, not ${unknown[1]}`;
  }
  return format !== 'json' || isJson(renderTemplate(template, format, SAMPLE))
    ? null
    : 'must be valid JSON, with each {{field}} inside quotation marks';
}

const SAMPLE = Object.fromEntries(TEMPLATE_FIELDS.map((name) => [name, '"\\\n'])) as Record<
  TemplateField,
  string
>;

function isField(name: string): name is TemplateField {
  return (TEMPLATE_FIELDS as readonly string[]).includes(name);
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

import type { MailContent, MailLink, MailPart } from './mail-content.ts';

/** A mail for programs and people that show no pages: whole by itself. */
export function mailText(content: MailContent): string {
  const { parts, button, actions, remarks, reason, settings } = content;
  const links = [...(button ? [button] : []), ...actions].map(linkText);
  const blocks = [...parts.map(partText), ...links, ...remarks];
  const foot = [reason, settings && linkText(settings)].filter(Boolean).join('\n');
  // What programs take for a signature, and show apart.
  return `${[...blocks, `-- \n${foot}`].join('\n\n')}\n`;
}

function partText(part: MailPart): string {
  switch (part.kind) {
    case 'text':
    case 'note':
      return part.text;
    case 'facts':
      return part.rows
        .map(({ label, value }) => `${label}: ${value.replaceAll('\n', ', ')}`)
        .join('\n');
    case 'day': {
      const items = part.day.items.map(({ name, text, price }) => {
        const head = [name, price].filter(Boolean).join(': ');
        return `* ${head}\n${text.replaceAll(/^/gm, '  ')}`;
      });
      return [part.day.title, ...items].join('\n');
    }
  }
}

function linkText({ label, url }: MailLink): string {
  return `${label}:\n${url}`;
}

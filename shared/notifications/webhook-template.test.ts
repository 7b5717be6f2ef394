import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { renderTemplate, TEMPLATE_FIELDS, templateFault } from './webhook-template.ts';

const values = {
  id: '1',
  kind: 'charge',
  title: 'A "title"',
  body: 'two\nlines',
  url: 'https://duetide.example/?a=1&b=2',
  actions: 'Mark as paid: https://duetide.example/1\nSnooze: https://duetide.example/2',
  priority: 'high',
  sentAt: '2027-03-01T09:00:00.000Z',
};

describe('renderTemplate', () => {
  it('puts values in their places, and nothing else', () => {
    const text = renderTemplate('{{title}}|{{ body }}|{{other}}|{url}|{{{kind}}}', 'text', values);
    expect(text).toBe('A "title"|two\nlines|{{other}}|{url}|{charge}');
  });

  it('never takes a value for a template', () => {
    const title = '{{url}} $& $1';
    expect(renderTemplate('{{title}}', 'text', { ...values, title })).toBe(title);
  });

  it('keeps any value what it was, inside of JSON and of a form', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (title) => {
        const given = { ...values, title };
        const json = renderTemplate('{"a":"{{title}}","b":1}', 'json', given);
        expect(JSON.parse(json)).toEqual({ a: title, b: 1 });
        const form = renderTemplate('a={{title}}&b=1', 'form', given);
        expect(Object.fromEntries(new URLSearchParams(form))).toEqual({ a: title, b: '1' });
      }),
    );
  });
});

describe('templateFault', () => {
  it.each([
    ['json', '{"text":"{{title}}\\n{{body}}","list":[1,"{{url}}"]}'],
    ['json', '"{{title}}"'],
    ['form', 'a={{title}}'],
    ['text', 'nothing to fill in, { and }'],
  ] as const)('has nothing against %s: %s', (format, template) => {
    expect(templateFault(template, format)).toBeNull();
  });

  it.each([
    ['json', '{"text":{{title}}}', 'must be valid JSON'],
    ['json', '{"text":"{{title}}"', 'must be valid JSON'],
    ['text', 'Hello {{name}}', 'not name'],
    ['form', 'a={{}}', 'must name only'],
  ] as const)('says what is wrong with %s: %s', (format, template, message) => {
    expect(templateFault(template, format)).toContain(message);
  });

  it('names every field that there is', () => {
    expect(templateFault('{{x}}', 'text')).toContain(TEMPLATE_FIELDS.join(', '));
    expect(Object.keys(values)).toEqual([...TEMPLATE_FIELDS]);
  });
});

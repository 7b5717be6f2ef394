import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { DetailItem } from '#shared/reminders/reminder-details.ts';
import type { MailContent, MailLink } from './mail-content.ts';
import { mailHtml } from './mail-html.ts';
import { mailText } from './mail-text.ts';

const NOTHING: MailContent = {
  locale: 'en',
  subject: '',
  heading: '',
  parts: [],
  button: null,
  actions: [],
  remarks: [],
  reason: '',
  settings: null,
};

const nasty = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.constantFrom(
    '<img src=x onerror=alert(1)>',
    '"><script>alert(1)</script>',
    '</style><body onload=alert(1)>',
    "' onclick='alert(1)",
    '{{constructor}}\n\n<a href="javascript:alert(1)">',
    '&lt;script&gt;&#60;script&#62;',
  ),
);
const address = fc.oneof(
  fc.webUrl({ withQueryParameters: true }),
  nasty,
  fc.constant('javascript:alert(1)'),
);
const link = fc.record<MailLink>({ label: nasty, url: address });
const item = fc.record<DetailItem>({
  name: nasty,
  text: nasty,
  price: fc.option(nasty),
  url: address,
});
const content: fc.Arbitrary<MailContent> = fc.record({
  locale: fc.constantFrom('en' as const, 'de' as const),
  subject: nasty,
  heading: nasty,
  parts: fc.array(
    fc.oneof(
      fc.record({ kind: fc.constantFrom('text' as const, 'note' as const), text: nasty }),
      fc.record({
        kind: fc.constant('facts' as const),
        rows: fc.array(fc.record({ label: nasty, value: address, isAddress: fc.boolean() })),
      }),
      fc.record({
        kind: fc.constant('day' as const),
        day: fc.record({ title: nasty, items: fc.array(item) }),
      }),
    ),
    { maxLength: 4 },
  ),
  button: fc.option(link),
  actions: fc.array(link, { maxLength: 3 }),
  remarks: fc.array(nasty, { maxLength: 2 }),
  reason: nasty,
  settings: fc.option(link),
});

/** A tag as the page writes it: what it is called, and its attributes with their values. */
const TAG = /<(!?\/?[a-z][a-z0-9]*)((?: [a-z-]+(?:="[^"<>]*")?)*)\s*>/g;

describe('a mail as a page', () => {
  it('is made of our own tags only, whatever anybody named anything', () => {
    const own = new Set<string>();
    const count = (page: string) => [...page.matchAll(TAG)].map(([, name = '']) => name);
    fc.assert(
      fc.property(content, (each) => {
        const page = mailHtml(each).replace(/<style>.*?<\/style>/s, '');
        const rest = page.replaceAll(TAG, '');
        expect(rest).not.toMatch(/[<>]/);
        for (const [, name = '', attributes = ''] of page.matchAll(TAG)) {
          own.add(name);
          expect(attributes).not.toMatch(/ on[a-z]+=/);
          const href = / href="([^"]*)"/.exec(attributes)?.[1];
          if (href !== undefined) expect(href).toMatch(/^https?:/i);
        }
        // As many as without the names.
        expect(count(page).filter((name) => name === 'script' || name === 'img')).toEqual([]);
      }),
      { numRuns: 300 },
    );
    expect(own.size).toBeGreaterThan(10);
  });

  it('leads nowhere but to pages', () => {
    const evil = { label: 'Open', url: 'javascript:alert(1)' };
    const rows = [{ label: 'Cancel at', value: 'data:text/html,x', isAddress: true }];
    const page = mailHtml({
      ...NOTHING,
      button: evil,
      settings: evil,
      parts: [{ kind: 'facts', rows }],
    });
    expect(page).not.toContain('href');
    expect(page).toContain('data:text/html,x');
    const good = { label: 'Open', url: 'https://duetide.example/?a=1&b="' };
    expect(mailHtml({ ...NOTHING, button: good })).toContain(
      'href="https://duetide.example/?a=1&amp;b=&quot;"',
    );
  });

  it('says its language, and how it looks in the dark', () => {
    const page = mailHtml({ ...NOTHING, locale: 'de' });
    expect(page).toContain('<html lang="de">');
    expect(page).toContain('@media (prefers-color-scheme: dark){');
    expect(mailHtml(NOTHING, 'dark')).toContain('@media all{');
    expect(mailHtml(NOTHING, 'light')).toContain('@media not all{');
  });

  it('asks nobody for anything: no picture, no style, no font of elsewhere', () => {
    const page = mailHtml({ ...NOTHING, heading: 'Netflix' });
    expect(page).not.toMatch(/<img|<link|@import|url\(|src=/);
  });
});

describe('a mail as text', () => {
  it('holds all that the page says', () => {
    fc.assert(
      fc.property(content, (each) => {
        const text = mailText(each);
        for (const { label, url } of [...each.actions, ...(each.button ? [each.button] : [])]) {
          expect(text).toContain(`${label}:\n${url}`);
        }
        for (const part of each.parts) {
          if (part.kind !== 'day') continue;
          for (const { name, price } of part.day.items) {
            expect(text).toContain(name);
            if (price) expect(text).toContain(price);
          }
        }
      }),
    );
  });

  it('reads well on its own', () => {
    const text = mailText({
      ...NOTHING,
      subject: 'Two reminders',
      parts: [
        {
          kind: 'day',
          day: {
            title: 'Sat, 21 November 2026 (tomorrow)',
            items: [
              { name: 'Netflix', price: '€15.49', text: 'Charge\nCancel by 20 Nov', url: 'x' },
              { name: 'Visa', price: null, text: 'Can be used for the last time', url: 'x' },
            ],
          },
        },
        { kind: 'facts', rows: [{ label: 'Pays for', value: 'A\nB' }] },
      ],
      button: { label: 'Open in Duetide', url: 'https://duetide.example/' },
      remarks: ['Once.'],
      reason: 'Because.',
      settings: { label: 'Change it', url: 'https://duetide.example/settings' },
    });
    expect(text).toBe(
      [
        'Sat, 21 November 2026 (tomorrow)',
        '* Netflix: €15.49',
        '  Charge',
        '  Cancel by 20 Nov',
        '* Visa',
        '  Can be used for the last time',
        '',
        'Pays for: A, B',
        '',
        'Open in Duetide:',
        'https://duetide.example/',
        '',
        'Once.',
        '',
        '-- ',
        'Because.',
        'Change it:',
        'https://duetide.example/settings',
        '',
      ].join('\n'),
    );
  });
});

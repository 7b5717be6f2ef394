import type { MailContent, MailLocale, MailTemplate } from './mail-content.ts';

export interface PasswordResetMail {
  locale: MailLocale;
  name: string;
  /** With the token: whoever has it can set the password. */
  link: string;
  minutesValid: number;
}

interface PasswordResetWords {
  title: string;
  greeting(name: string): string;
  asked: string;
  button: string;
  validity(minutes: number): string;
  otherwise: string;
  reason: string;
}

const WORDS: Record<MailLocale, PasswordResetWords> = {
  en: {
    title: 'Choose a new password for Duetide',
    greeting: (name) => `Hello ${name},`,
    asked: 'somebody, hopefully you, asked for a new password for your Duetide account.',
    button: 'Choose a new password',
    validity: (minutes) => `The link works once, within ${minutes} minutes.`,
    otherwise: 'If it was not you, ignore this mail: nothing has changed.',
    reason: 'You get this because your address was entered under “Forgot password”.',
  },
  de: {
    title: 'Ein neues Passwort für Duetide wählen',
    greeting: (name) => `Hallo ${name},`,
    asked: 'jemand, hoffentlich Sie, hat um ein neues Passwort für Ihr Konto bei Duetide gebeten.',
    button: 'Neues Passwort wählen',
    validity: (minutes) => `Der Link gilt ${minutes} Minuten lang, und nur einmal.`,
    otherwise: 'Wenn Sie das nicht waren, beachten Sie diese Mail nicht: Nichts hat sich geändert.',
    reason:
      'Sie bekommen diese Mail, weil Ihre Adresse unter „Passwort vergessen“ eingegeben wurde.',
  },
};

/** The way back in, for whoever forgot their password. */
export const passwordResetTemplate: MailTemplate<PasswordResetMail> = {
  name: 'password-reset',
  write({ locale, name, link, minutesValid }): MailContent {
    const words = WORDS[locale];
    return {
      locale,
      subject: words.title,
      heading: words.title,
      parts: [words.greeting(name), words.asked].map((text) => ({ kind: 'text', text })),
      button: { label: words.button, url: link },
      actions: [],
      remarks: [`${words.validity(minutesValid)} ${words.otherwise}`],
      reason: words.reason,
      settings: null,
    };
  },
  samples: (locale, publicUrl) => ({
    'password-reset': {
      locale,
      name: 'Ada Lovelace',
      // A token that is none: what is shown to operators opens nothing.
      link: `${publicUrl}/reset-password#example`,
      minutesValid: 30,
    },
  }),
};

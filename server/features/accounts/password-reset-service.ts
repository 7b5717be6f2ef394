import type { Mail } from '#server/adapters/mail/mail.ts';
import { type Clock, instantOf } from '#server/clock.ts';
import type { MailLocale } from '#server/mail-templates/mail-content.ts';
import { passwordResetTemplate } from '#server/mail-templates/password-reset-template.ts';
import { writeMail } from '#server/mail-templates/write-mail.ts';
import { hashToken, isToken, newToken } from '#server/secrets/secret-token.ts';
import { AppError } from '#shared/app-error.ts';
import { changeUser } from './change-user.ts';
import type { PasswordHasher } from './password-hasher.ts';
import type { PasswordResetRepository } from './password-reset-repository.ts';
import type { SessionService } from './session-service.ts';
import type { UserRepository } from './user-repository.ts';

const MINUTES_VALID = 30;
const NOBODY = '00000000-0000-7000-8000-000000000000';

export interface PasswordResetDeps {
  users: UserRepository;
  passwordResets: PasswordResetRepository;
  sessions: SessionService;
  passwords: PasswordHasher;
  mail: Mail;
  clock: Clock;
  publicUrl(): string;
  inBackground(name: string, task: () => Promise<void>): void;
}

export type PasswordResetService = ReturnType<typeof createPasswordResetService>;

export function createPasswordResetService(deps: PasswordResetDeps) {
  const { users, passwordResets, sessions, passwords, mail, clock } = deps;

  async function sendLink(email: string, locale: MailLocale): Promise<void> {
    const user = await users.findByEmail(email);
    const token = newToken();
    const now = clock.now();
    // Written for nobody as well: the same work, so that the next answer is not later for some.
    await passwordResets.put({
      tokenHash: hashToken(token),
      userId: user?.id ?? NOBODY,
      createdAt: instantOf(now),
      expiresAt: instantOf(now + MINUTES_VALID * 60_000),
    });
    if (!user) return;
    const link = `${deps.publicUrl()}/reset-password#${token}`;
    const { name } = user;
    const content = { locale, name, link, minutesValid: MINUTES_VALID };
    await mail.send(writeMail(user.email, passwordResetTemplate.write(content)));
  }

  return {
    /** Returns at once: neither the answer nor its time tells whether the account exists. */
    request(email: string, locale: MailLocale): void {
      deps.inBackground('send password link', () => sendLink(email, locale));
    },

    /**
     * The new password is hashed before the token is used up: a server too busy to hash it must not
     * cost the person the link.
     * @throws AppError `link-expired`
     */
    async redeem(token: string, newPassword: string): Promise<void> {
      const passwordHash = await passwords.hash(newPassword);
      const reset = isToken(token) ? await passwordResets.take(hashToken(token)) : null;
      const isValid = reset !== null && clock.now() < Date.parse(reset.expiresAt);
      if (!isValid || !(await users.find(reset.userId))) throw new AppError('link-expired');
      await changeUser(deps, reset.userId, () => ({ passwordHash }));
      await sessions.revokeAll(reset.userId);
    },
  };
}

import { z } from 'zod';
import { householdSchema } from './household-schemas.ts';
import {
  currencySchema,
  idSchema,
  instantSchema,
  labelSchema,
  pageSchema,
  timeZoneSchema,
} from './primitives.ts';

/** NIST SP 800-63B: length instead of character classes. */
export const PASSWORD_MINIMUM = 10;
export const PASSWORD_MAXIMUM = 200;

export const emailSchema = z
  .string()
  .trim()
  .max(254, 'must have at most 254 characters')
  .email('must be an e-mail address')
  // RFC 5321, 4.5.3.1.1: no mail server takes more before the @.
  .refine((email) => email.lastIndexOf('@') <= 64, 'must have at most 64 characters before the @');
const passwordSchema = z
  .string()
  .min(PASSWORD_MINIMUM, `must have at least ${PASSWORD_MINIMUM} characters`)
  .max(PASSWORD_MAXIMUM, `must have at most ${PASSWORD_MAXIMUM} characters`);
const givenPasswordSchema = z.string().min(1, 'must not be empty').max(PASSWORD_MAXIMUM);

/** `household` carries what the browser guessed; each part is optional. */
export const signUpSchema = z.strictObject({
  name: labelSchema(100),
  email: emailSchema,
  password: passwordSchema,
  household: z
    .strictObject({
      name: labelSchema(100),
      baseCurrency: currencySchema,
      timeZone: timeZoneSchema,
    })
    .partial()
    .optional(),
});
export const signInSchema = z.strictObject({ email: emailSchema, password: givenPasswordSchema });
export const changePasswordSchema = z.strictObject({
  currentPassword: givenPasswordSchema,
  newPassword: passwordSchema,
});
export const forgotPasswordSchema = z.strictObject({ email: emailSchema });
export const resetPasswordSchema = z.strictObject({
  token: z.string().min(1).max(200),
  newPassword: passwordSchema,
});
export const patchAccountSchema = z.strictObject({ name: labelSchema(100) });
export const deleteAccountSchema = z.strictObject({ password: givenPasswordSchema });

export const USER_ROLES = ['operator', 'user'] as const;

/** Who is signed in, and where: `GET auth/session`, and the answer of sign-up and sign-in. */
export const currentSessionSchema = z.object({
  session: z.object({ id: idSchema, expiresAt: instantSchema }),
  user: z.object({
    id: idSchema,
    name: z.string(),
    email: z.string(),
    role: z.enum(USER_ROLES),
  }),
  household: householdSchema,
});
export type CurrentSession = z.infer<typeof currentSessionSchema>;

export const sessionSchema = z.object({
  id: idSchema,
  createdAt: instantSchema,
  lastSeenAt: instantSchema,
  expiresAt: instantSchema,
  userAgent: z.string().nullable(),
  isCurrent: z.boolean(),
});
export type SessionView = z.infer<typeof sessionSchema>;
export const sessionsSchema = pageSchema(sessionSchema);

/** `GET auth/options`: what a person who is not signed in may do. */
export const authOptionsSchema = z.object({
  signUp: z.enum(['open', 'closed', 'first-user']),
  isFirstUser: z.boolean(),
});

import type { App } from '#server/http/app-instance.ts';
import { memberOf } from '#server/http/request-context.ts';
import { mailLocaleOf } from '#server/mail-templates/mail-locale.ts';
import {
  authOptionsSchema,
  changePasswordSchema,
  currentSessionSchema,
  deleteAccountSchema,
  forgotPasswordSchema,
  patchAccountSchema,
  resetPasswordSchema,
  signInSchema,
  signUpSchema,
} from '#shared/schemas/account-schemas.ts';
import { emptySchema } from '#shared/schemas/primitives.ts';
import type { AccountService } from './account-service.ts';
import type { PasswordResetService } from './password-reset-service.ts';
import type { SessionTransport } from './session-transport.ts';
import type { SignUpService } from './sign-up-service.ts';

export interface AccountRouteDeps {
  accounts: AccountService;
  signUps: SignUpService;
  passwordResets: PasswordResetService;
  transport: SessionTransport;
}

const tags = ['account'];
const open = { access: 'public' } as const;
/** Each of these costs an argon2 computation or a mail, and is what somebody guessing would call. */
const guarded = { access: 'public', rateLimitGroup: 'auth' } as const;
const guardedMember = { access: 'viewer', rateLimitGroup: 'auth' } as const;

export function registerAccountRoutes(app: App, deps: AccountRouteDeps): void {
  const { accounts, signUps, passwordResets, transport } = deps;

  app.get(
    '/api/v1/auth/options',
    {
      config: open,
      schema: { tags, summary: 'Who may sign up here', response: { 200: authOptionsSchema } },
    },
    () => signUps.options(),
  );

  app.post(
    '/api/v1/auth/sign-up',
    {
      config: guarded,
      schema: {
        tags,
        summary: 'Make an account and a household',
        body: signUpSchema,
        response: { 201: currentSessionSchema },
      },
    },
    async (request, reply) => {
      const signedIn = await signUps.signUp(request.body, transport.callerOf(request));
      transport.start(reply, signedIn.token);
      return reply.code(201).send(signedIn.current);
    },
  );

  app.post(
    '/api/v1/auth/sign-in',
    {
      config: guarded,
      schema: {
        tags,
        summary: 'Sign in',
        body: signInSchema,
        response: { 200: currentSessionSchema },
      },
    },
    async (request, reply) => {
      const { email, password } = request.body;
      const signedIn = await accounts.signIn(email, password, transport.callerOf(request));
      transport.start(reply, signedIn.token);
      return signedIn.current;
    },
  );

  app.post(
    '/api/v1/auth/forgot-password',
    {
      config: guarded,
      schema: {
        tags,
        summary: 'Send a link for a new password, if the address has an account',
        body: forgotPasswordSchema,
        response: { 202: emptySchema },
      },
    },
    async (request, reply) => {
      const locale = mailLocaleOf(request.headers['accept-language']);
      passwordResets.request(request.body.email, locale);
      return reply.code(202).send();
    },
  );

  app.post(
    '/api/v1/auth/reset-password',
    {
      config: guarded,
      schema: {
        tags,
        summary: 'Set a new password with the link of the mail; ends every session',
        body: resetPasswordSchema,
        response: { 204: emptySchema },
      },
    },
    async (request, reply) => {
      await passwordResets.redeem(request.body.token, request.body.newPassword);
      return reply.code(204).send();
    },
  );

  app.post(
    '/api/v1/auth/change-password',
    {
      config: guardedMember,
      schema: {
        tags,
        summary: 'Change the password; ends every other session',
        body: changePasswordSchema,
        response: { 204: emptySchema },
      },
    },
    async (request, reply) => {
      const caller = transport.callerOf(request);
      const { token } = await accounts.changePassword(memberOf(request), request.body, caller);
      transport.start(reply, token);
      return reply.code(204).send();
    },
  );

  app.patch(
    '/api/v1/auth/account',
    {
      config: { access: 'viewer' },
      schema: {
        tags,
        summary: 'Change the name',
        body: patchAccountSchema,
        response: { 200: currentSessionSchema },
      },
    },
    (request) => accounts.rename(memberOf(request), request.body.name),
  );

  app.delete(
    '/api/v1/auth/account',
    {
      config: guardedMember,
      schema: {
        tags,
        summary: 'Delete the account, and its household unless others are in it',
        body: deleteAccountSchema,
        response: { 204: emptySchema },
      },
    },
    async (request, reply) => {
      await accounts.deleteAccount(memberOf(request), request.body.password);
      transport.end(reply);
      return reply.code(204).send();
    },
  );
}

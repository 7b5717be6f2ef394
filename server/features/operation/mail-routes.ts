import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import type { App } from '#server/http/app-instance.ts';
import { mailHtml } from '#server/mail-templates/mail-html.ts';
import { mailSamples } from '#server/mail-templates/mail-samples.ts';
import { AppError } from '#shared/app-error.ts';
import { mailParams, mailPreviewQuery, mailsQuery } from '#shared/schemas/operation-schemas.ts';
import { mailsPage } from './mails-page.ts';

const ADDRESS = '/api/v1/operator/mails';
const tags = ['operator'];
const config = { access: 'operator' } as const;
const pageSchema = z.any().meta({ description: 'text/html' }) as unknown as z.ZodType<string>;

/** Nothing from elsewhere, and no scripts; both bring their styles inline. */
const POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";
const INDEX_POLICY = `${POLICY}; frame-src 'self'; frame-ancestors 'none'`;
const MAIL_POLICY = `${POLICY}; sandbox; frame-ancestors 'self'`;

/** For whoever runs the installation: how its mails look, before anybody gets one. */
export function registerMailRoutes(app: App, { publicUrl }: { publicUrl(): string }): void {
  app.get(
    ADDRESS,
    {
      config,
      schema: {
        tags,
        summary: 'A page with every mail that is sent, filled with examples',
        querystring: mailsQuery,
        produces: ['text/html'],
        response: { 200: pageSchema },
      },
    },
    async ({ query }, reply) => {
      const { locale, theme } = query;
      const samples = mailSamples(locale, publicUrl());
      const name = query.mail ?? [...samples.keys()][0] ?? '';
      const content = samples.get(name);
      if (!content) throw new AppError('not-found');
      const page = mailsPage({ address: ADDRESS, samples, name, content, locale, theme });
      return sendPage(reply, INDEX_POLICY, page);
    },
  );

  app.get(
    `${ADDRESS}/:name`,
    {
      config,
      schema: {
        tags,
        summary: 'One mail as its reader sees it, filled with an example',
        params: mailParams,
        querystring: mailPreviewQuery,
        produces: ['text/html'],
        response: { 200: pageSchema },
      },
    },
    async ({ params, query }, reply) => {
      const content = mailSamples(query.locale, publicUrl()).get(params.name);
      if (!content) throw new AppError('not-found');
      return sendPage(reply, MAIL_POLICY, mailHtml(content, query.theme));
    },
  );
}

function sendPage(reply: FastifyReply, policy: string, page: string): FastifyReply {
  return reply
    .header('content-security-policy', policy)
    .header('referrer-policy', 'no-referrer')
    .header('content-type', 'text/html; charset=utf-8')
    .send(page);
}

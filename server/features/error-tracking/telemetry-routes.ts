import type { FastifyRequest } from 'fastify';
import type { SourceMaps } from '#server/adapters/source-maps/source-maps.ts';
import type { App } from '#server/http/app-instance.ts';
import type { Member } from '#server/http/request-context.ts';
import type { SessionCheck } from '#server/http/route-guards.ts';
import type { ErrorReporting } from '#server/observability/errors/error-reporting.ts';
import type { StackFrame } from '#server/observability/errors/stack-frames.ts';
import { scrubText } from '#server/observability/scrubbed-text.ts';
import {
  type BrowserError,
  type TelemetrySettings,
  telemetryAnswerSchema,
  telemetryInput,
  telemetrySettingsSchema,
  type WebVital,
} from '#shared/schemas/telemetry-schemas.ts';
import { fingerprintOf } from './fingerprint.ts';

const ADDRESS = '/api/v1/telemetry';
/** Ten errors with their stacks, and room to spare. */
const BODY_LIMIT = 65_536;
const tags = ['telemetry'];
const config = { access: 'public' } as const;
/** What is not of a package. */
const OWN_FILE = /^assets\/(?!vendor-)/;

export interface TelemetryRouteDeps {
  reporting: Pick<ErrorReporting, 'reportForeign'>;
  sourceMaps: Pick<SourceMaps, 'resolve'>;
  countVital(vital: WebVital): void;
  sessions: SessionCheck;
  settings: TelemetrySettings;
}

/** What the app in a browser tells of itself, signed in or not. */
export function registerTelemetryRoutes(app: App, deps: TelemetryRouteDeps): void {
  const { reporting, sourceMaps, countVital, sessions, settings } = deps;

  app.get(
    ADDRESS,
    {
      config,
      schema: {
        tags,
        summary: 'What pages are to tell of themselves, and to whom',
        response: { 200: telemetrySettingsSchema },
      },
    },
    async () => settings,
  );

  app.post(
    ADDRESS,
    {
      config,
      bodyLimit: BODY_LIMIT,
      schema: {
        tags,
        summary: 'Errors of a page and its Web Vitals',
        description:
          'For the pages of this server. Neither addresses nor what people typed belong in it: ' +
          'pages are named by their route.',
        body: telemetryInput,
        response: { 202: telemetryAnswerSchema },
      },
    },
    async (request, reply) => {
      const { release, errors, vitals } = request.body;
      const member = errors.length > 0 ? await memberBehind(request, sessions) : null;
      for (const vital of vitals) countVital(vital);
      const stacks = await Promise.all(errors.map(framesOf).map(sourceMaps.resolve));
      const ids = errors.map(({ type, message, page: route, requestId }, at) => {
        const { householdId, userId } = member ?? {};
        const facts = { type, code: null, message: scrubText(message), release };
        return fingerprintOf(
          reporting.reportForeign(
            { ...facts, frames: stacks[at] ?? [] },
            { route, requestId, householdId, userId },
          ),
        );
      });
      return reply.code(202).send({ errors: ids });
    },
  );
}

/** Null also where the store cannot say: the error is worth having without. */
async function memberBehind(
  request: FastifyRequest,
  sessions: SessionCheck,
): Promise<Member | null> {
  const member = sessions.peek(request);
  return member === undefined ? sessions.load(request).catch(() => null) : member;
}

function framesOf({ frames }: BrowserError): StackFrame[] {
  return frames.map((frame) => ({ ...frame, isOwn: OWN_FILE.test(frame.file) }));
}

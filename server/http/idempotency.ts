import { hash } from 'node:crypto';
import type {
  FastifyReply,
  FastifyRequest,
  onSendAsyncHookHandler,
  preValidationHookHandler,
} from 'fastify';
import { type Clock, instantOf } from '#server/clock.ts';
import { invalidInput } from '#server/invalid-input.ts';
import { CircuitOpenError } from '#server/observability/circuit-breaker.ts';
import { AppError } from '#shared/app-error.ts';
import type { App } from './app-instance.ts';
import type { IdempotencyRecord, IdempotencyRepository } from './idempotency-repository.ts';
import type { Member } from './request-context.ts';

export interface IdempotencyDeps {
  records: IdempotencyRepository;
  clock: Clock;
  inBackground(name: string, task: () => Promise<void>): void;
}

type Answer = NonNullable<IdempotencyRecord['response']>;

/** A request that is being worked on under its key. */
interface Attempt {
  householdId: string;
  key: string;
  startedAt: string;
}

/** How long an answer is kept. */
export const KEPT_MILLISECONDS = 24 * 60 * 60 * 1_000;
/** After this long without an answer the process that worked on it is taken for dead. */
export const LEFT_MILLISECONDS = 60_000;

const KEY_FORM = /^[\x21-\x7e]{1,255}$/;
const KEPT_HEADERS = ['content-type', 'location', 'etag'];

/**
 * Lets every `POST` of this context that has an `Idempotency-Key` act once in 24 hours: asked again
 * with the same key and body it gives the first answer again. The id of what it makes stands in the
 * record from the beginning, so that a request that died half-way is taken up, not done twice.
 *
 * Uploads are left out: their body is a stream, and what they store is a preview that nobody needs
 * to find once more.
 */
export function answerOnce(app: App, { records, clock, inBackground }: IdempotencyDeps): void {
  const attempts = new WeakMap<FastifyRequest, Attempt>();

  app.addHook('onRoute', (route) => {
    if (route.method !== 'POST') return;
    route.preValidation = [...[route.preValidation ?? []].flat(), begin];
    route.onSend = [...[route.onSend ?? []].flat(), finish];
  });

  const begin: preValidationHookHandler = (request, reply, done) => {
    const key = request.headers['idempotency-key'];
    if (key === undefined || !request.member || isUpload(request)) return done();
    open(request, request.member, String(key)).then(
      (answer) => (answer ? sendAgain(reply, answer) : done()),
      done,
    );
  };

  /** @returns the first answer, if there is one; null if the request is to be worked on now. */
  async function open(
    request: FastifyRequest,
    member: Member,
    givenKey: string,
  ): Promise<Answer | null> {
    if (!KEY_FORM.test(givenKey)) {
      throw invalidInput(
        '/headers/idempotency-key',
        'must be 1 to 255 visible ASCII characters, such as a UUID',
      );
    }
    const { householdId } = member;
    const startedAt = instantOf(clock.now());
    const key = sha256(`${member.userId}\n${givenKey}`);
    const fingerprint = fingerprintOf(request);
    const wanted = {
      key,
      fingerprint,
      resourceId: request.resourceId,
      createdAt: startedAt,
      response: null,
    };
    let record = await records.begin(householdId, wanted).catch((error: unknown) => {
      // What was sent may arrive all the same, and nobody works on it.
      if (isAway(error) && !wasRefused(error)) {
        inBackground('free a key', leave({ householdId, key, startedAt }));
      }
      throw error;
    });
    if (Date.parse(record.createdAt) <= clock.now() - KEPT_MILLISECONDS) {
      await records.purge(instantOf(clock.now() - KEPT_MILLISECONDS + 1));
      record = await records.begin(householdId, wanted);
    }
    if (record.fingerprint !== fingerprint) throw new AppError('idempotency-key-reused');
    if (record.response) return record.response;
    if (record.resourceId !== wanted.resourceId) await takeOver(householdId, record, startedAt);
    request.resourceId = record.resourceId;
    attempts.set(request, { householdId, key, startedAt });
    return null;
  }

  async function takeOver(
    householdId: string,
    { key, createdAt }: IdempotencyRecord,
    now: string,
  ): Promise<void> {
    const wait = Date.parse(createdAt) + LEFT_MILLISECONDS - clock.now();
    if (wait > 0 || !(await records.resume(householdId, key, createdAt, now))) {
      const retryAfter = Math.ceil(Math.max(wait, 1_000) / 1_000);
      throw new AppError('request-in-progress', { retryAfter });
    }
  }

  const finish: onSendAsyncHookHandler = async (request, reply, payload) => {
    const attempt = attempts.get(request);
    if (!attempt) return payload;
    attempts.delete(request);
    const isRefusal = reply.statusCode >= 400 && reply.statusCode < 500;
    const note = noteOf(attempt, reply, payload);
    try {
      await note();
    } catch (error) {
      // The answer is true all the same.
      if (!isAway(error)) throw error;
      // Later somebody else may work under the key: it is left to them, and not taken away.
      inBackground('note an answer', isRefusal ? leave(attempt) : note);
    }
    return payload;
  };

  /** How the next attempt finds what became of this one. */
  function noteOf(attempt: Attempt, reply: FastifyReply, payload: unknown): () => Promise<void> {
    const { householdId, key } = attempt;
    // What it stored before it failed is not known: the next one has to go on with the same id.
    if (reply.statusCode >= 500) return leave(attempt);
    // A refusal has changed nothing: what was wrong may be put right under the same key.
    if (reply.statusCode >= 400) return () => records.abandon(householdId, key);
    const answer = answerOf(reply, payload);
    return () => records.finish(householdId, key, answer);
  }

  /** The next attempt need not wait for this one. */
  function leave({ householdId, key, startedAt }: Attempt): () => Promise<void> {
    const left = instantOf(clock.now() - LEFT_MILLISECONDS);
    return async () => {
      await records.resume(householdId, key, startedAt, left);
    };
  }
}

function answerOf(reply: FastifyReply, payload: unknown): Answer {
  const headers = KEPT_HEADERS.flatMap((name) => {
    const value = reply.getHeader(name);
    return value === undefined ? [] : [[name, String(value)]];
  });
  return {
    status: reply.statusCode,
    headers: Object.fromEntries(headers),
    body: typeof payload === 'string' ? payload : '',
  };
}

function sendAgain(reply: FastifyReply, { status, headers, body }: Answer): void {
  reply.code(status).headers({ ...headers, 'idempotency-replayed': 'true' });
  reply.send(body === '' ? undefined : body);
}

function isAway(error: unknown): error is AppError {
  return error instanceof AppError && error.code === 'unavailable';
}

/** Before anything was sent. */
function wasRefused({ cause }: AppError): boolean {
  return cause instanceof CircuitOpenError;
}

function isUpload(request: FastifyRequest): boolean {
  return request.headers['content-type']?.startsWith('multipart/') ?? false;
}

/** Of the parsed body: how it was spaced or sent in parts does not matter. */
function fingerprintOf({ method, url, body, routeOptions }: FastifyRequest): string {
  const { tracedPart = (whole: unknown) => whole } = routeOptions.config;
  return sha256(`${method}\n${url}\n${JSON.stringify(tracedPart(body)) ?? ''}`);
}

function sha256(text: string): string {
  return hash('sha256', text, 'hex');
}

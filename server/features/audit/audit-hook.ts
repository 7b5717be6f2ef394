import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { type Clock, instantOf } from '#server/clock.ts';
import type { NewId } from '#server/ids.ts';
import type { OperatorAct } from './audit-repository.ts';

export interface AuditHookDeps {
  clock: Clock;
  newId: NewId;
  instanceId: string;
  /** Resolves once it is stored, or cannot be for now. */
  keep(act: OperatorAct): Promise<void>;
}

const SAFE_METHODS = new Set(['GET', 'HEAD', 'OPTIONS']);
const HOUR = 60 * 60 * 1_000;
const MOST_REMEMBERED = 10_000;
/** As long as an address may be. */
const LONGEST_PARAM = 500;

/**
 * Of every route for operators that is registered from now on and changes something: who asked
 * for it, and what came of it, is kept before the answer leaves. A route cannot leave itself out.
 * @returns what the description of the API calls each of them, by `METHOD route`
 */
export function auditOperators(
  app: FastifyInstance,
  { clock, newId, instanceId, keep }: AuditHookDeps,
): ReadonlyMap<string, string> {
  const summaries = new Map<string, string>();
  const isNewAttempt = createAttempts(clock);

  async function record(request: FastifyRequest, reply: FastifyReply): Promise<void> {
    const { member, method, id: requestId } = request;
    if (!member) return;
    const route = String(request.routeOptions.url);
    const isOperator = member.userRole === 'operator';
    // Others are refused, and could fill the record with that.
    if (!isOperator && !isNewAttempt(`${member.userId} ${method} ${route}`)) return;
    await keep({
      id: newId(),
      at: instantOf(clock.now()),
      instanceId,
      userId: member.userId,
      method,
      route,
      params: paramsOf(request),
      status: reply.statusCode,
      requestId: String(requestId),
    });
  }

  app.addHook('onRoute', (route) => {
    if (route.config?.access !== 'operator') return;
    const methods = [route.method].flat().filter((method) => !SAFE_METHODS.has(method));
    if (methods.length === 0) return;
    const { summary } = (route.schema ?? {}) as { summary?: string };
    for (const method of methods) summaries.set(`${method} ${route.url}`, summary ?? route.url);
    route.onSend = [
      async (request: FastifyRequest, reply: FastifyReply, payload: unknown) => {
        await record(request, reply);
        return payload;
      },
      ...[route.onSend ?? []].flat(),
    ];
  });
  return summaries;
}

function paramsOf({ params }: FastifyRequest): Record<string, string> {
  return Object.fromEntries(
    Object.entries(params ?? {}).map(([name, value]) => [
      name,
      String(value).slice(0, LONGEST_PARAM),
    ]),
  );
}

/** @returns whether it was not tried within the last hour */
function createAttempts(clock: Clock): (attempt: string) => boolean {
  const last = new Map<string, number>();
  return (attempt) => {
    const now = clock.now();
    if (now - (last.get(attempt) ?? Number.NEGATIVE_INFINITY) < HOUR) return false;
    last.delete(attempt);
    last.set(attempt, now);
    const [oldest] = last.keys();
    if (last.size > MOST_REMEMBERED && oldest !== undefined) last.delete(oldest);
    return true;
  };
}

import type {
  FastifyInstance,
  FastifyRequest,
  onRequestAsyncHookHandler,
  onRequestHookHandler,
  preHandlerHookHandler,
  RouteOptions,
} from 'fastify';
import type { NewId } from '#server/ids.ts';
import { AppError } from '#shared/app-error.ts';
import { isAtLeast, type Role } from '#shared/households.ts';
import type { Member } from './request-context.ts';

/** The session check, split so that the usual case needs no promise. */
export interface SessionCheck {
  /** The member behind the request's session; undefined where the store has to be asked. */
  peek(request: FastifyRequest): Member | null | undefined;
  load(request: FastifyRequest): Promise<Member | null>;
}

export interface RouteGuards {
  sessions: SessionCheck;
  newId: NewId;
  checkSameOrigin(request: FastifyRequest): void;
  /** Runs before everything else, so that a flood costs little. */
  limitRate(route: RouteOptions): onRequestAsyncHookHandler | undefined;
}

/** Puts in front of every route of this context what its method and `config` ask for. */
export function addRouteGuards(app: FastifyInstance, guards: RouteGuards): void {
  app.addHook('onRoute', (route) => {
    const isSafe = [route.method].flat().every((method) => SAFE_METHODS.has(method));
    const access = route.config?.access ?? (isSafe ? 'viewer' : 'member');
    const limit = guards.limitRate(route);
    route.onRequest = [
      ...(limit ? [limit] : []),
      ...(isSafe ? [] : [prepareChange(guards)]),
      ...(access === 'public' ? [] : [requireRole(guards.sessions, access)]),
      ...[route.onRequest ?? []].flat(),
    ];
  });
}

const SAFE_METHODS = new Set(['GET', 'HEAD', 'OPTIONS']);

function prepareChange({ checkSameOrigin, newId }: RouteGuards): onRequestHookHandler {
  return (request, _reply, done) => {
    checkSameOrigin(request);
    request.resourceId = newId();
    done();
  };
}

function requireRole(sessions: SessionCheck, needed: Role | 'operator'): onRequestHookHandler {
  const admit = (
    request: FastifyRequest,
    member: Member | null,
    done: Parameters<preHandlerHookHandler>[2],
  ) => {
    if (!member) return done(new AppError('not-signed-in'));
    request.member = member;
    done(isAllowed(member, needed) ? undefined : new AppError('role-too-low'));
  };
  return (request, _reply, done) => {
    const member = sessions.peek(request);
    if (member !== undefined) return admit(request, member, done);
    sessions.load(request).then((loaded) => admit(request, loaded, done), done);
  };
}

function isAllowed(member: Member, needed: Role | 'operator'): boolean {
  return needed === 'operator' ? member.userRole === 'operator' : isAtLeast(member.role, needed);
}

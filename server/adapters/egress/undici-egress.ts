import {
  type Egress,
  EgressFailed,
  type EgressLimits,
  EgressRefused,
  type EgressRequest,
  type EgressResponse,
} from './egress.ts';
import { checkHeaders } from './egress-headers.ts';
import { createEgressPolicy, type EgressRules } from './egress-policy.ts';
import { type Hop, nextHop } from './egress-redirect.ts';
import { readHostName, readTarget } from './egress-target.ts';
import { createEgressTurns, type TurnLimits } from './egress-turns.ts';
import { createHostCheck } from './host-check.ts';
import { createDnsResolver, type ResolveName, resolveBySystem } from './name-resolver.ts';
import { sendHop } from './send-hop.ts';

export interface EgressDeps extends EgressRules {
  /** Asks the DNS. */
  resolve?: ResolveName;
  /** Asks for the hosts that the operator named. */
  resolveNamed?: ResolveName;
  turns?: TurnLimits;
  /** Certificate authorities to trust in place of those that Node brings, as PEM. */
  authorities?: readonly string[];
  /** What makes the connection. Tests stand in between, so that a hole lets nothing out. */
  send?: typeof sendHop;
}

const LIMITS: EgressLimits = {
  total: 15_000,
  headers: 10_000,
  body: 256 * 1024,
  redirects: 3,
  needs: 'whole',
};
const TURNS: TurnLimits = { perHost: 4, inAll: 32, waiting: 256 };
const CHECK_LIMIT = 5_000;
const METHODS: ReadonlySet<string> = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE']);

/** Over undici, and past every proxy variable: a proxy would resolve names again, unchecked. */
export function createEgress({
  allow,
  ports,
  resolve = createDnsResolver(),
  resolveNamed = resolveBySystem,
  turns: turnLimits = TURNS,
  authorities,
  send = sendHop,
}: EgressDeps): Egress {
  const checkWith = (open: readonly number[]) =>
    createHostCheck({ policy: createEgressPolicy({ allow, ports: open }), resolve, resolveNamed });
  const check = checkWith(ports);
  const turns = createEgressTurns(turnLimits);

  async function sendChecked(
    hop: Hop,
    limits: EgressLimits,
    signal: AbortSignal,
  ): Promise<EgressResponse> {
    const { host, port } = hop.target;
    const endTurn = await turns.take(host, signal);
    try {
      const checked = await check(host, port, signal);
      signal.throwIfAborted();
      return await send(hop, checked, { limits, signal, authorities });
    } finally {
      endTurn();
    }
  }

  return {
    async request(request) {
      const limits = { ...LIMITS, ...request.limits };
      let hop = firstHop(request);
      return withDeadline(limits.total, async (signal) => {
        for (let redirects = 0; ; redirects += 1) {
          const response = await sendChecked(hop, limits, signal);
          const next =
            limits.redirects > 0
              ? nextHop(hop, response.status, response.headers.get('location'))
              : null;
          if (!next) return response;
          if (redirects === limits.redirects) throw new EgressRefused('too-many-redirects');
          hop = next;
        }
      });
    },

    async checkHost(host, port, protocolPorts = ports) {
      const name = readHostName(host);
      return withDeadline(CHECK_LIMIT, (signal) => checkWith(protocolPorts)(name, port, signal));
    },
  };
}

function firstHop({ method, url, headers = {}, body }: EgressRequest): Hop {
  if (!METHODS.has(method)) throw new EgressRefused('method');
  checkHeaders(headers);
  return { target: readTarget(url), method, headers, body };
}

async function withDeadline<Value>(
  milliseconds: number,
  work: (signal: AbortSignal) => Promise<Value>,
): Promise<Value> {
  const controller = new AbortController();
  const timer = setTimeout(() => controller.abort(new EgressFailed('time-out')), milliseconds);
  try {
    return await work(controller.signal);
  } finally {
    clearTimeout(timer);
  }
}

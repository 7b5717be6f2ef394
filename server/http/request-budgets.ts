import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { WaitingBudget, WaitingBudgets } from '#server/resilience/waiting-budget.ts';
import type { SessionCheck } from './route-guards.ts';

/**
 * Gives every request one budget for waiting: for its session check, if that has to ask the store,
 * and for its handler. What is answered before either pays nothing for it.
 * @returns the session check, on the budget.
 */
export function giveBudgets(
  app: FastifyInstance,
  budgets: WaitingBudgets,
  sessions: SessionCheck,
): SessionCheck {
  const given = new WeakMap<FastifyRequest, WaitingBudget>();

  function budgetOf(request: FastifyRequest): WaitingBudget {
    const present = given.get(request);
    if (present) return present;
    const budget = budgets.create();
    given.set(request, budget);
    return budget;
  }

  // After the body: what its events call has forgotten who waits.
  app.addHook('preValidation', (request, reply, done) => {
    const budget = budgetOf(request);
    // No hook: those who have no budget would pay for it, too.
    reply.raw.once('close', budget.close);
    budgets.run(budget, done);
  });

  return {
    peek: sessions.peek,
    load(request) {
      const budget = budgetOf(request);
      return budgets.run(budget, async () => {
        // Also where another request of this session has asked, and this one waits with it.
        const stopCounting = budget.begin();
        try {
          return await sessions.load(request);
        } finally {
          stopCounting();
        }
      });
    },
  };
}

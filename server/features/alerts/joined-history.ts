import { AppError } from '#shared/app-error.ts';
import type { AlertHistory } from './alert-signals.ts';

/**
 * What all instances recorded; while the database that keeps it is away, what this one remembers
 * itself, which is better than nothing.
 */
export function joinHistories(all: AlertHistory, own: AlertHistory): AlertHistory {
  async function orOwn<Result>(ask: (history: AlertHistory) => Promise<Result>): Promise<Result> {
    try {
      return await ask(all);
    } catch (error) {
      if (error instanceof AppError && error.code === 'unavailable') return ask(own);
      throw error;
    }
  }
  return {
    sum: (...given) => orOwn((history) => history.sum(...given)),
    count: (...given) => orOwn((history) => history.count(...given)),
    quantile: (...given) => orOwn((history) => history.quantile(...given)),
    newest: (...given) => orOwn((history) => history.newest(...given)),
  };
}

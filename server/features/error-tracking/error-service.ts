import { type Clock, instantOf } from '#server/clock.ts';
import { AppError } from '#shared/app-error.ts';
import { type ErrorDetails, MOST_HOUSEHOLDS, readDetails } from './error-details.ts';
import type {
  ErrorGroup,
  ErrorGroupPlace,
  ErrorGroupRepository,
  ErrorGroupState,
  StoredErrorGroup,
} from './error-group-repository.ts';

const DAY = 24 * 60 * 60 * 1_000;
/** What was not seen for so long is forgotten. */
const KEPT_MS = 90 * DAY;
/** Errors are written down meanwhile. */
const ATTEMPTS = 10;

export interface ErrorService {
  list(list: {
    state: ErrorGroupState;
    after?: ErrorGroupPlace | undefined;
    limit: number;
  }): Promise<ErrorGroup[]>;
  /** @throws AppError `not-found` */
  find(id: string): Promise<ErrorGroup & ErrorDetails>;
  /** Until it is seen again; again is harmless. @throws AppError `not-found` */
  resolve(id: string): Promise<ErrorGroup & ErrorDetails>;
  reopen(id: string): Promise<ErrorGroup & ErrorDetails>;
  purge(): Promise<void>;
}

/** Whether all households are among those that are remembered. */
export function isExactly({ householdCount }: Pick<ErrorGroup, 'householdCount'>): boolean {
  return householdCount < MOST_HOUSEHOLDS;
}

export function createErrorService({
  groups,
  clock,
}: {
  groups: ErrorGroupRepository;
  clock: Clock;
}): ErrorService {
  async function stored(id: string): Promise<StoredErrorGroup> {
    const group = await groups.find(id);
    if (!group) throw new AppError('not-found');
    return group;
  }

  async function change(
    id: string,
    state: ErrorGroupState,
    facts: Partial<ErrorGroup>,
  ): Promise<ErrorGroup & ErrorDetails> {
    for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
      const group = await stored(id);
      if (group.state === state) return detailed(group);
      const changed = { ...group, ...facts, state };
      if (await groups.put(changed, group.version)) {
        return detailed({ ...changed, version: group.version + 1 });
      }
    }
    throw new AppError('conflict', { detail: 'It happens too often at the moment: try again' });
  }

  return {
    list: (list) => groups.list(list),
    find: async (id) => detailed(await stored(id)),
    resolve: (id) =>
      change(id, 'resolved', { resolvedAt: instantOf(clock.now()), reopenedAt: null }),
    reopen: (id) => change(id, 'open', { reopenedAt: null }),
    async purge() {
      await groups.purge(instantOf(clock.now() - KEPT_MS));
    },
  };
}

function detailed({ details, ...group }: StoredErrorGroup): ErrorGroup & ErrorDetails {
  return { ...group, ...readDetails(details) };
}

import { useLingui } from '@lingui/react/macro';
import type { z } from 'zod';
import type { JobRunView, jobSchema } from '#shared/schemas/operation-schemas.ts';
import { useMomentWords } from '#web/lib/use-moment-words.ts';
import type { Tone } from '#web/ui/badge.tsx';

export type JobView = z.output<typeof jobSchema>;

export const RUN_TONES: Record<JobRunView['state'], Tone> = {
  waiting: 'neutral',
  running: 'tide',
  done: 'kelp',
  skipped: 'neutral',
  dead: 'danger',
};

/** Jobs, their runs and their schedules, in words. */
export function useJobWords() {
  const { t } = useLingui();
  const { duration } = useMomentWords();
  const states: Record<JobRunView['state'], string> = {
    waiting: t`Waits`,
    running: t`Runs`,
    done: t`Done`,
    skipped: t`Skipped`,
    dead: t`Given up`,
  };
  return {
    states,
    schedule(schedule: JobView['schedule']): string {
      if (schedule === null) return t`Runs when there is something to do`;
      if ('every' in schedule) return t`Runs every ${duration(schedule.every / 1_000)}`;
      return t`Runs by the schedule ${schedule.cron} (${schedule.timeZone})`;
    },
  };
}

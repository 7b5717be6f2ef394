import { setImmediate as nextTurn } from 'node:timers/promises';
import { instantOf } from '#server/clock.ts';
import { AppError } from '#shared/app-error.ts';
import { isAtLeast } from '#shared/households.ts';
import { openImport } from '#shared/imports/open-import.ts';
import type { CommitImport, ImportPreview, ImportResult } from '#shared/schemas/import-schemas.ts';
import { beginImport, isSameDecision } from './begin-import.ts';
import type { ImportDeps, Importer } from './import-deps.ts';
import { decodeContent, encodeContent, type ImportContent } from './import-plan.ts';
import { toPreview } from './import-preview.ts';
import type { StoredImport } from './import-repository.ts';
import { planImport } from './plan-import.ts';
import { storeImport } from './store-import.ts';

const KEPT_MILLISECONDS = 24 * 60 * 60 * 1_000;

export type ImportService = ReturnType<typeof createImportService>;

export function createImportService(deps: ImportDeps) {
  const { imports, target, clock, today } = deps;
  const breathe = () => nextTurn();

  const expiry = () => instantOf(clock.now() + KEPT_MILLISECONDS);

  async function load(householdId: string, id: string): Promise<StoredImport> {
    const entry = await imports.find(householdId, id);
    if (!entry) throw new AppError('not-found');
    if (entry.expiresAt <= instantOf(clock.now())) {
      throw new AppError('import-expired', { detail: 'Choose the file again' });
    }
    return entry;
  }

  async function save(householdId: string, entry: StoredImport, content: ImportContent) {
    const changed = { ...entry, content: encodeContent(content), expiresAt: expiry() };
    return imports.replace(householdId, changed, entry.version);
  }

  /** Of several commits at once, one decides and the others follow it. */
  async function begin(importer: Importer, id: string, input: CommitImport) {
    for (;;) {
      const entry = await load(importer.householdId, id);
      const content = decodeContent(entry.content);
      if (content.decision) {
        if (!isSameDecision(content.decision, input)) {
          throw new AppError('conflict', {
            detail: 'This import was begun with other answers, which stand: commit it without any',
          });
        }
        return { entry, ...content, decision: content.decision };
      }
      const decision = await beginImport(deps, importer, content.plan, input);
      if (await save(importer.householdId, entry, { ...content, decision })) {
        return { entry: { ...entry, version: entry.version + 1 }, ...content, decision };
      }
    }
  }

  return {
    /**
     * Reads the files and keeps what was understood for a day; the household stays as it is.
     * @throws AppError `unreadable-file`
     */
    async preview(
      importer: Importer,
      id: string,
      files: readonly Uint8Array[],
    ): Promise<ImportPreview> {
      const { householdId, timeZone, baseCurrency, role } = importer;
      const day = today(timeZone);
      const source = openImport(files, { today: day });
      const plan = await planImport(source, {
        existing: await target.subscriptions.list(householdId),
        baseCurrency,
        today: day,
        mayAdopt: isAtLeast(role, 'admin'),
        newId: deps.newId,
        breathe,
      });
      const content: ImportContent = { plan, decision: null, result: null };
      const entry: StoredImport = {
        id,
        version: 1,
        format: plan.format,
        content: encodeContent(content),
        createdAt: instantOf(clock.now()),
        expiresAt: expiry(),
      };
      await imports.insert(householdId, entry);
      return toPreview(entry, content);
    },

    async get({ householdId }: Pick<Importer, 'householdId'>, id: string): Promise<ImportPreview> {
      const entry = await load(householdId, id);
      return toPreview(entry, decodeContent(entry.content));
    },

    /**
     * Stores what the preview showed. The decision is kept first: committing again, with the same
     * answers or none, finishes what was interrupted, and once finished gives the same result.
     * @throws AppError `invalid-input` for missing answers; `conflict` for other answers than those
     * it was begun with, and if rows have meanwhile become duplicates
     */
    async commit(importer: Importer, id: string, input: CommitImport): Promise<ImportResult> {
      const { householdId } = importer;
      const { entry, plan, decision, result: earlier } = await begin(importer, id, input);
      if (earlier) return earlier;
      const result = await storeImport({ target, breathe }, householdId, plan, decision);
      await save(householdId, entry, { plan, decision, result });
      return result;
    },

    /** Forgets the previews that nobody committed in time. */
    purge(): Promise<number> {
      return imports.purge(instantOf(clock.now()));
    },
  };
}

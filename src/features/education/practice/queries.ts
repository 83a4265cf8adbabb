import type { Selectable } from 'kysely';
import type { z } from 'zod';
import { may, type Scope } from '#platform/access/scope.ts';
import type { County } from '#platform/county/county.ts';
import type { PracticeRun } from '#platform/db/schema.gen.ts';
import type { Db } from '#platform/db/types.ts';
import { rightsOf } from '#features/base/accounts/index.ts';
import { addDays } from '#shared/days.ts';
import { notFound } from '#shared/errors.ts';
import { filledPractice, ownRuns, type Kept, type Scenes } from './access.ts';
import type { drillList, practiceTask, Run } from './contract.ts';
import { trainingOf } from './training/queries.ts';
import { drills, needs, remindDays, type Finding } from './rules.ts';

export type RunRow = Selectable<PracticeRun>;

export const runView = (row: RunRow): z.input<typeof Run> => ({
  id: row.id,
  drill: row.drill,
  state: row.state,
  startedAt: row.started_at,
  finishedAt: row.finished_at,
  findings: (row.findings as unknown as Finding[] | null) ?? [],
});

/** Each drill with what the own account holds of it. */
export const drillLines = async (db: Db, scope: Scope, county: County): Promise<z.input<typeof drillList.reply>> => {
  const today = county.today();
  const [practice, training, runs, rights] = await Promise.all([
    filledPractice(county),
    trainingOf(db, scope, today),
    ownRuns(db, scope)
      .selectAll()
      .where('r.state', '<>', 'given_up')
      .orderBy('r.started_at', 'desc')
      .limit(100)
      .execute(),
    rightsOf(db, scope.accountId ?? '', today),
  ]);
  const items = drills.map((drill) => {
    const held = rights.find((right) => right.drill === drill && right.from_on <= today);
    const own = runs.filter((run) => run.drill === drill);
    const open = own.find(({ state }) => state === 'open');
    const last = own.find(({ state }) => state !== 'open');
    return {
      drill,
      needed: may(scope, needs[drill]),
      until: held?.until_on ?? null,
      byException: held !== undefined && held.run_id === null,
      soon: held !== undefined && held.until_on <= addDays(today, remindDays),
      open: open === undefined ? null : runView(open),
      last: last === undefined ? null : runView(last),
    };
  });
  return { items, ready: practice !== null, training };
};

/** @throws AppError not_found */
export const runOf = async (db: Db, scope: Scope, id: string): Promise<z.input<typeof Run>> => {
  const row = await ownRuns(db, scope).selectAll().where('r.id', '=', id).executeTakeFirst();
  if (row === undefined) throw notFound();
  return runView(row);
};

const openScene = async (
  db: Db,
  scope: Scope,
  county: County,
): Promise<{ readonly row: RunRow; readonly kept: Kept }> => {
  const row =
    county.entry.practiceOf === null
      ? undefined
      : await ownRuns(db, scope).selectAll().where('r.state', '=', 'open').executeTakeFirst();
  if (row === undefined || row.scene === null) throw notFound();
  return { row, kept: row.scene as unknown as Kept };
};

/** In the practice county: the task of the session. @throws AppError not_found */
export const taskOf = async (
  db: Db,
  scope: Scope,
  county: County,
  scenes: Scenes,
): Promise<z.input<typeof practiceTask.reply>> => {
  const { row, kept } = await openScene(db, scope, county);
  return {
    runId: row.id,
    drill: row.drill,
    params: kept.params,
    hasMaterial: scenes[row.drill].material !== undefined,
  };
};

/** In the practice county: the file that the drill is about. @throws AppError not_found */
export const materialOf = async (db: Db, scope: Scope, county: County, scenes: Scenes) => {
  const { row, kept } = await openScene(db, scope, county);
  const material = scenes[row.drill].material;
  if (material === undefined) throw notFound();
  return material(kept.facts);
};

import type { z } from 'zod';
import type { Scope } from '#platform/access/scope.ts';
import { audit, touch } from '#platform/audit/audit.ts';
import type { County } from '#platform/county/county.ts';
import type { Tx } from '#platform/db/types.ts';
import { holdOwnPath } from '#features/base/organisations/index.ts';
import { allOffered } from '#features/education/courses/index.ts';
import { AppError, invalid, notFound } from '#shared/errors.ts';
import { newId } from '#shared/ids.ts';
import { changePlan, createPlan, endPlan, issuePlan } from './contract.ts';
import { endPlanTelling, tellLater } from '../telling/commands.ts';
import { allows, type PlanAct, type PlanState } from './rules.ts';

interface Kept {
  readonly id: string;
  readonly version: number;
}
type Fields = z.output<typeof createPlan.body>;

const note = (tx: Tx, action: string, id: string, path: string): void => {
  audit(tx, { action, entity: 'study_plan', entityId: id, path });
  touch(tx, 'study', { path });
};

const writeLines = async (tx: Tx, planId: string, lines: Fields['lines']): Promise<void> => {
  await tx
    .insertInto('study_plan_line')
    .values(lines.map((line) => ({ ...line, hours: String(line.hours), id: newId(), plan_id: planId })))
    .execute();
};

/** @throws AppError not_found, invalid */
export const create = async (tx: Tx, scope: Scope, { lines, ...facts }: Fields): Promise<Kept> => {
  if (scope.organisationId === null) throw notFound();
  const path = await holdOwnPath(tx, scope);
  if (
    !(await allOffered(
      tx,
      lines.map(({ topic }) => topic),
    ))
  )
    throw invalid('body.lines', 'study.no_topic');
  const id = newId();
  await tx
    .insertInto('study_plan')
    .values({ id, organisation_id: scope.organisationId, ...facts })
    .execute();
  await writeLines(tx, id, lines);
  note(tx, createPlan.name, id, path);
  return { id, version: 1 };
};

/** A plan of the very organisation, held until the commit. @throws AppError not_found, stale, conflict */
const lockOwn = async (tx: Tx, scope: Scope, { id, version }: Kept, act: PlanAct) => {
  const row = await tx
    .selectFrom('study_plan')
    .selectAll()
    .where('id', '=', id)
    .where('organisation_id', '=', scope.organisationId)
    .forUpdate()
    .executeTakeFirst();
  if (row === undefined) throw notFound();
  if (row.version !== version) throw new AppError('stale', { current: { id, version: row.version, state: row.state } });
  if (!allows(act, row.state)) throw new AppError('conflict', { message: 'study.plan_over' });
  return row;
};

/** @throws AppError not_found, stale, conflict, invalid */
export const change = async (
  tx: Tx,
  scope: Scope,
  id: string,
  { version, lines, ...facts }: z.output<typeof changePlan.body>,
): Promise<Kept> => {
  await lockOwn(tx, scope, { id, version }, 'change');
  const path = await holdOwnPath(tx, scope);
  const before = await tx.selectFrom('study_plan_line').select('topic').where('plan_id', '=', id).execute();
  const fresh = lines.map(({ topic }) => topic).filter((topic) => !before.some((line) => line.topic === topic));
  if (!(await allOffered(tx, fresh))) throw invalid('body.lines', 'study.no_topic');
  await tx.deleteFrom('study_plan_line').where('plan_id', '=', id).execute();
  await writeLines(tx, id, lines);
  await tx
    .updateTable('study_plan')
    .set({ ...facts, version: version + 1 })
    .where('id', '=', id)
    .execute();
  note(tx, changePlan.name, id, path);
  return { id, version: version + 1 };
};

const actions = { issue: issuePlan.name, end: endPlan.name } as const;
const states: Readonly<Record<'issue' | 'end', PlanState>> = { issue: 'issued', end: 'ended' };

/** @throws AppError not_found, stale, conflict */
export const act = async (
  tx: Tx,
  scope: Scope,
  county: County,
  { what, ...kept }: Kept & { readonly what: 'issue' | 'end' },
): Promise<Kept> => {
  const { id, version } = await lockOwn(tx, scope, kept, what);
  const path = await holdOwnPath(tx, scope);
  await tx
    .updateTable('study_plan')
    .set({ state: states[what], version: version + 1 })
    .where('id', '=', id)
    .execute();
  if (what === 'issue') await tellLater(tx, county, 'plan', id);
  else await endPlanTelling(tx, id);
  note(tx, actions[what], id, path);
  return { id, version: version + 1 };
};

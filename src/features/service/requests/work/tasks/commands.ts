import type { z } from 'zod';
import { covers, matterPath, type Scope } from '#platform/access/scope.ts';
import { audit, touch } from '#platform/audit/audit.ts';
import type { County } from '#platform/county/county.ts';
import type { Tx } from '#platform/db/types.ts';
import { endMatter, keepers, notify } from '#features/base/inbox/index.ts';
import { holdPath } from '#features/base/organisations/index.ts';
import { AppError, invalid, notFound } from '#shared/errors.ts';
import { newId } from '#shared/ids.ts';
import { lockOne } from '../../handling/access.ts';
import { handlingUnits } from '../../routing/queries.ts';
import { isOpen } from '../../rules.ts';
import { writeEntry } from '../../thread/commands.ts';
import { visibleTasks } from '../access.ts';
import { isQuoted } from '../points/rules.ts';
import { wordsOf } from '../points/queries.ts';
import type { answerTask, askSupport } from './contract.ts';
import { TaskWords } from './queries.ts';
import type { TaskState } from './rules.ts';

const matterOf = (id: string): string => `request-task:${id}`;

interface Told {
  readonly task: string;
  readonly kind: 'supportAsked' | 'supported';
  readonly unit: string;
  readonly path: string;
  readonly link: string;
  readonly day: string;
}

const tell = async (tx: Tx, county: County, { task, kind, unit, path, link, day }: Told): Promise<void> =>
  notify(tx, {
    kind: `requests.${kind}`,
    key: `${matterOf(task)}:${kind}`,
    people: [],
    staff: await keepers(tx, { permission: 'requests.handle', organisations: [unit], today: county.today() }),
    path,
    link,
    params: { day },
  });

/** @throws AppError not_found, conflict, invalid */
export const ask = async (
  tx: Tx,
  scope: Scope,
  county: County,
  requestId: string,
  { unitId, dueOn, ask: words, quotes }: z.output<typeof askSupport.body>,
): Promise<{ id: string }> => {
  const row = await lockOne(tx, scope, requestId);
  if (!isOpen(row.state)) throw new AppError('conflict', { message: 'requests.wrong_state' });
  if (unitId === row.unit_id) throw invalid('body.unitId', 'requests.same_unit');
  if (dueOn < county.today()) throw invalid('body.dueOn', 'requests.day_gone');
  const texts = await wordsOf(tx, scope, county, row);
  if (!quotes.every((quote) => isQuoted(texts, quote))) throw invalid('body.quotes', 'requests.not_quoted');
  if (!(await handlingUnits(tx, county)).some((unit) => unit.id === unitId))
    throw invalid('body.unitId', 'requests.no_unit');
  const id = newId();
  const path = await holdPath(tx, unitId);
  const sealed: TaskWords = { ask: words, quotes, reply: null };
  await tx
    .insertInto('request_task')
    .values({
      id,
      request_id: requestId,
      org_path: row.org_path,
      to_path: matterPath(path, id),
      from_unit_id: row.unit_id,
      unit_id: unitId,
      area_id: row.area_id,
      category: row.category,
      due_on: dueOn,
      sealed: county.crypto.encrypt(JSON.stringify(sealed)),
      key_id: county.crypto.currentKeyId,
      asked_by: scope.actor,
      asked_at: county.now().toISOString(),
    })
    .execute();
  // The resident reads which unit helps, and not what it is asked.
  await writeEntry(tx, county, { request: row, kind: 'consulted', unitId, actor: scope.actor });
  audit(tx, { action: 'requests.ask', entity: 'request_task', entityId: id, path: row.org_path });
  touch(tx, 'requests', { path: row.org_path });
  touch(tx, 'requests', { path: matterPath(path, id) });
  await tell(tx, county, {
    task: id,
    kind: 'supportAsked',
    unit: unitId,
    path,
    link: `/requests/tasks/${id}`,
    day: dueOn,
  });
  return { id };
};

const lockTask = async (tx: Tx, scope: Scope, id: string, version: number) => {
  const row = await visibleTasks(tx, scope)
    .select(['k.id', 'k.version', 'k.state', 'k.org_path', 'k.to_path', 'k.request_id', 'k.from_unit_id', 'k.sealed'])
    .select(['f.path as from_path', 'k.due_on'])
    .where('k.id', '=', id)
    .forUpdate('k')
    .executeTakeFirst();
  if (row === undefined) throw notFound();
  if (row.version !== version) throw new AppError('stale', { current: { id, version: row.version, state: row.state } });
  if (row.state !== 'open') throw new AppError('conflict', { message: 'requests.wrong_state' });
  return row;
};

interface End {
  readonly state: TaskState;
  readonly sealed?: Buffer;
  readonly key_id?: number;
  readonly answered_by?: string;
}

const end = async (
  tx: Tx,
  county: County,
  row: { readonly id: string; readonly version: number; readonly org_path: string; readonly to_path: string },
  change: End,
) => {
  const version = row.version + 1;
  await tx
    .updateTable('request_task')
    .set({ ...change, version, ended_at: county.now().toISOString() })
    .where('id', '=', row.id)
    .execute();
  await endMatter(tx, matterOf(row.id));
  touch(tx, 'requests', { path: row.org_path });
  touch(tx, 'requests', { path: row.to_path });
  return { id: row.id, version, state: change.state };
};

/** Back to the unit in charge. @throws AppError not_found, stale, conflict */
export const reply = async (
  tx: Tx,
  scope: Scope,
  county: County,
  id: string,
  { version, reply: words }: z.output<typeof answerTask.body>,
) => {
  const row = await lockTask(tx, scope, id, version);
  // Who only asked it does not answer for the unit.
  if (!covers(scope, row.to_path)) throw new AppError('refused', { message: 'requests.not_asked' });
  const before = TaskWords.parse(JSON.parse(county.crypto.decrypt(row.sealed)));
  const done = await end(tx, county, row, {
    state: 'answered',
    sealed: county.crypto.encrypt(JSON.stringify({ ...before, reply: words })),
    key_id: county.crypto.currentKeyId,
    answered_by: scope.actor,
  });
  audit(tx, { action: 'requests.answerTask', entity: 'request_task', entityId: id, path: row.to_path });
  await tell(tx, county, {
    task: id,
    kind: 'supported',
    unit: row.from_unit_id,
    path: row.from_path,
    link: `/requests/${row.request_id}`,
    day: row.due_on,
  });
  return done;
};

/** @throws AppError not_found, stale, conflict */
export const withdraw = async (tx: Tx, scope: Scope, county: County, id: string, version: number) => {
  const row = await lockTask(tx, scope, id, version);
  if (!covers(scope, row.org_path)) throw new AppError('refused', { message: 'requests.not_yours' });
  audit(tx, { action: 'requests.withdrawTask', entity: 'request_task', entityId: id, path: row.org_path });
  return end(tx, county, row, { state: 'withdrawn' });
};

/** The request has been answered or refused: nobody waits for support any more. */
export const endTasks = async (tx: Tx, scope: Scope, county: County, requestId: string): Promise<void> => {
  const rows = await visibleTasks(tx, scope)
    .select(['k.id', 'k.version', 'k.org_path', 'k.to_path'])
    .where('k.request_id', '=', requestId)
    .where('k.state', '=', 'open')
    .forUpdate('k')
    .execute();
  for (const row of rows) await end(tx, county, row, { state: 'withdrawn' });
};

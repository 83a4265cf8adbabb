import { systemScope, type Scope } from '#platform/access/scope.ts';
import type { Db, Tx } from '#platform/db/types.ts';
import type { TaskHandler } from '#platform/jobs/runner.ts';
import { endNotices, keepers, notify, type FoundKeeper } from '#features/base/inbox/index.ts';
import { readCalendar } from '#features/base/rules/index.ts';
import { dutyPage } from '../overview/queries.ts';
import type { Period } from '../periods/rules.ts';
import { dutyKinds, frequencyOf } from '../rules.ts';
import { stagesOn, type Stage } from './rules.ts';

const most = 100_000;

const paths = (db: Db, ids: readonly string[]) =>
  db
    .selectFrom('organisation')
    .select(['id', 'path'])
    .where('id', 'in', [...ids])
    .execute();

/** How many duties of a period each branch of the county has not met. */
const unmetIn = async (
  db: Db,
  scope: Scope,
  { root, period, today }: { readonly root: string; readonly period: Period; readonly today: string },
): Promise<Map<string, number>> => {
  const unmet = new Map<string, number>();
  for (const kind of dutyKinds) {
    // A committee's own, which is no branch that is behind.
    if (kind === 'secretary_lesson') continue;
    if (frequencyOf(kind, period.first)?.per !== period.span) continue;
    const asked = { organisationId: root, kind, period: period.key, done: false, limit: most, today };
    for (const { organisation } of (await dutyPage(db, scope, asked)).items)
      unmet.set(organisation.id, (unmet.get(organisation.id) ?? 0) + 1);
  }
  return unmet;
};

interface Telling {
  readonly stage: Stage;
  readonly period: Period;
  readonly unmet: ReadonlyMap<string, number>;
  readonly today: string;
  readonly root: string;
}

/** One notice a branch and stage, however many duties are open: to its own keepers, and to nobody above. */
const tellBranches = async (tx: Tx, { stage, period, unmet, today }: Telling): Promise<void> => {
  const organisations = [...unmet.keys()];
  const staff = await keepers(tx, { permission: 'meetings.close', organisations, today });
  for (const { id, path } of await paths(tx, organisations)) {
    const own = staff.filter(({ organisation }) => organisation === id);
    if (stage === 'warning') await endNotices(tx, `duty:${id}:${period.key}:reminder`);
    if (own.length === 0) continue;
    await notify(tx, {
      kind: `duty.${stage}`,
      key: `duty:${id}:${period.key}:${stage}`,
      people: [],
      staff: own,
      path,
      link: '/duties',
      params: { period: period.key, count: unmet.get(id) ?? 0, day: period.last },
    });
  }
};

/** Those next above get one digest each: a number of branches, no names and no order. The county looks at its pages. */
const tellAbove = async (tx: Tx, { period, unmet, today, root }: Telling): Promise<void> => {
  const organisations = [...unmet.keys()];
  const above = await keepers(tx, { permission: 'transfers.approve', organisations, nearest: true, today });
  const byPlace = new Map<string, FoundKeeper[]>();
  for (const one of above) if (one.at !== root) byPlace.set(one.at, [...(byPlace.get(one.at) ?? []), one]);
  if (byPlace.size === 0) return;
  for (const { id, path } of await paths(tx, [...byPlace.keys()])) {
    const held = byPlace.get(id) ?? [];
    await notify(tx, {
      kind: 'duty.above',
      key: `duty:${id}:${period.key}:above`,
      people: [],
      staff: [...new Map(held.map((one) => [one.account, one])).values()],
      path,
      link: '/duties',
      params: { period: period.key, count: new Set(held.map(({ organisation }) => organisation)).size },
    });
  }
};

/** Each morning: whatever stage of a period begins today, told once. */
export const remindOfDuties: TaskHandler = async (county) => {
  const scope = systemScope(county.entry.code, 'duties.remind');
  const today = county.today();
  const db = county.read(scope);
  const stages = stagesOn({ today, calendar: await readCalendar(db) });
  const root = await db.selectFrom('organisation').select('id').where('parent_id', 'is', null).executeTakeFirst();
  if (root === undefined) return;
  for (const { stage, period } of stages) {
    const unmet = await unmetIn(db, scope, { root: root.id, period, today });
    if (unmet.size === 0) continue;
    const telling = { stage, period, unmet, today, root: root.id };
    await county.write(scope, (tx) => (stage === 'above' ? tellAbove(tx, telling) : tellBranches(tx, telling)));
  }
};

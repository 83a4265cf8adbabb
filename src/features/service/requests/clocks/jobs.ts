import { sql } from 'kysely';
import { systemScope, type Scope } from '#platform/access/scope.ts';
import { audit, touch } from '#platform/audit/audit.ts';
import type { County } from '#platform/county/county.ts';
import type { Tx } from '#platform/db/types.ts';
import type { TaskHandler } from '#platform/jobs/runner.ts';
import type { Calendar } from '#features/base/rules/calendar/rules.ts';
import { readCalendar } from '#features/base/rules/index.ts';
import { addDays } from '#shared/days.ts';
import { visibleRequests } from '../access.ts';
import { isOpen, openStates } from '../rules.ts';
import type { Unit } from '../routing/queries.ts';
import { endTelling } from '../telling/commands.ts';
import { writeEntry } from '../thread/commands.ts';
import { lockClock, renewDue } from './commands.ts';
import { clockStanding, silenceOf, unitAbove, type ClockRow } from './queries.ts';
import { escalates, nearFrom } from './rules.ts';
import { tellMorning } from './telling/commands.ts';

/** So many requests are read at a time. */
const batch = 500;
/** No reminder begins earlier than so many days before. */
const soon = 30;

const openOnes = sql<boolean>`r.state in (${sql.join(openStates.map((state) => sql.lit(state)))})`;

/** Walks ids in their order, so many at a time; each is done in a transaction of its own. */
const eachId = async (
  county: County,
  scope: Scope,
  which: (from: string) => Promise<readonly string[]>,
  run: (tx: Tx, id: string) => Promise<void>,
): Promise<void> => {
  for (let after: string | undefined = '00000000-0000-0000-0000-000000000000'; after !== undefined;) {
    const ids: readonly string[] = await which(after);
    for (const id of ids) await county.write(scope, (tx) => run(tx, id));
    after = ids.length < batch ? undefined : ids.at(-1);
  }
};

type Ids = ReturnType<typeof idsAfter>;
const idsAfter = (county: County, scope: Scope, after: string) =>
  visibleRequests(county.read(scope), scope).select('r.id').where('r.id', '>', after).orderBy('r.id').limit(batch);
const idsOf = async (query: Ids): Promise<readonly string[]> => (await query.execute()).map(({ id }) => id);

/** The calendar has changed: days of open requests are reckoned anew. */
export const renewClocks: TaskHandler = async (county) => {
  const scope = systemScope(county.entry.code, 'requests.renewClocks');
  await eachId(
    county,
    scope,
    (after) => idsOf(idsAfter(county, scope, after).where(openOnes)),
    async (tx, id) => {
      await renewDue(tx, scope, county, id);
    },
  );
};

const note = async (
  tx: Tx,
  county: County,
  row: ClockRow,
  kind: 'overdue' | 'lapsed' | 'resumed',
  unitId: string | null,
) => {
  // Without a unit and an actor it would be the resident's own word.
  await writeEntry(tx, county, { request: row, kind, unitId, actor: '系统' });
  const action = { overdue: 'requests.escalate', lapsed: 'requests.lapse', resumed: 'requests.resume' }[kind];
  audit(tx, { action, entity: 'service_request', entityId: row.id, path: row.org_path });
  touch(tx, 'requests', { path: row.org_path });
};

/** Pauses whose last day is over end by themselves; the day due was reckoned with that from the first. */
const endPauses = async (county: County, scope: Scope): Promise<void> => {
  const over = (after: string) =>
    idsAfter(county, scope, after).where((e) =>
      e.exists(
        e
          .selectFrom('request_pause as p')
          .whereRef('p.request_id', '=', 'r.id')
          .where('p.ended_on', 'is', null)
          .where('p.latest_on', '<', county.today()),
      ),
    );
  await eachId(
    county,
    scope,
    (after) => idsOf(over(after)),
    async (tx, id) => {
      const row = await lockClock(tx, scope, id);
      const { openPause } = await clockStanding(tx, scope, row);
      if (openPause === undefined || openPause.latest_on >= county.today()) return;
      await tx
        .updateTable('request_pause')
        .set({ ended_on: openPause.latest_on })
        .where('id', '=', openPause.id)
        .execute();
      await note(tx, county, row, 'resumed', row.unit_id);
    },
  );
};

/** Answers about which nobody said anything in time. */
const lapse = async (county: County, scope: Scope): Promise<void> => {
  const silent = (after: string) =>
    idsAfter(county, scope, after)
      .where('r.state', '=', 'answered')
      .where('r.review_unit_id', 'is', null)
      .where('r.answered_on', '<', county.today());
  await eachId(
    county,
    scope,
    (after) => idsOf(silent(after)),
    async (tx, id) => {
      const row = await lockClock(tx, scope, id);
      const until = silenceOf(row, await clockStanding(tx, scope, row));
      const today = county.today();
      if (row.state !== 'answered' || row.review_unit_id !== null || until === null || today <= until.dueOn) return;
      await tx
        .updateTable('service_request')
        .set({ state: 'closed', lapsed: true, ended_on: today, version: row.version + 1 })
        .where('id', '=', id)
        .execute();
      await note(tx, county, row, 'lapsed', null);
      await endTelling(tx, id);
    },
  );
};

interface Told {
  readonly id: string;
  readonly unit: Pick<Unit, 'id' | 'path'>;
  readonly day: string;
}

/** One notice a unit and stage. */
const tellEach = async (
  county: County,
  scope: Scope,
  stage: 'near' | 'over' | 'escalated',
  told: readonly Told[],
  mark: (tx: Tx, ids: readonly string[]) => Promise<void>,
): Promise<void> => {
  const lots = new Map<string, Told[]>();
  for (const one of told) lots.set(one.unit.id, [...(lots.get(one.unit.id) ?? []), one]);
  for (const lot of lots.values()) {
    const [first] = lot.toSorted((a, b) => (`${a.day} ${a.id}` < `${b.day} ${b.id}` ? -1 : 1));
    const last = lot
      .map(({ day }) => day)
      .toSorted()
      .at(-1);
    if (first === undefined || last === undefined) continue;
    await county.write(scope, async (tx) => {
      await tellMorning(tx, county, { stage, unit: first.unit, count: lot.length, day: last, first: first.id });
      await mark(
        tx,
        lot.map(({ id }) => id),
      );
    });
  }
};

const stages = { near: 'near_told_for', over: 'over_told_for' } as const;

/** Reminds each unit once of each day due: when it draws near, and the morning after. */
const remind = async (county: County, scope: Scope, calendar: Calendar, stage: 'near' | 'over'): Promise<void> => {
  const today = county.today();
  const column = stages[stage];
  const rows = await visibleRequests(county.read(scope), scope)
    .select(['r.id', 'r.due_on', 'r.procedure', 'r.unit_id', 'u.path'])
    .where(openOnes)
    .where('r.due_on', '<=', addDays(today, soon))
    .where(`r.${column}`, 'is distinct from', sql.ref<string>('r.due_on'))
    .execute();
  const due = rows.filter(({ due_on: day, procedure }) =>
    stage === 'over' ? today > day : today <= day && today >= nearFrom(procedure, day, calendar),
  );
  const told = due.map((row) => ({ id: row.id, unit: { id: row.unit_id, path: row.path }, day: row.due_on }));
  await tellEach(county, scope, stage, told, async (tx, ids) => {
    await tx
      .updateTable('service_request')
      .set((e) => ({ [column]: e.ref('due_on') }))
      .where('id', 'in', [...ids])
      .execute();
  });
};

/** The unit that is told next: above the one that was told last. */
const escalateOne = async (
  tx: Tx,
  scope: Scope,
  county: County,
  id: string,
  calendar: Calendar,
): Promise<Told | null> => {
  const row = await lockClock(tx, scope, id);
  const today = county.today();
  if (!isOpen(row.state) || !escalates({ dueOn: row.due_on, escalatedOn: row.escalated_on }, today, calendar))
    return null;
  const unit = await unitAbove(tx, county, row.escalated_to_id ?? row.unit_id);
  if (unit === undefined) return null;
  await tx
    .updateTable('service_request')
    .set({ escalated_to_id: unit.id, escalated_on: today })
    .where('id', '=', id)
    .execute();
  await note(tx, county, row, 'overdue', unit.id);
  return { id, unit, day: row.due_on };
};

/** What is overdue goes up the tree, one unit at a time; each unit is told in one notice a morning. */
const escalate = async (county: County, scope: Scope, calendar: Calendar): Promise<void> => {
  const told: Told[] = [];
  const overdue = (after: string) =>
    idsAfter(county, scope, after).where(openOnes).where('r.due_on', '<', county.today());
  await eachId(
    county,
    scope,
    (after) => idsOf(overdue(after)),
    async (tx, id) => {
      const one = await escalateOne(tx, scope, county, id, calendar);
      if (one !== null) told.push(one);
    },
  );
  await tellEach(county, scope, 'escalated', told, async () => undefined);
};

/** Each morning; twice in one does nothing more. */
export const watchClocks: TaskHandler = async (county) => {
  const scope = systemScope(county.entry.code, 'requests.clocks');
  const calendar = await readCalendar(county.read(scope));
  await endPauses(county, scope);
  await lapse(county, scope);
  await remind(county, scope, calendar, 'near');
  await remind(county, scope, calendar, 'over');
  await escalate(county, scope, calendar);
};

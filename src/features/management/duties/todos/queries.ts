import type { Scope } from '#platform/access/scope.ts';
import type { Db } from '#platform/db/types.ts';
import type { TodoItem, TodoSource } from '#platform/feature.ts';
import type { OrganisationRow } from '#features/base/organisations/index.ts';
import { addMonths, partsOf } from '#shared/days.ts';
import { owes, placeOf } from '../access.ts';
import { overviewOf } from '../overview/queries.ts';
import { yearOf } from '../queries.ts';
import { dutyRules } from '../rules.ts';
import { isStillOpen } from '../telling/rules.ts';

/** What the branch of the role owes soon, and what it missed lately. */
const ofBranch = async (db: Db, scope: Scope, { id }: OrganisationRow, today: string): Promise<TodoItem[]> => {
  const { year, month } = partsOf(today);
  const years = month <= 2 ? [year - 1, year] : [year];
  const views = await Promise.all(years.map((one) => yearOf(db, scope, { id, year: one, today })));
  return views
    .flatMap(({ duties }) => duties)
    .filter(({ state, period }) => state === 'due_soon' || (state === 'missed' && isStillOpen(period, today)))
    .map(({ kind, period, state }) => ({
      id: `${kind}:${period.key}`,
      params: { what: `@duty.${kind}`, period: period.key },
      link: `/duties/${id}`,
      dueOn: period.last,
      ruleId: dutyRules[kind],
      why: state === 'missed' ? 'duties.missed' : 'duties.soon',
    }));
};

/** What branches of the range have missed: one line a duty, the branches stand behind it. */
const ofRange = async (db: Db, scope: Scope, today: string): Promise<TodoItem[]> => {
  const months = [today.slice(0, 7), addMonths(`${today.slice(0, 7)}-01`, -1).slice(0, 7)];
  const views = await Promise.all(months.map((month) => overviewOf(db, scope, { month, ended: true, today })));
  const missed = views
    .flatMap(({ counts }) => counts)
    .filter(({ unmetState, unmet, period }) => unmetState === 'missed' && unmet > 0 && isStillOpen(period, today));
  const once = new Map(missed.map((one) => [`${one.kind}:${one.period.key}`, one]));
  return [...once].map(([id, { kind, period, unmet }]) => ({
    id,
    params: { what: `@duty.${kind}`, period: period.key, count: unmet },
    link: `/duties/list?kind=${kind}&period=${period.key}&done=false`,
    dueOn: period.last,
    ruleId: dutyRules[kind],
    why: 'duties.above',
  }));
};

const listOf = (items: readonly TodoItem[], limit: number) => ({ count: items.length, items: items.slice(0, limit) });

const openDuties: TodoSource = {
  kind: 'duties.open',
  permission: 'duties.read',
  link: '/inbox?kind=duties.open',
  async list(db, scope, county, { limit }) {
    const row = await placeOf(db, scope, undefined);
    return listOf(owes(row) ? await ofBranch(db, scope, row, county.today()) : [], limit);
  },
};

/** The county sees its numbers on its pages; what is to be done about a branch is done next to it. */
const dutiesBelow: TodoSource = {
  kind: 'duties.below',
  permission: 'duties.read',
  link: '/inbox?kind=duties.below',
  async list(db, scope, county, { limit }) {
    const row = await placeOf(db, scope, undefined);
    return listOf(owes(row) || row.parent_id === null ? [] : await ofRange(db, scope, county.today()), limit);
  },
};

export const dutyTodos: readonly TodoSource[] = [openDuties, dutiesBelow];

import { systemScope, type Scope } from '#platform/access/scope.ts';
import type { Tx } from '#platform/db/types.ts';
import type { TaskHandler } from '#platform/jobs/runner.ts';
import { endNotices, keepers, notify } from '#features/base/inbox/index.ts';
import { addDays, partsOf } from '#shared/days.ts';
import { visibleAppraisals } from '../access.ts';

/** The year's appraisals that are under way are told of in its last month: they are due with it. */
const lastMonth = 12;
/** A count waits so many days before its second person is reminded, and no longer than so many in all. */
const patience = 1;
const lately = 14;
/** So many days before its end a term of correction is told of. */
const nearDays = 7;

const tellSteps = async (tx: Tx, scope: Scope, today: string): Promise<void> => {
  const { year, month } = partsOf(today);
  if (month !== lastMonth) return;
  const rows = await visibleAppraisals(tx, scope)
    .where('a.state', 'in', ['running', 'graded'])
    .where('a.year', '=', year)
    .select(['a.id', 'a.organisation_id', 'a.org_path'])
    .execute();
  const organisations = rows.map((row) => row.organisation_id);
  const staff = await keepers(tx, { permission: 'appraisals.keep', organisations, today });
  for (const { id, organisation_id: organisation, org_path: path } of rows)
    await notify(tx, {
      kind: 'appraisals.step',
      key: `appraisal:${id}:step`,
      people: [],
      staff: staff.filter((one) => one.organisation === organisation),
      path,
      link: `/appraisals/${id}`,
      params: { year, day: `${year}-12-31` },
    });
};

/** Whoever may confirm next to the count, but for the one who entered it. */
const tellSecond = async (tx: Tx, scope: Scope, today: string): Promise<void> => {
  const day = (days: number): string => `${addDays(today, -days)}T00:00:00+08:00`;
  const rows = await visibleAppraisals(tx, scope)
    .innerJoin('appraisal_tally as t', 't.appraisal_id', 'a.id')
    .where('a.state', 'in', ['running', 'graded'])
    .where('t.confirmed_at', 'is', null)
    .where('t.entered_at', '<', day(patience - 1))
    .where('t.entered_at', '>=', day(lately))
    .select(['a.id', 'a.organisation_id', 'a.org_path', 'a.year', 't.entered_by'])
    .execute();
  for (const { id, organisation_id: organisation, org_path: path, year, entered_by: but } of rows)
    await notify(tx, {
      kind: 'appraisals.confirm',
      key: `appraisal:${id}:confirm`,
      people: [],
      staff: await keepers(tx, {
        permission: 'appraisals.confirm',
        organisations: [organisation],
        but,
        nearest: true,
        today,
      }),
      path,
      link: `/appraisals/${id}`,
      params: { year },
    });
};

/** Terms of correction that end soon, and those that have ended without a finding. */
const tellTerms = async (tx: Tx, scope: Scope, today: string): Promise<void> => {
  const rows = await visibleAppraisals(tx, scope)
    .innerJoin('appraisal_follow_up as f', 'f.appraisal_id', 'a.id')
    .where('f.finished_on', 'is', null)
    .where('f.until_on', '>=', addDays(today, -lately))
    .where('f.until_on', '<=', addDays(today, nearDays))
    .select(['a.id', 'a.organisation_id', 'a.org_path', 'f.person_id', 'f.until_on'])
    .execute();
  const organisations = [...new Set(rows.map((row) => row.organisation_id))];
  const staff = await keepers(tx, { permission: 'appraisals.keep', organisations, today });
  for (const { id, organisation_id: organisation, org_path: path, person_id: person, until_on: day } of rows) {
    const matter = `appraisal:${id}:${person}:term`;
    const stage = (day ?? '') < today ? 'over' : 'near';
    if (stage === 'over') await endNotices(tx, `${matter}:near`);
    await notify(tx, {
      kind: 'appraisals.term',
      key: `${matter}:${stage}`,
      people: [],
      staff: staff.filter((one) => one.organisation === organisation),
      path,
      link: `/appraisals/${id}`,
      params: { day: day ?? '' },
    });
  }
};

/** Each morning: appraisals that are still under way at the end of the year, counts that wait for a second person, terms that end. */
export const remindOfAppraisals: TaskHandler = async (county) => {
  const scope = systemScope(county.entry.code, 'appraisals.remind');
  const today = county.today();
  await county.write(scope, async (tx) => {
    await tellSteps(tx, scope, today);
    await tellSecond(tx, scope, today);
    await tellTerms(tx, scope, today);
  });
};

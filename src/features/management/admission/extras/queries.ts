import type { Scope } from '#platform/access/scope.ts';
import type { Db } from '#platform/db/types.ts';
import { addMonths } from '#shared/days.ts';
import { visibleExtras } from '../access.ts';
import { extraTable, localExtras, type LocalExtra } from '../rules/rules.ts';
import { reached } from '../rules.ts';
import type { CaseFact } from '../steps.ts';

/** Which local extras the county asks for; none until it says so. */
export const settingsOf = async (db: Db): Promise<{ extra: LocalExtra; wanted: boolean }[]> => {
  const rows = await db.selectFrom('admission_extra_setting').select(['extra', 'wanted']).execute();
  const wanted = new Set(rows.filter((row) => row.wanted).map((row) => row.extra));
  return localExtras.map((extra) => ({ extra, wanted: wanted.has(extra) }));
};

/** Extras that return every quarter, as practice has it. */
const quarterly: ReadonlySet<LocalExtra> = new Set<LocalExtra>(['thoughtReport', 'contactTalk']);

/** By when the next record is expected: a quarter after the last one, while the case stands where the extra belongs. */
const dueOf = (extra: LocalExtra, facts: readonly CaseFact[], last: string | undefined): string | null => {
  const place = extraTable.find(({ id }) => id === extra);
  if (place === undefined || !quarterly.has(extra)) return null;
  const began = reached(facts, place.from)?.on;
  if (began === undefined || reached(facts, place.to)) return null;
  return addMonths(last === undefined || last < began ? began : last, 3);
};

/** Extras of a case: those that are asked for, and what was recorded of others before. */
export const extrasOf = async (db: Db, scope: Scope, caseId: string, facts: readonly CaseFact[]) => {
  const [settings, rows] = await Promise.all([
    settingsOf(db),
    visibleExtras(db, scope)
      .select(['x.id', 'x.extra', 'x.on_day', 'x.until_day', 'x.note', 'x.recorder'])
      .where('x.case_id', '=', caseId)
      .where('x.voided_at', 'is', null)
      .orderBy('x.on_day')
      .orderBy('x.id')
      .execute(),
  ]);
  return settings
    .map(({ extra, wanted }) => {
      const records = rows
        .filter((row) => row.extra === extra)
        .map(({ id, on_day: on, until_day: until, note, recorder }) => ({ id, on, until, note, recorder }));
      return { extra, wanted, records, dueOn: wanted ? dueOf(extra, facts, records.at(-1)?.on) : null };
    })
    .filter(({ wanted, records }) => wanted || records.length > 0);
};

/** The first source of the holiday table. The table in the database is the truth afterwards: administrators correct it there. */
import { createRequire } from 'node:module';
import type { default as Library } from 'chinese-days';
import { sql } from 'kysely';
import type { Scope } from '#platform/access/scope.ts';
import { audit, emit, touch } from '#platform/audit/audit.ts';
import type { Tx } from '#platform/db/types.ts';
import { addDays, weekdayOf } from '#shared/days.ts';
import type { Holiday } from './rules.ts';

const require = createRequire(import.meta.url);
// Loaded when a year is filled, which happens once a year: it holds the calendar of two decades.
const chineseDays = (): typeof Library => require('chinese-days') as typeof Library;

/** `National Day,国庆节,3` names the day in English, in Chinese, and how long it lasts. */
const nameOf = (name: string): string => name.split(',')[1] ?? name;

/** The special days of a year: holidays, and weekends that are worked. Empty where the package does not know the year. */
export const fillFromChineseDays = (year: number): readonly Holiday[] => {
  const rows: Holiday[] = [];
  const { getDayDetail } = chineseDays();
  for (let date = `${year}-01-01`; date <= `${year}-12-31`; date = addDays(date, 1)) {
    const { work, name } = getDayDetail(date);
    // An ordinary day is named by its weekday alone, without commas.
    if (!name.includes(',')) continue;
    if (!work || weekdayOf(date) > 5) rows.push({ date, kind: work ? 'workday' : 'holiday', name: nameOf(name) });
  }
  return rows;
};

/** Replaces the table of one year. Deadlines that cross it are reckoned anew by whoever listens to `calendar.changed`. */
export const replaceYear = async (
  tx: Tx,
  scope: Scope,
  year: number,
  source: string,
  days: readonly Holiday[],
): Promise<void> => {
  await tx
    .deleteFrom('holiday')
    .where('on_date', '>=', `${year}-01-01`)
    .where('on_date', '<=', `${year}-12-31`)
    .execute();
  if (days.length > 0)
    await tx
      .insertInto('holiday')
      .values(days.map((d) => ({ on_date: d.date, kind: d.kind, name: d.name })))
      .execute();
  await tx
    .insertInto('holiday_year')
    .values({ year, source })
    .onConflict((c) => c.column('year').doUpdateSet({ source, complete: true, entered_at: sql<string>`now()` }))
    .execute();
  audit(tx, {
    action: 'calendar.set',
    entity: 'holiday_year',
    entityId: null,
    path: scope.path,
    reason: source,
    changes: [{ field: 'year', from: null, to: year }],
  });
  emit(tx, { kind: 'calendar.changed', payload: { year } });
  touch(tx, `calendar:${year}`, { path: scope.path });
};

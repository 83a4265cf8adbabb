import type { Db } from '#platform/db/types.ts';
import { calendarOf, type Calendar, type Holiday } from './rules.ts';

/** The holiday table of the county, as the arithmetic reads it. It holds no personal data: every scope sees all of it. */
export const readCalendar = async (db: Db): Promise<Calendar> => {
  const [rows, years] = await Promise.all([
    db.selectFrom('holiday').selectAll().execute(),
    db.selectFrom('holiday_year').select('year').where('complete', '=', true).execute(),
  ]);
  const days = rows.map((row): Holiday => ({ date: row.on_date, kind: row.kind, name: row.name }));
  return calendarOf(
    days,
    years.map((row) => row.year),
  );
};

export const yearView = async (db: Db, year: number) => {
  const [known, days] = await Promise.all([
    db.selectFrom('holiday_year').select('source').where('year', '=', year).executeTakeFirst(),
    db
      .selectFrom('holiday')
      .selectAll()
      .where('on_date', '>=', `${year}-01-01`)
      .where('on_date', '<=', `${year}-12-31`)
      .orderBy('on_date')
      .execute(),
  ]);
  return {
    year,
    known: known !== undefined,
    source: known?.source ?? null,
    days: days.map((d) => ({ date: d.on_date, kind: d.kind, name: d.name })),
  };
};

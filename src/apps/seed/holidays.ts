import { sql } from 'kysely';
import type { Tx } from '#platform/db/types.ts';
import { fillFromChineseDays } from '#features/base/rules/calendar/commands.ts';

const firstYear = 2019;

/** Fills the holiday table for the years up to the next one. Years that the package does not know stay missing. */
export const fillHolidays = async (tx: Tx, today: string): Promise<void> => {
  const last = Number(today.slice(0, 4)) + 1;
  const years = Array.from({ length: last - firstYear + 1 }, (_, index) => firstYear + index);
  const known = years.map((year) => ({ year, days: fillFromChineseDays(year) })).filter(({ days }) => days.length > 0);
  const days = known.flatMap((each) => each.days).map(({ date, kind, name }) => ({ on_date: date, kind, name }));
  await sql`insert into holiday (on_date, kind, name)
    select on_date, kind, name from json_populate_recordset(null::holiday, ${JSON.stringify(days)}::json) on conflict do nothing`.execute(
    tx,
  );
  for (const { year } of known) {
    await tx
      .insertInto('holiday_year')
      .values({ year, source: 'chinese-days' })
      .onConflict((c) => c.doNothing())
      .execute();
  }
};

import type { Scope } from '#platform/access/scope.ts';
import type { Tx } from '#platform/db/types.ts';
import { fillFromChineseDays, replaceYear } from '#features/base/rules/calendar/commands.ts';

const firstYear = 2019;

/** Fills the holiday table up to the next year. Years that the package does not know stay missing. */
export const fillHolidays = async (tx: Tx, scope: Scope, today: string): Promise<void> => {
  const last = Number(today.slice(0, 4)) + 1;
  for (let year = firstYear; year <= last; year += 1) {
    const days = fillFromChineseDays(year);
    if (days.length > 0) await replaceYear(tx, scope, year, 'chinese-days', days);
  }
  // A county that begins has no deadline that was reckoned without them.
  const { outbox } = tx.effects;
  outbox.splice(0, outbox.length, ...outbox.filter(({ kind }) => kind !== 'calendar.changed'));
};

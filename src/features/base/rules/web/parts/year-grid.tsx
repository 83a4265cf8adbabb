import type { ReactNode } from 'react';
import { daysInMonth, weekdayOf } from '#shared/days.ts';
import { useFormat, useText } from '#ui/language.tsx';
import { calendarTexts } from '../../messages.ts';
import type { Day } from './ranges.ts';
import css from './year-grid.module.css';

const weekdays = [
  calendarTexts.monday,
  calendarTexts.tuesday,
  calendarTexts.wednesday,
  calendarTexts.thursday,
  calendarTexts.friday,
  calendarTexts.saturday,
  calendarTexts.sunday,
] as const;

const pad = (value: number): string => String(value).padStart(2, '0');

/** The days of a month in weeks of seven, Monday first; null where the week reaches into another month. */
const weeksOf = (year: number, month: number): (string | null)[][] => {
  const first = `${year}-${pad(month)}-01`;
  const cells: (string | null)[] = Array.from({ length: weekdayOf(first) - 1 }, () => null);
  for (let day = 1; day <= daysInMonth(year, month); day++) cells.push(`${first.slice(0, 8)}${pad(day)}`);
  while (cells.length % 7 !== 0) cells.push(null);
  return Array.from({ length: cells.length / 7 }, (_, week) => cells.slice(week * 7, week * 7 + 7));
};

const DayCell = ({ date, special, today }: { date: string; special: Day | undefined; today: string }): ReactNode => {
  const t = useText();
  const kind = special?.kind ?? (weekdayOf(date) > 5 ? 'weekend' : 'plain');
  return (
    <td
      data-kind={kind}
      {...(date === today ? { 'aria-current': 'date' as const } : {})}
      {...(special ? { title: `${special.name} ${t(calendarTexts[special.kind])}` } : {})}
    >
      <span>{Number(date.slice(8))}</span>
      {special && (
        <>
          <span aria-hidden="true" className={css.mark}>
            {t(special.kind === 'holiday' ? calendarTexts.holidayMark : calendarTexts.workdayMark)}
          </span>
          <span className="sr-only">
            {special.name} {t(calendarTexts[special.kind])}
          </span>
        </>
      )}
    </td>
  );
};

const Month = ({ year, month, days, today }: Props & { month: number }): ReactNode => {
  const t = useText();
  const format = useFormat();
  return (
    <table className={css.month}>
      <caption>{format.month(`${year}-${pad(month)}-01`)}</caption>
      <thead>
        <tr>
          {weekdays.map((weekday) => (
            <th key={weekday[1]} scope="col">
              {t(weekday)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {weeksOf(year, month).map((week, place) => (
          <tr key={place}>
            {week.map((date, at) =>
              date === null ? (
                <td key={at} aria-hidden="true" />
              ) : (
                <DayCell key={at} date={date} special={days.get(date)} today={today} />
              ),
            )}
          </tr>
        ))}
      </tbody>
    </table>
  );
};

interface Props {
  readonly year: number;
  readonly days: ReadonlyMap<string, Day>;
  readonly today: string;
}

/** Twelve months with their holidays and make-up days, each marked by sign, word and colour. */
export const YearGrid = (props: Props): ReactNode => {
  const t = useText();
  return (
    <>
      <p className={css.legend}>
        <span className="sr-only">{t(calendarTexts.legend)}</span>
        <span data-kind="holiday">
          <span className={css.mark}>{t(calendarTexts.holidayMark)}</span> {t(calendarTexts.holiday)}
        </span>
        <span data-kind="workday">
          <span className={css.mark}>{t(calendarTexts.workdayMark)}</span> {t(calendarTexts.workday)}
        </span>
        <span data-kind="weekend">{t(calendarTexts.weekend)}</span>
      </p>
      <div className={css.year}>
        {Array.from({ length: 12 }, (_, place) => (
          <Month key={place} {...props} month={place + 1} />
        ))}
      </div>
    </>
  );
};

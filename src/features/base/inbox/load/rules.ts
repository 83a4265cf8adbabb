/** How much the people of an organisation are told in a week. Pure. */
import { addDays } from '#shared/days.ts';

/** The Monday of the week of a day. */
export const weekOf = (day: string): string => addDays(day, -((new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7));

/** With one decimal; nobody there, nothing told. */
export const perPerson = (notices: number, people: number): number =>
  people === 0 ? 0 : Math.round((notices * 10) / people) / 10;

import { noticeLoad } from '#features/base/inbox/load/contract.ts';
import { useFormat, useText } from '#ui/language.tsx';
import { useApi } from '#webkit/query.ts';
import { meetingTexts } from '../../messages.ts';

interface When {
  readonly day?: string | null | undefined;
  readonly time?: string | null | undefined;
}

/** Whether a plan with this day and hour is one that was held already. */
export const isPast = ({ day, time }: When): boolean => {
  const at = Date.parse(`${day ?? ''}T${time ?? ''}:00+08:00`);
  return !Number.isNaN(at) && at <= Date.now();
};

/**
 * What sending costs, said before it is sent: so many people, and how much they have been told this week already. What was held
 * already is entered without telling anybody.
 */
export const useNoticeCost = (organisationId: string, count: number, when: When = {}): string => {
  const t = useText();
  const format = useFormat();
  const { data } = useApi(noticeLoad, { query: { organisationId } });
  const told = t(meetingTexts.willTell, { count });
  if (isPast(when)) return t(meetingTexts.afterwards);
  if (data === undefined) return told;
  const { perPerson: each, budget, over } = data;
  const load = { each: format.number(each), budget };
  return `${told}${t(over ? meetingTexts.loadOver : meetingTexts.load, load)}`;
};

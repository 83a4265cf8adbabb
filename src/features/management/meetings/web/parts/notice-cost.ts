import { noticeLoad } from '#features/base/inbox/load/contract.ts';
import { useFormat, useText } from '#ui/language.tsx';
import { useApi } from '#webkit/query.ts';
import { meetingTexts } from '../../messages.ts';

/** What sending costs, said before it is sent: so many people, and how much they have been told this week already. */
export const useNoticeCost = (organisationId: string, count: number): string => {
  const t = useText();
  const format = useFormat();
  const { data } = useApi(noticeLoad, { query: { organisationId } });
  const told = t(meetingTexts.willTell, { count });
  if (data === undefined) return told;
  const { perPerson: each, budget, over } = data;
  const load = { each: format.number(each), budget };
  return `${told}${t(over ? meetingTexts.loadOver : meetingTexts.load, load)}`;
};

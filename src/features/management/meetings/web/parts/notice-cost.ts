import { noticeLoad } from '#features/base/inbox/load/contract.ts';
import { burdenMonth } from '#features/insight/burden/contract.ts';
import { useFormat, useText } from '#ui/language.tsx';
import { useApi } from '#webkit/query.ts';
import { useSession } from '#webkit/session.tsx';
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

/** What the month has asked of a branch of the sender's range so far, and what a meeting takes; nothing where it is not known. */
const useBurden = (): string => {
  const t = useText();
  const { can } = useSession();
  const { data } = useApi(burdenMonth, { query: {} }, { enabled: can('burden.read') });
  if (data === undefined) return '';
  const share = (sum: number): number => Math.round(sum / Math.max(1, data.branches));
  const month = t(meetingTexts.burden, { requests: share(data.requests), fields: share(data.fields) });
  const minutes = data.minutes === null ? '' : t(meetingTexts.burdenMinutes, { minutes: share(data.minutes) });
  const each = data.kinds.find(({ kind }) => kind === 'meetings')?.minutesEach ?? null;
  return `${month}${minutes}${each === null ? '' : t(meetingTexts.burdenEach, { minutes: Math.round(each) })}`;
};

/**
 * What sending costs, said before it is sent: so many people, how much they have been told this week already, and what the month
 * has asked of the branch. What was held already is entered without telling anybody.
 */
export const useNoticeCost = (organisationId: string, count: number, when: When = {}): string => {
  const t = useText();
  const format = useFormat();
  const burden = useBurden();
  const { data } = useApi(noticeLoad, { query: { organisationId } });
  const told = t(meetingTexts.willTell, { count });
  if (isPast(when)) return t(meetingTexts.afterwards);
  if (data === undefined) return told;
  const { perPerson: each, budget, over } = data;
  const load = { each: format.number(each), budget };
  return `${told}${t(over ? meetingTexts.loadOver : meetingTexts.load, load)}${burden}`;
};

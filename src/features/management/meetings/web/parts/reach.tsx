import { type ReactNode, useState } from 'react';
import type { Reply } from '#shared/endpoint.ts';
import { useFormat, useText } from '#ui/language.tsx';
import { useApi } from '#webkit/query.ts';
import type { Meeting } from '../../contract.ts';
import { meetingTexts } from '../../messages.ts';
import { meetingDay } from '../../rules.ts';
import { seriesAhead } from '../../series/contract.ts';
import { followingDay } from '../../series/rules.ts';
import css from './meeting.module.css';

type Ahead = Reply<typeof seriesAhead>;

export interface Reach {
  /** What follows, where something does and the server can say so. */
  readonly ahead: Ahead | null;
  readonly isWide: boolean;
  readonly choose: (isWide: boolean) => void;
  /** For the command: so many are meant. */
  readonly following: { readonly following?: number };
  /** Who would hear of it. */
  readonly people: number;
}

/** This meeting alone, or those of its series that follow as well. What waits on a device has to be sent first. */
export const useReach = (meeting: Meeting, isOpen = true): Reach => {
  const [isWide, choose] = useState(false);
  const { data } = useApi(
    seriesAhead,
    { params: { id: meeting.id } },
    { enabled: isOpen && meeting.seriesId !== null && meeting.state === 'planned' },
  );
  const ahead = data !== undefined && data.items.length > 1 ? data : null;
  const wide = isWide && ahead !== null;
  return {
    ahead,
    isWide: wide,
    choose,
    following: wide ? { following: ahead.items.length } : {},
    people: wide ? ahead.people : meeting.invitees.length,
  };
};

/** The choice, and what it reaches, said before it is done. `to`: the day that this one gets. */
export const ReachChoice = ({ meeting, reach, to }: { meeting: Meeting; reach: Reach; to?: string }): ReactNode => {
  const t = useText();
  const format = useFormat();
  const { ahead, isWide, choose } = reach;
  if (ahead === null) return null;
  const from = meetingDay(meeting.startsAt);
  const dayOf = (day: string): string => {
    const next = followingDay(day, { from, to: to ?? from });
    return next === day ? format.day(day) : t(meetingTexts.reachMoves, { from: format.day(day), to: format.day(next) });
  };
  const words = { count: ahead.items.length };
  return (
    <div className={css.stack}>
      <div role="group" aria-label={t(meetingTexts.reach)} className={css.choices}>
        <button type="button" className={css.choice} aria-pressed={!isWide} onClick={() => choose(false)}>
          {t(meetingTexts.reachOne)}
        </button>
        <button type="button" className={css.choice} aria-pressed={isWide} onClick={() => choose(true)}>
          {t(meetingTexts.reachFollowing, words)}
        </button>
      </div>
      {isWide && (
        <div role="status" className={css.hint}>
          <p>{t(meetingTexts.reachDays, { days: ahead.items.map(({ day }) => dayOf(day)).join('、') })}</p>
          {to !== undefined && <p>{t(meetingTexts.reachChanged)}</p>}
          {ahead.kept > 0 && <p>{t(meetingTexts.reachKept, { count: ahead.kept })}</p>}
          <p>{t(meetingTexts.reachTold)}</p>
        </div>
      )}
    </div>
  );
};

import type { ReactNode } from 'react';
import { useFormat, useText } from '#ui/language.tsx';
import type { Invitee, Meeting } from '../../contract.ts';
import { meetingTexts } from '../../messages.ts';
import { rollOpensOn, typeFacts, wasSentLater } from '../../rules.ts';
import { markOf, marks, type Taking } from './attendance.ts';
import css from './meeting.module.css';
import { today } from './today.ts';

const votes = (meeting: Meeting): boolean => typeFacts[meeting.type].voters !== 'nobody';

interface NameProps {
  readonly person: Invitee;
  readonly taking: Taking;
  readonly able: boolean;
  /** Whether the type votes at all. */
  readonly voting: boolean;
}

/** One name to tap; word and colour say how it is entered. */
const Name = ({ person, taking, able, voting }: NameProps): ReactNode => {
  const t = useText();
  const mark = markOf(person);
  const format = useFormat();
  const how = person.how && person.attendance ? ` · ${t(meetingTexts[`how_${person.how}`])}` : '';
  const moments = wasSentLater(person)
    ? t(meetingTexts.takenSent, { taken: format.moment(person.takenAt), sent: format.moment(person.recordedAt) })
    : null;
  return (
    <button
      type="button"
      className={css.name}
      data-mark={mark}
      disabled={!able}
      aria-pressed={person.attendance === 'present'}
      title={person.reason ?? person.excuse ?? undefined}
      onClick={() => taking.tap(person)}
    >
      <span>
        {person.name}
        {voting && !person.votes && <small> {t(meetingTexts.noVote)}</small>}
      </span>
      <small>
        {t(
          mark === 'open' && person.response === 'declined'
            ? meetingTexts.response_declined
            : meetingTexts[`mark_${mark}`],
        )}
        {how}
      </small>
      {moments && <small>{moments}</small>}
    </button>
  );
};

/** From when the roll is called. What those asked have said stands above. */
const Ahead = ({ meeting, day }: { meeting: Meeting; day: string }): ReactNode => {
  const t = useText();
  return <p>{t(meeting.can.respond ? meetingTexts.rollFromAnswers : meetingTexts.rollFrom, { day })}</p>;
};

/** Who was asked, as names to tap; before the day there is nothing to tap. */
export const Names = ({ meeting, taking }: { meeting: Meeting; taking: Taking }): ReactNode => {
  const t = useText();
  const ahead = rollOpensOn(meeting, today());
  if (ahead !== null && meeting.can.take) return <Ahead meeting={meeting} day={ahead} />;
  return (
    <>
      {meeting.can.take && (
        <div role="group" aria-label={t(meetingTexts.markAs)} className={css.choices}>
          {marks.map((mark) => (
            <button
              key={mark}
              type="button"
              className={css.choice}
              aria-pressed={taking.mark === mark}
              onClick={() => taking.setMark(mark)}
            >
              {t(meetingTexts[`mark_${mark}`])}
            </button>
          ))}
        </div>
      )}
      {taking.mark === 'exempt' && <p className={css.hint}>{t(meetingTexts.exemptHint)}</p>}
      <div role="group" aria-label={t(meetingTexts.attendance)} className={css.names}>
        {meeting.invitees.map((person) => (
          <Name key={person.personId} person={person} taking={taking} able={meeting.can.take} voting={votes(meeting)} />
        ))}
      </div>
    </>
  );
};

/** The counts of the list in a sentence or two. */
export const Counts = ({ meeting }: { meeting: Meeting }): ReactNode => {
  const t = useText();
  const { tally } = meeting;
  return (
    <p role="status">
      {t(meetingTexts.counts, tally)}
      {tally.open > 0 && ` · ${t(meetingTexts.open, { count: tally.open })}`}
      {votes(meeting) && (
        <>
          <br />
          <span className={css.hint}>
            {t(meetingTexts.voters, { entitled: tally.entitled, present: tally.votersPresent })}
          </span>
        </>
      )}
    </p>
  );
};

/** Who confirmed the list, and when; on a device that has confirmed it and not sent so yet, when. */
export const ConfirmedBy = ({ meeting: { confirmedBy, confirmedAt } }: { meeting: Meeting }): ReactNode => {
  const t = useText();
  const format = useFormat();
  if (confirmedAt === null) return null;
  const words = { by: confirmedBy ?? t(meetingTexts.thisDevice), at: format.moment(confirmedAt) };
  return <p className={css.hint}>{t(meetingTexts.confirmed, words)}</p>;
};

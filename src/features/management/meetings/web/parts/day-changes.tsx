import type { ReactNode } from 'react';
import { useFormat, useText } from '#ui/language.tsx';
import { meetingProblemTexts, meetingTexts } from '../../messages.ts';
import type { DayChanges } from './amend-form.ts';
import css from './meeting.module.css';

/** What another day of a closed meeting would change, said before it is saved. */
export const DayChangesView = ({ day, changes }: { day: string; changes: DayChanges }): ReactNode => {
  const t = useText();
  const format = useFormat();
  const { people, leaving, gainVote, loseVote, entitled, verdicts, refused } = changes;
  if (refused)
    return (
      <p role="alert" className={css.device} data-grave="yes">
        {t(meetingProblemTexts[refused.why], { names: refused.names.join('、') })}
      </p>
    );
  const joining = people.filter(({ joins }) => joins).map(({ name }) => name);
  const verdict = (passed: boolean): string => t(passed ? meetingTexts.passed : meetingTexts.failed);
  const named = [
    [meetingTexts.dayJoining, joining],
    [meetingTexts.dayLeaving, leaving],
    [meetingTexts.dayGainVote, gainVote],
    [meetingTexts.dayLoseVote, loseVote],
  ] as const;
  const lines = [
    ...named.flatMap(([text, names]) => (names.length === 0 ? [] : [t(text, { names: names.join('、') })])),
    ...(entitled.from === entitled.to ? [] : [t(meetingTexts.dayEntitled, entitled)]),
    ...verdicts.map(({ wording, passed }) =>
      t(meetingTexts.dayVerdict, { wording, from: verdict(!passed), to: verdict(passed) }),
    ),
  ];
  return (
    <div role="status" aria-label={t(meetingTexts.dayChanges)} className={css.device}>
      <strong>{t(meetingTexts.dayChanges)}</strong>
      {lines.length === 0 ? <p>{t(meetingTexts.dayChangesNone)}</p> : lines.map((words) => <p key={words}>{words}</p>)}
      <p>{t(meetingTexts.dayDuties, { day: format.day(day) })}</p>
    </div>
  );
};

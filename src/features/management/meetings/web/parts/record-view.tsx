import type { ReactNode } from 'react';
import { useFormat, useText } from '#ui/language.tsx';
import { Tag } from '#ui/tag.tsx';
import { Why } from '#ui/why.tsx';
import type { Change, Meeting, Resolution, Task } from '../../contract.ts';
import { meetingTexts } from '../../messages.ts';
import { type Attendance, timeOf } from '../../rules.ts';
import css from './meeting.module.css';

const Verdict = ({ resolution }: { resolution: Resolution }): ReactNode => {
  const t = useText();
  const { passed, tooMany } = resolution;
  if (tooMany) return <Tag tone="warning">{t(meetingTexts.tooMany)}</Tag>;
  return <Tag tone={passed ? 'success' : 'error'}>{t(passed ? meetingTexts.passed : meetingTexts.failed)}</Tag>;
};

export const ResolutionView = ({ resolution }: { resolution: Resolution }): ReactNode => {
  const t = useText();
  const { wording, vote, yes, no, abstain, present, tooMany, whys } = resolution;
  return (
    <li className={css.item}>
      <div className={css.line}>
        <span>{wording}</span>
        <Verdict resolution={resolution} />
      </div>
      <p className={css.hint}>{vote === 'none' ? t(meetingTexts.agreed) : t(meetingTexts.tally, resolution)}</p>
      {tooMany && <p>{t(meetingTexts.tooManyHint, { cast: yes + no + abstain, present })}</p>}
      {whys.map((why) => (
        <Why key={why.ruleId} why={why} />
      ))}
    </li>
  );
};

/** How the votes stand while the record is still open: they are judged anew whenever the list is corrected. */
export const Verdicts = ({ meeting }: { meeting: Meeting }): ReactNode => {
  const t = useText();
  if (meeting.resolutions.every((one) => one.vote === 'none')) return null;
  return (
    <div className={css.stack}>
      <h3>{t(meetingTexts.verdicts)}</h3>
      <ul aria-label={t(meetingTexts.verdicts)}>
        {meeting.resolutions.map((one) => (
          <ResolutionView key={one.id} resolution={one} />
        ))}
      </ul>
    </div>
  );
};

export const TaskView = ({ task, action }: { task: Task; action?: ReactNode }): ReactNode => {
  const t = useText();
  const format = useFormat();
  return (
    <li className={css.line}>
      <span>
        {task.task}
        <br />
        <span className={css.hint}>
          {t(meetingTexts.taskLine, { owner: task.owner.name, due: format.day(task.dueOn) })}
          {task.doneNote && ` · ${task.doneNote}`}
        </span>
      </span>
      {task.doneAt ? (
        <Tag tone="success">{t(meetingTexts.taskDone)}</Tag>
      ) : (
        (action ?? <Tag tone="info">{t(meetingTexts.taskOpen)}</Tag>)
      )}
    </li>
  );
};

/** The record as it is read. */
export const RecordView = ({ meeting }: { meeting: Meeting }): ReactNode => {
  const t = useText();
  return (
    <div className={css.stack}>
      <p className={css.content}>{meeting.content ?? t(meetingTexts.nothing)}</p>
      {meeting.resolutions.length > 0 && (
        <ul aria-label={t(meetingTexts.resolutions)}>
          {meeting.resolutions.map((one) => (
            <ResolutionView key={one.id} resolution={one} />
          ))}
        </ul>
      )}
      {meeting.tasks.length > 0 && (
        <ul aria-label={t(meetingTexts.tasks)} className={css.lines}>
          {meeting.tasks.map((one) => (
            <TaskView key={one.id} task={one} />
          ))}
        </ul>
      )}
    </div>
  );
};

const fieldNames = {
  day: meetingTexts.day,
  startsAt: meetingTexts.time,
  endsAt: meetingTexts.endTime,
  place: meetingTexts.place,
  chair: meetingTexts.chair,
  recorder: meetingTexts.recorder,
  content: meetingTexts.content,
  resolution: meetingTexts.resolutions,
  task: meetingTexts.tasks,
} as const;

const personal = {
  attendance: meetingTexts.attendanceOf,
  roster: meetingTexts.changedRoster,
  voting: meetingTexts.changedVoting,
} as const;

/** One change in words: what it is, what stood there, what stands there now. */
const useChangeWords = () => {
  const t = useText();
  const format = useFormat();
  const valueOf = ({ field, counts, ...change }: Change, side: 'from' | 'to'): string => {
    const value = change[side];
    if (field === 'attendance') return t(meetingTexts[`mark_${(value as Attendance | null) ?? 'open'}`]);
    if (field === 'roster') return t(value === null ? meetingTexts.unlisted : meetingTexts.listed);
    if (field === 'voting') return t(value === null ? meetingTexts.hasNoVote : meetingTexts.hasVote);
    if (value === null || value === '') return t(meetingTexts.nothing);
    if (field === 'day') return format.day(value);
    if (field === 'startsAt' || field === 'endsAt') return timeOf(value);
    const counted = counts?.[side];
    if (!counted) return value;
    const verdict = t(counted.passed ? meetingTexts.passed : meetingTexts.failed);
    const what =
      counted.vote === 'none' ? t(meetingTexts.agreed) : format.clauses([t(meetingTexts.tally, counted), verdict]);
    return t(meetingTexts.named, { name: value, what });
  };
  return (change: Change) => ({
    name:
      change.field in personal
        ? t(personal[change.field as keyof typeof personal], { name: change.name ?? '' })
        : t(fieldNames[change.field as keyof typeof fieldNames]),
    from: valueOf(change, 'from'),
    to: valueOf(change, 'to'),
  });
};

/** Every amendment with its reason, what stood there before and what stands there since. */
export const Amendments = ({ meeting }: { meeting: Meeting }): ReactNode => {
  const t = useText();
  const format = useFormat();
  const words = useChangeWords();
  return (
    <ul className={css.lines}>
      {meeting.amendments.map(({ id, at, actor, reason, content, resolutions, changes }) => (
        <li key={id}>
          {t(meetingTexts.amendmentLine, { at: format.moment(at), actor, reason })}
          {changes.length > 0 ? (
            <ul className={css.lines}>
              {changes.map((change, place) => {
                const { name, from, to } = words(change);
                return (
                  <li key={place} className={css.content}>
                    {name}：<del>{from}</del> → <ins>{to}</ins>
                  </li>
                );
              })}
            </ul>
          ) : (
            <details>
              <summary>{t(meetingTexts.amendmentFormer)}</summary>
              <p className={css.content}>{[content ?? '', ...resolutions].join('\n')}</p>
            </details>
          )}
        </li>
      ))}
    </ul>
  );
};

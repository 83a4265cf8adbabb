import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useText } from '#ui/language.tsx';
import { ChoiceField, DayField, FieldGrid, LongTextField, TextField } from '#ui/office/fields.tsx';
import type { Meeting } from '../../contract.ts';
import { meetingTexts } from '../../messages.ts';
import { typeFacts, votesOf } from '../../rules.ts';
import { type Listed, ownersIn, type RecordLists } from './record-form.ts';
import css from './meeting.module.css';

interface ListsProps {
  readonly meeting: Meeting;
  readonly lists: RecordLists;
  /** Who may own a task, where it is not the list as it stands. */
  readonly list?: Listed | undefined;
}

const Resolutions = ({ meeting, lists }: ListsProps): ReactNode => {
  const t = useText();
  const choices = votesOf(meeting.type).map((value) => ({ value, label: t(meetingTexts[`vote_${value}`]) }));
  return (
    <>
      <h3>{t(meetingTexts.resolutions)}</h3>
      <p className={css.hint}>{t(meetingTexts.resolutionsHint)}</p>
      {lists.resolutions.map((one, at) => (
        <div key={at} role="group" aria-label={t(meetingTexts.resolution, { number: at + 1 })} className={css.item}>
          <FieldGrid>
            <LongTextField field={one.wording} rows={2} wide />
            <ChoiceField field={one.vote} choices={choices} />
            {one.counted && one.counts.map((count) => <TextField key={count.id} field={count} inputMode="numeric" />)}
          </FieldGrid>
          <div className={css.choices}>
            {one.counted && (
              <Button size="small" onClick={one.unanimous}>
                {t(meetingTexts.unanimous, { count: one.voters })}
              </Button>
            )}
            <Button size="small" onClick={one.remove} aria-label={t(meetingTexts.removeResolution, { number: at + 1 })}>
              {t(meetingTexts.remove)}
            </Button>
          </div>
        </div>
      ))}
      <div>
        <Button onClick={lists.addResolution}>{t(meetingTexts.addResolution)}</Button>
      </div>
    </>
  );
};

const Tasks = ({ meeting, lists, list }: ListsProps): ReactNode => {
  const t = useText();
  const owners = ownersIn(meeting, list);
  return (
    <>
      <h3>{t(meetingTexts.tasks)}</h3>
      <p className={css.hint}>{t(meetingTexts.tasksHint)}</p>
      {lists.tasks.map((one, at) => (
        <div key={at} role="group" aria-label={t(meetingTexts.taskNumber, { number: at + 1 })} className={css.item}>
          <FieldGrid>
            <TextField field={one.task} wide />
            <ChoiceField field={one.owner} choices={owners} />
            <DayField field={one.dueOn} />
          </FieldGrid>
          <div>
            <Button size="small" onClick={one.remove} aria-label={t(meetingTexts.removeTask, { number: at + 1 })}>
              {t(meetingTexts.remove)}
            </Button>
          </div>
        </div>
      ))}
      <div>
        <Button onClick={lists.addTask}>{t(meetingTexts.addTask)}</Button>
      </div>
    </>
  );
};

/** Resolutions and tasks, as far as the type has them. */
export const Lists = ({ meeting, lists, list }: ListsProps): ReactNode => {
  const { record } = typeFacts[meeting.type];
  return (
    <>
      {record.includes('resolutions') && <Resolutions meeting={meeting} lists={lists} />}
      {record.includes('tasks') && <Tasks meeting={meeting} lists={lists} list={list} />}
    </>
  );
};

import type { ReactNode } from 'react';
import { useText } from '#ui/language.tsx';
import { Button } from '#ui/phone/button.tsx';
import { ChoiceField, DayField, LongTextField, TextField } from '#ui/phone/fields.tsx';
import { FormFrame } from '#ui/phone/form-frame.tsx';
import type { Meeting } from '../../contract.ts';
import { meetingTexts } from '../../messages.ts';
import { typeFacts, votesOf } from '../../rules.ts';
import { useDeed } from '../offline/deeds.ts';
import { type Listed, ownersIn, type RecordLists, useRecord, useRecordLists } from '../parts/record-form.ts';
import css from '../parts/meeting.module.css';

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
          <LongTextField field={one.wording} rows={2} />
          <ChoiceField field={one.vote} choices={choices} />
          {one.counted && one.counts.map((count) => <TextField key={count.id} field={count} inputMode="numeric" />)}
          {one.counted && <Button onClick={one.unanimous}>{t(meetingTexts.unanimous, { count: one.voters })}</Button>}
          <Button onClick={one.remove} label={t(meetingTexts.removeResolution, { number: at + 1 })}>
            {t(meetingTexts.remove)}
          </Button>
        </div>
      ))}
      <Button onClick={lists.addResolution}>{t(meetingTexts.addResolution)}</Button>
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
          <TextField field={one.task} />
          <ChoiceField field={one.owner} choices={owners} />
          <DayField field={one.dueOn} />
          <Button onClick={one.remove} label={t(meetingTexts.removeTask, { number: at + 1 })}>
            {t(meetingTexts.remove)}
          </Button>
        </div>
      ))}
      <Button onClick={lists.addTask}>{t(meetingTexts.addTask)}</Button>
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

/** Content, resolutions and tasks on a phone. */
export const RecordForm = ({ meeting }: { meeting: Meeting }): ReactNode => {
  const t = useText();
  const deed = useDeed();
  const form = useRecord(
    meeting,
    () => undefined,
    (record) => deed('meetings.record', meeting.id, record, meeting),
  );
  const lists = useRecordLists(form, meeting);
  return (
    <FormFrame form={form} verb={t(meetingTexts.saveRecord)} label={t(meetingTexts.record)}>
      <LongTextField field={form.field('content')} rows={8} />
      <Lists meeting={meeting} lists={lists} />
    </FormFrame>
  );
};

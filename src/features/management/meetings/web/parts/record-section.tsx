import { App, Button, Modal } from 'antd';
import { type ReactNode, useState } from 'react';
import { useText } from '#ui/language.tsx';
import { ChoiceField, DayField, FieldGrid, LongTextField, TextField } from '#ui/office/fields.tsx';
import { FormFrame } from '#ui/office/form-frame.tsx';
import { Section } from '#ui/office/page.tsx';
import type { Meeting } from '../../contract.ts';
import { meetingTexts } from '../../messages.ts';
import { typeFacts, votesOf } from '../../rules.ts';
import { type RecordLists, useAmendment, useRecord, useRecordLists } from './record-form.ts';
import { RecordView, Verdicts } from './record-view.tsx';
import css from './meeting.module.css';

const Resolutions = ({ meeting, lists }: { meeting: Meeting; lists: RecordLists }): ReactNode => {
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
                {t(meetingTexts.unanimous, { count: meeting.tally.votersPresent })}
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

const Tasks = ({ meeting, lists }: { meeting: Meeting; lists: RecordLists }): ReactNode => {
  const t = useText();
  const people = meeting.invitees.map(({ personId, name }) => ({ value: personId, label: name }));
  return (
    <>
      <h3>{t(meetingTexts.tasks)}</h3>
      <p className={css.hint}>{t(meetingTexts.tasksHint)}</p>
      {lists.tasks.map((one, at) => (
        <div key={at} role="group" aria-label={t(meetingTexts.taskNumber, { number: at + 1 })} className={css.item}>
          <FieldGrid>
            <TextField field={one.task} wide />
            <ChoiceField field={one.owner} choices={people} />
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

const Lists = ({ meeting, lists }: { meeting: Meeting; lists: RecordLists }): ReactNode => {
  const { record } = typeFacts[meeting.type];
  return (
    <>
      {record.includes('resolutions') && <Resolutions meeting={meeting} lists={lists} />}
      {record.includes('tasks') && <Tasks meeting={meeting} lists={lists} />}
    </>
  );
};

const RecordForm = ({ meeting }: { meeting: Meeting }): ReactNode => {
  const t = useText();
  const { message } = App.useApp();
  const form = useRecord(meeting, () => void message.success(t(meetingTexts.saved)));
  const lists = useRecordLists(form, meeting);
  return (
    <FormFrame form={form} verb={t(meetingTexts.saveRecord)} label={t(meetingTexts.record)}>
      <div className={css.stack}>
        <LongTextField field={form.field('content')} rows={8} wide />
        <Lists meeting={meeting} lists={lists} />
      </div>
    </FormFrame>
  );
};

const AmendForm = ({ meeting, onClose }: { meeting: Meeting; onClose: () => void }): ReactNode => {
  const t = useText();
  const form = useAmendment(meeting, onClose);
  const lists = useRecordLists(form, meeting);
  return (
    <FormFrame form={form} verb={t(meetingTexts.amend)} label={t(meetingTexts.amend)} onCancel={onClose} grave>
      <div className={css.stack}>
        <LongTextField field={form.field('reason')} rows={2} wide />
        <LongTextField field={form.field('content')} rows={8} wide />
        <Lists meeting={meeting} lists={lists} />
      </div>
    </FormFrame>
  );
};

const Amend = ({ meeting }: { meeting: Meeting }): ReactNode => {
  const t = useText();
  const [open, setOpen] = useState(false);
  const close = (): void => setOpen(false);
  return (
    <>
      <Button onClick={() => setOpen(true)}>{t(meetingTexts.amend)}</Button>
      <Modal open={open} title={t(meetingTexts.amend)} footer={null} onCancel={close} width={720} destroyOnHidden>
        {open && <AmendForm meeting={meeting} onClose={close} />}
      </Modal>
    </>
  );
};

/** Content, resolutions and tasks: written once the list is confirmed, read once it is closed. */
export const RecordSection = ({ meeting }: { meeting: Meeting }): ReactNode => {
  const t = useText();
  return (
    <Section title={t(meetingTexts.record)} actions={meeting.can.amend && <Amend meeting={meeting} />}>
      {meeting.state === 'planned' && <p className={css.hint}>{t(meetingTexts.recordWaits)}</p>}
      {meeting.can.record && (
        <>
          <RecordForm key={meeting.version} meeting={meeting} />
          <Verdicts meeting={meeting} />
        </>
      )}
      {meeting.state !== 'planned' && !meeting.can.record && <RecordView meeting={meeting} />}
    </Section>
  );
};

import { Button, Modal } from 'antd';
import { type ReactNode, useState } from 'react';
import { useText } from '#ui/language.tsx';
import { uiTexts } from '#ui/messages.ts';
import { ChoiceField, DayField, FieldGrid, LongTextField, ManyField, TextField } from '#ui/office/fields.tsx';
import { FormFrame } from '#ui/office/form-frame.tsx';
import { ErrorNotice } from '#ui/office/state-view.tsx';
import type { Meeting } from '../../contract.ts';
import { meetingProblemTexts, meetingTexts } from '../../messages.ts';
import { listIn, useAmendment, useDayChanges, votersIn } from './amend-form.ts';
import { DayChangesView } from './day-changes.tsx';
import { useRecordLists } from './record-form.ts';
import { Lists } from './record-lists.tsx';
import css from './meeting.module.css';

const AmendForm = ({ meeting, onClose }: { meeting: Meeting; onClose: () => void }): ReactNode => {
  const t = useText();
  const form = useAmendment(meeting, onClose);
  const day = form.field('day');
  const { changes, error } = useDayChanges(meeting, day.value);
  const list = listIn(meeting, changes);
  const lists = useRecordLists(form, meeting, votersIn(meeting, list, form));
  const people = list.map(({ personId, name }) => ({ value: personId, label: name }));
  return (
    <FormFrame
      form={form}
      verb={t(meetingTexts.amend)}
      label={t(meetingTexts.amend)}
      onCancel={onClose}
      leaveVerb={t(uiTexts.back)}
      grave
    >
      <div className={css.stack}>
        <LongTextField field={form.field('reason')} rows={2} wide />
        <p className={css.hint}>{t(meetingTexts.amendHint)}</p>
        <FieldGrid>
          <DayField field={day} />
          <TextField field={form.field('time')} hint={t(meetingTexts.timeHint)} />
          <TextField field={form.field('endTime')} hint={t(meetingTexts.timeHint)} />
          <TextField field={form.field('place')} wide />
          <ChoiceField field={form.field('chairPersonId')} choices={people} />
          <ChoiceField field={form.field('recorderPersonId')} choices={people} />
          <ManyField field={form.field('present')} choices={people} hint={t(meetingTexts.amendPresentHint)} wide />
          <ManyField field={form.field('excused')} choices={people} wide />
        </FieldGrid>
        {error && <ErrorNotice error={error} texts={meetingProblemTexts} />}
        {changes && <DayChangesView day={day.value ?? ''} changes={changes} />}
        <LongTextField field={form.field('content')} rows={8} wide />
        <Lists meeting={meeting} lists={lists} list={list} />
      </div>
    </FormFrame>
  );
};

/** A closed record is amended with a reason; both values of what changes stay to be seen. */
export const Amend = ({ meeting }: { meeting: Meeting }): ReactNode => {
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

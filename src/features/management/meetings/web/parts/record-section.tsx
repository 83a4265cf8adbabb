import { App } from 'antd';
import type { ReactNode } from 'react';
import { useText } from '#ui/language.tsx';
import { LongTextField } from '#ui/office/fields.tsx';
import { FormFrame } from '#ui/office/form-frame.tsx';
import { Section } from '#ui/office/page.tsx';
import type { Meeting } from '../../contract.ts';
import { meetingTexts } from '../../messages.ts';
import { Amend } from './amend.tsx';
import { useRecord, useRecordLists } from './record-form.ts';
import { Lists } from './record-lists.tsx';
import { RecordView, Verdicts } from './record-view.tsx';
import css from './meeting.module.css';

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

/** Content, resolutions and tasks: written once the list is confirmed, read once it is closed. */
export const RecordSection = ({ meeting }: { meeting: Meeting }): ReactNode => {
  const t = useText();
  return (
    <Section title={t(meetingTexts.record)} actions={meeting.can.amend && <Amend meeting={meeting} />}>
      {meeting.state === 'planned' && <p className={css.hint}>{t(meetingTexts.recordWaits)}</p>}
      {meeting.can.record && (
        <div className={css.stack}>
          <RecordForm key={meeting.version} meeting={meeting} />
          <Verdicts meeting={meeting} />
        </div>
      )}
      {meeting.state !== 'planned' && !meeting.can.record && <RecordView meeting={meeting} />}
    </Section>
  );
};

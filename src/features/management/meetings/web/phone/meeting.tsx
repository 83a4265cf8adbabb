import { type ReactNode, useState } from 'react';
import { useParams } from 'react-router';
import { z } from 'zod';
import { Facts } from '#ui/facts.tsx';
import { useFormat, useText } from '#ui/language.tsx';
import { Button } from '#ui/phone/button.tsx';
import { LongTextField } from '#ui/phone/fields.tsx';
import { FormFrame } from '#ui/phone/form-frame.tsx';
import { Page as Frame, Section } from '#ui/phone/page.tsx';
import { Sheet } from '#ui/phone/sheet.tsx';
import { ErrorNotice, StateView } from '#ui/phone/state-view.tsx';
import { addressOf } from '#webkit/api.ts';
import { useDownload } from '#webkit/download.ts';
import { useForm } from '#webkit/form.ts';
import { useApi, useCommand } from '#webkit/query.ts';
import { closeMeeting, type Meeting, meetingById, meetingList } from '../../contract.ts';
import { meetingMinutes } from '../../documents/contract.ts';
import { meetingProblemTexts, meetingTexts } from '../../messages.ts';
import { useAttendance } from '../parts/attendance.ts';
import { Counts, Names } from '../parts/names.tsx';
import { RecordView, TaskView } from '../parts/record-view.tsx';
import { StateTag } from '../parts/words.tsx';
import css from '../parts/meeting.module.css';
import { Materials } from './materials.tsx';
import { RecordForm } from './record-form.tsx';

type Taking = ReturnType<typeof useAttendance>;

const Plan = ({ meeting }: { meeting: Meeting }): ReactNode => {
  const t = useText();
  const format = useFormat();
  return (
    <Section title={t(meetingTexts.planSection)}>
      <Facts
        columns={1}
        facts={[
          { label: t(meetingTexts.when), value: format.moment(meeting.startsAt) },
          { label: t(meetingTexts.place), value: meeting.place },
          { label: t(meetingTexts.chair), value: meeting.chair?.name },
          { label: t(meetingTexts.agenda), value: meeting.agenda.join('；') },
        ]}
      />
      {meeting.openTasks.length > 0 && (
        <>
          <h3>{t(meetingTexts.openTasks)}</h3>
          <ul aria-label={t(meetingTexts.openTasks)} className={css.lines}>
            {meeting.openTasks.map((task) => (
              <TaskView key={task.id} task={task} />
            ))}
          </ul>
        </>
      )}
    </Section>
  );
};

const LateForm = ({ taking }: { taking: Taking }): ReactNode => {
  const t = useText();
  const form = useForm({
    schema: z.object({ reason: z.string().trim().min(2).max(200) }),
    labels: { reason: meetingTexts.lateReason },
    texts: meetingProblemTexts,
    submit: ({ reason }) => Promise.resolve(taking.enterLate(reason)),
  });
  return (
    <FormFrame form={form} verb={t(meetingTexts.save)} label={t(meetingTexts.lateReason)}>
      {taking.error && <ErrorNotice error={taking.error} texts={meetingProblemTexts} />}
      <LongTextField field={form.field('reason')} rows={2} />
    </FormFrame>
  );
};

const Confirm = ({ meeting, taking }: { meeting: Meeting; taking: Taking }): ReactNode => {
  const t = useText();
  const [asking, setAsking] = useState(false);
  const { fire, busy, error } = taking.confirm;
  return (
    <>
      <Button filled onClick={() => setAsking(true)}>
        {t(meetingTexts.confirm)}
      </Button>
      <Sheet open={asking} title={t(meetingTexts.confirm)} onClose={() => setAsking(false)}>
        <Counts meeting={meeting} />
        <p>{t(meetingTexts.confirmHint)}</p>
        {error && <ErrorNotice error={error} texts={meetingProblemTexts} />}
        <Button busy={busy} onClick={() => fire({ params: { id: meeting.id }, body: { version: meeting.version } })}>
          {t(meetingTexts.confirm)}
        </Button>
      </Sheet>
    </>
  );
};

const Attendance = ({ meeting }: { meeting: Meeting }): ReactNode => {
  const t = useText();
  const taking = useAttendance(meeting);
  return (
    <Section title={t(meetingTexts.attendance)}>
      <div className={css.stack}>
        <Counts meeting={meeting} />
        {taking.error && !taking.late && <ErrorNotice error={taking.error} texts={meetingProblemTexts} />}
        <Names meeting={meeting} taking={taking} />
        {meeting.can.take && meeting.state === 'planned' && taking.open.length > 0 && (
          <Button busy={taking.busy} onClick={taking.allPresent}>
            {t(meetingTexts.allPresent)}
          </Button>
        )}
        {meeting.can.confirm && <Confirm meeting={meeting} taking={taking} />}
        <Sheet
          open={taking.late !== null}
          title={t(meetingTexts.late, { name: taking.late?.name ?? '' })}
          onClose={taking.closeLate}
        >
          <LateForm taking={taking} />
        </Sheet>
      </div>
    </Section>
  );
};

const Close = ({ meeting }: { meeting: Meeting }): ReactNode => {
  const t = useText();
  const [asking, setAsking] = useState(false);
  const input = { params: { id: meeting.id } };
  const { fire, busy, error } = useCommand(closeMeeting, {
    touches: [meetingList, [meetingById, input]],
    onDone: () => setAsking(false),
  });
  return (
    <>
      <Button onClick={() => setAsking(true)}>{t(meetingTexts.close)}</Button>
      <Sheet open={asking} title={t(meetingTexts.close)} onClose={() => setAsking(false)}>
        <p>{t(meetingTexts.closeHint)}</p>
        {error && <ErrorNotice error={error} texts={meetingProblemTexts} />}
        <Button busy={busy} onClick={() => fire({ ...input, body: { version: meeting.version } })}>
          {t(meetingTexts.close)}
        </Button>
      </Sheet>
    </>
  );
};

const Minutes = ({ meeting }: { meeting: Meeting }): ReactNode => {
  const t = useText();
  const { start, progress, error } = useDownload();
  return (
    <>
      {error && <ErrorNotice error={error} />}
      <Button busy={progress !== null} onClick={() => start(addressOf(meetingMinutes, { params: { id: meeting.id } }))}>
        {t(meetingTexts.minutes)}
      </Button>
      <Button
        busy={progress !== null}
        onClick={() => start(addressOf(meetingMinutes, { params: { id: meeting.id }, query: { as: 'pdf' } }))}
      >
        {t(meetingTexts.minutesPdf)}
      </Button>
    </>
  );
};

const Parts = ({ meeting }: { meeting: Meeting }): ReactNode => {
  const t = useText();
  const { state, can } = meeting;
  return (
    <>
      <p>
        {meeting.organisation.name} <StateTag state={state} />
      </p>
      <Plan meeting={meeting} />
      {state !== 'cancelled' && <Materials meeting={meeting} />}
      {state !== 'cancelled' && <Attendance meeting={meeting} />}
      {can.record && (
        <Section title={t(meetingTexts.record)}>
          <RecordForm key={meeting.version} meeting={meeting} />
        </Section>
      )}
      {state === 'closed' && (
        <Section title={t(meetingTexts.record)}>
          <RecordView meeting={meeting} />
        </Section>
      )}
      {can.close && <Close meeting={meeting} />}
      {(state === 'held' || state === 'closed') && <Minutes meeting={meeting} />}
    </>
  );
};

/** One meeting in a secretary's hand: attendance by taps, the record, the end of it. */
export const Page = (): ReactNode => {
  const t = useText();
  const { id = '' } = useParams();
  const { data: meeting, error, isPending, refetch } = useApi(meetingById, { params: { id } });
  return (
    <Frame title={meeting?.title ?? t(meetingTexts.title)} back="/meetings">
      <StateView error={error} loading={isPending} onAgain={() => void refetch()}>
        {() => meeting && <Parts meeting={meeting} />}
      </StateView>
    </Frame>
  );
};

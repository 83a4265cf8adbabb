import { type ReactNode, useState } from 'react';
import { useParams } from 'react-router';
import { z } from 'zod';
import type { Text } from '#shared/text.ts';
import { Unreachable } from '#shared/unreachable.ts';
import { Facts } from '#ui/facts.tsx';
import { useFormat, useText } from '#ui/language.tsx';
import { Button } from '#ui/phone/button.tsx';
import { LongTextField } from '#ui/phone/fields.tsx';
import { FormFrame } from '#ui/phone/form-frame.tsx';
import { LinkButton } from '#ui/phone/link-button.tsx';
import { Page as Frame, Section } from '#ui/phone/page.tsx';
import { Sheet } from '#ui/phone/sheet.tsx';
import { ErrorNotice, StateView } from '#ui/phone/state-view.tsx';
import { addressOf } from '#webkit/api.ts';
import { useDownload } from '#webkit/download.ts';
import { useForm } from '#webkit/form.ts';
import { useCommand } from '#webkit/query.ts';
import { useSession } from '#webkit/session.tsx';
import { finishTask, type Meeting, meetingById, type Task } from '../../contract.ts';
import { attendanceSheet, meetingMinutes } from '../../documents/contract.ts';
import { type Leaders, namedIn, otherThan } from '../../leaders/rules.ts';
import { meetingProblemTexts, meetingTexts } from '../../messages.ts';
import { offlineTexts } from '../../offline/messages.ts';
import { recordOf } from '../../offline/rules.ts';
import { rollOpensOn, timeOf } from '../../rules.ts';
import { useDeed, useRoll } from '../offline/deeds.ts';
import { DeviceState, NotTaken } from '../offline/device-state.tsx';
import { type MeetingRead, useMeeting } from '../offline/use-meeting.ts';
import type { Taking } from '../parts/attendance.ts';
import { HowCounted } from '../parts/how-counted.tsx';
import { ConfirmedBy, Counts, Names } from '../parts/names.tsx';
import { Amendments, RecordView, TaskView, Verdicts } from '../parts/record-view.tsx';
import { today } from '../parts/today.ts';
import { StateTag } from '../parts/words.tsx';
import css from '../parts/meeting.module.css';
import { Answers } from './answers.tsx';
import { Cancel } from './cancel.tsx';
import { Guests } from './guests.tsx';
import { LeadersSheet } from './leaders.tsx';
import { Materials } from './materials.tsx';
import { RecordForm } from './record-form.tsx';

/** A task of an earlier meeting settled in place; nothing of it is written down on the device. */
const Finish = ({ meeting, task }: { meeting: Meeting; task: Task }): ReactNode => {
  const t = useText();
  const { fire, busy, error } = useCommand(finishTask, { touches: [[meetingById, { params: { id: meeting.id } }]] });
  return (
    <div>
      {error && <ErrorNotice error={error} texts={meetingProblemTexts} />}
      <Button
        busy={busy}
        label={t(meetingTexts.finishOf, { task: task.task })}
        onClick={() => fire({ params: { id: task.id }, body: { version: task.version } })}
      >
        {t(meetingTexts.finish)}
      </Button>
    </div>
  );
};

const Plan = ({ meeting, isOnline }: { meeting: Meeting; isOnline: boolean }): ReactNode => {
  const t = useText();
  const format = useFormat();
  const { can } = useSession();
  const { endsAt, capacity, agenda } = meeting;
  const finishes = isOnline && can('meetings.edit');
  return (
    <Section title={t(meetingTexts.planSection)}>
      <Facts
        columns={1}
        facts={[
          {
            label: t(meetingTexts.when),
            value: `${format.moment(meeting.startsAt)}${endsAt ? `–${timeOf(endsAt)}` : ''}`,
          },
          { label: t(meetingTexts.place), value: meeting.place },
          { label: t(meetingTexts.chair), value: meeting.chair?.name },
          { label: t(meetingTexts.recorder), value: meeting.recorder?.name },
          ...(capacity ? [{ label: t(meetingTexts.capacity), value: format.number(capacity) }] : []),
          {
            label: t(meetingTexts.agenda),
            value: agenda.length > 0 && (
              <ol className={css.agenda}>
                {agenda.map((topic, place) => (
                  <li key={place}>{topic}</li>
                ))}
              </ol>
            ),
          },
          ...(meeting.cancelReason ? [{ label: t(meetingTexts.cancelReason), value: meeting.cancelReason }] : []),
        ]}
      />
      {meeting.can.edit && <LinkButton to={`/meetings/${meeting.id}/plan`}>{t(offlineTexts.editPlan)}</LinkButton>}
      {meeting.openTasks.length > 0 && (
        <div className={css.carried}>
          <h3>{t(meetingTexts.openTasks)}</h3>
          <ul aria-label={t(meetingTexts.openTasks)} className={css.lines}>
            {meeting.openTasks.map((task) => (
              <TaskView key={task.id} task={task} action={finishes && <Finish meeting={meeting} task={task} />} />
            ))}
          </ul>
        </div>
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
    submit: async ({ reason }) => taking.enterLate(reason),
  });
  return (
    <FormFrame form={form} verb={t(meetingTexts.save)} label={t(meetingTexts.lateReason)}>
      {taking.error && <ErrorNotice error={taking.error} texts={meetingProblemTexts} />}
      <LongTextField field={form.field('reason')} rows={2} />
    </FormFrame>
  );
};

const Attendance = ({ meeting }: { meeting: Meeting }): ReactNode => {
  const t = useText();
  const taking = useRoll(meeting);
  const isOpen = rollOpensOn(meeting, today()) === null;
  return (
    <Section title={t(meetingTexts.attendance)}>
      <div className={css.stack}>
        <Counts meeting={meeting} />
        <HowCounted meeting={meeting} />
        <ConfirmedBy meeting={meeting} />
        {taking.error && !taking.late && <ErrorNotice error={taking.error} texts={meetingProblemTexts} />}
        <Names meeting={meeting} taking={taking} />
        {meeting.can.take && meeting.state === 'planned' && isOpen && taking.open.length > 0 && (
          <Button busy={taking.busy} onClick={taking.allPresent}>
            {t(meetingTexts.allPresent)}
          </Button>
        )}
        {meeting.can.confirm && (
          <LeadersSheet meeting={meeting} verb={t(meetingTexts.confirm)} filled onConfirm={taking.confirm}>
            <Counts meeting={meeting} />
            <p>{t(meetingTexts.confirmHint)}</p>
          </LeadersSheet>
        )}
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
  const deed = useDeed();
  const close = (leaders: Leaders): Promise<unknown> =>
    deed('meetings.close', meeting.id, otherThan(leaders, namedIn(meeting)), meeting);
  return (
    <LeadersSheet meeting={meeting} verb={t(meetingTexts.close)} onConfirm={close}>
      <p>{t(meetingTexts.closeHint)}</p>
    </LeadersSheet>
  );
};

/** The sheet to sign by hand before, the minutes after; PDF first, which every phone opens. */
const Papers = ({ meeting }: { meeting: Meeting }): ReactNode => {
  const t = useText();
  const { start, progress, error } = useDownload();
  const input = { params: { id: meeting.id } };
  const pdf = { ...input, query: { as: 'pdf' as const } };
  const paper = (label: Text, address: string): ReactNode => (
    <Button busy={progress !== null} onClick={() => start(address)}>
      {t(label)}
    </Button>
  );
  return (
    <>
      {error && <ErrorNotice error={error} />}
      {meeting.state === 'planned' && paper(meetingTexts.sheetPdf, addressOf(attendanceSheet, pdf))}
      {meeting.state !== 'planned' && paper(meetingTexts.minutes, addressOf(meetingMinutes, input))}
      {meeting.state !== 'planned' && paper(meetingTexts.minutesPdf, addressOf(meetingMinutes, pdf))}
    </>
  );
};

/** The record as the server has it: mine on its way, which may yet be refused, begins no new form. */
const useRecordKey = (meeting: Meeting, isPending: boolean): string => {
  const now = JSON.stringify(recordOf(meeting));
  const [key, setKey] = useState(now);
  if (!isPending && key !== now) setKey(now);
  return key;
};

const Parts = ({ meeting, read }: { meeting: Meeting; read: MeetingRead }): ReactNode => {
  const t = useText();
  const { state, can } = meeting;
  const recordKey = useRecordKey(meeting, read.mine.length > 0);
  const isOnline = read.takenAt === null && read.mine.length === 0;
  return (
    <>
      <p>
        {meeting.organisation.name} <StateTag state={state} />
      </p>
      <DeviceState read={read} meeting={meeting} />
      <Plan meeting={meeting} isOnline={isOnline} />
      {state !== 'cancelled' && <Materials meeting={meeting} />}
      {can.respond && <Answers meeting={meeting} />}
      {state !== 'cancelled' && <Attendance meeting={meeting} />}
      {state !== 'cancelled' && <Guests meeting={meeting} isOnline={isOnline} />}
      {/* Another version alone is no reason to begin anew: what stands before it may be on its way while somebody types. */}
      {can.record && (
        <Section title={t(meetingTexts.record)}>
          <div className={css.stack}>
            <RecordForm key={recordKey} meeting={meeting} />
            <Verdicts meeting={meeting} />
          </div>
        </Section>
      )}
      {state === 'closed' && (
        <Section title={t(meetingTexts.record)}>
          <RecordView meeting={meeting} />
          {can.amend && read.mine.length === 0 && (
            <LinkButton to={`/meetings/${meeting.id}/amend`}>{t(meetingTexts.amend)}</LinkButton>
          )}
        </Section>
      )}
      {meeting.amendments.length > 0 && (
        <Section title={t(meetingTexts.amendments)}>
          <Amendments meeting={meeting} />
        </Section>
      )}
      {can.close && <Close meeting={meeting} />}
      {state !== 'cancelled' && isOnline && <Papers meeting={meeting} />}
      {can.cancel && <Cancel meeting={meeting} isSent={read.mine.length === 0} />}
    </>
  );
};

/** One meeting in a secretary's hand: attendance by taps, the record, the end of it; with a network or without. */
export const Page = (): ReactNode => {
  const t = useText();
  const { id = '' } = useParams();
  const read = useMeeting(id);
  const { meeting, error, loading, again } = read;
  if (meeting === null && error instanceof Unreachable) return <NotTaken again={again} />;
  return (
    <Frame title={meeting?.title ?? t(meetingTexts.title)} back="/meetings">
      <StateView error={error} loading={loading} onAgain={again}>
        {() => meeting && <Parts meeting={meeting} read={read} />}
      </StateView>
    </Frame>
  );
};

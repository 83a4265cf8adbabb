import { App, Button, Modal } from 'antd';
import { type ReactNode, useState } from 'react';
import { type Fact, Facts } from '#ui/facts.tsx';
import { useFormat, useText } from '#ui/language.tsx';
import { uiTexts } from '#ui/messages.ts';
import { ConfirmDialog } from '#ui/office/dialogs.tsx';
import { FormFrame } from '#ui/office/form-frame.tsx';
import { Section } from '#ui/office/page.tsx';
import { ErrorNotice } from '#ui/office/state-view.tsx';
import { useApi, useCommand } from '#webkit/query.ts';
import { useSession } from '#webkit/session.tsx';
import {
  cancelMeeting,
  finishTask,
  type Meeting,
  meetingById,
  meetingDraft,
  meetingList,
  type Task,
} from '../../contract.ts';
import { meetingProblemTexts, meetingTexts } from '../../messages.ts';
import { meetingDay, timeOf } from '../../rules.ts';
import { seriesAhead } from '../../series/contract.ts';
import { isPast, useNoticeCost } from './notice-cost.ts';
import { planFieldsOf, useChangedPlan } from './plan-form.ts';
import { PlanInputs } from './plan-fields.tsx';
import { ReachChoice, useReach } from './reach.tsx';
import { TaskView } from './record-view.tsx';
import { useTypeName } from './words.tsx';
import css from './meeting.module.css';

const EditForm = ({ meeting, onClose }: { meeting: Meeting; onClose: () => void }): ReactNode => {
  const t = useText();
  const { message } = App.useApp();
  const reach = useReach(meeting);
  const form = useChangedPlan(meeting, {
    following: reach.following,
    onSaved: () => {
      const words = { count: reach.following.following ?? 1 };
      void message.success(reach.isWide ? t(meetingTexts.seriesDone, words) : t(meetingTexts.saved));
      onClose();
    },
  });
  const { organisation, type, startsAt } = meeting;
  const { data } = useApi(meetingDraft, {
    query: { organisationId: organisation.id, type, day: meetingDay(startsAt) },
  });
  const fields = planFieldsOf(form, type);
  const when = { day: fields.day.value, time: fields.time.value };
  const cost = useNoticeCost(organisation.id, reach.people, when);
  return (
    <FormFrame
      form={form}
      verb={t(meetingTexts.save)}
      label={t(meetingTexts.edit)}
      onCancel={onClose}
      leaveVerb={t(uiTexts.back)}
    >
      <ReachChoice meeting={meeting} reach={reach} to={fields.day.value ?? meetingDay(startsAt)} />
      <PlanInputs fields={fields} people={data?.roster ?? meeting.invitees} />
      <p className={css.hint}>
        {!isPast(when) && t(meetingTexts.changeTells)}
        {cost}
      </p>
    </FormFrame>
  );
};

const Edit = ({ meeting }: { meeting: Meeting }): ReactNode => {
  const t = useText();
  const [open, setOpen] = useState(false);
  const close = (): void => setOpen(false);
  return (
    <>
      <Button onClick={() => setOpen(true)}>{t(meetingTexts.edit)}</Button>
      <Modal open={open} title={t(meetingTexts.edit)} footer={null} onCancel={close} width={720} destroyOnHidden>
        {open && <EditForm meeting={meeting} onClose={close} />}
      </Modal>
    </>
  );
};

const Cancel = ({ meeting }: { meeting: Meeting }): ReactNode => {
  const t = useText();
  const { message } = App.useApp();
  const [asking, setAsking] = useState(false);
  const { startsAt } = meeting;
  const when = { day: meetingDay(startsAt), time: timeOf(startsAt) };
  const reach = useReach(meeting, asking);
  const cost = useNoticeCost(meeting.organisation.id, reach.people, when);
  const input = { params: { id: meeting.id } };
  const { fire, busy, error, reset } = useCommand(cancelMeeting, {
    touches: [meetingList, seriesAhead, [meetingById, input]],
    onDone: () => {
      setAsking(false);
      void message.success(t(meetingTexts.cancelled));
    },
  });
  return (
    <>
      <Button onClick={() => setAsking(true)}>{t(meetingTexts.cancel)}</Button>
      <ConfirmDialog
        open={asking}
        title={t(meetingTexts.cancel)}
        consequence={
          <div className={css.stack}>
            <ReachChoice meeting={meeting} reach={reach} />
            <p>{isPast(when) ? t(meetingTexts.cancelHint) : `${t(meetingTexts.cancelHint)} ${cost}`}</p>
          </div>
        }
        verb={t(meetingTexts.cancel)}
        reasonFrom={2}
        busy={busy}
        error={error}
        texts={meetingProblemTexts}
        onConfirm={(reason) => fire({ ...input, body: { version: meeting.version, reason, ...reach.following } })}
        onClose={() => {
          setAsking(false);
          reset();
        }}
      />
    </>
  );
};

const Finish = ({ meeting, task }: { meeting: Meeting; task: Task }): ReactNode => {
  const t = useText();
  const { fire, busy, error } = useCommand(finishTask, {
    touches: [[meetingById, { params: { id: meeting.id } }]],
  });
  return (
    <>
      {error && <ErrorNotice error={error} texts={meetingProblemTexts} />}
      <Button
        size="small"
        loading={busy}
        aria-label={t(meetingTexts.finishOf, { task: task.task })}
        onClick={() => fire({ params: { id: task.id }, body: { version: task.version } })}
      >
        {t(meetingTexts.finish)}
      </Button>
    </>
  );
};

const OpenTasks = ({ meeting }: { meeting: Meeting }): ReactNode => {
  const t = useText();
  const { can } = useSession();
  return (
    <ul aria-label={t(meetingTexts.openTasks)} className={css.lines}>
      {meeting.openTasks.map((task) => (
        <TaskView key={task.id} task={task} action={can('meetings.edit') && <Finish meeting={meeting} task={task} />} />
      ))}
    </ul>
  );
};

export const PlanSection = ({ meeting }: { meeting: Meeting }): ReactNode => {
  const t = useText();
  const format = useFormat();
  const typeName = useTypeName();
  const { agenda, openTasks, cancelReason, endsAt, capacity } = meeting;
  const end = endsAt ? `–${timeOf(endsAt)}` : '';
  const facts: Fact[] = [
    { label: t(meetingTexts.type), value: typeName(meeting.type) },
    { label: t(meetingTexts.when), value: `${format.moment(meeting.startsAt)}${end}` },
    { label: t(meetingTexts.place), value: meeting.place },
    { label: t(meetingTexts.chair), value: meeting.chair?.name },
    { label: t(meetingTexts.recorder), value: meeting.recorder?.name },
    ...(capacity ? [{ label: t(meetingTexts.capacity), value: format.number(capacity) }] : []),
    ...(cancelReason ? [{ label: t(meetingTexts.cancelReason), value: cancelReason, wide: true }] : []),
    {
      label: t(meetingTexts.agenda),
      wide: true,
      value: agenda.length > 0 && (
        <ol className={css.agenda}>
          {agenda.map((topic, place) => (
            <li key={place}>{topic}</li>
          ))}
        </ol>
      ),
    },
    ...(openTasks.length > 0
      ? [{ label: t(meetingTexts.openTasks), wide: true, value: <OpenTasks meeting={meeting} /> }]
      : []),
  ];
  return (
    <Section
      title={t(meetingTexts.planSection)}
      actions={
        <>
          {meeting.can.edit && <Edit meeting={meeting} />}
          {meeting.can.cancel && <Cancel meeting={meeting} />}
        </>
      }
    >
      <Facts facts={facts} />
    </Section>
  );
};

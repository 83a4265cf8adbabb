import type { ReactNode } from 'react';
import { useParams } from 'react-router';
import { useText } from '#ui/language.tsx';
import { ChoiceField, CountField, DayField, LongTextField, TextField } from '#ui/phone/fields.tsx';
import { FormFrame } from '#ui/phone/form-frame.tsx';
import { Page as Frame, Section } from '#ui/phone/page.tsx';
import { LeaveDialog } from '#ui/phone/sheet.tsx';
import { Missing, StateView } from '#ui/phone/state-view.tsx';
import { useGoOn, useLeaveGuard } from '#webkit/router.tsx';
import type { Meeting } from '../../contract.ts';
import { meetingTexts } from '../../messages.ts';
import { offlineTexts } from '../../offline/messages.ts';
import { planOf } from '../../offline/rules.ts';
import { useDeed } from '../offline/deeds.ts';
import { useMeeting } from '../offline/use-meeting.ts';
import { meetingDay } from '../../rules.ts';
import { isPast, useNoticeCost } from '../parts/notice-cost.ts';
import { planFieldsOf, useChangedPlan } from '../parts/plan-form.ts';
import { ReachChoice, useReach } from '../parts/reach.tsx';
import css from '../parts/meeting.module.css';

const EditForm = ({ meeting, isSent }: { meeting: Meeting; isSent: boolean }): ReactNode => {
  const t = useText();
  const goOn = useGoOn();
  const deed = useDeed();
  const reach = useReach(meeting, isSent);
  const form = useChangedPlan(meeting, {
    following: reach.following,
    onSaved: () => goOn(`/meetings/${meeting.id}`, { replace: true }),
    send: (plan) => deed('meetings.edit', meeting.id, plan, meeting),
  });
  const fields = planFieldsOf(form, meeting.type);
  const people = meeting.invitees.map(({ personId, name }) => ({ value: personId, label: name }));
  const when = { day: fields.day.value, time: fields.time.value };
  const cost = useNoticeCost(meeting.organisation.id, reach.people, when);
  const guard = useLeaveGuard(form.dirty && !form.busy);
  return (
    <Section>
      <FormFrame form={form} verb={t(meetingTexts.save)} label={t(offlineTexts.editPlan)}>
        <ReachChoice meeting={meeting} reach={reach} to={fields.day.value ?? meetingDay(meeting.startsAt)} />
        <TextField field={fields.title} />
        <DayField field={fields.day} />
        <TextField field={fields.time} hint={t(meetingTexts.timeHint)} />
        <TextField field={fields.endTime} hint={t(meetingTexts.timeHint)} />
        <TextField field={fields.place} />
        <ChoiceField field={fields.chairPersonId} choices={people} />
        <ChoiceField field={fields.recorderPersonId} choices={people} />
        <LongTextField field={fields.agenda} hint={t(meetingTexts.agendaHint)} />
        {fields.capacity && <CountField field={fields.capacity} hint={t(meetingTexts.capacityHint)} />}
        <p className={css.hint}>
          {!isPast(when) && t(meetingTexts.changeTells)}
          {cost}
        </p>
      </FormFrame>
      <LeaveDialog {...guard} />
    </Section>
  );
};

/** The plan changed on the way to the meeting, with a network or without. */
export const Page = (): ReactNode => {
  const t = useText();
  const { id = '' } = useParams();
  const { meeting, mine, error, loading, again } = useMeeting(id);
  return (
    <Frame title={t(offlineTexts.editPlan)} {...(meeting ? { intro: meeting.title } : {})} back={`/meetings/${id}`}>
      <StateView error={error} loading={loading} onAgain={again}>
        {() =>
          meeting?.can.edit ? (
            <EditForm key={JSON.stringify(planOf(meeting))} meeting={meeting} isSent={mine.length === 0} />
          ) : (
            <Missing />
          )
        }
      </StateView>
    </Frame>
  );
};

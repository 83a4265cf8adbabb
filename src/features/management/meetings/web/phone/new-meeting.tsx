import type { ReactNode } from 'react';
import { z } from 'zod';
import type { Field } from '#ui/field.ts';
import { useText } from '#ui/language.tsx';
import { ChoiceField, CountField, DayField, LongTextField, SwitchCell, TextField } from '#ui/phone/fields.tsx';
import { FormFrame } from '#ui/phone/form-frame.tsx';
import { Page as Frame, Section } from '#ui/phone/page.tsx';
import { LeaveDialog } from '#ui/phone/sheet.tsx';
import { StateView } from '#ui/phone/state-view.tsx';
import { useAddressState, useGoOn, useLeaveGuard } from '#webkit/router.tsx';
import { useCut } from '#webkit/use-cut.ts';
import type { Meeting } from '../../contract.ts';
import { meetingTexts } from '../../messages.ts';
import { meetingTypes, type MeetingType } from '../../rules.ts';
import { usePlaces, usePlan, useTakenDraft } from '../offline/planning.ts';
import { useNoticeCost } from '../parts/notice-cost.ts';
import { type Draft, planFieldsOf, useNewPlan } from '../parts/plan-form.ts';
import { today } from '../parts/today.ts';
import { useTypeName } from '../parts/words.tsx';
import css from '../parts/meeting.module.css';

const address = z.object({ organisationId: z.uuid().optional(), type: z.enum(meetingTypes).optional() });

/** Names to choose from, one beside the other switched on or off. */
const Chosen = ({ field, people }: { field: Field<string[]>; people: Draft['roster'] }): ReactNode => {
  const chosen = field.value ?? [];
  return (
    <div role="group" aria-label={field.label}>
      <h2 className={css.hint}>{field.label}</h2>
      {people.map(({ personId, name }) => (
        <SwitchCell
          key={personId}
          label={name}
          value={chosen.includes(personId)}
          onChange={(on) => field.onChange(on ? [...chosen, personId] : chosen.filter((id) => id !== personId))}
        />
      ))}
    </div>
  );
};

const NewForm = (props: { organisation: Meeting['organisation']; type: MeetingType; draft: Draft }): ReactNode => {
  const t = useText();
  const goOn = useGoOn();
  const { organisation, ...rest } = props;
  const form = useNewPlan({
    ...rest,
    organisationId: organisation.id,
    send: usePlan(organisation, props.draft),
    today: today(),
    onPlanned: ({ id }) => {
      form.reset();
      goOn(`/meetings/${id}`, { replace: true });
    },
  });
  const fields = planFieldsOf(form, props.type);
  const people = props.draft.roster.map(({ personId, name }) => ({ value: personId, label: name }));
  // A series is made on the server at once.
  const isCut = useCut();
  const guard = useLeaveGuard(form.dirty && !form.busy);
  const asked = fields.invited ? (fields.invited.value ?? []).length : people.length;
  const cost = useNoticeCost(organisation.id, asked, { day: fields.day.value, time: fields.time.value });
  return (
    <Section>
      <FormFrame form={form} verb={t(meetingTexts.planVerb)} label={t(meetingTexts.new)}>
        <TextField field={fields.title} />
        <DayField field={fields.day} />
        <TextField field={fields.time} hint={t(meetingTexts.timeHint)} />
        <TextField field={fields.endTime} hint={t(meetingTexts.timeHint)} />
        <TextField field={fields.place} />
        <ChoiceField field={fields.chairPersonId} choices={people} />
        <ChoiceField field={fields.recorderPersonId} choices={people} />
        <LongTextField field={fields.agenda} hint={t(meetingTexts.agendaHint)} />
        {fields.capacity && <CountField field={fields.capacity} hint={t(meetingTexts.capacityHint)} />}
        {!isCut && <CountField field={form.field('months')} hint={t(meetingTexts.monthsHint)} />}
        {fields.invited && <Chosen field={fields.invited} people={props.draft.roster} />}
        <p className={css.hint}>{cost}</p>
      </FormFrame>
      <LeaveDialog {...guard} />
    </Section>
  );
};

export const Page = (): ReactNode => {
  const typeName = useTypeName();
  const [{ organisationId: chosen, type = 'party_day' }] = useAddressState(address);
  const places = usePlaces();
  const organisation = places.items.find(({ id }) => id === chosen) ?? places.items[0];
  const draft = useTakenDraft(organisation?.id, type);
  return (
    <Frame title={typeName(type)} back="/meetings/plan">
      <StateView
        error={places.error ?? draft.error}
        loading={places.loading || (organisation !== undefined && draft.loading)}
        empty={organisation === undefined}
        onAgain={draft.again}
      >
        {() => draft.data && organisation && <NewForm organisation={organisation} type={type} draft={draft.data} />}
      </StateView>
    </Frame>
  );
};

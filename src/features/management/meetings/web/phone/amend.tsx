import { type ReactNode, useState } from 'react';
import { useParams } from 'react-router';
import { useText } from '#ui/language.tsx';
import { ChoiceField, DayField, LongTextField, TextField } from '#ui/phone/fields.tsx';
import { FormFrame } from '#ui/phone/form-frame.tsx';
import { Page as Frame, Section } from '#ui/phone/page.tsx';
import { LeaveDialog } from '#ui/phone/sheet.tsx';
import { ErrorNotice, Missing, StateView } from '#ui/phone/state-view.tsx';
import type { Form } from '#webkit/form.ts';
import { useApi } from '#webkit/query.ts';
import { useGoOn, useLeaveGuard } from '#webkit/router.tsx';
import { type Meeting, meetingById } from '../../contract.ts';
import { meetingProblemTexts, meetingTexts } from '../../messages.ts';
import { attendances, type Attendance } from '../../rules.ts';
import { type amendBody, listIn, useAmendment, useDayChanges, votersIn } from '../parts/amend-form.ts';
import { DayChangesView } from '../parts/day-changes.tsx';
import { useRecordLists } from '../parts/record-form.ts';
import css from '../parts/meeting.module.css';
import { Lists } from './record-form.tsx';

interface CameProps {
  readonly people: readonly { readonly personId: string; readonly name: string }[];
  readonly form: Form<typeof amendBody>;
}

/** Who came, as names to tap: each tap makes it what is chosen above. */
const Came = ({ people, form }: CameProps): ReactNode => {
  const t = useText();
  const [mark, setMark] = useState<Attendance>('present');
  const present = form.values.present ?? [];
  const excused = form.values.excused ?? [];
  const markOf = (id: string): Attendance =>
    present.includes(id) ? 'present' : excused.includes(id) ? 'excused' : 'absent';
  const tap = (id: string): void => {
    const without = (list: readonly string[]): string[] => list.filter((one) => one !== id);
    form.set({
      present: mark === 'present' ? [...without(present), id] : without(present),
      excused: mark === 'excused' ? [...without(excused), id] : without(excused),
    });
  };
  return (
    <>
      <h3>{t(meetingTexts.attendance)}</h3>
      <p className={css.hint}>{t(meetingTexts.amendPresentHint)}</p>
      <div role="group" aria-label={t(meetingTexts.markAs)} className={css.choices}>
        {attendances.map((one) => (
          <button
            key={one}
            type="button"
            className={css.choice}
            aria-pressed={mark === one}
            onClick={() => setMark(one)}
          >
            {t(meetingTexts[`mark_${one}`])}
          </button>
        ))}
      </div>
      <div role="group" aria-label={t(meetingTexts.attendance)} className={css.names}>
        {people.map(({ personId, name }) => (
          <button
            key={personId}
            type="button"
            className={css.name}
            data-mark={markOf(personId)}
            onClick={() => tap(personId)}
          >
            <span>{name}</span>
            <small>{t(meetingTexts[`mark_${markOf(personId)}`])}</small>
          </button>
        ))}
      </div>
    </>
  );
};

const AmendForm = ({ meeting }: { meeting: Meeting }): ReactNode => {
  const t = useText();
  const goOn = useGoOn();
  const form = useAmendment(meeting, () => goOn(`/meetings/${meeting.id}`, { replace: true }));
  const day = form.field('day');
  const { changes, error } = useDayChanges(meeting, day.value);
  const list = listIn(meeting, changes);
  const lists = useRecordLists(form, meeting, votersIn(meeting, list, form));
  const choices = list.map(({ personId, name }) => ({ value: personId, label: name }));
  const guard = useLeaveGuard(form.dirty && !form.busy);
  return (
    <Section title={t(meetingTexts.record)}>
      <FormFrame form={form} verb={t(meetingTexts.amend)} label={t(meetingTexts.amend)}>
        <LongTextField field={form.field('reason')} rows={2} />
        <p className={css.hint}>{t(meetingTexts.amendHint)}</p>
        <DayField field={day} />
        {error && <ErrorNotice error={error} texts={meetingProblemTexts} />}
        {changes && <DayChangesView day={day.value ?? ''} changes={changes} />}
        <TextField field={form.field('time')} hint={t(meetingTexts.timeHint)} />
        <TextField field={form.field('endTime')} hint={t(meetingTexts.timeHint)} />
        <TextField field={form.field('place')} />
        <ChoiceField field={form.field('chairPersonId')} choices={choices} />
        <ChoiceField field={form.field('recorderPersonId')} choices={choices} />
        <Came people={list} form={form} />
        <LongTextField field={form.field('content')} rows={8} />
        <Lists meeting={meeting} lists={lists} list={list} />
      </FormFrame>
      <LeaveDialog {...guard} />
    </Section>
  );
};

/** A closed record put right on a phone, with its reason; it needs the network, as what is closed is not taken along. */
export const Page = (): ReactNode => {
  const t = useText();
  const { id = '' } = useParams();
  const { data: meeting, error, isPending, refetch } = useApi(meetingById, { params: { id } });
  return (
    <Frame title={t(meetingTexts.amend)} {...(meeting ? { intro: meeting.title } : {})} back={`/meetings/${id}`}>
      <StateView error={error} loading={isPending} onAgain={() => void refetch()}>
        {() => meeting && (meeting.can.amend ? <AmendForm key={meeting.version} meeting={meeting} /> : <Missing />)}
      </StateView>
    </Frame>
  );
};

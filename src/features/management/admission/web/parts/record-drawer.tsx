import { App, Drawer } from 'antd';
import { type ReactNode, useMemo } from 'react';
import { z } from 'zod';
import { meetingList } from '#features/management/meetings/contract.ts';
import type { Text } from '#shared/text.ts';
import { useFormat, useText } from '#ui/language.tsx';
import {
  ChoiceField,
  DayField,
  FieldGrid,
  LongTextField,
  NumberField,
  RadioField,
  SwitchField,
  TextField,
} from '#ui/office/fields.tsx';
import { FormFrame } from '#ui/office/form-frame.tsx';
import { useForm } from '#webkit/form.ts';
import { useApi, useCommand } from '#webkit/query.ts';
import { type CaseFile, recordFact, type Step } from '../../contract.ts';
import { admissionTexts } from '../../messages.ts';
import { concluding, lasting, naming, reporting, voted } from '../../rules.ts';
import { outcomes, type StepId } from '../../steps.ts';
import { today } from './today.ts';
import { problemTexts, touched } from './problems.ts';
import { useAdmissionWords } from './words.ts';

const few = z.number().int().min(0).max(9_999).optional();
const schema = z.object({
  on: z.iso.date(),
  until: z.iso.date().optional(),
  outcome: z.enum(outcomes),
  hours: few,
  days: few,
  months: few,
  special: z.boolean().optional(),
  names: z.string().max(250).optional(),
  meetingId: z.uuid().optional(),
  entitled: few,
  present: few,
  yes: few,
  no: few,
  abstain: few,
  writtenOpinions: few,
  secret: z.boolean().optional(),
  concludedBy: z.string().trim().max(60).optional(),
  note: z.string().trim().max(500).optional(),
  fromPapers: z.boolean().optional(),
  receivedOn: z.iso.date().optional(),
});
type Typed = z.input<typeof schema>;

interface Props {
  readonly file: CaseFile;
  readonly step: Step;
  readonly onClose: () => void;
}

const namesText = (step: StepId): Text => {
  if (step === 'contacts') return admissionTexts.names_contacts;
  return step === 'introducers' ? admissionTexts.names_introducers : admissionTexts.names_talk;
};

/** Nothing is sent of what was left empty or belongs to another step. */
const bodyOf = ({ names, ...typed }: Typed) => {
  const told = Object.fromEntries(
    Object.entries(typed).filter(([, value]) => value !== undefined && value !== '' && value !== null),
  ) as Omit<Typed, 'names'>;
  const list = (names ?? '')
    .split(/[\n、，,；;]/u)
    .map((name) => name.trim())
    .filter((name) => name !== '');
  return list.length === 0 ? told : { ...told, names: list };
};

const VoteFields = ({ form, file }: { form: ReturnType<typeof useRecordForm>; file: CaseFile }): ReactNode => {
  const t = useText();
  const format = useFormat();
  const { data } = useApi(meetingList, {
    query: { organisationId: file.branchId, type: 'members_meeting', limit: 50 },
  });
  const papers = form.values.fromPapers === true;
  const meetings = (data?.items ?? []).filter(({ heldOn }) => heldOn !== null);
  const meeting = form.field('meetingId');
  return (
    <>
      {papers ? (
        <>
          <NumberField field={form.field('entitled')} />
          <NumberField field={form.field('present')} />
        </>
      ) : (
        <ChoiceField
          field={{
            ...meeting,
            required: true,
            onChange: (value) => {
              meeting.onChange(value);
              const day = meetings.find(({ id }) => id === value)?.heldOn;
              if (day) form.field('on').onChange(day);
            },
          }}
          hint={t(data && meetings.length === 0 ? admissionTexts.meetingNone : admissionTexts.meetingHint)}
          choices={meetings.map(({ id, title, heldOn }) => ({
            value: id,
            label: `${format.day(heldOn ?? '')} ${title}`,
          }))}
          wide
        />
      )}
      <NumberField field={form.field('yes')} />
      <NumberField field={form.field('no')} />
      <NumberField field={form.field('abstain')} />
      <NumberField field={form.field('writtenOpinions')} />
      <SwitchField field={form.field('secret')} />
    </>
  );
};

const useRecordForm = ({ file, step, onClose }: Props) => {
  const t = useText();
  const words = useAdmissionWords();
  const { message } = App.useApp();
  const { run } = useCommand(recordFact, { touches: touched });
  const isVote = voted.has(step.step);
  const [first] = step.outcomes;
  const initial = useMemo(
    () => ({
      outcome: first ?? 'done',
      ...(isVote ? { secret: true } : {}),
      // Papers are older than the case here, so today is no guess for them.
      ...(file.can.fromPapers && !step.mayRecord ? { fromPapers: true } : { on: today() }),
    }),
    [first, isVote, file.can.fromPapers, step.mayRecord],
  );
  return useForm({
    schema,
    labels: {
      on: lasting.has(step.step) ? admissionTexts.from : admissionTexts.on,
      until: admissionTexts.until,
      outcome: admissionTexts.outcome,
      hours: admissionTexts.hours,
      days: admissionTexts.days,
      months: admissionTexts.months,
      special: admissionTexts.special,
      names: namesText(step.step),
      meetingId: admissionTexts.meeting,
      entitled: admissionTexts.entitled,
      present: admissionTexts.present,
      yes: admissionTexts.yes,
      no: admissionTexts.no,
      abstain: admissionTexts.abstain,
      writtenOpinions: admissionTexts.writtenOpinions,
      secret: admissionTexts.secret,
      concludedBy: admissionTexts.concludedBy,
      note: admissionTexts.note,
      fromPapers: admissionTexts.fromPapers,
      receivedOn: step.step === 'superiorTalk' ? admissionTexts.receivedTalk : admissionTexts.receivedMeeting,
    },
    initial,
    texts: problemTexts,
    submit: async (typed) => {
      await run({ params: { id: file.id }, body: { ...bodyOf(typed), version: file.version, step: step.step } });
      void message.success(t(admissionTexts.recorded, { step: words.step(step.step) }));
      onClose();
    },
  });
};

const RecordForm = (props: Props): ReactNode => {
  const t = useText();
  const words = useAdmissionWords();
  const { file, step, onClose } = props;
  const form = useRecordForm(props);
  const { step: id } = step;
  return (
    <FormFrame
      form={form}
      verb={t(admissionTexts.recordVerb)}
      label={t(admissionTexts.recordTitle, { step: words.step(id) })}
      onCancel={onClose}
    >
      <FieldGrid>
        {file.can.fromPapers && (
          <SwitchField field={form.field('fromPapers')} hint={t(admissionTexts.fromPapersHint)} wide />
        )}
        {step.outcomes.length > 1 && (
          <RadioField
            field={form.field('outcome')}
            choices={step.outcomes.map((one) => ({ value: one, label: words.outcome(one) }))}
            wide
          />
        )}
        {voted.has(id) && <VoteFields form={form} file={file} />}
        <DayField field={form.field('on')} />
        {lasting.has(id) && <DayField field={form.field('until')} />}
        {reporting.has(id) && form.values.outcome !== 'refused' && (
          <DayField
            field={form.field('receivedOn')}
            hint={t(id === 'superiorTalk' ? admissionTexts.receivedTalkHint : admissionTexts.receivedMeetingHint)}
          />
        )}
        {id === 'training' && (
          <>
            <NumberField field={form.field('days')} />
            <NumberField field={form.field('hours')} />
          </>
        )}
        {(id === 'training' || id === 'approval') && <SwitchField field={form.field('special')} />}
        {form.values.outcome === 'extended' && <NumberField field={form.field('months')} />}
        {naming.has(id) && <LongTextField field={form.field('names')} rows={2} wide />}
        {concluding.has(id) && <TextField field={{ ...form.field('concludedBy'), required: true }} />}
        <LongTextField
          field={form.field('note')}
          rows={3}
          {...(id === 'vetting' ? { hint: t(admissionTexts.noteHint) } : {})}
          wide
        />
      </FieldGrid>
    </FormFrame>
  );
};

/** One dated fact of a step. */
export const RecordDrawer = (props: Props): ReactNode => {
  const t = useText();
  const words = useAdmissionWords();
  return (
    <Drawer
      open
      onClose={props.onClose}
      size={520}
      mask={{ closable: false }}
      title={t(admissionTexts.recordTitle, { step: words.step(props.step.step) })}
      destroyOnHidden
    >
      <RecordForm {...props} />
    </Drawer>
  );
};

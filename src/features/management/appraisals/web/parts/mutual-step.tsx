import { App } from 'antd';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { Facts } from '#ui/facts.tsx';
import { useFormat, useText } from '#ui/language.tsx';
import { DayField, FieldGrid, LongTextField, RadioField } from '#ui/office/fields.tsx';
import { FormFrame } from '#ui/office/form-frame.tsx';
import { Section } from '#ui/office/page.tsx';
import { useForm } from '#webkit/form.ts';
import { useCommand } from '#webkit/query.ts';
import { type Appraisal, editAppraisal } from '../../contract.ts';
import { appraisalRefusals, appraisalTexts } from '../../messages.ts';
import { mutualForms } from '../../rules.ts';
import css from './appraisal.module.css';
import { MeetingField } from './meeting-field.tsx';
import { touchedByAppraisal } from './reads.ts';
import { formTexts } from './words.ts';

interface Props {
  readonly appraisal: Appraisal;
}

const MutualForm = ({ appraisal }: Props): ReactNode => {
  const t = useText();
  const { message } = App.useApp();
  const { run } = useCommand(editAppraisal, { touches: touchedByAppraisal });
  const { id, version, meeting, studiedOn, mutualOn, mutualForm, mutualSummary } = appraisal;
  const form = useForm({
    schema: editAppraisal.body,
    labels: {
      meetingId: appraisalTexts.meeting,
      studiedOn: appraisalTexts.studiedOn,
      mutualOn: appraisalTexts.mutualOn,
      mutualForm: appraisalTexts.mutualForm,
      mutualSummary: appraisalTexts.mutualSummary,
    },
    initial: {
      version,
      meetingId: meeting?.id ?? null,
      studiedOn,
      mutualOn: mutualOn ?? meeting?.heldOn ?? null,
      mutualForm: mutualForm ?? (meeting?.heldOn ? ('meeting' as const) : null),
      mutualSummary,
    },
    texts: appraisalRefusals,
    draft: `appraisal-mutual:${id}`,
    submit: async (body) => {
      await run({ params: { id }, body });
      void message.success(t(appraisalTexts.saved));
    },
  });
  return (
    <FormFrame form={form} verb={t(appraisalTexts.save)} label={t(appraisalTexts.stepMutual)}>
      <FieldGrid>
        <MeetingField field={form.field('meetingId')} />
        <DayField field={form.field('studiedOn')} />
        <DayField field={form.field('mutualOn')} />
        <RadioField
          field={form.field('mutualForm')}
          choices={mutualForms.map((value) => ({ value, label: t(formTexts[value]) }))}
          wide
        />
        <LongTextField field={form.field('mutualSummary')} hint={t(appraisalTexts.mutualHint)} rows={6} wide />
      </FieldGrid>
    </FormFrame>
  );
};

/** Study, and what members said of each other: done, and in summary. */
export const MutualStep = ({ appraisal }: Props): ReactNode => {
  const t = useText();
  const format = useFormat();
  const { can, meeting, studiedOn, mutualOn, mutualForm, mutualSummary, sight } = appraisal;
  if (can.prepare)
    return (
      <Section title={t(appraisalTexts.stepMutual)}>
        <MutualForm key={appraisal.version} appraisal={appraisal} />
      </Section>
    );
  return (
    <Section title={t(appraisalTexts.stepMutual)}>
      {studiedOn === null ? (
        <p className={css.quiet}>{t(appraisalTexts.mutualNone)}</p>
      ) : (
        <Facts
          columns={3}
          facts={[
            { label: t(appraisalTexts.studiedOn), value: format.day(studiedOn) },
            { label: t(appraisalTexts.mutualOn), value: mutualOn && format.day(mutualOn) },
            { label: t(appraisalTexts.mutualForm), value: mutualForm && t(formTexts[mutualForm]) },
            {
              label: t(appraisalTexts.meeting),
              value: meeting && <Link to={`/meetings/${meeting.id}`}>{meeting.title}</Link>,
              wide: true,
            },
            ...(sight === 'all' ? [{ label: t(appraisalTexts.mutualSummary), value: mutualSummary, wide: true }] : []),
          ]}
        />
      )}
    </Section>
  );
};

import type { ReactNode } from 'react';
import { useText } from '#ui/language.tsx';
import { ChoiceField, DayField, FieldGrid, LongTextField } from '#ui/office/fields.tsx';
import { FormFrame } from '#ui/office/form-frame.tsx';
import { useForm } from '#webkit/form.ts';
import { useCommand } from '#webkit/query.ts';
import { answerObjection, type Appraisal, type Appraised, recordFollowUp, recordTalk } from '../../contract.ts';
import { correctionDays, measures } from '../../follow/rules.ts';
import { appraisalRefusals, appraisalTexts, measureTexts } from '../../messages.ts';
import css from './appraisal.module.css';
import { touchedByAppraisal } from './reads.ts';

interface Props {
  readonly appraisal: Appraisal;
  readonly person: Appraised;
  readonly onClose: () => void;
  readonly onSaved: () => void;
}

export const AnswerForm = ({ appraisal, person, onClose, onSaved }: Props): ReactNode => {
  const t = useText();
  const { run } = useCommand(answerObjection, { touches: touchedByAppraisal });
  const form = useForm({
    schema: answerObjection.body,
    labels: { answer: appraisalTexts.answer },
    initial: { version: appraisal.version, answer: person.answer },
    texts: appraisalRefusals,
    submit: async (body) => {
      await run({ params: { id: appraisal.id, personId: person.personId }, body });
      onSaved();
    },
  });
  return (
    <FormFrame form={form} verb={t(appraisalTexts.save)} label={t(appraisalTexts.answer)} onCancel={onClose}>
      <p className={css.self}>{person.words}</p>
      <LongTextField field={form.field('answer')} rows={4} />
    </FormFrame>
  );
};

export const TalkForm = ({ appraisal, person, onClose, onSaved }: Props): ReactNode => {
  const t = useText();
  const { run } = useCommand(recordTalk, { touches: touchedByAppraisal });
  const form = useForm({
    schema: recordTalk.body,
    labels: { talkOn: appraisalTexts.talkOn, note: appraisalTexts.talkNote },
    initial: { version: appraisal.version, talkOn: person.talkOn, note: person.talkNote },
    texts: appraisalRefusals,
    submit: async (body) => {
      await run({ params: { id: appraisal.id, personId: person.personId }, body });
      onSaved();
    },
  });
  return (
    <FormFrame form={form} verb={t(appraisalTexts.save)} label={t(appraisalTexts.talk)} onCancel={onClose}>
      <DayField field={form.field('talkOn')} />
      <LongTextField field={form.field('note')} rows={4} />
    </FormFrame>
  );
};

const nothing = {
  investigatedOn: null,
  researchedOn: null,
  filedOn: null,
  measure: null,
  decidedOn: null,
  untilOn: null,
  finishedOn: null,
  note: null,
};

/** The steps in their order. A term to correct begins with the general six months; people set another within the year. */
export const FollowForm = ({ appraisal, person, onClose, onSaved }: Props): ReactNode => {
  const t = useText();
  const { run } = useCommand(recordFollowUp, { touches: touchedByAppraisal });
  const form = useForm({
    schema: recordFollowUp.body,
    labels: {
      investigatedOn: appraisalTexts.investigatedOn,
      researchedOn: appraisalTexts.researchedOn,
      filedOn: appraisalTexts.filedOn,
      measure: appraisalTexts.measure,
      decidedOn: appraisalTexts.followDecidedOn,
      untilOn: appraisalTexts.untilOn,
      finishedOn: appraisalTexts.finishedOn,
      note: appraisalTexts.note,
    },
    initial: { version: appraisal.version, ...(person.followUp ?? nothing) },
    texts: appraisalRefusals,
    submit: async (body) => {
      await run({ params: { id: appraisal.id, personId: person.personId }, body });
      onSaved();
    },
  });
  const decided = form.field('decidedOn');
  const { measure, untilOn } = form.values;
  return (
    <FormFrame form={form} verb={t(appraisalTexts.save)} label={t(appraisalTexts.follow)} onCancel={onClose}>
      <p className={css.quiet}>{t(appraisalTexts.followHint)}</p>
      <FieldGrid>
        <DayField field={form.field('investigatedOn')} />
        <DayField field={form.field('researchedOn')} />
        <DayField field={form.field('filedOn')} />
        <ChoiceField
          field={form.field('measure')}
          choices={measures.map((value) => ({ value, label: t(measureTexts[value]) }))}
        />
        <DayField
          field={{
            ...decided,
            onChange: (day) =>
              form.set({
                decidedOn: day ?? null,
                ...(day && measure === 'correct' && !untilOn ? { untilOn: correctionDays(day).normal } : {}),
              }),
          }}
        />
        {measure === 'correct' && <DayField field={form.field('untilOn')} hint={t(appraisalTexts.untilHint)} />}
        <DayField field={form.field('finishedOn')} />
        <LongTextField field={form.field('note')} wide />
      </FieldGrid>
    </FormFrame>
  );
};

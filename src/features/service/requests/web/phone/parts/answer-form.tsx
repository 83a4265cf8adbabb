import { type ReactNode, useState } from 'react';
import type { Text } from '#shared/text.ts';
import type { Field } from '#ui/field.ts';
import { useText } from '#ui/language.tsx';
import { ChoiceField, LongTextField, SwitchCell, TextField } from '#ui/phone/fields.tsx';
import { FormFrame } from '#ui/phone/form-frame.tsx';
import { useForm } from '#webkit/form.ts';
import { useCommand } from '#webkit/query.ts';
import { answerRequest, oneRequest, requestList, type RequestView } from '#features/service/requests/contract.ts';
import { requestProblems, requestTexts } from '#features/service/requests/messages.ts';
import { workProblems, workTexts } from '../../../work/messages.ts';
import { type Opinion, requestPoints, type RequestPoints } from '../../../work/points/contract.ts';
import { outcomes, sentencesOf } from '../../../work/points/rules.ts';
import { answersTo, nothing, type Said, type SaidOf } from '../../parts/work/marks.ts';
import css from './phone.module.css';

interface Props {
  readonly request: RequestView;
  readonly points: RequestPoints;
  readonly onDone: () => void;
}

interface PointProps {
  readonly quote: string;
  readonly place: number;
  readonly said: Said;
  readonly sentences: readonly string[];
  readonly errors: readonly string[];
  readonly onSay: (said: Said) => void;
}

const PointAnswer = ({ quote, place, said, sentences, errors, onSay }: PointProps): ReactNode => {
  const t = useText();
  const name = t(workTexts.pointNumber, { count: place + 1 });
  const tick = (text: string, on: boolean): void =>
    onSay({ ...said, sentences: on ? [...said.sentences, text] : said.sentences.filter((one) => one !== text) });
  return (
    <fieldset className={css.point}>
      <legend>{name}</legend>
      <p className={css.quote}>{quote}</p>
      {sentences.length === 0 && <p>{t(workTexts.noSentences)}</p>}
      {sentences.map((text) => (
        <label key={text} className={css.tick}>
          <input
            type="checkbox"
            checked={said.sentences.includes(text)}
            onChange={({ target }) => tick(text, target.checked)}
          />
          <span>{text}</span>
        </label>
      ))}
      <TextField
        field={{
          id: `reason-${place}`,
          label: t(workTexts.pointReason),
          value: said.reason,
          onChange: (reason) => onSay({ ...said, reason: reason ?? '' }),
          onBlur: () => undefined,
          errors: [...errors],
          required: false,
          maxLength: 500,
        }}
      />
    </fieldset>
  );
};

const opinionLabels: Readonly<Record<keyof Opinion, Text>> = {
  outcome: workTexts.outcome,
  facts: workTexts.facts,
  basis: workTexts.basis,
};

interface OpinionProps {
  readonly opinion: Partial<Opinion>;
  readonly onChange: (opinion: Partial<Opinion>) => void;
  readonly errorsAt: (path: string) => string[];
}

const OpinionFields = ({ opinion, onChange, errorsAt }: OpinionProps): ReactNode => {
  const t = useText();
  const field = <K extends keyof Opinion>(name: K): Field<Opinion[K]> => ({
    id: `opinion-${name}`,
    label: t(opinionLabels[name]),
    value: opinion[name],
    onChange: (value) => onChange({ ...opinion, [name]: value ?? undefined }),
    onBlur: () => undefined,
    errors: errorsAt(`opinion.${name}`),
    required: true,
  });
  return (
    <>
      <ChoiceField
        field={field('outcome')}
        choices={outcomes.map((value) => ({ value, label: t(workTexts[`outcome_${value}`]) }))}
      />
      <LongTextField field={field('facts')} rows={4} />
      <LongTextField field={field('basis')} rows={2} />
    </>
  );
};

/** The answer, and beside each point what says something to it; an opinion where it decides. */
export const AnswerForm = ({ request, points, onDone }: Props): ReactNode => {
  const t = useText();
  const [saidOf, setSaidOf] = useState<SaidOf>({});
  const [opinion, setOpinion] = useState<Partial<Opinion> | null>(points.needsOpinion ? {} : null);
  const { run } = useCommand(answerRequest, { touches: [requestList, oneRequest, requestPoints] });
  const form = useForm({
    schema: answerRequest.body.pick({ text: true }),
    labels: { text: requestTexts.answerText },
    texts: { ...requestProblems, ...workProblems },
    draft: `request-answer:${request.id}`,
    submit: async ({ text }) => {
      await run({
        params: { id: request.id },
        // What is missing of an opinion is told by the server, beside its field.
        body: {
          text,
          version: request.version,
          answers: answersTo(points, saidOf, text),
          ...(opinion === null ? {} : { opinion: { outcome: 'explain', facts: '', basis: '', ...opinion } }),
        },
      });
      onDone();
    },
  });
  const verb = t(requestTexts.answer);
  const sentences = [...new Set(sentencesOf(form.values.text ?? '').map((one) => one.text))];
  return (
    <FormFrame form={form} verb={verb} label={verb}>
      <LongTextField field={form.field('text')} hint={t(requestTexts.answerHint)} rows={6} />
      {points.points.map(({ id, quote }, place) => (
        <PointAnswer
          key={id}
          quote={quote}
          place={place}
          said={saidOf[id] ?? nothing}
          sentences={sentences}
          errors={form.errorsAt(`answers.${place}`)}
          onSay={(said) => setSaidOf((before) => ({ ...before, [id]: said }))}
        />
      ))}
      {!points.needsOpinion && (
        <SwitchCell
          label={t(workTexts.decides)}
          value={opinion !== null}
          onChange={(on) => setOpinion(on ? {} : null)}
        />
      )}
      {opinion !== null && <OpinionFields opinion={opinion} onChange={setOpinion} errorsAt={form.errorsAt} />}
    </FormFrame>
  );
};

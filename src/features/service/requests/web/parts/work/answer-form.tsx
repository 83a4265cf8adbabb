import { Alert, App, Button, Checkbox, Input } from 'antd';
import { type ReactNode, useState } from 'react';
import type { Text } from '#shared/text.ts';
import type { Field } from '#ui/field.ts';
import { useText } from '#ui/language.tsx';
import { CheckField, FieldGrid, LongTextField, RadioField } from '#ui/office/fields.tsx';
import { FormFrame } from '#ui/office/form-frame.tsx';
import { StateView } from '#ui/office/state-view.tsx';
import { useForm } from '#webkit/form.ts';
import { useApi, useCommand } from '#webkit/query.ts';
import { answerRequest, oneRequest, requestList, type RequestView } from '#features/service/requests/contract.ts';
import { requestProblems, requestTexts } from '#features/service/requests/messages.ts';
import { workProblems, workTexts } from '#features/service/requests/work/messages.ts';
import { requestWork } from '#features/service/requests/work/panel/contract.ts';
import { type Opinion, requestPoints, type RequestPoints } from '#features/service/requests/work/points/contract.ts';
import { outcomes, sentencesOf } from '#features/service/requests/work/points/rules.ts';
import { taskList } from '#features/service/requests/work/tasks/contract.ts';
import { answersTo, nothing, type Said, type SaidOf } from './marks.ts';
import { Beginnings } from './templates.tsx';
import css from './work.module.css';

interface Props {
  readonly request: RequestView;
  readonly onClose: () => void;
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
  return (
    <fieldset className={css.block}>
      <legend>{name}</legend>
      <div className={css.quote}>{quote}</div>
      {sentences.length === 0 ? (
        <div>{t(workTexts.noSentences)}</div>
      ) : (
        <div className={css.lines} role="group" aria-label={`${name} ${t(workTexts.sentences)}`}>
          {sentences.map((text) => (
            <Checkbox
              key={text}
              checked={said.sentences.includes(text)}
              onChange={({ target }) =>
                onSay({
                  ...said,
                  sentences: target.checked ? [...said.sentences, text] : said.sentences.filter((one) => one !== text),
                })
              }
            >
              {text}
            </Checkbox>
          ))}
        </div>
      )}
      <Input
        aria-label={`${name} ${t(workTexts.pointReason)}`}
        placeholder={t(workTexts.pointReason)}
        maxLength={500}
        value={said.reason}
        onChange={({ target }) => onSay({ ...said, reason: target.value })}
      />
      {errors.map((error) => (
        <div key={error} className={css.error} role="alert">
          {error}
        </div>
      ))}
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
  const choices = outcomes.map((value) => ({ value, label: t(workTexts[`outcome_${value}`]) }));
  return (
    <FieldGrid>
      <RadioField field={field('outcome')} choices={choices} wide />
      <LongTextField field={field('facts')} rows={4} wide />
      <LongTextField field={field('basis')} rows={2} wide />
    </FieldGrid>
  );
};

const Written = ({ request, onClose, points }: Props & { readonly points: RequestPoints }): ReactNode => {
  const t = useText();
  const { message } = App.useApp();
  const [saidOf, setSaidOf] = useState<SaidOf>({});
  const [opinion, setOpinion] = useState<Partial<Opinion> | null>(points.needsOpinion ? {} : null);
  const { run } = useCommand(answerRequest, {
    touches: [requestList, oneRequest, requestPoints, requestWork, taskList],
  });
  const form = useForm({
    schema: answerRequest.body.pick({ text: true }),
    labels: { text: requestTexts.answerText },
    texts: { ...requestProblems, ...workProblems },
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
      void message.success(t(requestTexts.answered));
      onClose();
    },
  });
  const verb = t(requestTexts.answer);
  const sentences = [...new Set(sentencesOf(form.values.text ?? '').map((one) => one.text))];
  return (
    <FormFrame form={form} verb={verb} label={verb} onCancel={onClose}>
      <p>{t(requestTexts.answerHint)}</p>
      <Beginnings act="answer" request={request} onText={(text) => form.set({ text })} />
      <LongTextField field={form.field('text')} rows={8} />
      {points.points.length > 0 && (
        <>
          <h3>{t(workTexts.answerPoints)}</h3>
          <p>{t(workTexts.answerPointsHint)}</p>
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
        </>
      )}
      {!points.needsOpinion && (
        <CheckField
          field={{
            id: 'decides',
            label: t(workTexts.decides),
            value: opinion !== null,
            onChange: (on) => setOpinion(on === true ? {} : null),
            onBlur: () => undefined,
            errors: [],
            required: false,
          }}
        />
      )}
      {opinion !== null && <OpinionFields opinion={opinion} onChange={setOpinion} errorsAt={form.errorsAt} />}
    </FormFrame>
  );
};

/** The answer, and beside each point what says something to it. Points that nobody has marked come first. */
export const AnswerForm = ({ request, onClose }: Props): ReactNode => {
  const t = useText();
  const { data: points, error, isPending, refetch } = useApi(requestPoints, { params: { id: request.id } });
  const toPoints = (): void => {
    onClose();
    document.querySelector('#points')?.scrollIntoView({ block: 'center' });
  };
  return (
    <StateView error={error} loading={isPending} onAgain={() => void refetch()} lines={4}>
      {() =>
        points &&
        (points.unmarked.length > 0 ? (
          <Alert
            type="info"
            showIcon
            title={t(workTexts.pointsFirst, { count: points.unmarked.length })}
            action={<Button onClick={toPoints}>{t(workTexts.toPoints)}</Button>}
          />
        ) : (
          <Written request={request} onClose={onClose} points={points} />
        ))
      }
    </StateView>
  );
};

import { App } from 'antd';
import type { ReactNode } from 'react';
import { z } from 'zod';
import { useFormat, useText } from '#ui/language.tsx';
import { FieldGrid, LongTextField, NumberField } from '#ui/office/fields.tsx';
import { FormFrame } from '#ui/office/form-frame.tsx';
import { Folded } from '#ui/office/page.tsx';
import { StateView } from '#ui/office/state-view.tsx';
import { Tag } from '#ui/tag.tsx';
import { useForm } from '#webkit/form.ts';
import { useApi, useCommand } from '#webkit/query.ts';
import { type Appeal, decideAppeal, examAppeals } from '../../appeals/contract.ts';
import { examAttempts, oneExam } from '../../contract.ts';
import { examProblems, examTexts } from '../../messages.ts';
import { examReadings, readAnswer, type Reading } from '../../reading/contract.ts';
import css from '#ui/office/matter.module.css';

interface OneProps {
  readonly examId: string;
  readonly reading: Reading;
  /** Its place in the list, by which a screen reader tells the forms apart. */
  readonly n: number;
}

const One = ({ examId, reading, n }: OneProps): ReactNode => {
  const t = useText();
  const format = useFormat();
  const { run } = useCommand(readAnswer, { touches: [examReadings, oneExam, examAttempts] });
  const form = useForm({
    schema: z.object({ points: z.number().min(0).max(reading.points) }),
    labels: { points: examTexts.give },
    texts: examProblems,
    submit: ({ points }) =>
      run({ params: { id: examId }, body: { attemptId: reading.attemptId, item: reading.item, points } }),
  });
  return (
    <li>
      <p className={css.text}>{reading.stem}</p>
      {reading.third && (
        <Tag tone="warning" sentence>
          {t(examTexts.third)}
        </Tag>
      )}
      <p className={css.text}>{t(examTexts.given, { words: reading.answer })}</p>
      <div className={css.hint}>
        {t(examTexts.model, { words: reading.model })}
        {reading.hints.length > 0 && ` · ${t(examTexts.hints, { words: format.clauses(reading.hints) })}`}
      </div>
      <FormFrame form={form} verb={t(examTexts.saveReading)} label={t(examTexts.readingOf, { n })}>
        <FieldGrid>
          <NumberField field={form.field('points')} hint={t(examTexts.giveOf, { points: reading.points })} />
        </FieldGrid>
      </FormFrame>
    </li>
  );
};

/** Short answers that wait for this reader, without names. */
export const Readings = ({ examId }: { readonly examId: string }): ReactNode => {
  const t = useText();
  const { data, error, isPending, refetch } = useApi(examReadings, { params: { id: examId } });
  return (
    <Folded
      title={t(examTexts.readings)}
      end={data === undefined ? '' : t(examTexts.readingsLeft, { count: data.waiting })}
    >
      <p className={css.hint}>{t(examTexts.readingsIntro)}</p>
      <StateView
        error={error}
        loading={isPending}
        empty={data?.items.length === 0}
        whenEmpty={<p>{t(examTexts.noReadings)}</p>}
        onAgain={() => void refetch()}
      >
        {() => (
          <ol className={css.thread}>
            {data?.items.map((reading, at) => (
              <One key={`${reading.attemptId} ${reading.item}`} examId={examId} reading={reading} n={at + 1} />
            ))}
          </ol>
        )}
      </StateView>
    </Folded>
  );
};

const Decide = ({ appeal, n }: { readonly appeal: Appeal; readonly n: number }): ReactNode => {
  const t = useText();
  const { message } = App.useApp();
  const { run } = useCommand(decideAppeal, { touches: [examAppeals, examAttempts] });
  const form = useForm({
    schema: decideAppeal.body,
    labels: { answer: examTexts.appealReply, points: examTexts.appealPoints },
    texts: examProblems,
    submit: async (body) => {
      await run({ params: { id: appeal.id }, body });
      void message.success(t(examTexts.saved));
    },
  });
  return (
    <FormFrame form={form} verb={t(examTexts.decide)} label={t(examTexts.appealOf, { n })}>
      <FieldGrid>
        <LongTextField field={form.field('answer')} wide />
        <NumberField field={form.field('points')} />
      </FieldGrid>
    </FormFrame>
  );
};

/** Marks that somebody has asked about, those that wait first. */
export const Appeals = ({ examId }: { readonly examId: string }): ReactNode => {
  const t = useText();
  const { data, error, isPending, refetch } = useApi(examAppeals, { params: { id: examId } });
  const open = (data?.items ?? []).filter(({ answer }) => answer === null).length;
  return (
    <Folded title={t(examTexts.appeals)} end={open === 0 ? '' : open}>
      <StateView
        error={error}
        loading={isPending}
        empty={data?.items.length === 0}
        whenEmpty={<p>{t(examTexts.noAppeals)}</p>}
        onAgain={() => void refetch()}
      >
        {() => (
          <ol className={css.thread}>
            {data?.items.map((appeal, at) => (
              <li key={appeal.id}>
                <p className={css.text}>{appeal.stem}</p>
                <p className={css.text}>{t(examTexts.appealLine, { name: appeal.name, words: appeal.words })}</p>
                <div className={css.hint}>
                  {t(examTexts.given, { words: appeal.given })} · {t(examTexts.right, { words: appeal.right })} ·{' '}
                  {t(examTexts.appealMark, { won: appeal.won ?? 0, points: appeal.points })}
                </div>
                {appeal.answer === null ? (
                  <Decide appeal={appeal} n={at + 1} />
                ) : (
                  <p className={css.text}>{appeal.answer}</p>
                )}
              </li>
            ))}
          </ol>
        )}
      </StateView>
    </Folded>
  );
};

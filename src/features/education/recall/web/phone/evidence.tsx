import { type ReactNode, useState } from 'react';
import type { z } from 'zod';
import { useFormat, useLanguage, useText } from '#ui/language.tsx';
import { Button } from '#ui/phone/button.tsx';
import { ChoiceField, DayField, LongTextField } from '#ui/phone/fields.tsx';
import { FormFrame } from '#ui/phone/form-frame.tsx';
import { Page as Frame, Section } from '#ui/phone/page.tsx';
import { Sheet } from '#ui/phone/sheet.tsx';
import { StateView } from '#ui/phone/state-view.tsx';
import { useForm } from '#webkit/form.ts';
import { useApi, useCommand } from '#webkit/query.ts';
import css from '#ui/phone/own.module.css';
import { type Contribution, stateContribution } from '../../contributions/contract.ts';
import { type ExamPassed, ownEvidence, type TaskDone, type TopicEvidence } from '../../evidence/contract.ts';
import { evidenceTexts, recallProblems } from '../../messages.ts';

type Evidence = z.output<typeof ownEvidence.reply>;

const Topic = ({ topic }: { readonly topic: TopicEvidence }): ReactNode => {
  const t = useText();
  const { language } = useLanguage();
  const { knownAtLeast: known, firsts, weeks, again, kept } = topic;
  return (
    <div>
      <h3 className={css.heading}>{language === 'zh' ? topic.nameZh : topic.nameEn}</h3>
      <p className={css.grade}>
        {known === null ? t(evidenceTexts.unknown) : t(evidenceTexts.known, { percent: Math.round(known * 100) })}
      </p>
      {known === null && <p className={css.quiet}>{t(evidenceTexts.unknownHint)}</p>}
      <p className={css.line}>{t(evidenceTexts.facts, { firsts, weeks })}</p>
      {again > 0 && <p className={css.line}>{t(evidenceTexts.keptLine, { again, kept })}</p>}
    </div>
  );
};

const Given = ({ contribution }: { readonly contribution: Contribution }): ReactNode => {
  const t = useText();
  const format = useFormat();
  const { language } = useLanguage();
  const { state, signer, signedOn, reason, topic, words, givenOn } = contribution;
  return (
    <div>
      <h3 className={css.heading}>{t(evidenceTexts[`state_${state}`])}</h3>
      <p className={css.words}>{words}</p>
      <p className={css.quiet}>
        {topic[language]} · {format.day(givenOn)}
      </p>
      {signer !== null && signedOn !== null && (
        <p className={css.quiet}>{t(evidenceTexts.signedBy, { signer, day: format.day(signedOn) })}</p>
      )}
      {reason !== null && <p className={css.words}>{reason}</p>}
    </div>
  );
};

const Task = ({ task }: { readonly task: TaskDone }): ReactNode => {
  const t = useText();
  const format = useFormat();
  return (
    <div>
      <h3 className={css.heading}>{task.title}</h3>
      <p className={css.line}>{task.courseTitle}</p>
      <p className={css.quiet}>{t(evidenceTexts.confirmedBy, { actor: task.actor, day: format.day(task.on) })}</p>
    </div>
  );
};

const Exam = ({ exam }: { readonly exam: ExamPassed }): ReactNode => {
  const t = useText();
  const format = useFormat();
  return (
    <div>
      <h3 className={css.heading}>{exam.title}</h3>
      <p className={css.quiet}>{t(evidenceTexts.examOf, { unit: exam.unitName, day: format.day(exam.on) })}</p>
    </div>
  );
};

const AddForm = ({ offered, onDone }: Pick<Evidence, 'offered'> & { onDone: () => void }): ReactNode => {
  const t = useText();
  const { language } = useLanguage();
  const { run } = useCommand(stateContribution, { touches: [ownEvidence] });
  const form = useForm({
    schema: stateContribution.body,
    labels: { topic: evidenceTexts.topic, givenOn: evidenceTexts.givenOn, words: evidenceTexts.words },
    texts: recallProblems,
    draft: 'own-contribution',
    submit: async (body) => {
      await run({ body });
      onDone();
    },
  });
  return (
    <FormFrame form={form} verb={t(evidenceTexts.send)} label={t(evidenceTexts.add)}>
      <ChoiceField
        field={form.field('topic')}
        choices={offered.map(({ code, nameZh, nameEn }) => ({
          value: code,
          label: language === 'zh' ? nameZh : nameEn,
        }))}
      />
      <DayField field={form.field('givenOn')} />
      <LongTextField field={form.field('words')} hint={t(evidenceTexts.addHint)} rows={4} />
    </FormFrame>
  );
};

const Whole = ({ evidence }: { readonly evidence: Evidence }): ReactNode => {
  const t = useText();
  const [adding, setAdding] = useState(false);
  const close = (): void => setAdding(false);
  const { topics, tasks, exams, contributions, offered } = evidence;
  return (
    <>
      <Section title={t(evidenceTexts.recall)}>
        <div className={css.stack}>
          <p className={css.quiet}>{t(topics.length === 0 ? evidenceTexts.noRecall : evidenceTexts.recallHint)}</p>
          {topics.map((topic) => (
            <Topic key={topic.code} topic={topic} />
          ))}
        </div>
      </Section>
      <Section title={t(evidenceTexts.tasks)}>
        <div className={css.stack}>
          <p className={css.quiet}>{t(tasks.length === 0 ? evidenceTexts.none : evidenceTexts.tasksHint)}</p>
          {tasks.map((task) => (
            <Task key={task.id} task={task} />
          ))}
        </div>
      </Section>
      <Section title={t(evidenceTexts.exams)}>
        <div className={css.stack}>
          <p className={css.quiet}>{t(exams.length === 0 ? evidenceTexts.none : evidenceTexts.examsHint)}</p>
          {exams.map((exam) => (
            <Exam key={exam.examId} exam={exam} />
          ))}
        </div>
      </Section>
      <Section title={t(evidenceTexts.contributions)}>
        <div className={css.stack}>
          {contributions.length === 0 && <p className={css.quiet}>{t(evidenceTexts.none)}</p>}
          {contributions.map((one) => (
            <Given key={one.id} contribution={one} />
          ))}
          <Button onClick={() => setAdding(true)}>{t(evidenceTexts.add)}</Button>
        </div>
      </Section>
      <Sheet open={adding} title={t(evidenceTexts.add)} onClose={close}>
        <AddForm offered={offered} onDone={close} />
      </Sheet>
    </>
  );
};

/** What was learnt and done, for the member's own eyes. */
export const Page = (): ReactNode => {
  const t = useText();
  const { data, error, isPending, refetch } = useApi(ownEvidence, {});
  return (
    <Frame title={t(evidenceTexts.title)} intro={t(evidenceTexts.intro)} back="/">
      <StateView error={error} loading={isPending} empty={false} onAgain={() => void refetch()}>
        {() => data && <Whole evidence={data} />}
      </StateView>
    </Frame>
  );
};

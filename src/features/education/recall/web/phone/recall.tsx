import { type ReactNode, useState } from 'react';
import type { z } from 'zod';
import type { Answer, Given } from '#features/education/bank/rules.ts';
import { useFormat, useLanguage, useText } from '#ui/language.tsx';
import { Button } from '#ui/phone/button.tsx';
import { SwitchCell } from '#ui/phone/fields.tsx';
import { LinkButton } from '#ui/phone/link-button.tsx';
import { Page as Frame, Section } from '#ui/phone/page.tsx';
import { Sheet } from '#ui/phone/sheet.tsx';
import { ErrorNotice, Notice, StateView } from '#ui/phone/state-view.tsx';
import { useApi, useCommand } from '#webkit/query.ts';
import css from '#ui/phone/own.module.css';
import { answerRecall, chooseRecall, leaveRecall, ownRecall, type RecallQuestion } from '../../contract.ts';
import { recallProblems, recallTexts } from '../../messages.ts';
import { weeklyChoices } from '../../rules.ts';
import { AnswerField } from './answer-field.tsx';
import own from './recall.module.css';

type Now = z.output<typeof ownRecall.reply>;
type Reply = z.output<typeof answerRecall.reply>;

const Choose = ({ now, verb, onDone }: { now: Now; verb: string; onDone?: () => void }): ReactNode => {
  const t = useText();
  const format = useFormat();
  const { language } = useLanguage();
  const [topics, setTopics] = useState<readonly string[]>(now.isOn ? now.topics : now.offered.map(({ code }) => code));
  const [withCourses, setWithCourses] = useState(now.withCourses);
  const [weekly, setWeekly] = useState<number>(now.weekly);
  const nameOf = (code: string): string => {
    const topic = now.offered.find((one) => one.code === code);
    return (language === 'zh' ? topic?.nameZh : topic?.nameEn) ?? code;
  };
  const { fire, busy, error } = useCommand(chooseRecall, {
    touches: [ownRecall],
    ...(onDone === undefined ? {} : { onDone }),
  });
  return (
    <div className={css.stack}>
      <fieldset className={own.options}>
        <legend className={own.legend}>{t(recallTexts.topics)}</legend>
        <div className={own.switches}>
          {now.offered.map(({ code, nameZh, nameEn, items }) => (
            <SwitchCell
              key={code}
              label={t(recallTexts.topicLine, { name: language === 'zh' ? nameZh : nameEn, items })}
              value={topics.includes(code)}
              onChange={(on) => setTopics(on ? [...topics, code] : topics.filter((one) => one !== code))}
            />
          ))}
          <SwitchCell label={t(recallTexts.withCourses)} value={withCourses} onChange={setWithCourses} />
        </div>
        {withCourses && now.finished.length > 0 && (
          <p className={css.quiet}>{t(recallTexts.finished, { topics: format.list(now.finished.map(nameOf)) })}</p>
        )}
      </fieldset>
      <fieldset className={own.options}>
        <legend className={own.legend}>{t(recallTexts.weekly)}</legend>
        {weeklyChoices.map((n) => (
          <label key={n} className={own.option} data-chosen={weekly === n}>
            <input type="radio" name="weekly" checked={weekly === n} onChange={() => setWeekly(n)} />
            <span>{t(recallTexts[`weekly_${n}`])}</span>
          </label>
        ))}
      </fieldset>
      {error && <ErrorNotice error={error} texts={recallProblems} />}
      <Button
        filled
        busy={busy}
        disabled={topics.length === 0 && !withCourses}
        onClick={() =>
          fire({ body: { topics: [...topics], withCourses, weekly: weeklyChoices.find((n) => n === weekly) ?? 5 } })
        }
      >
        {verb}
      </Button>
    </div>
  );
};

const givenOf = ({ kind }: RecallQuestion, answer: readonly string[]): Given => {
  if (kind === 'judge') return { holds: answer[0] === 'T' };
  return kind === 'blank' ? { blanks: answer } : { keys: answer };
};

const useAnswerText = () => {
  const t = useText();
  const format = useFormat();
  return (question: RecallQuestion, answer: Answer): string => {
    if ('keys' in answer)
      return format.clauses(question.options.filter(({ key }) => answer.keys.includes(key)).map(({ text }) => text));
    if ('holds' in answer) return t(answer.holds ? recallTexts.judgeTrue : recallTexts.judgeFalse);
    return 'blanks' in answer ? format.clauses(answer.blanks.map((taken) => taken[0] ?? '')) : '';
  };
};

const Told = ({ question, reply }: { question: RecallQuestion; reply: Reply }): ReactNode => {
  const t = useText();
  const format = useFormat();
  const textOf = useAnswerText();
  return (
    <div className={css.stack} role="status">
      <p className={own.verdict}>{t(reply.isRight ? recallTexts.right : recallTexts.wrong)}</p>
      <p className={css.words}>{t(recallTexts.rightIs, { answer: textOf(question, reply.answer) })}</p>
      {reply.explanation !== '' && <p className={css.words}>{reply.explanation}</p>}
      <p className={css.quiet}>{t(recallTexts.again, { day: format.day(reply.dueOn) })}</p>
    </div>
  );
};

interface QuestionProps {
  readonly question: RecallQuestion;
  readonly onTold: () => void;
  readonly onNext: () => void;
}

/** One question; what is right is told after it, and only then comes the next. */
const Question = ({ question, onTold, onNext }: QuestionProps): ReactNode => {
  const t = useText();
  const [answer, setAnswer] = useState<readonly string[]>([]);
  const [reply, setReply] = useState<Reply | null>(null);
  const { fire, busy, error } = useCommand(answerRecall, {
    onDone: (told) => {
      setReply(told);
      onTold();
    },
  });
  const isEmpty = !answer.some((word) => word.trim() !== '');
  return (
    <div className={css.stack}>
      <p className={own.stem}>{question.stem}</p>
      {reply === null ? (
        <>
          <AnswerField question={question} answer={answer} onAnswer={setAnswer} />
          {error && <ErrorNotice error={error} texts={recallProblems} />}
          <Button
            filled
            busy={busy}
            disabled={isEmpty}
            onClick={() =>
              fire({ body: { itemId: question.itemId, answered: question.answered, given: givenOf(question, answer) } })
            }
          >
            {t(recallTexts.answer)}
          </Button>
        </>
      ) : (
        <>
          <Told question={question} reply={reply} />
          <Button filled onClick={onNext}>
            {t(recallTexts.next)}
          </Button>
        </>
      )}
    </div>
  );
};

const Settings = ({ now }: { now: Now }): ReactNode => {
  const t = useText();
  const [open, setOpen] = useState<'change' | 'leave' | null>(null);
  const close = (): void => setOpen(null);
  const { fire, busy, error } = useCommand(leaveRecall, { touches: [ownRecall], onDone: close });
  return (
    <div className={css.stack}>
      <Button onClick={() => setOpen('change')}>{t(recallTexts.change)}</Button>
      <Button onClick={() => setOpen('leave')}>{t(recallTexts.leave)}</Button>
      <Sheet open={open === 'change'} title={t(recallTexts.change)} onClose={close}>
        <Choose now={now} verb={t(recallTexts.save)} onDone={close} />
      </Sheet>
      <Sheet open={open === 'leave'} title={t(recallTexts.leave)} onClose={close}>
        <p>{t(recallTexts.leaveHint)}</p>
        {error && <ErrorNotice error={error} texts={recallProblems} />}
        <Button busy={busy} onClick={() => fire({})}>
          {t(recallTexts.leave)}
        </Button>
      </Sheet>
    </div>
  );
};

const Going = ({ now, onNext }: { now: Now; onNext: () => Promise<unknown> }): ReactNode => {
  const t = useText();
  const format = useFormat();
  // What is told stays until it has been read, whatever is asked next meanwhile.
  const [held, setHeld] = useState<{ readonly question: RecallQuestion; readonly left: number } | null>(null);
  const { question, left } = held ?? { question: now.next, left: now.left };
  return (
    <>
      <Section title={left === 0 ? t(recallTexts.doneWeek) : t(recallTexts.left, { left })}>
        {question === null ? (
          <div className={css.stack}>
            {left > 0 && <p className={css.line}>{t(recallTexts.doneNow)}</p>}
            {now.nextOn !== null && (
              <p className={css.quiet}>{t(recallTexts.nextOn, { day: format.day(now.nextOn) })}</p>
            )}
          </div>
        ) : (
          <Question
            key={`${question.itemId} ${question.answered}`}
            question={question}
            onTold={() => setHeld({ question, left: Math.max(0, now.left - 1) })}
            onNext={() => void onNext().then(() => setHeld(null))}
          />
        )}
      </Section>
      <LinkButton to="/study/evidence">{t(recallTexts.toEvidence)}</LinkButton>
      <Settings now={now} />
    </>
  );
};

const Starting = ({ now }: { now: Now }): ReactNode => {
  const t = useText();
  if (now.offered.length === 0) return <Notice title={t(recallTexts.none)} />;
  return (
    <Section title={t(recallTexts.off)}>
      <div className={css.stack}>
        <p className={css.line}>{t(recallTexts.offHint)}</p>
        <Choose now={now} verb={t(recallTexts.start)} />
      </div>
    </Section>
  );
};

/** Spaced recall: off until the member wants it. */
export const Page = (): ReactNode => {
  const t = useText();
  const { data, error, isPending, refetch } = useApi(ownRecall, {});
  return (
    <Frame title={t(recallTexts.title)} intro={t(recallTexts.intro)} back="/">
      <StateView error={error} loading={isPending} empty={false} onAgain={() => void refetch()}>
        {() => data && (data.isOn ? <Going now={data} onNext={() => refetch()} /> : <Starting now={data} />)}
      </StateView>
    </Frame>
  );
};

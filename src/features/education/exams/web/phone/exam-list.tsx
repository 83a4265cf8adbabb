import { type ReactNode, useEffect, useState } from 'react';
import { useFormat, useText } from '#ui/language.tsx';
import { LinkButton } from '#ui/phone/link-button.tsx';
import { Page as Frame, Section } from '#ui/phone/page.tsx';
import { Notice, StateView } from '#ui/phone/state-view.tsx';
import { useOutbox } from '#webkit/offline/use-outbox.ts';
import { useApi } from '#webkit/query.ts';
import { examTexts, ownExamTexts } from '../../messages.ts';
import { ownExams, type OwnExam } from '../../seat/contract.ts';
import { keptRuns, type KeptRun } from './keeping.ts';
import css from '#ui/phone/own.module.css';

const Standing = ({ exam, now }: { readonly exam: OwnExam; readonly now: string }): ReactNode => {
  const t = useText();
  const format = useFormat();
  if (exam.attempt?.ended && exam.can.enter)
    return t(ownExamTexts.closesAgain, { to: format.moment(exam.closesAt), count: exam.left });
  if (exam.attempt?.ended)
    return t(exam.kind === 'formal' && !exam.attempt.told ? ownExamTexts.waitsRelease : ownExamTexts.handedIn);
  if (exam.closesAt <= now) return t(ownExamTexts.ended);
  if (exam.onPaper)
    return t(ownExamTexts.onPaper, { from: format.moment(exam.opensAt), to: format.moment(exam.closesAt) });
  if (exam.opensAt > now)
    return t(exam.can.enter ? ownExamTexts.opensSoon : ownExamTexts.opens, { from: format.moment(exam.opensAt) });
  if (exam.attempt?.endsAt) return t(ownExamTexts.endsAt, { to: format.moment(exam.attempt.endsAt) });
  return t(ownExamTexts.closes, { to: format.moment(exam.closesAt) });
};

const One = ({ exam, now }: { readonly exam: OwnExam; readonly now: string }): ReactNode => {
  const t = useText();
  const isRunning = exam.attempt !== null && exam.attempt.begun && !exam.attempt.ended;
  return (
    <Section title={exam.title}>
      <div className={css.stack}>
        <p className={css.quiet}>
          {t(ownExamTexts.facts, {
            kind: t(examTexts[`kind_${exam.kind}`]),
            minutes: exam.minutes,
            items: exam.items,
          })}
          {' · '}
          {exam.unitName}
        </p>
        <p className={css.line}>
          <Standing exam={exam} now={now} />
        </p>
        {exam.can.enter && (
          <LinkButton to={`/study/exams/${exam.id}`} filled={isRunning} of={exam.title}>
            {t(isRunning ? ownExamTexts.goOn : exam.attempt?.ended ? ownExamTexts.takeAgain : ownExamTexts.take)}
          </LinkButton>
        )}
        {exam.can.result && exam.attempt !== null && (
          <LinkButton to={`/study/exams/results/${exam.attempt.id}`} of={exam.title}>
            {t(ownExamTexts.result)}
          </LinkButton>
        )}
      </div>
    </Section>
  );
};

/** What goes on in this browser: known without a network, and before the list has heard of it. */
const useKept = (): ReadonlyMap<string, KeptRun> => {
  const { vault } = useOutbox();
  const [runs, setRuns] = useState<readonly KeptRun[]>([]);
  useEffect(() => {
    if (vault !== null) keptRuns(vault).then(setRuns, () => setRuns([]));
  }, [vault]);
  return new Map(runs.map((run) => [run.seat.examId, run]));
};

/** As the device knows it; the server, where it has heard that it is over. */
const goingOn = (exam: OwnExam, run: KeptRun | undefined): OwnExam => {
  if (run === undefined || exam.attempt?.ended) return exam;
  const { attemptId, endsAt } = run.begun;
  const attempt = { id: attemptId, begun: true, ended: false, endsAt, told: false };
  return { ...exam, attempt, can: { ...exam.can, enter: true } };
};

/** Where the list cannot be read, what has begun goes on all the same. */
const Kept = ({ run: { seat, begun } }: { readonly run: KeptRun }): ReactNode => {
  const t = useText();
  const format = useFormat();
  return (
    <Section title={seat.title}>
      <div className={css.stack}>
        <p className={css.line}>{t(ownExamTexts.endsAt, { to: format.moment(begun.endsAt) })}</p>
        <LinkButton to={`/study/exams/${seat.examId}`} filled of={seat.title}>
          {t(ownExamTexts.goOn)}
        </LinkButton>
      </div>
    </Section>
  );
};

/** Exams that the member is asked to take, and those taken. */
export const Page = (): ReactNode => {
  const t = useText();
  const { data, error, isPending, refetch } = useApi(ownExams, {});
  const kept = useKept();
  return (
    <Frame title={t(ownExamTexts.title)} intro={t(ownExamTexts.intro)} back="/">
      {data === undefined && [...kept.values()].map((run) => <Kept key={run.seat.examId} run={run} />)}
      <StateView
        error={error}
        loading={isPending}
        empty={data?.items.length === 0}
        whenEmpty={<Notice title={t(ownExamTexts.empty)} />}
        onAgain={() => void refetch()}
      >
        {() => data?.items.map((exam) => <One key={exam.id} exam={goingOn(exam, kept.get(exam.id))} now={data.now} />)}
      </StateView>
    </Frame>
  );
};

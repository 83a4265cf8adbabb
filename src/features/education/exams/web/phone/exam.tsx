import { type ReactNode, useEffect, useState, useSyncExternalStore } from 'react';
import { useParams } from 'react-router';
import { useFormat, useText } from '#ui/language.tsx';
import { Button } from '#ui/phone/button.tsx';
import { LinkButton } from '#ui/phone/link-button.tsx';
import { Page as Frame, Section } from '#ui/phone/page.tsx';
import { Sheet } from '#ui/phone/sheet.tsx';
import { ErrorNotice, Notice } from '#ui/phone/state-view.tsx';
import { useOutbox } from '#webkit/offline/use-outbox.ts';
import { canKeep } from '#webkit/offline/vault.ts';
import { useApi, useTouch } from '#webkit/query.ts';
import { examProblems, examTexts, ownExamTexts } from '../../messages.ts';
import { type OwnExam, ownExams, type PaperItem } from '../../seat/contract.ts';
import { AnswerField } from './answer-field.tsx';
import { ExamRun } from './exam-run.ts';
import css from './exam.module.css';
import { Intro } from './intro.tsx';
import type { RunView } from './run-view.ts';
import own from '#ui/phone/own.module.css';

/** So long a page waits for what the device keeps, before it goes on without. */
const patience = 3_000;

/**
 * The vault opens shortly after the first page; a browser that keeps nothing has none. A run that another page has taken away is over:
 * whoever goes on here gets a new one.
 */
const useRun = (examId: string): { readonly run: ExamRun | null; readonly goOnHere: () => void } => {
  const { vault } = useOutbox();
  const [isPatient, setPatient] = useState(canKeep());
  const [run, setRun] = useState<ExamRun | null>(null);
  const [takings, setTakings] = useState(0);
  const isReady = vault !== null || !isPatient;
  useEffect(() => {
    const timer = setTimeout(() => setPatient(false), patience);
    return () => clearTimeout(timer);
  }, []);
  useEffect(() => {
    if (!isReady) return undefined;
    const next = new ExamRun(examId, vault);
    setRun(next);
    // It shows its own failures.
    next.open(takings > 0).catch(() => undefined);
    return () => next.close();
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- a vault that opens later does not begin the exam anew
  }, [examId, isReady, takings]);
  return { run, goOnHere: () => setTakings((before) => before + 1) };
};

const timeText = (ms: number): string => {
  const seconds = Math.ceil(ms / 1_000);
  const [minutes, rest] = [Math.floor(seconds / 60), seconds % 60];
  return `${minutes}:${String(rest).padStart(2, '0')}`;
};

const isAnswered = (answer: readonly string[] | undefined): boolean =>
  answer?.some((word) => word.trim() !== '') ?? false;

const isAnyAnswered = ({ answers }: RunView): boolean => [...answers.values()].some(isAnswered);

/** Of no answers nothing is said. */
const Sent = ({ view, className }: { readonly view: RunView; readonly className?: string | undefined }): ReactNode => {
  const t = useText();
  if (view.unsent > 0) return <p className={className}>{t(ownExamTexts.unsent, { count: view.unsent })}</p>;
  if (!isAnyAnswered(view)) return null;
  return <p className={className}>{t(ownExamTexts.sent)}</p>;
};

/** Says which answers another device has changed, and that it has not been handed in where it was to be. */
const Changed = ({ view, onSeen }: { readonly view: RunView; readonly onSeen: () => void }): ReactNode => {
  const t = useText();
  const format = useFormat();
  const places = (view.paper?.items ?? []).flatMap(({ n }, at) => (view.changed.includes(n) ? String(at + 1) : []));
  if (places.length === 0) return null;
  return (
    <>
      <p className={css.note}>{t(ownExamTexts.changed, { places: format.list(places) })}</p>
      {view.asksAgain && <p className={css.note}>{t(ownExamTexts.changedAsk)}</p>}
      <Button onClick={onSeen}>{t(ownExamTexts.changedSeen)}</Button>
    </>
  );
};

const Standing = ({ view, onSeen }: { readonly view: RunView; readonly onSeen: () => void }): ReactNode => {
  const t = useText();
  return (
    <div role="status" className={own.stack}>
      <Changed view={view} onSeen={onSeen} />
      {!view.keeps && <p className={css.note}>{t(ownExamTexts.keepsNothing)}</p>}
      {view.cut && <p className={css.note}>{t(ownExamTexts.cut)}</p>}
      <Sent view={view} className={css.sent} />
    </div>
  );
};

interface CardProps {
  readonly items: readonly PaperItem[];
  readonly view: RunView;
  readonly at: number;
  readonly onGo: (at: number) => void;
}

const Card = ({ items, view, at, onGo }: CardProps): ReactNode => {
  const t = useText();
  return (
    <div className={css.card}>
      {items.map(({ n }, place) => {
        const done = isAnswered(view.answers.get(n));
        return (
          <button
            key={n}
            type="button"
            data-answered={done}
            aria-current={place === at}
            aria-label={t(done ? ownExamTexts.itemAnswered : ownExamTexts.itemOpen, { n: place + 1 })}
            onClick={() => onGo(place)}
          >
            {place + 1}
          </button>
        );
      })}
    </div>
  );
};

/** Where another device has changed something; else, a page that is opened again goes on with what is open. */
const startOf = (items: readonly PaperItem[], { answers, changed }: RunView): number => {
  const [moved, open] = [
    items.findIndex(({ n }) => changed.includes(n)),
    items.findIndex(({ n }) => !isAnswered(answers.get(n))),
  ];
  return Math.max(0, moved === -1 ? open : moved);
};

const Running = ({ run, view }: { readonly run: ExamRun; readonly view: RunView }): ReactNode => {
  const t = useText();
  const items = view.paper?.items ?? [];
  const [at, setAt] = useState(() => startOf(items, view));
  const [sheet, setSheet] = useState<'card' | 'hand' | null>(null);
  const item = items[at];
  const done = items.filter(({ n }) => isAnswered(view.answers.get(n))).length;
  if (item === undefined) return null;
  return (
    <>
      <div className={css.bar}>
        <span className={css.time} role="timer">
          {t(ownExamTexts.left, { time: timeText(view.left) })}
        </span>
        <span>{t(ownExamTexts.answered, { count: done, of: items.length })}</span>
      </div>
      <Standing view={view} onSeen={() => run.seen()} />
      {view.error && <ErrorNotice error={view.error} texts={examProblems} />}
      <Section title={t(ownExamTexts.progress, { n: at + 1, of: items.length })}>
        <div className={own.stack}>
          <p className={own.quiet}>
            {t(examTexts[`item_${item.kind}`])} · {t(ownExamTexts.points, { points: item.points })}
          </p>
          <p className={css.stem}>{item.stem}</p>
          <AnswerField
            key={item.n}
            item={item}
            answer={view.answers.get(item.n) ?? []}
            onAnswer={(answer) => void run.answer(item.n, answer)}
            onType={(answer) => run.typed(item.n, answer)}
          />
          <div className={css.pair}>
            <Button disabled={at === 0} onClick={() => setAt(at - 1)}>
              {t(ownExamTexts.before)}
            </Button>
            <Button disabled={at === items.length - 1} onClick={() => setAt(at + 1)}>
              {t(ownExamTexts.next)}
            </Button>
          </div>
        </div>
      </Section>
      <Section>
        <div className={own.stack}>
          <Button onClick={() => setSheet('card')}>{t(ownExamTexts.overview)}</Button>
          <Button filled onClick={() => setSheet('hand')}>
            {t(ownExamTexts.handIn)}
          </Button>
        </div>
      </Section>
      <Sheet open={sheet === 'card'} title={t(ownExamTexts.overview)} onClose={() => setSheet(null)}>
        <Card
          items={items}
          view={view}
          at={at}
          onGo={(place) => {
            setAt(place);
            setSheet(null);
          }}
        />
      </Sheet>
      <Sheet open={sheet === 'hand'} title={t(ownExamTexts.handIn)} onClose={() => setSheet(null)}>
        <p className={own.line}>{t(ownExamTexts.handInAsk)}</p>
        {done < items.length && (
          <p className={css.note}>{t(ownExamTexts.handInOpen, { count: items.length - done })}</p>
        )}
        <Button
          filled
          onClick={() => {
            setSheet(null);
            void run.handIn();
          }}
        >
          {t(ownExamTexts.handIn)}
        </Button>
      </Sheet>
    </>
  );
};

/** Another device has taken it up: as with a second page, it is answered in one place at a time. */
const MovedOn = ({ run, view }: { readonly run: ExamRun; readonly view: RunView }): ReactNode => {
  const t = useText();
  return (
    <Notice title={t(ownExamTexts.movedOn)} hint={t(ownExamTexts.movedOnHint)}>
      <div role="status">
        {view.cut && <p>{t(ownExamTexts.cutMoved)}</p>}
        {view.unsent > 0 && <Sent view={view} />}
      </div>
      {view.error && <ErrorNotice error={view.error} texts={examProblems} />}
      <Button filled onClick={() => void run.takeOver()}>
        {t(ownExamTexts.takeOver)}
      </Button>
      <LinkButton to="/study/exams">{t(ownExamTexts.toList)}</LinkButton>
    </Notice>
  );
};

/** The exam as the list tells it, for a page that got no paper. */
const useListed = (examId: string, enabled: boolean): OwnExam | undefined => {
  const { data } = useApi(ownExams, {}, { enabled });
  return data?.items.find(({ id }) => id === examId);
};

/** To the result of what is no formal exam, as soon as the list says that it may be read. */
const ToResult = ({ attemptId }: { readonly attemptId: string }): ReactNode => {
  const t = useText();
  const touch = useTouch();
  // The list that led here was read before the handing in.
  useEffect(() => touch(ownExams), [touch]);
  const { data } = useApi(ownExams, {});
  const isTold = data?.items.some(({ attempt, can }) => can.result && attempt?.id === attemptId);
  return isTold && <LinkButton to={`/study/exams/results/${attemptId}`}>{t(ownExamTexts.result)}</LinkButton>;
};

interface BodyProps {
  readonly run: ExamRun;
  readonly view: RunView;
  /** Known where it failed alone. */
  readonly listed: OwnExam | undefined;
  readonly onGoOnHere: () => void;
}

const Body = ({ run, view, listed, onGoOnHere }: BodyProps): ReactNode => {
  const t = useText();
  const toList = <LinkButton to="/study/exams">{t(ownExamTexts.toList)}</LinkButton>;
  switch (view.phase) {
    case 'starting':
      return <Notice title={t(ownExamTexts.starting)}>{view.cut && <p>{t(ownExamTexts.cut)}</p>}</Notice>;
    case 'elsewhere':
      return (
        <Notice title={t(ownExamTexts.elsewhereTitle)} hint={t(ownExamTexts.elsewhereHint)}>
          <Button filled onClick={onGoOnHere}>
            {t(ownExamTexts.goOnHere)}
          </Button>
          {toList}
        </Notice>
      );
    case 'ready':
      return view.seat && <Intro seat={view.seat} left={view.left} onStart={() => run.start()} />;
    case 'waiting':
      return (
        <Notice title={t(ownExamTexts.waitTitle)} hint={t(ownExamTexts.waitHint)}>
          <p role="timer">{t(ownExamTexts.leftToStart, { time: timeText(view.left) })}</p>
        </Notice>
      );
    case 'running':
      return view.movedOn ? <MovedOn run={run} view={view} /> : <Running run={run} view={view} />;
    case 'ended':
      return (
        <Notice
          title={t(view.left > 0 ? ownExamTexts.handingTitle : ownExamTexts.endedTitle)}
          hint={t(ownExamTexts.endedHint)}
        >
          <div role="status">
            <Sent view={view} />
          </div>
          {view.error && <ErrorNotice error={view.error} texts={examProblems} />}
        </Notice>
      );
    case 'done':
      return (
        <Notice title={t(ownExamTexts.doneTitle)} {...(isAnyAnswered(view) ? { hint: t(ownExamTexts.doneHint) } : {})}>
          {view.seat !== null && view.seat.kind !== 'formal' && <ToResult attemptId={view.seat.attemptId} />}
          {toList}
        </Notice>
      );
    case 'failed':
      return (
        <>
          {view.error && <ErrorNotice error={view.error} texts={examProblems} />}
          {listed?.can.result && listed.attempt && (
            <LinkButton to={`/study/exams/results/${listed.attempt.id}`}>{t(ownExamTexts.result)}</LinkButton>
          )}
          {toList}
        </>
      );
  }
};

interface ShownProps {
  readonly examId: string;
  readonly run: ExamRun;
  readonly onGoOnHere: () => void;
}

const Shown = ({ examId, run, onGoOnHere }: ShownProps): ReactNode => {
  const t = useText();
  const view = useSyncExternalStore(run.subscribe, run.view);
  const listed = useListed(examId, view.phase === 'failed');
  return (
    <Frame title={view.seat?.title ?? listed?.title ?? t(ownExamTexts.title)} back="/study/exams">
      <Body run={run} view={view} listed={listed} onGoOnHere={onGoOnHere} />
    </Frame>
  );
};

const Exam = ({ id }: { readonly id: string }): ReactNode => {
  const t = useText();
  const { run, goOnHere } = useRun(id);
  if (run !== null) return <Shown examId={id} run={run} onGoOnHere={goOnHere} />;
  return (
    <Frame title={t(ownExamTexts.title)} back="/study/exams">
      <Notice title={t(ownExamTexts.starting)} />
    </Frame>
  );
};

/** One exam, from the closed paper to the handing in, with and without a network. */
export const Page = (): ReactNode => {
  const { id = '' } = useParams();
  return <Exam key={id} id={id} />;
};

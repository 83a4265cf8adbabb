import { Button } from 'antd';
import { type ReactNode, useState } from 'react';
import { useFormat, useText } from '#ui/language.tsx';
import { ConfirmDialog } from '#ui/office/dialogs.tsx';
import { Page as Frame, Section } from '#ui/office/page.tsx';
import { ErrorNotice, StateView } from '#ui/office/state-view.tsx';
import { Tag } from '#ui/tag.tsx';
import { currentSession } from '#features/base/accounts/contract.ts';
import { useApi, useCommand } from '#webkit/query.ts';
import {
  beginDrill,
  type DrillLine,
  drillList,
  enterPractice,
  finishDrill,
  giveUpDrill,
  type Run,
  type Training,
} from '../../contract.ts';
import { practiceRefusals, practiceTexts } from '../../messages.ts';
import css from '../parts/practice.module.css';
import { Findings } from '../parts/findings.tsx';

const Held = ({ line }: { line: DrillLine }): ReactNode => {
  const t = useText();
  const format = useFormat();
  if (line.until === null) return <Tag tone={line.needed ? 'warning' : 'plain'}>{t(practiceTexts.missing)}</Tag>;
  const day = format.day(line.until);
  return (
    <>
      <Tag tone={line.byException ? 'info' : 'success'} sentence>
        {t(line.byException ? practiceTexts.exceptionUntil : practiceTexts.heldUntil, { day })}
      </Tag>
      {line.soon && <Tag tone="warning">{t(practiceTexts.due)}</Tag>}
    </>
  );
};

/** A drill that is under way: back to it, have it graded, or let it lie. */
const Open = ({ run }: { run: Run }): ReactNode => {
  const t = useText();
  const format = useFormat();
  const [asking, setAsking] = useState(false);
  const enter = useCommand(enterPractice, { onDone: ({ begins }) => location.assign(begins) });
  const finish = useCommand(finishDrill, { touches: [drillList] });
  const giveUp = useCommand(giveUpDrill, { touches: [drillList], onDone: () => setAsking(false) });
  const params = { id: run.id };
  return (
    <>
      <p className={css.hint}>{t(practiceTexts.openSince, { at: format.moment(run.startedAt) })}</p>
      <div className={css.line}>
        <Button type="primary" loading={enter.busy} onClick={() => enter.fire({ params })}>
          {t(practiceTexts.enter)}
        </Button>
        <Button loading={finish.busy} onClick={() => finish.fire({ params })}>
          {t(practiceTexts.finish)}
        </Button>
        <Button type="text" onClick={() => setAsking(true)}>
          {t(practiceTexts.giveUp)}
        </Button>
      </div>
      {[enter.error, finish.error].map(
        (error) => error && <ErrorNotice key={error.message} error={error} texts={practiceRefusals} />,
      )}
      <ConfirmDialog
        open={asking}
        title={t(practiceTexts.giveUpTitle)}
        consequence={t(practiceTexts.giveUpHint)}
        verb={t(practiceTexts.giveUp)}
        busy={giveUp.busy}
        error={giveUp.error}
        texts={practiceRefusals}
        onConfirm={() => giveUp.fire({ params })}
        onClose={() => setAsking(false)}
      />
    </>
  );
};

const Last = ({ run }: { run: Run }): ReactNode => {
  const t = useText();
  const format = useFormat();
  const passed = run.state === 'passed';
  return (
    <>
      <div className={css.line}>
        <strong>{t(practiceTexts.lastResult)}</strong>
        <Tag tone={passed ? 'success' : 'error'}>{t(passed ? practiceTexts.passed : practiceTexts.failed)}</Tag>
        {run.finishedAt && (
          <span className={css.hint}>{t(practiceTexts.gradedAt, { at: format.moment(run.finishedAt) })}</span>
        )}
      </div>
      <Findings run={run} />
    </>
  );
};

const Drill = ({ line, ready }: { line: DrillLine; ready: boolean }): ReactNode => {
  const t = useText();
  const format = useFormat();
  const begin = useCommand(beginDrill, { touches: [drillList] });
  const { drill, open, last, needed, until } = line;
  return (
    <Section title={t(practiceTexts[drill])}>
      <div className={css.drill}>
        <div className={css.line}>
          <Held line={line} />
          <span className={css.hint}>
            {format.labelled(t(practiceTexts.opens), t(practiceTexts[`opens_${drill}`]))}
          </span>
        </div>
        {!needed && <p className={css.hint}>{t(practiceTexts.notNeeded)}</p>}
        {open ? (
          <Open run={open} />
        ) : (
          <div className={css.line}>
            <Button disabled={!ready} loading={begin.busy} onClick={() => begin.fire({ body: { drill } })}>
              {t(until === null ? practiceTexts.begin : practiceTexts.beginAgain)}
            </Button>
            {begin.busy && <span role="status">{t(practiceTexts.preparing)}</span>}
          </div>
        )}
        {begin.error && <ErrorNotice error={begin.error} texts={practiceRefusals} />}
        {last && <Last run={last} />}
      </div>
    </Section>
  );
};

const Lessons = ({ training: { courses, exams } }: { training: Training }): ReactNode => {
  const t = useText();
  // An exam begins when its page is opened: the list says first how long it takes.
  const line = (kind: 'course' | 'exam') => (lesson: Training['courses'][number]) => (
    <li key={lesson.id}>
      {t(practiceTexts[kind])}
      <a href={kind === 'course' ? `/m/study/courses/${lesson.id}` : '/m/study/exams'}>{lesson.title}</a>
      {lesson.done && (
        <Tag tone="success">{t(kind === 'course' ? practiceTexts.learnt : practiceTexts.examPassed)}</Tag>
      )}
    </li>
  );
  return (
    <Section title={t(practiceTexts.training)}>
      <div className={css.drill}>
        <p className={css.hint}>{t(practiceTexts.trainingIntro)}</p>
        <ul className={css.findings}>
          {courses.map(line('course'))}
          {exams.map(line('exam'))}
        </ul>
      </div>
    </Section>
  );
};

/** The drills, what each opens, and what the own account holds. */
export const Page = (): ReactNode => {
  const t = useText();
  const { data, error, isLoading, refetch } = useApi(drillList, {});
  const { data: session } = useApi(currentSession, {});
  // Whoever types the address there finds no second practice county, and is told where drills are kept.
  if (session?.county.practice)
    return (
      <Frame title={t(practiceTexts.title)}>
        <Section>
          <p>{t(practiceTexts.elsewhere)}</p>
        </Section>
      </Frame>
    );
  return (
    <Frame title={t(practiceTexts.title)} intro={t(practiceTexts.intro)}>
      <StateView error={error} loading={isLoading} empty={false} onAgain={() => void refetch()}>
        {data && (
          <>
            {!data.ready && (
              <Section>
                <p>{t(practiceRefusals.practice_none)}</p>
              </Section>
            )}
            {data.training.courses.length + data.training.exams.length > 0 && <Lessons training={data.training} />}
            {data.items
              .toSorted((a, b) => Number(b.needed) - Number(a.needed))
              .map((line) => (
                <Drill key={line.drill} line={line} ready={data.ready} />
              ))}
          </>
        )}
      </StateView>
    </Frame>
  );
};

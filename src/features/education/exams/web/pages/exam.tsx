import { App, Button } from 'antd';
import { type ReactNode, useState } from 'react';
import { useParams } from 'react-router';
import { Facts } from '#ui/facts.tsx';
import { useFormat, useText } from '#ui/language.tsx';
import { ConfirmDialog } from '#ui/office/dialogs.tsx';
import { LinkButton } from '#ui/office/link-button.tsx';
import { Folded, Page as Frame, Section } from '#ui/office/page.tsx';
import { StateView } from '#ui/office/state-view.tsx';
import { useApi, useCommand } from '#webkit/query.ts';
import { useGoOn } from '#webkit/router.tsx';
import { examList, leastReason, oneExam, removeExam, stepExam, type ExamView } from '../../contract.ts';
import { examProblems, examTexts } from '../../messages.ts';
import { Analysis, Attempts } from '../parts/attempts.tsx';
import { asksNothing, DraftPaper, emptyPaper } from '../parts/draft-paper.tsx';
import { lookAgain, releasedFrom, releaseLater } from '../parts/follow.ts';
import { OnPaper } from '../parts/on-paper.tsx';
import { Appeals, Readings } from '../parts/reading.tsx';
import { ItemList } from '../parts/item-list.tsx';
import { ExamStateTag } from '../parts/words.tsx';

type Act = 'publish' | 'withdraw' | 'release' | 'remove';

const ExamFacts = ({ exam }: { readonly exam: ExamView }): ReactNode => {
  const t = useText();
  const format = useFormat();
  return (
    <Facts
      facts={[
        { label: t(examTexts.kind), value: t(examTexts[`kind_${exam.kind}`]) },
        {
          label: t(examTexts.window),
          value: t(examTexts.windowOf, { from: format.moment(exam.opensAt), to: format.moment(exam.closesAt) }),
        },
        { label: t(examTexts.minutes), value: t(examTexts.minutesOf, { count: exam.minutes }) },
        { label: t(examTexts.unit), value: exam.unitName },
        {
          label: t(examTexts.audience),
          value: [
            exam.audienceName,
            ...exam.branchTypes.map((one) => t(examTexts[`type_${one}`])),
            ...exam.stages.map((one) => t(examTexts[`stage_${one}`])),
          ].join(' · '),
        },
        { label: t(examTexts.attempts), value: format.number(exam.attempts) },
        ...(exam.passShare > 0
          ? [{ label: t(examTexts.passShare), value: `${exam.passShare}${t(examTexts.percent)}` }]
          : []),
        { label: t(examTexts.counts0), value: t(examTexts.counts, exam.counts) },
        ...(exam.withdrawnReason === null
          ? []
          : [{ label: t(examTexts.withdrawnReason), value: exam.withdrawnReason, wide: true }]),
      ]}
    />
  );
};

const Papers = ({ exam }: { readonly exam: ExamView }): ReactNode => {
  const t = useText();
  if (exam.papers.length === 0) return null;
  return (
    <Folded title={t(examTexts.papers, { count: exam.papers.length })} open={exam.papers.length < 6}>
      <ol>
        {exam.papers.map(({ items, points, difficulty }, at) => (
          <li key={at}>
            {t(examTexts.paperOf, { n: at + 1, items, points, percent: Math.round(difficulty * 1_000) / 10 })}
          </li>
        ))}
      </ol>
    </Folded>
  );
};

/** One exam: what it asks, who has answered, and what may follow. */
export const Page = (): ReactNode => {
  const t = useText();
  const format = useFormat();
  const { id = '' } = useParams();
  const [act, setAct] = useState<Act | null>(null);
  const {
    data: exam,
    dataUpdatedAt,
    error,
    isPending,
    refetch,
  } = useApi(oneExam, { params: { id } }, { every: (seen) => lookAgain(seen, Date.now()) });
  const goOn = useGoOn();
  const { message } = App.useApp();
  const step = useCommand(stepExam, { touches: [examList, oneExam], onDone: () => setAct(null) });
  const remove = useCommand(removeExam, {
    touches: [examList],
    onDone: () => {
      void message.success(t(examTexts.removed));
      goOn('/education/exams');
    },
  });
  const acts: readonly Act[] =
    exam === undefined ? [] : (['remove', 'withdraw', 'publish', 'release'] as const).filter((one) => exam.can[one]);
  return (
    <Frame
      title={
        <>
          {exam?.title ?? t(examTexts.title)} {exam && <ExamStateTag state={exam.state} />}
        </>
      }
      intro={
        exam &&
        releaseLater(exam) &&
        t(examTexts.releaseLater, { from: format.moment(new Date(releasedFrom(exam)).toISOString()) })
      }
      crumbs={[{ title: t(examTexts.title), to: '/education/exams' }, { title: exam?.title ?? '' }]}
      actions={
        <>
          {exam?.can.change && <LinkButton to={`/education/exams/${id}/edit`}>{t(examTexts.edit)}</LinkButton>}
          {acts.map((one) => (
            <Button
              key={one}
              type={one === 'withdraw' || one === 'remove' ? 'default' : 'primary'}
              danger={one === 'remove'}
              // Why it cannot be published yet stands where its questions would.
              {...(one === 'publish' && exam !== undefined && asksNothing(exam)
                ? { disabled: true, 'aria-describedby': emptyPaper }
                : {})}
              onClick={() => setAct(one)}
            >
              {t(examTexts[one])}
            </Button>
          ))}
        </>
      }
    >
      <StateView error={error} loading={isPending} onAgain={() => void refetch()} lines={6}>
        {() =>
          exam && (
            <>
              <Section>
                <ExamFacts exam={exam} />
              </Section>
              <Papers exam={exam} />
              {exam.can.read && exam.state === 'draft' && <DraftPaper exam={exam} />}
              {exam.can.read && exam.state !== 'draft' && (
                <>
                  <Readings examId={id} />
                  <Appeals examId={id} />
                  {exam.state === 'published' && <OnPaper examId={id} />}
                  <Attempts examId={id} readAt={dataUpdatedAt} />
                  <Analysis examId={id} />
                </>
              )}
              <ItemList exam={exam} />
              <ConfirmDialog
                open={act !== null && act !== 'remove'}
                title={t(examTexts[act ?? 'publish'])}
                verb={t(examTexts[act ?? 'publish'])}
                consequence={t(examTexts[`${act ?? 'publish'}Hint`])}
                {...(act === 'withdraw' ? { reasonFrom: leastReason } : {})}
                busy={step.busy}
                error={step.error}
                texts={examProblems}
                onConfirm={(reason) => {
                  if (act === null || act === 'remove') return;
                  const why = act === 'withdraw' ? { reason } : {};
                  step.fire({ params: { id }, body: { version: exam.version, act, ...why } });
                }}
                onClose={() => setAct(null)}
              />
              <ConfirmDialog
                open={act === 'remove'}
                title={t(examTexts.removeTitle)}
                verb={t(examTexts.remove)}
                consequence={t(examTexts.removeHint)}
                busy={remove.busy}
                error={remove.error}
                texts={examProblems}
                onConfirm={() => remove.fire({ params: { id }, body: { version: exam.version } })}
                onClose={() => setAct(null)}
              />
            </>
          )
        }
      </StateView>
    </Frame>
  );
};

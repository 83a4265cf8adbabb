import { type ReactNode, useEffect, useRef } from 'react';
import type { Text } from '#shared/text.ts';
import { useFormat, useText } from '#ui/language.tsx';
import { type Column, DataTable } from '#ui/office/data-table.tsx';
import { Folded, Section } from '#ui/office/page.tsx';
import { StateView } from '#ui/office/state-view.tsx';
import { Tag } from '#ui/tag.tsx';
import { useList } from '#webkit/list.ts';
import { useApi, useTouch } from '#webkit/query.ts';
import { type AttemptLine, examAnalysis, examAttempts, type ItemFigure } from '../../contract.ts';
import { examTexts } from '../../messages.ts';
import css from '#ui/office/matter.module.css';

/** Whether nothing is answered any more: handed in, or out of time. */
const isOver = ({ handedInAt, endsAt }: AttemptLine, now: number): boolean =>
  handedInAt !== null || (endsAt !== null && Date.parse(endsAt) <= now);

const Score = ({ row, now }: { readonly row: AttemptLine; readonly now: number }): ReactNode => {
  const t = useText();
  if (row.begunAt === null) return t(row.channel === 'paper' ? examTexts.printed : examTexts.notBegun);
  if (row.most === null) return t(isOver(row, now) ? examTexts.over : examTexts.running);
  if (row.points === null) return <Tag tone="warning">{t(examTexts.waiting)}</Tag>;
  return (
    <>
      {t(examTexts.scoreOf, { points: row.points, most: row.most })}{' '}
      <Tag tone={row.passed ? 'success' : 'plain'}>{t(row.passed ? examTexts.passed : examTexts.failed)}</Tag>
    </>
  );
};

interface AttemptsProps {
  readonly examId: string;
  /** When the page last read its counts: these lines are read again with them, so that both say the same. */
  readonly readAt: number;
}

/** Who answered, for the office that holds the exam alone. */
export const Attempts = ({ examId, readAt }: AttemptsProps): ReactNode => {
  const t = useText();
  const format = useFormat();
  const list = useList(examAttempts, { params: { id: examId }, query: {} });
  const touch = useTouch();
  const before = useRef(readAt);
  useEffect(() => {
    if (before.current !== readAt) touch(examAttempts);
    before.current = readAt;
  }, [readAt, touch]);
  const columns: Column<AttemptLine>[] = [
    {
      key: 'person',
      title: t(examTexts.person),
      main: true,
      render: (row) => (
        <>
          {row.name}
          <div className={css.hint}>
            {row.late > 0 && t(examTexts.lateOf, { count: row.late })}{' '}
            {row.channel === 'phone' && row.sittings > 1 && t(examTexts.sittingsOf, { count: row.sittings - 1 })}
          </div>
        </>
      ),
    },
    { key: 'branch', title: t(examTexts.branch), render: (row) => row.branchName },
    { key: 'round', title: t(examTexts.round), width: 90, render: (row) => format.number(row.round) },
    { key: 'score', title: t(examTexts.score), width: 200, render: (row) => <Score row={row} now={readAt} /> },
  ];
  return (
    <Section title={t(examTexts.attemptsTitle)} flush>
      <DataTable
        name="exam-attempts"
        caption={t(examTexts.attemptsCaption)}
        columns={columns}
        list={{ ...list, total: list.reply?.total }}
        rowKey={(row) => row.id}
        whenEmpty={<p>{t(examTexts.noAttempts)}</p>}
      />
    </Section>
  );
};

const discriminationWords = (value: number): Text => {
  if (value >= 0.3) return examTexts.discrimination_good;
  return value >= 0.15 ? examTexts.discrimination_fair : examTexts.discrimination_poor;
};

const Figure = ({ figure }: { readonly figure: ItemFigure }): ReactNode => {
  const t = useText();
  const format = useFormat();
  // Of an item that everybody left out no option is idle.
  const isChosen = figure.options.some(({ chosen }) => chosen !== null && chosen > 0);
  const idle = isChosen ? figure.options.filter(({ chosen }) => chosen === 0).map(({ key }) => key) : [];
  return (
    <li>
      <p className={css.text}>{figure.stem}</p>
      <div className={css.hint}>
        {figure.answers === null || figure.won === null
          ? t(examTexts.tooFew)
          : `${t(examTexts.answersOf, { count: figure.answers })} · ${t(examTexts.won, { share: Math.round(figure.won * 100) })}`}
        {figure.discrimination !== null &&
          ` · ${t(examTexts.discrimination, {
            value: figure.discrimination.toFixed(2),
            words: t(discriminationWords(figure.discrimination)),
          })}`}
        {figure.answers !== null &&
          figure.options.length > 0 &&
          ` · ${format.parts(figure.options.map(({ key, chosen }) => t(examTexts.chosen, { key, count: chosen ?? 0 })))}`}
      </div>
      {idle.length > 0 && (
        <Tag tone="warning" sentence>
          {t(examTexts.nobodyChose, { keys: format.list(idle) })}
        </Tag>
      )}
    </li>
  );
};

/** How each item was answered: what is hard, what tells apart, which options nobody chooses. */
export const Analysis = ({ examId }: { readonly examId: string }): ReactNode => {
  const t = useText();
  const { data, error, isPending, refetch } = useApi(examAnalysis, { params: { id: examId } });
  return (
    <Folded title={t(examTexts.analysis)}>
      <StateView error={error} loading={isPending} onAgain={() => void refetch()}>
        {() => (
          <ol className={css.thread}>
            {data?.items.map((figure) => (
              <Figure key={figure.n} figure={figure} />
            ))}
          </ol>
        )}
      </StateView>
    </Folded>
  );
};

import { Button, Select } from 'antd';
import { type ReactNode, useMemo, useState } from 'react';
import { useText } from '#ui/language.tsx';
import { useClearing } from '#ui/office/clearing.tsx';
import { PlainTable } from '#ui/office/plain-table.tsx';
import { ErrorNotice, StateView } from '#ui/office/state-view.tsx';
import { useApi, useCommand } from '#webkit/query.ts';
import { Tag } from '#ui/tag.tsx';
import { useBranchTree } from '#features/base/members/web/parts/branch-tree.ts';
import { type BranchQuestion as Question, confirmBranches, importBranches } from '../../branches/contract.ts';
import { branchTexts, rowTexts } from '../../preview/messages.ts';
import css from './import.module.css';
import { importRefusalTexts } from './problem-words.ts';
import { touchedByImport } from './reads.ts';
import type { Batch } from './reads.ts';

/** Answers of this visit, by the name in the sheet. */
type Answers = Readonly<Record<string, string | null>>;

const placeOf = (candidate: Question['candidates'][number]): string =>
  [candidate.above.at(-1), candidate.name].filter(Boolean).join(' / ');

/** Names of which several branches are equally near have no first choice. */
const isUnclear = (question: Question): boolean => question.first === null && question.candidates.length > 1;

/** What a person should know about a name before answering, or about an answer that nobody gave for this file. */
const Marks = ({ question }: { question: Question }): ReactNode => {
  const t = useText();
  return (
    <>
      {question.chosen === null && <Tag tone="warning">{t(branchTexts.openOne)}</Tag>}
      {question.remembered && <Tag tone={isUnclear(question) ? 'warning' : 'info'}>{t(branchTexts.remembered)}</Tag>}
      {isUnclear(question) && <div className={css.quiet}>{t(branchTexts.unclear)}</div>}
    </>
  );
};

interface RowProps {
  readonly question: Question;
  readonly value: string | null;
  readonly others: readonly { readonly value: string; readonly label: string }[];
  readonly locked: boolean;
  readonly onChoose: (branchId: string | null) => void;
}

const Answer = ({ question, value, others, locked, onChoose }: RowProps): ReactNode => {
  const t = useText();
  const clearing = useClearing();
  const options = useMemo(() => {
    const near = new Set(question.candidates.map((candidate) => candidate.id));
    return [
      ...(question.candidates.length > 0
        ? [
            {
              label: t(branchTexts.suggestions),
              options: question.candidates.map((candidate) => ({
                value: candidate.id,
                label: `${placeOf(candidate)}（${t(branchTexts[candidate.reason])}）`,
              })),
            },
          ]
        : []),
      { label: t(branchTexts.others), options: others.filter((other) => !near.has(other.value)) },
    ];
  }, [question.candidates, others, t]);
  const first = question.candidates.find((candidate) => candidate.id === question.first);
  return (
    <>
      <Select<string | null>
        aria-label={`${question.text} ${t(branchTexts.means)}`}
        className={css.select ?? ''}
        allowClear={clearing}
        disabled={locked}
        showSearch={{ optionFilterProp: 'label' }}
        placeholder={t(branchTexts.choose)}
        value={value}
        options={options}
        onChange={(branchId: string | null | undefined) => onChoose(branchId ?? null)}
      />
      {first && value === null && !locked && (
        <Button type="link" size="small" className={css.take ?? ''} onClick={() => onChoose(first.id)}>
          {t(branchTexts.take, { name: placeOf(first) })}
        </Button>
      )}
    </>
  );
};

const Questions = ({ batch, questions }: { batch: Batch; questions: readonly Question[] }): ReactNode => {
  const t = useText();
  const tree = useBranchTree();
  // Only what is answered here: after a new reading the questions are for a moment those from before the last answers.
  const [answers, setAnswers] = useState<Answers>({});
  const chosen = (one: Question): string | null =>
    answers[one.text] === undefined ? one.chosen : (answers[one.text] ?? null);
  const { fire, busy, error } = useCommand(confirmBranches, { touches: touchedByImport(batch.id) });
  const locked = !batch.can.map;
  const others = useMemo(() => {
    const names = new Map(tree.nodes.map((node) => [node.id, node.name]));
    return tree.branches.map((branch) => ({
      value: branch.id,
      label: [names.get(branch.parentId ?? ''), branch.name].filter(Boolean).join(' / '),
    }));
  }, [tree.nodes, tree.branches]);
  const open = questions.filter((one) => chosen(one) === null);
  const clear = open.filter((one) => one.first !== null);
  const changed = questions.filter((one) => chosen(one) !== one.chosen);
  const takeAll = (): void =>
    setAnswers({ ...answers, ...Object.fromEntries(clear.map((one) => [one.text, one.first])) });
  const save = (): void =>
    fire({
      params: { id: batch.id },
      body: {
        version: batch.version,
        choices: changed.map((one) => ({ text: one.text, branchId: chosen(one) })),
      },
    });
  const answer = (question: Question): ReactNode => (
    <Answer
      question={question}
      value={chosen(question)}
      others={others}
      locked={locked}
      onChoose={(branchId) => setAnswers({ ...answers, [question.text]: branchId })}
    />
  );
  return (
    <div className={css.stack}>
      <p className={css.hint}>{t(branchTexts.hint)}</p>
      {error && <ErrorNotice error={error} texts={importRefusalTexts} />}
      <PlainTable
        caption={t(branchTexts.tab)}
        rows={questions}
        rowKey={(question) => question.text}
        empty={t(branchTexts.none)}
        columns={[
          {
            key: 'text',
            title: t(branchTexts.text),
            render: (question) => (
              <>
                {question.text} <Marks question={question} />
              </>
            ),
          },
          {
            key: 'rows',
            title: t(rowTexts.line),
            render: (question) => <span className={css.line}>{t(branchTexts.rows, { count: question.rows })}</span>,
          },
          { key: 'means', title: t(branchTexts.means), render: answer },
        ]}
      />
      {!locked && (
        <div className={css.buttons}>
          <Button type="primary" loading={busy} disabled={changed.length === 0} onClick={save}>
            {t(branchTexts.save)}
          </Button>
          {clear.length > 1 && <Button onClick={takeAll}>{t(branchTexts.takeAll, { count: clear.length })}</Button>}
          {open.length > clear.length && (
            <span className={css.quiet} role="status">
              {t(branchTexts.left, { count: open.length - clear.length })}
            </span>
          )}
        </div>
      )}
    </div>
  );
};

/** Names of branches that only resemble known ones: a person says what they mean. */
export const BranchQuestions = ({ batch }: { batch: Batch }): ReactNode => {
  const t = useText();
  const { data, error, isPending, refetch } = useApi(importBranches, { params: { id: batch.id } });
  const questions = data?.items ?? [];
  return (
    <StateView
      error={error}
      loading={isPending}
      empty={questions.length === 0}
      whenEmpty={<p className={css.quiet}>{t(branchTexts.none)}</p>}
      onAgain={() => void refetch()}
    >
      <Questions key={batch.version} batch={batch} questions={questions} />
    </StateView>
  );
};

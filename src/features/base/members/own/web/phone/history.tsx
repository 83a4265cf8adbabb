import type { ReactNode } from 'react';
import type { z } from 'zod';
import { useText } from '#ui/language.tsx';
import { Page as Frame, Section } from '#ui/phone/page.tsx';
import { Pager } from '#ui/phone/pager.tsx';
import { Notice, StateView } from '#ui/phone/state-view.tsx';
import { Timeline, type TimelineEntry } from '#ui/timeline.tsx';
import { useWord } from '#ui/words.tsx';
import { useList } from '#webkit/list.ts';
import type { HistoryEntry, Value } from '#features/base/members/contract.ts';
import { traceTexts } from '#features/base/members/file/messages.ts';
import { useBranchTree } from '#features/base/members/web/parts/branch-tree.ts';
import { declarationOf, useWords } from '#features/base/members/web/parts/words.ts';
import { ownHistory } from '../../contract.ts';
import { ownTexts } from '../../messages.ts';
import { withoutMissing } from '../parts/no-file.tsx';
import css from './history.module.css';

type Entry = z.infer<typeof HistoryEntry>;
type Change = Entry['changes'][number];

const namesBranch = (entries: readonly Entry[]): boolean =>
  entries.some((entry) => entry.changes.some((change) => change.field === 'branchId'));

/** One change in a sentence. */
const Changed = ({ change, shown }: { change: Change; shown: (field: string, value: Value) => string }): ReactNode => {
  const t = useText();
  const words = useWords();
  const before = shown(change.field, change.from);
  const after = shown(change.field, change.to);
  const sentence = (): string => {
    if (before === '') return t(ownTexts.filled, { after });
    if (after === '') return t(ownTexts.cleared, { before });
    return t(ownTexts.changed, { before, after });
  };
  return (
    <div>
      <dt className={css.field}>{words.label(change.field)}</dt>
      <dd>{sentence()}</dd>
    </div>
  );
};

const useEntries = (entries: readonly Entry[]): TimelineEntry[] => {
  const t = useText();
  const words = useWords();
  const word = useWord();
  const tree = useBranchTree({ enabled: namesBranch(entries) });
  const shown = (field: string, value: Value): string =>
    field === 'branchId' && value !== null
      ? (tree.nameOf(String(value)) ?? '…')
      : words.value(declarationOf(field), value);
  return entries.map((entry) => ({
    id: entry.id,
    at: entry.at,
    title: word(`action.${entry.action}`),
    by: [
      t(traceTexts.by, { actor: entry.actor, role: word(`role.${entry.role}`) }),
      ...(entry.reason ? [t(traceTexts.because, { reason: entry.reason })] : []),
    ].join(' · '),
    detail: entry.changes.length > 0 && (
      <dl className={css.changes}>
        {entry.changes.map((change) => (
          <Changed key={change.field} change={change} shown={shown} />
        ))}
      </dl>
    ),
  }));
};

export const Page = (): ReactNode => {
  const t = useText();
  const list = useList(ownHistory, { query: {} });
  const entries = useEntries(list.rows);
  const { error, empty } = withoutMissing(list.error);
  return (
    <Frame title={t(ownTexts.history)} intro={t(ownTexts.historyIntro)} back="/file">
      <StateView
        error={error}
        loading={list.loading}
        empty={empty || entries.length === 0}
        whenEmpty={<Notice title={t(ownTexts.historyEmpty)} />}
        onAgain={list.reload}
      >
        <Section>
          <Timeline label={t(ownTexts.history)} entries={entries} />
        </Section>
        <Pager list={list} />
      </StateView>
    </Frame>
  );
};

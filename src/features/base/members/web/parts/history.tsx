import { Button, Empty } from 'antd';
import type { ReactNode } from 'react';
import type { z } from 'zod';
import { FieldDiff } from '#ui/field-diff.tsx';
import { useText } from '#ui/language.tsx';
import { Section, Toolbar } from '#ui/office/page.tsx';
import { StateView } from '#ui/office/state-view.tsx';
import { Timeline, type TimelineEntry } from '#ui/timeline.tsx';
import { useWord } from '#ui/words.tsx';
import { useList } from '#webkit/list.ts';
import { type HistoryEntry, memberHistory, type Value } from '../../contract.ts';
import { traceTexts } from '../../file/messages.ts';
import { useBranchTree } from './branch-tree.ts';
import css from './history.module.css';
import { declarationOf, useWords } from './words.ts';

type Entry = z.infer<typeof HistoryEntry>;

/** Which file was merged into which is said by the act itself; the ids say nothing to people. */
const technical: readonly string[] = ['mergedInto', 'mergedFrom'];

const hasBranch = (entries: readonly Entry[]): boolean =>
  entries.some((entry) => entry.changes.some((change) => change.field === 'branchId'));

/** Where a change came from: a page, or the job that carried it out. */
const useSource = (): ((source: string) => string) => {
  const t = useText();
  const word = useWord();
  return (source) => {
    if (source === 'screen') return t(traceTexts.sourceScreen);
    const [kind = '', job = ''] = source.split(':');
    return kind === 'job' ? word(`job.${job}`) : word(`source.${kind}`, source);
  };
};

const useEntries = (rows: readonly Entry[]): TimelineEntry[] => {
  const t = useText();
  const words = useWords();
  const word = useWord();
  const source = useSource();
  const tree = useBranchTree({ enabled: hasBranch(rows) });
  const shown = (field: string, value: Value): string =>
    field === 'branchId' && value !== null
      ? (tree.nameOf(String(value)) ?? String(value))
      : words.value(declarationOf(field), value);
  const detail = (entry: Entry): ReactNode => {
    const changes = entry.changes.filter((change) => !technical.includes(change.field));
    if (changes.length === 0) return entry.changes.length === 0 ? t(traceTexts.noFields) : undefined;
    return (
      <FieldDiff
        caption={t(traceTexts.changesOf)}
        changes={changes.map(({ field, from, to }) => ({
          label: words.label(field),
          before: shown(field, from),
          after: shown(field, to),
        }))}
      />
    );
  };
  return rows.map((entry) => ({
    id: entry.id,
    at: entry.at,
    title: word(`action.${entry.action}`),
    by: [
      t(traceTexts.by, { actor: entry.actor, role: word(`role.${entry.role}`) }),
      t(traceTexts.via, { source: source(entry.source) }),
      ...(entry.reason ? [t(traceTexts.because, { reason: entry.reason })] : []),
    ].join(' · '),
    detail: detail(entry),
  }));
};

/** Who changed what in the file, when, from what source, with the former values. */
export const History = ({ memberId }: { memberId: string }): ReactNode => {
  const t = useText();
  const list = useList(memberHistory, { params: { id: memberId } });
  const entries = useEntries(list.rows);
  return (
    <Section>
      <p className={css.intro}>{t(traceTexts.historyIntro)}</p>
      <StateView
        error={list.error}
        loading={list.loading}
        empty={list.rows.length === 0 && list.page === 1}
        whenEmpty={<Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t(traceTexts.historyEmpty)} />}
        onAgain={list.reload}
      >
        <Timeline label={t(traceTexts.historyLabel)} entries={entries} />
        {(list.hasNext || list.page > 1) && (
          <Toolbar>
            <Button disabled={list.page === 1} onClick={list.previous}>
              {t(traceTexts.newer)}
            </Button>
            <Button disabled={!list.hasNext} onClick={list.next}>
              {t(traceTexts.older)}
            </Button>
          </Toolbar>
        )}
      </StateView>
    </Section>
  );
};

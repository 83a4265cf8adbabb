import { Alert, App, Button } from 'antd';
import { type ReactNode, useState } from 'react';
import { Link, useParams } from 'react-router';
import type { Reply } from '#shared/endpoint.ts';
import { AppError } from '#shared/errors.ts';
import { Facts } from '#ui/facts.tsx';
import { useFormat, useText } from '#ui/language.tsx';
import { ConfirmDialog } from '#ui/office/dialogs.tsx';
import { type Column, DataTable } from '#ui/office/data-table.tsx';
import { LinkButton } from '#ui/office/link-button.tsx';
import { Page as Frame, Section } from '#ui/office/page.tsx';
import { ErrorNotice, StateView } from '#ui/office/state-view.tsx';
import { useList } from '#webkit/list.ts';
import { useApi, useCommand } from '#webkit/query.ts';
import { type BulkChange, bulkById, bulkList, bulkPeople, commitBulk, undoBulk } from '../../bulk/contract.ts';
import { bulkTexts } from '../../bulk/messages.ts';
import { memberCounts, memberList, type Value } from '../../contract.ts';
import { memberTotal } from '../../totals/contract.ts';
import { BulkState } from '../parts/bulk-state.tsx';
import { BulkSteps } from '../parts/bulk-steps.tsx';
import css from '../parts/bulk.module.css';
import { problemTexts } from '../parts/field-form.ts';
import { RecordTable } from '../parts/record-table.tsx';
import { declarationOf, useWords } from '../parts/words.ts';

const touchesOf = (id: string) => [
  [bulkById, { params: { id } }] as const,
  [bulkPeople, { params: { id } }] as const,
  bulkList,
  memberList,
  memberCounts,
  memberTotal,
];

const useShown = (): ((field: string, value: Value) => string) => {
  const words = useWords();
  return (field, value) => words.value(declarationOf(field), value);
};

/** Former values of free text may be many; the most frequent come first. */
const firstGroups = 15;

const Differences = ({ bulk }: { bulk: BulkChange }): ReactNode => {
  const t = useText();
  const format = useFormat();
  const words = useWords();
  const shown = useShown();
  const [all, setAll] = useState(false);
  const groups = bulk.differences.flatMap(({ field, groups: own }) => own.map((group) => ({ field, ...group })));
  const rest = bulk.differences.reduce(
    (sum, { rest: own }) => ({ groups: sum.groups + own.groups, people: sum.people + own.people }),
    { groups: 0, people: 0 },
  );
  const rows = all ? groups : groups.slice(0, firstGroups);
  return (
    <Section title={t(bulkTexts.differences)}>
      <RecordTable
        caption={t(bulkTexts.differences)}
        rows={rows}
        rowKey={(row) => `${row.field} ${String(row.from)}`}
        empty=""
        columns={[
          { key: 'field', title: t(bulkTexts.what), render: (row) => words.label(row.field) },
          {
            key: 'from',
            title: t(bulkTexts.former),
            render: (row) => shown(row.field, row.from) || t(bulkTexts.nothing),
          },
          { key: 'to', title: t(bulkTexts.next), render: (row) => shown(row.field, row.to) || t(bulkTexts.nothing) },
          {
            key: 'people',
            title: t(bulkTexts.people),
            render: (row) => t(bulkTexts.peopleCount, { count: format.number(row.people) }),
          },
        ]}
      />
      {rows.length < groups.length && (
        <Button type="link" onClick={() => setAll(true)}>
          {t(bulkTexts.allGroups, { count: groups.length })}
        </Button>
      )}
      {(all || groups.length <= firstGroups) && rest.groups > 0 && (
        <p className={css.quiet}>
          {t(bulkTexts.restGroups, { groups: format.number(rest.groups), people: format.number(rest.people) })}
        </p>
      )}
    </Section>
  );
};

type Person = BulkChange['samples'][number];

/** Everybody whom the change touches, each with the own differences: what a second person can look through. */
const People = ({ bulk }: { bulk: BulkChange }): ReactNode => {
  const t = useText();
  const words = useWords();
  const shown = useShown();
  const list = useList(bulkPeople, { params: { id: bulk.id }, query: {} });
  const columns: Column<Person>[] = [
    {
      key: 'name',
      title: t(bulkTexts.person),
      main: true,
      width: 140,
      render: (row) => <Link to={`/members/${row.personId}`}>{row.name}</Link>,
    },
    { key: 'branch', title: t(bulkTexts.branch), render: (row) => row.branchName },
    {
      key: 'changes',
      title: t(bulkTexts.differences),
      render: (row) => (
        <ul className={css.changes}>
          {row.changes.map(({ field, from, to }) => (
            <li key={field}>
              {t(bulkTexts.changeLine, {
                field: words.label(field),
                from: shown(field, from) || t(bulkTexts.nothing),
                to: shown(field, to) || t(bulkTexts.nothing),
              })}
            </li>
          ))}
        </ul>
      ),
    },
  ];
  return (
    <Section title={t(bulkTexts.everybody)} flush>
      <DataTable
        name="bulk-people"
        caption={t(bulkTexts.everybody)}
        columns={columns}
        list={list}
        rowKey={(row) => row.personId}
        whenEmpty={t(bulkTexts.nobodyLeft)}
      />
    </Section>
  );
};

const Overview = ({ bulk }: { bulk: BulkChange }): ReactNode => {
  const t = useText();
  const format = useFormat();
  return (
    <Section>
      <Facts
        columns={3}
        facts={[
          { label: t(bulkTexts.state), value: <BulkState bulk={bulk} /> },
          { label: t(bulkTexts.people), value: t(bulkTexts.peopleCount, { count: format.number(bulk.people) }) },
          { label: t(bulkTexts.unchanged), value: t(bulkTexts.peopleCount, { count: format.number(bulk.unchanged) }) },
          { label: t(bulkTexts.askedBy), value: bulk.askedBy },
          { label: t(bulkTexts.askedAt), value: format.moment(bulk.askedAt) },
          ...(bulk.doneAt ? [{ label: t(bulkTexts.doneAt), value: format.moment(bulk.doneAt) }] : []),
          ...(bulk.undoneAt ? [{ label: t(bulkTexts.undoneAt), value: format.moment(bulk.undoneAt) }] : []),
          { label: t(bulkTexts.reason), value: bulk.reason, wide: true },
        ]}
      />
    </Section>
  );
};

/** What the next step is, and the button for it. */
const Commit = ({ bulk }: { bulk: BulkChange }): ReactNode => {
  const t = useText();
  const { message } = App.useApp();
  const { fire, busy, error } = useCommand(commitBulk, {
    touches: touchesOf(bulk.id),
    onDone: (next) =>
      void message.success(
        next.state === 'done' ? t(bulkTexts.committed, { people: next.people }) : t(bulkTexts.asked),
      ),
  });
  if (bulk.state !== 'draft' && bulk.state !== 'waiting') return null;
  const changed = error instanceof AppError && error.code === 'stale';
  const approved = bulk.approvalState === 'approved';
  const hint = (): string => {
    if (bulk.state === 'waiting' && !approved) return t(bulkTexts.waitingHint);
    if (bulk.needsApproval && !approved) return t(bulkTexts.approvalHint);
    return t(bulkTexts.commitHint, { people: bulk.people });
  };
  const verb = (): string => {
    if (approved) return t(bulkTexts.commitApproved);
    return t(bulk.needsApproval ? bulkTexts.commitAsk : bulkTexts.commit);
  };
  return (
    <Section>
      <div className={css.stack}>
        <p>{hint()}</p>
        {changed && <Alert type="warning" showIcon role="alert" title={t(bulkTexts.changedSince)} />}
        {error && !changed && <ErrorNotice error={error} texts={problemTexts} />}
        <div className={css.line}>
          {bulk.can.commit && (
            <Button type="primary" loading={busy} onClick={() => fire({ params: { id: bulk.id } })}>
              {verb()}
            </Button>
          )}
          {bulk.approvalId && <Link to={`/approvals/${bulk.approvalId}`}>{t(bulkTexts.toApproval)}</Link>}
          {changed && <LinkButton to="/members/bulk/new">{t(bulkTexts.again)}</LinkButton>}
        </div>
      </div>
    </Section>
  );
};

type Undone = Reply<typeof undoBulk>;

const UndoResult = ({ undone }: { undone: Undone }): ReactNode => {
  const t = useText();
  const format = useFormat();
  const words = useWords();
  const names = (fields: readonly string[]): string => format.list(fields.map((field) => words.label(field)));
  return (
    <Section>
      <Alert
        type={undone.kept.length ? 'warning' : 'success'}
        showIcon
        title={t(bulkTexts.restored, { count: undone.restored })}
        {...(undone.kept.length
          ? {
              description: (
                <>
                  <p>{t(bulkTexts.kept)}</p>
                  <ul>
                    {undone.kept.map((one) => (
                      <li key={one.personId}>
                        <Link to={`/members/${one.personId}?tab=history`}>
                          {t(bulkTexts.keptLine, { name: one.name, fields: names(one.fields) })}
                        </Link>
                      </li>
                    ))}
                  </ul>
                </>
              ),
            }
          : {})}
      />
    </Section>
  );
};

const Undo = ({ bulk, onUndone }: { bulk: BulkChange; onUndone: (undone: Undone) => void }): ReactNode => {
  const t = useText();
  const [asking, setAsking] = useState(false);
  const { fire, busy, error, reset } = useCommand(undoBulk, {
    touches: touchesOf(bulk.id),
    onDone: (undone) => {
      setAsking(false);
      onUndone(undone);
    },
  });
  if (!bulk.can.undo) return null;
  return (
    <>
      <Button danger onClick={() => setAsking(true)}>
        {t(bulkTexts.undo)}
      </Button>
      <ConfirmDialog
        open={asking}
        title={t(bulkTexts.undoTitle)}
        consequence={t(bulkTexts.undoHint)}
        verb={t(bulkTexts.undo)}
        reasonFrom={2}
        busy={busy}
        error={error}
        texts={problemTexts}
        onConfirm={(reason) => fire({ params: { id: bulk.id }, body: { reason } })}
        onClose={() => {
          reset();
          setAsking(false);
        }}
      />
    </>
  );
};

export const Page = (): ReactNode => {
  const t = useText();
  const { id = '' } = useParams();
  const { data: bulk, error, isPending, refetch } = useApi(bulkById, { params: { id } });
  const [undone, setUndone] = useState<Undone | null>(null);
  const title = bulk ? t(bulkTexts.change, { people: bulk.people }) : t(bulkTexts.title);
  return (
    <Frame
      title={title}
      crumbs={[{ title: t(bulkTexts.title), to: '/members/bulk' }, { title }]}
      actions={bulk && <Undo bulk={bulk} onUndone={setUndone} />}
    >
      <StateView error={error} loading={isPending} onAgain={() => void refetch()}>
        {() =>
          bulk && (
            <>
              <BulkSteps current={bulk.state === 'draft' || bulk.state === 'waiting' ? 2 : 4} />
              {undone && <UndoResult undone={undone} />}
              <Overview bulk={bulk} />
              <Differences bulk={bulk} />
              <Commit bulk={bulk} />
              <People bulk={bulk} />
            </>
          )
        }
      </StateView>
    </Frame>
  );
};

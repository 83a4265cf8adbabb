import { Alert, Button } from 'antd';
import { type ReactNode, useEffect, useState } from 'react';
import { useParams } from 'react-router';
import { z } from 'zod';
import { useFormat, useText } from '#ui/language.tsx';
import { ConfirmDialog } from '#ui/office/dialogs.tsx';
import { Page as Frame, Section } from '#ui/office/page.tsx';
import { ErrorNotice, StateView } from '#ui/office/state-view.tsx';
import { type Tab, TabStrip } from '#ui/office/tab-strip.tsx';
import { addressOf } from '#webkit/api.ts';
import { useDownload } from '#webkit/download.ts';
import { useApi, useCommand } from '#webkit/query.ts';
import { useAddressState } from '#webkit/router.tsx';
import { cancelImport, importById, importErrors, readAgain, rowKinds } from '../../contract.ts';
import { lackingFields } from '../../headings/rules.ts';
import { branchTexts, importTexts, mappingTexts, rowKindTexts } from '../../preview/messages.ts';
import { BranchQuestions } from '../parts/branch-questions.tsx';
import { CommitDialog } from '../parts/commit-dialog.tsx';
import css from '../parts/import.module.css';
import { ImportProgress } from '../parts/import-progress.tsx';
import { ImportResult, UndoButton } from '../parts/import-result.tsx';
import { ImportSteps, StateTag } from '../parts/import-state.tsx';
import { ProblemGroups } from '../parts/problem-groups.tsx';
import { importRefusalTexts, useFieldName } from '../parts/problem-words.ts';
import { isBusy, touchedByImport } from '../parts/reads.ts';
import type { Batch } from '../parts/reads.ts';
import { RowTable } from '../parts/row-table.tsx';
import { SheetMapping } from '../parts/sheet-mapping.tsx';

const tabs = [...rowKinds, 'branches', 'mapping'] as const;
type TabName = (typeof tabs)[number];
const address = z.object({ tab: z.enum(tabs).optional() });

/** Where a person has most to do: names to confirm, errors, duplicates, then what would be written. */
const firstTab = ({ state, openBranches, counts }: Batch): TabName => {
  if (state === 'mapping') return 'mapping';
  if (state === 'preview' && openBranches > 0) return 'branches';
  const order =
    state === 'preview' ? (['error', 'duplicate', 'new', 'changed'] as const) : (['new', 'changed'] as const);
  return order.find((kind) => counts[kind] > 0) ?? 'new';
};

const GiveUp = ({ batch }: { batch: Batch }): ReactNode => {
  const t = useText();
  const [asking, setAsking] = useState(false);
  const { fire, busy, error, reset } = useCommand(cancelImport, {
    touches: touchedByImport(batch.id),
    onDone: () => setAsking(false),
  });
  return (
    <>
      <Button danger onClick={() => setAsking(true)}>
        {t(importTexts.giveUp)}
      </Button>
      <ConfirmDialog
        open={asking}
        title={t(importTexts.giveUpTitle)}
        consequence={t(importTexts.giveUpHint)}
        verb={t(importTexts.giveUp)}
        busy={busy}
        error={error}
        texts={importRefusalTexts}
        onConfirm={() => fire({ params: { id: batch.id }, body: { version: batch.version } })}
        onClose={() => {
          reset();
          setAsking(false);
        }}
      />
    </>
  );
};

const Actions = ({ batch, onError }: { batch: Batch; onError: (error: Error | null) => void }): ReactNode => {
  const t = useText();
  const [committing, setCommitting] = useState(false);
  const { can, counts, state, id, version } = batch;
  const again = useCommand(readAgain, { touches: touchedByImport(id) });
  const errors = useDownload();
  const failed = again.error ?? errors.error;
  useEffect(() => onError(failed), [failed, onError]);
  const hasErrors = (state === 'preview' || state === 'committed') && counts.error + counts.duplicate > 0;
  return (
    <>
      {hasErrors && (
        <Button
          loading={errors.progress !== null}
          onClick={() => errors.start(addressOf(importErrors, { params: { id } }))}
        >
          {t(importTexts.errorsFile)}
        </Button>
      )}
      {can.read && state !== 'mapping' && (
        <Button loading={again.busy} onClick={() => again.fire({ params: { id }, body: { version } })}>
          {t(importTexts.readAgain)}
        </Button>
      )}
      {can.cancel && !isBusy(state) && <GiveUp batch={batch} />}
      {can.undo && <UndoButton batch={batch} />}
      {can.commit && (
        <Button type="primary" onClick={() => setCommitting(true)}>
          {t(importTexts.commit)}
        </Button>
      )}
      <CommitDialog batch={batch} open={committing} onClose={() => setCommitting(false)} />
    </>
  );
};

/** What stands above every row: columns that everybody who is new needs and that no heading was read as. */
const Lacking = ({ batch, onMap }: { batch: Batch; onMap: () => void }): ReactNode => {
  const t = useText();
  const format = useFormat();
  const fieldName = useFieldName();
  return batch.sheets
    .filter((sheet) => sheet.used && sheet.heading !== null)
    .map(({ sheet, columns, branchId }) => {
      const lacking = lackingFields(
        columns.map(({ field }) => field),
        branchId !== null,
      );
      if (lacking.length === 0) return null;
      return (
        <Alert
          key={sheet}
          type="warning"
          showIcon
          title={t(mappingTexts.lacking, { sheet, fields: format.list(lacking.map(fieldName)) })}
          action={
            <Button size="small" onClick={onMap}>
              {t(mappingTexts.goMap)}
            </Button>
          }
        />
      );
    });
};

const PreviewTabs = ({ batch }: { batch: Batch }): ReactNode => {
  const t = useText();
  const format = useFormat();
  const [{ tab }, setTab] = useAddressState(address);
  const { counts, openBranches, rememberedBranches, sheets } = batch;
  const count = (words: string, number: number): string => `${words} ${format.number(number)}`;
  const items: Tab<TabName>[] = [
    ...rowKinds.map((kind) => ({
      key: kind,
      label: count(t(rowKindTexts[kind]), counts[kind]),
      render: () => (
        <div className={css.stack}>
          {kind === 'error' && (
            <ProblemGroups batchId={batch.id} onMap={batch.can.map ? () => setTab({ tab: 'mapping' }) : undefined} />
          )}
          <Section flush>
            <RowTable key={kind} batch={batch} kind={kind} />
          </Section>
        </div>
      ),
    })),
    {
      key: 'branches' as const,
      label: openBranches > 0 ? count(t(branchTexts.tab), openBranches) : t(branchTexts.tab),
      render: () => (
        <Section>
          <BranchQuestions batch={batch} />
        </Section>
      ),
    },
    {
      key: 'mapping' as const,
      label: t(mappingTexts.tab),
      render: () => (
        <Section>
          <SheetMapping key={`${batch.version} ${sheets.length}`} batch={batch} />
        </Section>
      ),
    },
  ];
  const active = tab ?? firstTab(batch);
  return (
    <>
      {batch.can.map && active !== 'mapping' && <Lacking batch={batch} onMap={() => setTab({ tab: 'mapping' })} />}
      {batch.state === 'preview' && openBranches > 0 && active !== 'branches' && (
        <Alert
          type="warning"
          showIcon
          title={t(branchTexts.open, { count: format.number(openBranches) })}
          action={
            <Button size="small" onClick={() => setTab({ tab: 'branches' })}>
              {t(branchTexts.goConfirm)}
            </Button>
          }
        />
      )}
      {batch.state === 'preview' && rememberedBranches > 0 && active !== 'branches' && (
        <Alert
          type="info"
          showIcon
          title={t(branchTexts.takenOver, { count: format.number(rememberedBranches) })}
          action={
            <Button size="small" onClick={() => setTab({ tab: 'branches' })}>
              {t(branchTexts.look)}
            </Button>
          }
        />
      )}
      <TabStrip label={t(importTexts.rows)} tabs={items} active={active} onChange={(key) => setTab({ tab: key })} />
    </>
  );
};

const BatchView = ({ batch, error }: { batch: Batch; error: Error | null }): ReactNode => {
  const hasRows = batch.sheets.length > 0 && batch.state !== 'cancelled';
  return (
    <>
      <ImportSteps state={batch.state} />
      {error && <ErrorNotice error={error} texts={importRefusalTexts} />}
      {isBusy(batch.state) ? (
        <ImportProgress batch={batch} />
      ) : (
        <>
          <ImportResult batch={batch} />
          {hasRows && <PreviewTabs batch={batch} />}
        </>
      )}
    </>
  );
};

export const Page = (): ReactNode => {
  const t = useText();
  const format = useFormat();
  const { id = '' } = useParams();
  const [failed, setFailed] = useState<Error | null>(null);
  const [busy, setBusy] = useState(true);
  const { data: batch, error, isPending, refetch } = useApi(importById, { params: { id } }, { every: busy && 1_500 });
  const state = batch?.state;
  useEffect(() => setBusy(state === undefined || isBusy(state)), [state]);
  const name = batch?.fileName ?? t(importTexts.title);
  useEffect(() => {
    document.title = name;
  }, [name]);
  return (
    <Frame
      title={
        <>
          {name} {batch && <StateTag state={batch.state} />}
        </>
      }
      intro={
        batch &&
        t(importTexts.by, {
          who: batch.uploadedBy,
          at: format.moment(batch.uploadedAt),
          organisation: batch.organisationName,
        })
      }
      crumbs={[{ title: t(importTexts.title), to: '/members/imports' }, { title: name }]}
      actions={batch && <Actions batch={batch} onError={setFailed} />}
    >
      <StateView error={error} loading={isPending} onAgain={() => void refetch()} lines={8}>
        {() => batch && <BatchView batch={batch} error={failed} />}
      </StateView>
    </Frame>
  );
};

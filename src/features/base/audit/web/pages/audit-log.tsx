import { DownloadOutlined } from '@ant-design/icons';
import { Alert, Button } from 'antd';
import { type ReactNode, useState } from 'react';
import { organisationTree } from '#features/base/organisations/contract.ts';
import { useFormat, useText } from '#ui/language.tsx';
import { type Column, DataTable } from '#ui/office/data-table.tsx';
import { Page as Frame, Section } from '#ui/office/page.tsx';
import { SearchForm, type SearchField } from '#ui/office/search-form.tsx';
import { ErrorNotice } from '#ui/office/state-view.tsx';
import { addressOf } from '#webkit/api.ts';
import { useDownload } from '#webkit/download.ts';
import { useList } from '#webkit/list.ts';
import { useApi } from '#webkit/query.ts';
import { useAddressState } from '#webkit/router.tsx';
import { AuditFilter, auditList, type AuditRow, exportAudit } from '../../contract.ts';
import { auditChoices, auditEntityTexts, auditTexts } from '../../messages.ts';
import { useAuditWords } from '../parts/audit-words.ts';
import { EventDrawer } from '../parts/event-drawer.tsx';
import css from './audit-log.module.css';

const useColumns = (open: (event: AuditRow) => void): Column<AuditRow>[] => {
  const t = useText();
  const format = useFormat();
  const words = useAuditWords();
  return [
    { key: 'at', title: t(auditTexts.at), width: 190, render: (row) => format.moment(row.at) },
    {
      key: 'action',
      title: t(auditTexts.action),
      main: true,
      width: 140,
      render: (row) => (
        <button type="button" className={css.open} onClick={() => open(row)}>
          {words.action(row.action)}
        </button>
      ),
    },
    {
      key: 'actor',
      title: t(auditTexts.actor),
      width: 165,
      render: (row) => (
        <>
          {row.actor}
          <div className={css.quiet}>{words.role(row.role)}</div>
        </>
      ),
    },
    {
      key: 'organisation',
      title: t(auditTexts.organisation),
      width: 170,
      render: (row) => row.organisationName ?? '–',
    },
    {
      key: 'fields',
      title: t(auditTexts.fields),
      render: (row) => format.list(row.fields.map((field) => words.field(field, row.entity))) || '–',
    },
    { key: 'reason', title: t(auditTexts.reason), render: (row) => row.reason ?? '–' },
    {
      key: 'entity',
      title: t(auditTexts.entity),
      width: 110,
      optional: true,
      render: (row) => words.entity(row.entity),
    },
    {
      key: 'source',
      title: t(auditTexts.source),
      width: 120,
      optional: true,
      render: (row) => words.source(row.source),
    },
    {
      key: 'seq',
      title: t(auditTexts.seq),
      width: 110,
      align: 'end',
      optional: true,
      render: (row) => format.number(row.seq),
    },
  ];
};

const useSearchFields = (): SearchField[] => {
  const t = useText();
  const { data } = useApi(organisationTree, { query: {} });
  const choicesOf = (texts: Readonly<Record<string, readonly [string, string]>>) =>
    Object.entries(texts).map(([value, text]) => ({ value, label: t.loose(text) }));
  return [
    { kind: 'text', name: 'actor', label: t(auditTexts.actor) },
    { kind: 'choice', name: 'action', label: t(auditTexts.action), choices: choicesOf(auditChoices) },
    { kind: 'day', name: 'from', label: t(auditTexts.from) },
    { kind: 'day', name: 'to', label: t(auditTexts.to) },
    {
      kind: 'tree',
      name: 'organisationId',
      label: t(auditTexts.organisation),
      nodes: (data?.items ?? []).map((node) => ({ id: node.id, pId: node.parentId, title: node.shortName })),
    },
    { kind: 'choice', name: 'entity', label: t(auditTexts.entity), choices: choicesOf(auditEntityTexts) },
  ];
};

const Export = ({ filter }: { filter: AuditFilter }): ReactNode => {
  const t = useText();
  const { start, progress, error } = useDownload();
  return (
    <>
      {error && <ErrorNotice error={error} />}
      <Button
        icon={<DownloadOutlined aria-hidden />}
        loading={progress !== null}
        onClick={() => start(addressOf(exportAudit, { query: filter }))}
      >
        {t(progress === null ? auditTexts.export : auditTexts.exporting)}
      </Button>
    </>
  );
};

/** Conditions that come from an event and have no input of their own. */
const Only = ({ filter, onAll }: { filter: AuditFilter; onAll: () => void }): ReactNode => {
  const t = useText();
  const { entityId, accountId } = filter;
  const short = (id: string): string => id.slice(-12);
  const what = [
    ...(entityId ? [t(auditTexts.onlyObject, { id: short(entityId) })] : []),
    ...(accountId ? [t(auditTexts.onlyAccount, { id: short(accountId) })] : []),
  ];
  if (what.length === 0) return null;
  return (
    <Alert
      type="info"
      showIcon
      title={t(auditTexts.only, { what: what.join(' · ') })}
      action={
        <Button size="small" onClick={onAll}>
          {t(auditTexts.showAll)}
        </Button>
      }
    />
  );
};

export const Page = (): ReactNode => {
  const t = useText();
  const [filter, setFilter] = useAddressState(AuditFilter);
  const [event, setEvent] = useState<AuditRow | null>(null);
  const list = useList(auditList, { query: filter }, 50);
  const columns = useColumns(setEvent);
  const fields = useSearchFields();
  return (
    <Frame title={t(auditTexts.title)} intro={t(auditTexts.intro)} actions={<Export filter={filter} />}>
      <Section>
        <SearchForm label={t(auditTexts.searchLabel)} values={filter} onSearch={setFilter} fields={fields} />
      </Section>
      <Only filter={filter} onAll={() => setFilter({ entityId: undefined, accountId: undefined })} />
      <Section flush>
        <DataTable
          name="audit"
          caption={t(auditTexts.caption)}
          columns={columns}
          list={list}
          rowKey={(row) => row.id}
          whenEmpty={t(auditTexts.empty)}
        />
      </Section>
      <EventDrawer event={event} onClose={() => setEvent(null)} />
    </Frame>
  );
};

import { Button, Empty } from 'antd';
import type { ReactNode } from 'react';
import { Link, useNavigate } from 'react-router';
import { useFormat, useText } from '#ui/language.tsx';
import { type Column, DataTable } from '#ui/office/data-table.tsx';
import { FileDrop } from '#ui/office/file-drop.tsx';
import { Page as Frame, Section } from '#ui/office/page.tsx';
import { ErrorNotice } from '#ui/office/state-view.tsx';
import { ProgressBar } from '#ui/progress-bar.tsx';
import { addressOf } from '#webkit/api.ts';
import { useDownload } from '#webkit/download.ts';
import { useList } from '#webkit/list.ts';
import { useTouch } from '#webkit/query.ts';
import { useUpload } from '#webkit/upload.ts';
import { bankImports, bankTemplate, type ImportView, uploadBank } from '../../import/contract.ts';
import { bankProblems } from '../../messages.ts';
import { bankTexts, importTexts } from '../messages.ts';
import css from '../parts/bank.module.css';
import { ImportStateTag } from '../parts/import-state.tsx';

const counted = ['ready', 'fault', 'near', 'same', 'written'] as const;

const useColumns = (): Column<ImportView>[] => {
  const t = useText();
  const format = useFormat();
  return [
    {
      key: 'file',
      title: t(importTexts.file),
      main: true,
      render: (row) => <Link to={`/education/bank/imports/${row.id}`}>{row.fileName}</Link>,
    },
    { key: 'state', title: t(importTexts.state), width: 120, render: (row) => <ImportStateTag batch={row} /> },
    ...counted.map((state): Column<ImportView> => ({
      key: state,
      title: t(importTexts[`row_${state}`]),
      width: 100,
      align: 'end',
      render: (row) => format.number(row.counts[state]),
    })),
    {
      key: 'by',
      title: t(importTexts.by),
      width: 240,
      render: (row) => (
        <>
          {row.actor} · {format.moment(row.createdAt)}
          <div className={css.hint}>{row.unitName}</div>
        </>
      ),
    },
  ];
};

const UploadPart = (): ReactNode => {
  const t = useText();
  const navigate = useNavigate();
  const touch = useTouch();
  const template = useDownload();
  const { start, share, error } = useUpload(uploadBank, ({ id }) => {
    touch(bankImports);
    void navigate(`/education/bank/imports/${id}`);
  });
  return (
    <Section
      title={t(importTexts.upload)}
      actions={
        <Button onClick={() => template.start(addressOf(bankTemplate, {}))} loading={template.progress !== null}>
          {t(importTexts.template)}
        </Button>
      }
    >
      <div className={css.stack}>
        {template.error && <ErrorNotice error={template.error} />}
        {error && <ErrorNotice error={error} texts={bankProblems} />}
        {share === null ? (
          <FileDrop
            label={t(importTexts.choose)}
            accept=".xlsx,.xls,.csv,.json,.txt,.md"
            hint={t(importTexts.uploadHint)}
            onFile={(file) => start({}, file)}
          />
        ) : (
          <ProgressBar label={t(importTexts.uploading)} done={Math.round(share * 100)} total={100} />
        )}
      </div>
    </Section>
  );
};

/** Files of questions on their way into the bank. */
export const Page = (): ReactNode => {
  const t = useText();
  const list = useList(bankImports, { query: {} }, 20);
  return (
    <Frame
      title={t(importTexts.title)}
      intro={t(importTexts.intro)}
      crumbs={[{ title: t(bankTexts.title), to: '/education/bank' }, { title: t(importTexts.title) }]}
    >
      <UploadPart />
      <Section title={t(importTexts.history)} flush>
        <DataTable
          name="bank-imports"
          caption={t(importTexts.history)}
          columns={useColumns()}
          list={list}
          rowKey={(row) => row.id}
          whenEmpty={<Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t(importTexts.empty)} />}
        />
      </Section>
    </Frame>
  );
};

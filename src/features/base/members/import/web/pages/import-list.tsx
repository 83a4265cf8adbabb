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
import { type ImportBatch, importList, importTemplate, uploadImport } from '../../contract.ts';
import { importTexts, rowKindTexts } from '../../preview/messages.ts';
import css from '../parts/import.module.css';
import { StateTag } from '../parts/import-state.tsx';
import { importRefusalTexts } from '../parts/problem-words.ts';

const counted = ['new', 'changed', 'error', 'duplicate'] as const;

const useColumns = (): Column<ImportBatch>[] => {
  const t = useText();
  const format = useFormat();
  return [
    {
      key: 'file',
      title: t(importTexts.file),
      main: true,
      render: (batch) => <Link to={`/members/imports/${batch.id}`}>{batch.fileName}</Link>,
    },
    { key: 'state', title: t(importTexts.state), width: 140, render: (batch) => <StateTag state={batch.state} /> },
    ...counted.map((kind): Column<ImportBatch> => ({
      key: kind,
      title: t(rowKindTexts[kind]),
      width: 100,
      align: 'end',
      render: (batch) => format.number(batch.counts[kind]),
    })),
    {
      key: 'uploaded',
      title: t(importTexts.uploaded),
      width: 260,
      render: (batch) => (
        <>
          {batch.uploadedBy} · {format.moment(batch.uploadedAt)}
          <div className={css.quiet}>{batch.organisationName}</div>
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
  const { start, share, error } = useUpload(uploadImport, (batch) => {
    touch(importList);
    void navigate(`/members/imports/${batch.id}`);
  });
  return (
    <Section
      title={t(importTexts.upload)}
      actions={
        <Button onClick={() => template.start(addressOf(importTemplate, {}))} loading={template.progress !== null}>
          {t(importTexts.template)}
        </Button>
      }
    >
      <div className={css.stack}>
        {template.error && <ErrorNotice error={template.error} />}
        {error && <ErrorNotice error={error} texts={importRefusalTexts} />}
        {share === null ? (
          <FileDrop
            label={t(importTexts.choose)}
            accept=".xlsx,.xls,.csv"
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

export const Page = (): ReactNode => {
  const t = useText();
  const list = useList(importList, { query: {} }, 20);
  const columns = useColumns();
  return (
    <Frame title={t(importTexts.title)} intro={t(importTexts.intro)}>
      <UploadPart />
      <Section title={t(importTexts.history)} flush>
        <DataTable
          name="imports"
          caption={t(importTexts.history)}
          columns={columns}
          list={list}
          rowKey={(batch) => batch.id}
          whenEmpty={<Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t(importTexts.empty)} />}
        />
      </Section>
    </Frame>
  );
};

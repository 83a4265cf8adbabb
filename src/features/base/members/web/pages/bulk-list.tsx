import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { useFormat, useText } from '#ui/language.tsx';
import { type Column, DataTable } from '#ui/office/data-table.tsx';
import { LinkButton } from '#ui/office/link-button.tsx';
import { Page as Frame, Section } from '#ui/office/page.tsx';
import { useList } from '#webkit/list.ts';
import { type BulkChange, bulkList } from '../../bulk/contract.ts';
import { bulkTexts } from '../../bulk/messages.ts';
import { BulkState } from '../parts/bulk-state.tsx';
import { useWords } from '../parts/words.ts';

const useColumns = (): Column<BulkChange>[] => {
  const t = useText();
  const format = useFormat();
  const words = useWords();
  return [
    {
      key: 'what',
      title: t(bulkTexts.what),
      main: true,
      render: (bulk) => (
        <Link to={`/members/bulk/${bulk.id}`}>
          {format.list(Object.keys(bulk.fields).map((key) => words.label(key)))}
        </Link>
      ),
    },
    { key: 'people', title: t(bulkTexts.people), align: 'end', render: (bulk) => format.number(bulk.people) },
    { key: 'state', title: t(bulkTexts.state), render: (bulk) => <BulkState bulk={bulk} /> },
    { key: 'askedBy', title: t(bulkTexts.askedBy), render: (bulk) => bulk.askedBy },
    { key: 'askedAt', title: t(bulkTexts.askedAt), render: (bulk) => format.moment(bulk.askedAt) },
    { key: 'reason', title: t(bulkTexts.reason), render: (bulk) => bulk.reason },
  ];
};

export const Page = (): ReactNode => {
  const t = useText();
  const columns = useColumns();
  const list = useList(bulkList, {});
  return (
    <Frame
      title={t(bulkTexts.title)}
      intro={t(bulkTexts.intro)}
      actions={
        <LinkButton to="/members/bulk/new" type="primary">
          {t(bulkTexts.new)}
        </LinkButton>
      }
    >
      <Section flush>
        <DataTable
          name="bulk-changes"
          caption={t(bulkTexts.caption)}
          columns={columns}
          list={list}
          rowKey={(bulk) => bulk.id}
          whenEmpty={t(bulkTexts.empty)}
        />
      </Section>
    </Frame>
  );
};

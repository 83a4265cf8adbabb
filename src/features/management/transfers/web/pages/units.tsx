import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { useFormat, useText } from '#ui/language.tsx';
import { type Column, DataTable } from '#ui/office/data-table.tsx';
import { LinkButton } from '#ui/office/link-button.tsx';
import { Page as Frame, Section } from '#ui/office/page.tsx';
import { Tag } from '#ui/tag.tsx';
import { useList } from '#webkit/list.ts';
import { Gate } from '#webkit/session.tsx';
import { transferTexts } from '../../messages.ts';
import { type Unit, unitList } from '../../units/contract.ts';

/** Whole units that leave or arrive, newest first. */
export const Page = (): ReactNode => {
  const t = useText();
  const format = useFormat();
  const list = useList(unitList, { query: {} });
  const columns: Column<Unit>[] = [
    {
      key: 'name',
      title: t(transferTexts.unitName),
      main: true,
      render: (row) => <Link to={`/transfers/units/${row.id}`}>{row.name}</Link>,
    },
    { key: 'way', title: t(transferTexts.unitWay), width: 90, render: (row) => t(transferTexts[`unitWay_${row.way}`]) },
    {
      key: 'ends',
      title: t(transferTexts.ends),
      render: (row) =>
        row.way === 'leaving' ? `${row.organisation} → ${row.outside}` : `${row.outside} → ${row.organisation}`,
    },
    { key: 'letterNo', title: t(transferTexts.letterNo), width: 130, render: (row) => row.letterNo ?? '–' },
    {
      key: 'members',
      title: t(transferTexts.unitMembers),
      width: 190,
      render: ({ members, open, gone }) => (
        <>
          {t(transferTexts.unitMembersOf, { members, open })}{' '}
          {gone && <Tag tone="warning">{t(transferTexts.unitToEnd)}</Tag>}
        </>
      ),
    },
    {
      key: 'until',
      title: t(transferTexts.validUntil),
      width: 140,
      render: (row) => (row.validUntil === null ? '–' : format.day(row.validUntil)),
    },
  ];
  return (
    <Frame
      title={t(transferTexts.units)}
      intro={t(transferTexts.unitsIntro)}
      crumbs={[{ title: t(transferTexts.title), to: '/transfers' }, { title: t(transferTexts.units) }]}
      actions={
        <>
          <Gate permission="transfers.approve">
            <LinkButton to="/transfers/units/arrival">{t(transferTexts.unitArrival)}</LinkButton>
          </Gate>
          <Gate permission="transfers.prepare">
            <LinkButton type="primary" to="/transfers/units/new">
              {t(transferTexts.unitNew)}
            </LinkButton>
          </Gate>
        </>
      }
    >
      <Section flush>
        <DataTable
          name="units"
          caption={t(transferTexts.units)}
          columns={columns}
          list={list}
          rowKey={(row) => row.id}
          whenEmpty={<p>{t(transferTexts.unitsEmpty)}</p>}
        />
      </Section>
    </Frame>
  );
};

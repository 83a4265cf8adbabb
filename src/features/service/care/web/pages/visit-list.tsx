import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { useText } from '#ui/language.tsx';
import { type Column, DataTable } from '#ui/office/data-table.tsx';
import { Page as Frame, Section } from '#ui/office/page.tsx';
import { useWholeList } from '#webkit/list.ts';
import { plannedVisits, type PlannedVisit } from '../../contract.ts';
import { careTexts } from '../../messages.ts';
import css from '#ui/office/matter.module.css';
import { useCareWords } from '../parts/words.ts';

const useColumns = (): Column<PlannedVisit>[] => {
  const t = useText();
  const words = useCareWords();
  return [
    {
      key: 'name',
      title: t(careTexts.name),
      main: true,
      render: (row) => (
        <>
          <Link to={`/care/${row.caseId}`}>{row.name}</Link>
          <div className={css.hint}>{row.branchName}</div>
        </>
      ),
    },
    { key: 'due', title: t(careTexts.plannedOn), render: (row) => words.due(row.plannedOn, row.daysLeft) },
    { key: 'occasion', title: t(careTexts.occasion), render: (row) => t(careTexts[`occasion_${row.occasion}`]) },
    { key: 'visitor', title: t(careTexts.visitor), render: (row) => row.visitor },
  ];
};

/** Visits that are planned, those due first. */
export const Page = (): ReactNode => {
  const t = useText();
  const list = useWholeList(plannedVisits, {});
  return (
    <Frame
      title={t(careTexts.planned)}
      intro={t(careTexts.plannedIntro)}
      crumbs={[{ title: t(careTexts.title), to: '/care' }, { title: t(careTexts.planned) }]}
    >
      <Section flush>
        <DataTable
          name="care-visits"
          caption={t(careTexts.planned)}
          columns={useColumns()}
          list={list}
          rowKey={(row) => row.id}
          whenEmpty={<p>{t(careTexts.noPlanned)}</p>}
        />
      </Section>
    </Frame>
  );
};

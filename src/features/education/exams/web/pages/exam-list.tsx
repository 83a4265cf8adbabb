import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { useFormat, useText } from '#ui/language.tsx';
import { type Column, DataTable } from '#ui/office/data-table.tsx';
import { LinkButton } from '#ui/office/link-button.tsx';
import { Page as Frame, Section } from '#ui/office/page.tsx';
import { useList } from '#webkit/list.ts';
import { useApi } from '#webkit/query.ts';
import { useSession } from '#webkit/session.tsx';
import { examList, type ExamLine } from '../../contract.ts';
import { helpedExams } from '../../helpers/contract.ts';
import { examTexts } from '../../messages.ts';
import css from '#ui/office/matter.module.css';
import { EnterByCode } from '../parts/enter-paper.tsx';
import rows from '../parts/paper-choice.module.css';
import { ExamPhaseTag } from '../parts/words.tsx';

const useColumns = (): Column<ExamLine>[] => {
  const t = useText();
  const format = useFormat();
  return [
    {
      key: 'title',
      title: t(examTexts.name),
      main: true,
      render: (row) => (
        <>
          <Link to={`/education/exams/${row.id}`}>{row.title}</Link>
          <div className={css.hint}>
            {t(examTexts[`kind_${row.kind}`])} · {t(examTexts.minutesOf, { count: row.minutes })}
          </div>
        </>
      ),
    },
    {
      key: 'window',
      title: t(examTexts.window),
      width: 220,
      render: (row) => (
        <span>
          <span className={rows.whole}>{format.moment(row.opensAt)}</span> {t(examTexts.until)}{' '}
          <span className={rows.whole}>{format.moment(row.closesAt)}</span>
        </span>
      ),
    },
    { key: 'unit', title: t(examTexts.unit), render: (row) => row.unitName },
    { key: 'begun', title: t(examTexts.begun), width: 90, render: (row) => format.number(row.begun) },
    { key: 'state', title: t(examTexts.state), width: 130, render: (row) => <ExamPhaseTag phase={row.phase} /> },
  ];
};

/** Exams of others that have named the own unit to enter their papers. */
const Helping = (): ReactNode => {
  const t = useText();
  const format = useFormat();
  const { data } = useApi(helpedExams, {});
  if (data === undefined || data.items.length === 0) return null;
  return (
    <Section title={t(examTexts.helping)}>
      <div className={rows.rows}>
        <p>{t(examTexts.helpingIntro)}</p>
        <ul>
          {data.items.map(({ id, title, unitName, closesAt }) => (
            <li key={id}>{t(examTexts.helpingOf, { title, unit: unitName, day: format.moment(closesAt) })}</li>
          ))}
        </ul>
        <EnterByCode />
      </div>
    </Section>
  );
};

/** Exams of the own office and of those below it: what runs, what is coming, drafts, what is over. */
export const Page = (): ReactNode => {
  const t = useText();
  const { can } = useSession();
  const list = useList(examList, { query: {} });
  return (
    <Frame
      title={t(examTexts.title)}
      intro={t(examTexts.intro)}
      actions={
        <>
          {can('exams.topics') && <LinkButton to="/education/exams/topics">{t(examTexts.topics)}</LinkButton>}
          {can('exams.edit') && (
            <LinkButton to="/education/exams/new" type="primary">
              {t(examTexts.add)}
            </LinkButton>
          )}
        </>
      }
    >
      {can('exams.edit') && <Helping />}
      <Section flush>
        <DataTable
          name="exams"
          caption={t(examTexts.caption)}
          columns={useColumns()}
          list={list}
          rowKey={(row) => row.id}
          whenEmpty={<p>{t(examTexts.empty)}</p>}
        />
      </Section>
    </Frame>
  );
};

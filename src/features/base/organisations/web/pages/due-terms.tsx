import { Select } from 'antd';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { z } from 'zod';
import type { Reply } from '#shared/endpoint.ts';
import { useFormat, useText } from '#ui/language.tsx';
import { type Column, DataTable } from '#ui/office/data-table.tsx';
import { Page as Frame, Section } from '#ui/office/page.tsx';
import { Tag } from '#ui/tag.tsx';
import { useList } from '#webkit/list.ts';
import { useApi } from '#webkit/query.ts';
import { useAddressState } from '#webkit/router.tsx';
import { dueTerms } from '../../terms/contract.ts';
import { termTexts } from '../../terms/messages.ts';
import css from '../parts/organisation.module.css';
import { TermState } from '../parts/term-state.tsx';
import { useTypeName } from '../parts/words.ts';

type Due = Reply<typeof dueTerms>['items'][number];

/** Months ahead that may be looked at; 0 shows only what is overdue. */
const reaches = [0, 3, 6, 12, 24] as const;
const address = z.object({ within: z.coerce.number().int().min(0).max(60).default(6) });

const useColumns = (): Column<Due>[] => {
  const t = useText();
  const format = useFormat();
  const typeName = useTypeName();
  return [
    {
      key: 'organisation',
      title: t(termTexts.organisation),
      main: true,
      render: (due) => (
        <>
          <Link to={`/organisations/${due.organisation.id}?tab=committee`}>{due.organisation.name}</Link>
          <div className={css.quiet}>{typeName(due.organisation.type)}</div>
        </>
      ),
    },
    { key: 'parent', title: t(termTexts.parent), width: 200, render: (due) => due.parentName || '–' },
    {
      key: 'ordinal',
      title: t(termTexts.term),
      width: 110,
      render: (due) => (due.ordinal === null ? '–' : t(termTexts.ordinalOf, { count: due.ordinal })),
    },
    { key: 'due', title: t(termTexts.dueOn), width: 170, render: (due) => format.day(due.dueOn) },
    { key: 'state', title: t(termTexts.state), width: 150, render: (due) => <TermState term={due} /> },
  ];
};

export const Page = (): ReactNode => {
  const t = useText();
  const format = useFormat();
  const [{ within }, setState] = useAddressState(address);
  const query = { within };
  const list = useList(dueTerms, { query }, 50);
  const { data } = useApi(dueTerms, { query: { ...query, limit: 50 } }, { keep: true });
  const columns = useColumns();
  return (
    <Frame
      title={t(termTexts.dueTitle)}
      intro={data && t(termTexts.dueIntro, { until: format.day(data.until) })}
      actions={
        <Select
          aria-label={t(termTexts.within)}
          value={within}
          onChange={(next) => setState({ within: next })}
          options={reaches.map((value) => ({
            value,
            label: value === 0 ? t(termTexts.overdueOnly) : t(termTexts.withinMonths, { months: value }),
          }))}
          className={css.choice ?? ''}
        />
      }
    >
      <Section flush>
        <DataTable
          name="due-terms"
          caption={t(termTexts.dueCaption)}
          columns={columns}
          list={list}
          rowKey={(due) => due.id}
          whenEmpty={<p>{t(termTexts.dueEmpty)}</p>}
          tools={
            data && data.overdue > 0 && <Tag tone="error">{t(termTexts.overdueCount, { count: data.overdue })}</Tag>
          }
        />
      </Section>
    </Frame>
  );
};

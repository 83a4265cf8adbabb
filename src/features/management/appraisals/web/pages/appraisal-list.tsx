import { Segmented } from 'antd';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { z } from 'zod';
import { useText } from '#ui/language.tsx';
import { type Column, DataTable } from '#ui/office/data-table.tsx';
import { Page as Frame, Section, Toolbar } from '#ui/office/page.tsx';
import { Tag } from '#ui/tag.tsx';
import { useList } from '#webkit/list.ts';
import { useAddressState } from '#webkit/router.tsx';
import { useSession } from '#webkit/session.tsx';
import { appraisalList, type AppraisalLine } from '../../contract.ts';
import { appraisalTexts, stateTexts, stepTexts } from '../../messages.ts';
import { AttentionPart, OverviewPart } from '../parts/overview-part.tsx';
import { StartAppraisal } from '../parts/start-dialog.tsx';
import { stateTones, today } from '../parts/words.ts';

const address = z.object({ year: z.coerce.number().int().min(2019).max(2100).optional() });

const useColumns = (): Column<AppraisalLine>[] => {
  const t = useText();
  return [
    {
      key: 'branch',
      title: t(appraisalTexts.branch),
      main: true,
      render: (row) => <Link to={`/appraisals/${row.id}`}>{row.organisation.shortName}</Link>,
    },
    { key: 'year', title: t(appraisalTexts.year), width: 110, render: (row) => String(row.year) },
    {
      key: 'state',
      title: t(appraisalTexts.state),
      width: 140,
      render: (row) => <Tag tone={stateTones[row.state]}>{t(stateTexts[row.state])}</Tag>,
    },
    {
      key: 'next',
      title: t(appraisalTexts.next),
      width: 220,
      render: (row) => (row.next === null ? '—' : t(stepTexts[row.next])),
    },
  ];
};

/** Appraisals of the range; for those above, counts and whom to follow up. */
export const Page = (): ReactNode => {
  const t = useText();
  const { can } = useSession();
  const thisYear = Number(today().slice(0, 4));
  const [{ year = thisYear }, setAddress] = useAddressState(address);
  const own = can('appraisals.keep');
  const list = useList(appraisalList, { query: own ? {} : { year } });
  const columns = useColumns();
  return (
    <Frame title={t(appraisalTexts.title)} intro={t(appraisalTexts.intro)} actions={own && <StartAppraisal />}>
      {!own && (
        <Toolbar>
          <Segmented<number>
            aria-label={t(appraisalTexts.year)}
            value={year}
            onChange={(next) => setAddress({ year: next })}
            options={[thisYear - 2, thisYear - 1, thisYear].map((value) => ({ value, label: String(value) }))}
          />
        </Toolbar>
      )}
      {can('appraisals.overview') && <OverviewPart year={year} />}
      {can('appraisals.attention') && <AttentionPart year={year} />}
      <Section flush>
        <DataTable
          name="appraisals"
          caption={t(appraisalTexts.caption)}
          columns={columns}
          list={list}
          rowKey={(row) => row.id}
          whenEmpty={t(appraisalTexts.empty)}
        />
      </Section>
    </Frame>
  );
};

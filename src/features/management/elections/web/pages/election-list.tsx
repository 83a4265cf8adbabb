import { Segmented } from 'antd';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { z } from 'zod';
import { useFormat, useText } from '#ui/language.tsx';
import { type Column, DataTable } from '#ui/office/data-table.tsx';
import { LinkButton } from '#ui/office/link-button.tsx';
import { Page as Frame, Section, Toolbar } from '#ui/office/page.tsx';
import { Tag } from '#ui/tag.tsx';
import { useList } from '#webkit/list.ts';
import { useAddressState } from '#webkit/router.tsx';
import { useSession } from '#webkit/session.tsx';
import { electionList, type ElectionLine } from '../../contract.ts';
import { electionTexts } from '../../messages.ts';
import { DueTerms } from '../parts/due-terms.tsx';
import { matterOf, stateTexts, stateTones } from '../parts/words.ts';

const views = ['open', 'all'] as const;
const address = z.object({ view: z.enum(views).default('open') });

const useColumns = (): Column<ElectionLine>[] => {
  const t = useText();
  const format = useFormat();
  return [
    {
      key: 'organisation',
      title: t(electionTexts.organisation),
      main: true,
      render: (row) => <Link to={`/elections/${row.id}`}>{row.organisation.shortName}</Link>,
    },
    {
      key: 'kind',
      title: t(electionTexts.kind),
      render: (row) => (
        <>
          {matterOf(t, row)}
          {row.round > 1 && ` · ${t(electionTexts.round, { count: row.round })}`}
        </>
      ),
    },
    {
      key: 'seats',
      title: t(electionTexts.seats),
      width: 110,
      align: 'end',
      render: (row) => format.number(row.seats),
    },
    { key: 'heldOn', title: t(electionTexts.heldOn), width: 170, render: (row) => format.day(row.heldOn) },
    {
      key: 'state',
      title: t(electionTexts.state),
      width: 160,
      render: (row) => <Tag tone={stateTones[row.state]}>{t(stateTexts[row.state])}</Tag>,
    },
  ];
};

/** Elections of the range, and the terms that make new ones due. */
export const Page = (): ReactNode => {
  const t = useText();
  const { can } = useSession();
  const [{ view }, setAddress] = useAddressState(address);
  const list = useList(electionList, { query: { state: view } });
  const columns = useColumns();
  return (
    <Frame
      title={t(electionTexts.title)}
      intro={t(electionTexts.intro)}
      actions={
        can('elections.edit') && (
          <LinkButton type="primary" to="/elections/new">
            {t(electionTexts.prepare)}
          </LinkButton>
        )
      }
    >
      <Toolbar>
        <Segmented<(typeof views)[number]>
          aria-label={t(electionTexts.which)}
          value={view}
          onChange={(next) => setAddress({ view: next })}
          options={views.map((one) => ({
            value: one,
            label: t(one === 'open' ? electionTexts.openOnes : electionTexts.allOnes),
          }))}
        />
      </Toolbar>
      <Section flush>
        <DataTable
          name="elections"
          caption={t(electionTexts.caption)}
          columns={columns}
          list={list}
          rowKey={(row) => row.id}
          whenEmpty={t(view === 'open' ? electionTexts.emptyOpen : electionTexts.emptyAll)}
        />
      </Section>
      {can('organisations.officers') && <DueTerms />}
    </Frame>
  );
};

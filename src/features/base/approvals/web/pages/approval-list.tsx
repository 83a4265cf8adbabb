import { Segmented } from 'antd';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { z } from 'zod';
import { useFormat, useText } from '#ui/language.tsx';
import { type Column, DataTable, type TablePage } from '#ui/office/data-table.tsx';
import { Page as Frame, Section, Toolbar } from '#ui/office/page.tsx';
import { useList } from '#webkit/list.ts';
import { useAddressState } from '#webkit/router.tsx';
import { useSession } from '#webkit/session.tsx';
import { type Approval, approvalList, ownApprovals } from '../../contract.ts';
import { approvalTexts } from '../../messages.ts';
import { ApprovalState, useMatter } from '../parts/approval-words.tsx';

const views = ['waiting', 'all', 'mine'] as const;
type View = (typeof views)[number];
const address = z.object({ view: z.enum(views).optional() });

const empty = {
  waiting: approvalTexts.emptyWaiting,
  all: approvalTexts.emptyAll,
  mine: approvalTexts.emptyMine,
} as const;

const useColumns = (): Column<Approval>[] => {
  const t = useText();
  const format = useFormat();
  const matter = useMatter();
  return [
    {
      key: 'matter',
      title: t(approvalTexts.matter),
      main: true,
      render: (row) => <Link to={`/approvals/${row.id}`}>{matter(row)}</Link>,
    },
    { key: 'asker', title: t(approvalTexts.asker), width: 120, render: (row) => row.asker },
    { key: 'organisation', title: t(approvalTexts.organisation), render: (row) => row.organisationName ?? '–' },
    { key: 'reason', title: t(approvalTexts.reason), render: (row) => row.reason },
    { key: 'askedAt', title: t(approvalTexts.askedAt), width: 190, render: (row) => format.moment(row.askedAt) },
    { key: 'state', title: t(approvalTexts.state), width: 120, render: (row) => <ApprovalState approval={row} /> },
    {
      key: 'expiresAt',
      title: t(approvalTexts.expiresAt),
      width: 190,
      optional: true,
      render: (row) => format.moment(row.expiresAt),
    },
  ];
};

const Rows = ({ list, view }: { list: TablePage<Approval>; view: View }): ReactNode => {
  const t = useText();
  const columns = useColumns();
  return (
    <DataTable
      name="approvals"
      caption={t(approvalTexts.caption)}
      columns={columns}
      list={list}
      rowKey={(row) => row.id}
      whenEmpty={t(empty[view])}
    />
  );
};

const Mine = (): ReactNode => <Rows list={useList(ownApprovals, { query: {} })} view="mine" />;

const Others = ({ view }: { view: 'waiting' | 'all' }): ReactNode => (
  <Rows list={useList(approvalList, { query: { state: view } })} view={view} />
);

/** What waits for a second person, and what one has asked for oneself. */
export const Page = (): ReactNode => {
  const t = useText();
  const { can } = useSession();
  const [{ view }, setAddress] = useAddressState(address);
  const open = views.filter((one) => one === 'mine' || can('approvals.read'));
  const shown = view && open.includes(view) ? view : (open[0] ?? 'mine');
  return (
    <Frame title={t(approvalTexts.title)} intro={t(approvalTexts.intro)}>
      {open.length > 1 && (
        <Toolbar>
          <Segmented<View>
            aria-label={t(approvalTexts.which)}
            value={shown}
            onChange={(next) => setAddress({ view: next })}
            options={open.map((one) => ({ value: one, label: t(approvalTexts[one]) }))}
          />
        </Toolbar>
      )}
      <Section flush>{shown === 'mine' ? <Mine /> : <Others key={shown} view={shown} />}</Section>
    </Frame>
  );
};

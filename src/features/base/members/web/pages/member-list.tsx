import { PlusOutlined } from '@ant-design/icons';
import { Alert, Button, Empty } from 'antd';
import { type ReactNode, useState } from 'react';
import { Link, useLocation } from 'react-router';
import { useFormat, useText } from '#ui/language.tsx';
import { type Column, DataTable, type Sort } from '#ui/office/data-table.tsx';
import { LinkButton } from '#ui/office/link-button.tsx';
import { Page as Frame, Section } from '#ui/office/page.tsx';
import { SearchForm } from '#ui/office/search-form.tsx';
import { Tag } from '#ui/tag.tsx';
import { useList } from '#webkit/list.ts';
import { useApi } from '#webkit/query.ts';
import { useAddressState } from '#webkit/router.tsx';
import { Gate, useSession } from '#webkit/session.tsx';
import { memberCounts, type MemberFilter, memberList, type MemberRow, sortKeys } from '../../contract.ts';
import { fileTexts } from '../../file/messages.ts';
import { listTexts } from '../../list/messages.ts';
import { memberTotal } from '../../totals/contract.ts';
import { BranchButton, BranchSide, hasChoice } from '../parts/branch-filter.tsx';
import { useBranchTree } from '../parts/branch-tree.ts';
import { ConditionChips } from '../parts/condition-chips.tsx';
import { ExportDrawer } from '../parts/export-drawer.tsx';
import { emptyText } from '../parts/empty-text.ts';
import { problemTexts } from '../parts/field-form.ts';
import {
  exactly,
  filterOf,
  listAddress,
  type ListAddress,
  searchValues,
  useConditions,
  useSearchFields,
} from '../parts/filters.ts';
import { MemberTiles } from '../parts/member-tiles.tsx';
import { SavedFilters } from '../parts/saved-filters.tsx';
import { useSeen, useWords } from '../parts/words.ts';
import css from './member-list.module.css';

const State = ({ row }: { row: MemberRow }): ReactNode => {
  const t = useText();
  const words = useWords();
  if (row.lostSince) return <Tag tone="error">{t(fileTexts.lostTag)}</Tag>;
  if (row.outflowPlace) return <Tag tone="warning">{t(fileTexts.outflowTag)}</Tag>;
  if (row.standing !== '1') return <Tag tone="warning">{words.code('standing', row.standing)}</Tag>;
  return <span className={css.quiet}>{t(listTexts.normal)}</span>;
};

const useColumns = (): Column<MemberRow>[] => {
  const t = useText();
  const words = useWords();
  const seen = useSeen();
  const { search } = useLocation();
  const plain = (key: keyof MemberRow, extra: Partial<Column<MemberRow>> = {}): Column<MemberRow> => ({
    key,
    title: words.label(key),
    render: (row) => row[key] ?? '–',
    ...extra,
  });
  const coded = (key: 'sex' | 'ethnicity' | 'education' | 'jobPost', extra: Partial<Column<MemberRow>> = {}) =>
    plain(key, { render: (row) => words.code(key, row[key]) || '–', ...extra });
  const columns: Column<MemberRow>[] = [
    plain('name', {
      main: true,
      sortable: true,
      render: (row) => (
        <Link to={`/members/${row.id}`} state={{ list: search }}>
          {row.name}
        </Link>
      ),
    }),
    coded('sex'),
    plain('birthDate', { sortable: true }),
    coded('ethnicity', { optional: true }),
    coded('education', { optional: true }),
    plain('phone'),
    { key: 'branch', title: t(listTexts.branch), sortable: true, render: (row) => row.branchName },
    plain('category', {
      render: (row) =>
        row.category === 'probationary' ? <Tag tone="info">{t(fileTexts.probationary)}</Tag> : t(fileTexts.full),
    }),
    plain('joinedOn', { sortable: true }),
    plain('fullOn', { optional: true }),
    coded('jobPost', { optional: true }),
    plain('outflowPlace', { optional: true }),
    { key: 'state', title: t(listTexts.state), render: (row) => <State row={row} /> },
  ];
  return columns.filter(({ key }) => key === 'branch' || key === 'state' || seen.field(key));
};

const isOnlyOrganisation = (filter: MemberFilter): boolean =>
  Object.entries(filter).every(([key, value]) => key === 'organisationId' || value === undefined);

/** How many people the filter finds: from the tallies where it names an organisation only, else counted. */
const useTotal = (filter: MemberFilter): number | undefined => {
  const isPlain = isOnlyOrganisation(filter);
  const { organisationId } = filter;
  const counts = useApi(memberCounts, { query: organisationId ? { organisationId } : {} }, { keep: true });
  const total = useApi(memberTotal, { query: filter }, { enabled: !isPlain, keep: true });
  return isPlain ? counts.data?.members : total.data?.total;
};

const sortOf = ({ sort, order }: ListAddress): Sort => ({ by: sort ?? 'name', down: order === 'desc' });

interface TableProps {
  readonly address: ListAddress;
  readonly onSort: (sort: Sort | undefined) => void;
  readonly filtered: boolean;
  readonly total: number | undefined;
}

const MemberTable = ({ address, onSort, filtered, total }: TableProps): ReactNode => {
  const t = useText();
  const format = useFormat();
  const { search } = useLocation();
  const { can } = useSession();
  const columns = useColumns();
  const [selected, setSelected] = useState<readonly string[]>([]);
  const [exporting, setExporting] = useState(false);
  const filter = filterOf(address);
  const sort = sortOf(address);
  const list = useList(memberList, {
    query: { ...filter, sort: sortKeys.find((key) => key === sort.by) ?? 'name', order: sort.down ? 'desc' : 'asc' },
  });
  const tools = (
    <>
      {can('members.export') && <Button onClick={() => setExporting(true)}>{t(listTexts.export)}</Button>}
      {can('members.bulk') && (
        <LinkButton
          to={`/members/bulk/new${selected.length ? '' : search}`}
          state={selected.length ? { ids: selected } : null}
        >
          {t(selected.length ? listTexts.bulkSelected : listTexts.bulk)}
        </LinkButton>
      )}
    </>
  );
  const elsewhere = list.reply?.elsewhere ?? 0;
  return (
    <>
      {filter.on && (
        <Alert
          type="info"
          showIcon
          title={t(listTexts.onNotice, { day: format.day(filter.on) })}
          {...(elsewhere > 0 ? { description: t(listTexts.elsewhere, { count: elsewhere }) } : {})}
        />
      )}
      <Section flush>
        <DataTable
          name="members"
          caption={t(listTexts.caption)}
          columns={columns}
          list={{ ...list, total }}
          rowKey={(row) => row.id}
          sort={sort}
          onSort={onSort}
          tools={tools}
          texts={problemTexts}
          whenEmpty={<Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t(emptyText(filter.q, filtered))} />}
          {...(can('members.bulk') ? { selected, onSelected: setSelected } : {})}
        />
      </Section>
      <ExportDrawer open={exporting} filter={filter} total={total} onClose={() => setExporting(false)} />
    </>
  );
};

export const Page = (): ReactNode => {
  const t = useText();
  const [address, change] = useAddressState(listAddress);
  const filter = filterOf(address);
  const tree = useBranchTree({ on: filter.on });
  const fields = useSearchFields();
  const conditions = useConditions(filter, tree.nameOf);
  const total = useTotal(filter);
  const choice = hasChoice(tree);
  const selectBranch = (organisationId: string | undefined): void => change({ organisationId });
  const sort = (next: Sort | undefined): void =>
    change({
      sort: sortKeys.find((key) => key === next?.by),
      order: next ? (next.down ? 'desc' : 'asc') : undefined,
    });
  const picker = { tree, selected: filter.organisationId, onSelect: selectBranch };
  return (
    <Frame
      title={t(listTexts.title)}
      intro={t(listTexts.intro)}
      actions={
        <>
          {choice && <BranchButton {...picker} />}
          <SavedFilters filter={filter} onApply={(chosen) => change(exactly(chosen))} />
          <Gate permission="members.edit">
            <LinkButton to="/members/new" type="primary" icon={<PlusOutlined aria-hidden />}>
              {t(listTexts.add)}
            </LinkButton>
          </Gate>
        </>
      }
    >
      {!filter.on && <MemberTiles organisationId={filter.organisationId} />}
      <div className={css.layout} data-tree={choice}>
        {choice && <BranchSide {...picker} />}
        <div className={css.main}>
          <Section>
            <SearchForm
              label={t(listTexts.filters)}
              fields={fields}
              values={searchValues(filter)}
              onSearch={(values) => change(values)}
            />
          </Section>
          <ConditionChips
            conditions={conditions}
            onRemove={(without) => change(without)}
            onClear={() => change(exactly({}))}
          />
          <MemberTable address={address} onSort={sort} filtered={conditions.length > 0} total={total} />
        </div>
      </div>
    </Frame>
  );
};

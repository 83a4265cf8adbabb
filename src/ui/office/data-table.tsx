/* oxlint-disable jsx-a11y/no-redundant-roles -- a table shown as blocks loses its roles in some browsers, so they are said */
import { Button, Checkbox, Empty, Popover, Select, Table, type TableProps } from 'antd';
import { LeftOutlined, ReloadOutlined, RightOutlined, SettingOutlined } from '@ant-design/icons';
import { type ComponentProps, type ReactNode, useState } from 'react';
import { useFormat, useText } from '../language.tsx';
import { uiTexts } from '../messages.ts';
import type { Texts } from '../problem-text.ts';
import { viewState } from '../state.ts';
import css from './data-table.module.css';
import { ErrorNotice, Forbidden, Missing } from './state-view.tsx';

export interface Column<T> {
  /** Also the name by which the server sorts. */
  readonly key: string;
  readonly title: string;
  readonly render: (row: T) => ReactNode;
  readonly width?: number;
  readonly align?: 'start' | 'end';
  readonly sortable?: boolean;
  /** Hidden until somebody chooses it. */
  readonly optional?: boolean;
  /** Cannot be hidden, and names the row for those who hear it. */
  readonly main?: boolean;
}

export interface Sort {
  readonly by: string;
  readonly down: boolean;
}

/** A list read page by page; `useList` of the browser kernel gives exactly this. */
export interface TablePage<T> {
  readonly rows: readonly T[];
  readonly total?: number | undefined;
  readonly size: number;
  readonly page: number;
  readonly hasNext: boolean;
  readonly loading: boolean;
  readonly stale: boolean;
  readonly error: Error | null;
  readonly next: () => void;
  readonly previous: () => void;
  readonly setSize: (size: number) => void;
  readonly reload: () => void;
}

interface Props<T> {
  /** Name of the table: its caption, and the place where the chosen columns are remembered. */
  readonly name: string;
  readonly caption: string;
  readonly columns: readonly Column<T>[];
  readonly list: TablePage<T>;
  readonly rowKey: (row: T) => string;
  readonly sort?: Sort | undefined;
  readonly onSort?: (sort: Sort | undefined) => void;
  readonly selected?: readonly string[];
  readonly onSelected?: (keys: readonly string[]) => void;
  readonly whenEmpty?: ReactNode;
  /** Buttons over the table, such as export or those that act on the selection. */
  readonly tools?: ReactNode;
  readonly texts?: Texts;
}

const place = (name: string): string => `columns:${name}`;

const useChosenColumns = <T,>(name: string, columns: readonly Column<T>[]) => {
  const [chosen, setChosen] = useState<ReadonlySet<string> | null>(() => {
    const kept = localStorage.getItem(place(name));
    return kept === null ? null : new Set(kept.split(','));
  });
  const usual = new Set(columns.filter((column) => column.optional).map((column) => column.key));
  const hidden: ReadonlySet<string> = chosen ?? usual;
  const choose = (key: string, shown: boolean): void => {
    const next = new Set(hidden);
    if (shown) next.delete(key);
    else next.add(key);
    setChosen(next);
    localStorage.setItem(place(name), [...next].join(','));
  };
  return { hidden, choose, visible: columns.filter((column) => column.main || !hidden.has(column.key)) };
};

const ColumnChoice = <T,>({
  columns,
  hidden,
  choose,
}: {
  columns: readonly Column<T>[];
  hidden: ReadonlySet<string>;
  choose: (key: string, shown: boolean) => void;
}): ReactNode => {
  const t = useText();
  const list = (
    <div className={css.choice} role="dialog" aria-label={t(uiTexts.columns)}>
      {columns.map((column) => (
        <Checkbox
          key={column.key}
          checked={column.main || !hidden.has(column.key)}
          disabled={column.main ?? false}
          onChange={(event) => choose(column.key, event.target.checked)}
        >
          {column.title}
        </Checkbox>
      ))}
    </div>
  );
  return (
    <Popover trigger="click" placement="bottomRight" content={list}>
      <Button
        type="text"
        icon={<SettingOutlined aria-hidden />}
        aria-label={t(uiTexts.columns)}
        title={t(uiTexts.columns)}
      />
    </Popover>
  );
};

const sizes = [20, 50, 100];

const Pager = <T,>({ list }: { list: TablePage<T> }): ReactNode => {
  const t = useText();
  const format = useFormat();
  const total = list.total !== undefined && t(uiTexts.total, { count: format.number(list.total) });
  const isWhole = list.page <= 1 && !list.hasNext && list.rows.length <= (sizes[0] ?? 0);
  if (isWhole) return total && list.rows.length > 0 ? <p className={css.pager}>{total}</p> : null;
  return (
    <nav className={css.pager} aria-label={t(uiTexts.page, { page: list.page })}>
      <span className={css.total}>{total}</span>
      <Select
        aria-label={t(uiTexts.perPage)}
        value={list.size}
        onChange={list.setSize}
        options={sizes.map((value) => ({ value, label: `${value}` }))}
        className={css.size ?? ''}
      />
      <Button
        icon={<LeftOutlined aria-hidden />}
        disabled={list.page <= 1}
        onClick={list.previous}
        aria-label={t(uiTexts.previous)}
      />
      <span aria-live="polite">{t(uiTexts.page, { page: list.page })}</span>
      <Button
        icon={<RightOutlined aria-hidden />}
        disabled={!list.hasNext}
        onClick={list.next}
        aria-label={t(uiTexts.next)}
      />
    </nav>
  );
};

const orders = { up: 'ascend', down: 'descend' } as const;

const tableColumns = <T,>(
  columns: readonly Column<T>[],
  sort: Sort | undefined,
): NonNullable<TableProps<T & object>['columns']> =>
  columns.map((column) => ({
    key: column.key,
    title: column.title,
    render: (_: unknown, row: T) => column.render(row),
    align: column.align ?? 'start',
    onCell: () => (column.main ? { role: 'rowheader' } : { role: 'cell', 'data-label': column.title }),
    onHeaderCell: () => ({ role: 'columnheader' }),
    ...(column.width ? { width: column.width } : {}),
    ...(column.main ? { rowScope: 'row' as const } : {}),
    ...(column.sortable
      ? {
          sorter: true,
          showSorterTooltip: false,
          sortOrder: sort?.by === column.key ? orders[sort.down ? 'down' : 'up'] : null,
        }
      : {}),
  }));

/** Where the header has no room its sorting stands over the table; shown there only. */
const SortChoice = <T,>({
  columns,
  sort,
  onSort,
}: {
  columns: readonly Column<T>[];
  sort: Sort | undefined;
  onSort: (sort: Sort | undefined) => void;
}): ReactNode => {
  const t = useText();
  const options = columns
    .filter((column) => column.sortable)
    .flatMap(({ key, title }) => [
      { value: `${key}:up`, label: t(uiTexts.sortedBy, { label: title, order: t(uiTexts.sortedUp) }) },
      { value: `${key}:down`, label: t(uiTexts.sortedBy, { label: title, order: t(uiTexts.sortedDown) }) },
    ]);
  if (options.length === 0) return null;
  return (
    <Select
      className={css.sort ?? ''}
      popupMatchSelectWidth={false}
      aria-label={t(uiTexts.sort)}
      placeholder={t(uiTexts.sort)}
      value={sort ? `${sort.by}:${sort.down ? 'down' : 'up'}` : null}
      options={options}
      onChange={(value) => {
        const [by = '', order] = value.split(':');
        onSort({ by, down: order === 'down' });
      }}
    />
  );
};

const roles = {
  table: (props: ComponentProps<'table'>): ReactNode => <table {...props} role="table" />,
  header: { wrapper: (props: ComponentProps<'thead'>): ReactNode => <thead {...props} role="rowgroup" /> },
  body: { wrapper: (props: ComponentProps<'tbody'>): ReactNode => <tbody {...props} role="rowgroup" /> },
};

/** A list with a cursor: sorting by the server, columns to choose, every state, all of it by keyboard. */
export const DataTable = <T extends object>({
  name,
  caption,
  columns,
  list,
  rowKey,
  sort,
  onSort,
  selected,
  onSelected,
  whenEmpty,
  tools,
  texts,
}: Props<T>): ReactNode => {
  const t = useText();
  const { hidden, choose, visible } = useChosenColumns(name, columns);
  const state = viewState({ error: list.error, loading: false });
  if (state === 'forbidden') return <Forbidden error={list.error} texts={texts} />;
  if (state === 'missing') return <Missing />;
  return (
    <div className={css.frame}>
      <div className={css.tools}>
        <div className={css.left}>
          {onSelected && selected && selected.length > 0 && (
            <span>{t(uiTexts.selected, { count: selected.length })}</span>
          )}
          {tools}
          {onSort && list.rows.length > 0 && <SortChoice columns={visible} sort={sort} onSort={onSort} />}
        </div>
        <Button
          type="text"
          icon={<ReloadOutlined aria-hidden />}
          onClick={list.reload}
          aria-label={t(uiTexts.refresh)}
          title={t(uiTexts.refresh)}
        />
        <ColumnChoice columns={columns} hidden={hidden} choose={choose} />
      </div>
      {list.error && <ErrorNotice error={list.error} onAgain={list.reload} texts={texts} />}
      {/* Scrolled by its frame: the library's own scrolling repeats the header, controls included, in a hidden row. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a part that scrolls must be reachable by keyboard */}
      <div className={css.scroll} role="region" aria-label={caption} tabIndex={0}>
        <Table<T>
          size="middle"
          pagination={false}
          components={roles}
          onRow={() => ({ role: 'row' })}
          onHeaderRow={() => ({ role: 'row' })}
          rowKey={rowKey}
          dataSource={list.rows}
          columns={tableColumns(visible, sort)}
          loading={list.loading || list.stale}
          locale={{
            emptyText: list.loading
              ? ' '
              : (whenEmpty ?? <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t(uiTexts.empty)} />),
          }}
          onChange={(_, __, sorter) => {
            const one = Array.isArray(sorter) ? sorter[0] : sorter;
            onSort?.(
              one?.order && one.columnKey ? { by: String(one.columnKey), down: one.order === 'descend' } : undefined,
            );
          }}
          {...(onSelected
            ? {
                rowSelection: {
                  selectedRowKeys: [...(selected ?? [])],
                  preserveSelectedRowKeys: true,
                  onChange: (keys) => onSelected(keys.map(String)),
                  onCell: () => ({ role: 'cell' }),
                },
              }
            : {})}
        />
      </div>
      {list.size > 0 && <Pager list={list} />}
    </div>
  );
};

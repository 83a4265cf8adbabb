import { App, Button, DatePicker, Input, InputNumber, Select } from 'antd';
import { type ReactNode, useState } from 'react';
import { z } from 'zod';
import { useText } from '#ui/language.tsx';
import { useDay, useDayKeys } from '#ui/office/day-keys.ts';
import { LeaveDialog } from '#ui/office/dialogs.tsx';
import { Section, Toolbar } from '#ui/office/page.tsx';
import { type PlainColumn, PlainTable } from '#ui/office/plain-table.tsx';
import { ErrorNotice, StateView } from '#ui/office/state-view.tsx';
import { useWholeList } from '#webkit/list.ts';
import { useCommand } from '#webkit/query.ts';
import { useAddressState, useLeaveGuard } from '#webkit/router.tsx';
import { duesKinds, type DuesKind } from '../../codes.ts';
import { duesSheet, setBases } from '../../contract.ts';
import { duesCodes, duesProblems, duesTexts } from '../../messages.ts';
import { needsIncome, standardOf } from '../../rules.ts';
import { type BaseRow, itemsOf, monthlyOf, problemOf, useBaseRows } from '../parts/base-rows.ts';
import { DuesFrame } from '../parts/dues-frame.tsx';
import { thisYear, yuan } from '../parts/dues-words.ts';
import css from '../parts/dues.module.css';
import { Nothing } from '../parts/nothing.tsx';
import { duesReads } from '../parts/pay-dialog.tsx';

const address = z.object({ year: z.coerce.number().int().min(2008).max(2100).optional() });
type Rows = ReturnType<typeof useBaseRows>;

const useKinds = (): { readonly value: DuesKind; readonly label: string }[] => {
  const t = useText();
  return duesKinds.map((value) => ({ value, label: t(duesCodes[`kind_${value}`]) }));
};

const MoneyInput = ({
  label,
  fen,
  onFen,
}: {
  label: string;
  fen: number | null;
  onFen: (fen: number | null) => void;
}) => (
  <InputNumber<number>
    className={css.amount ?? ''}
    aria-label={label}
    min={0}
    precision={2}
    value={fen === null ? null : fen / 100}
    onChange={(value) => onFen(value === null ? null : Math.round(value * 100))}
  />
);

const hasRoom = ({ kind, baseFen }: BaseRow, year: number): boolean => {
  if (kind === null || needsIncome(kind)) return false;
  const { leastFen, mostFen } = standardOf(kind, baseFen ?? 0, year);
  return leastFen < mostFen;
};

const SettledTo = ({
  label,
  month,
  onChange,
}: {
  label: string;
  month: string | null;
  onChange: (month: string | null) => void;
}): ReactNode => {
  const keys = useDayKeys(month?.slice(0, 7) ?? '', () => onChange(null));
  return (
    <DatePicker
      {...keys}
      picker="month"
      aria-label={label}
      format={['YYYY-MM', 'YYYYMM', 'YYYY.M', 'YYYY/M']}
      value={useDay(month)}
      onChange={(value) => onChange(value ? value.format('YYYY-MM-01') : null)}
    />
  );
};

const useColumns = (rows: Rows, year: number): PlainColumn<BaseRow>[] => {
  const t = useText();
  const kinds = useKinds();
  const cell = ({ payer: { name } }: BaseRow, what: string): string => t(duesTexts.cellOf, { name, what });
  return [
    { key: 'name', title: t(duesTexts.name), render: ({ payer }) => payer.name },
    {
      key: 'kind',
      title: t(duesTexts.kind),
      render: (row) => (
        <Select<DuesKind>
          className={css.kind ?? ''}
          aria-label={cell(row, t(duesTexts.kind))}
          placeholder={t(duesTexts.notFixed)}
          value={row.kind}
          options={kinds}
          onChange={(kind) => rows.change(row.payer.personId, { kind, chosenFen: null })}
        />
      ),
    },
    {
      key: 'base',
      title: t(duesTexts.base),
      render: (row) =>
        row.kind === null || !needsIncome(row.kind) ? (
          <Nothing />
        ) : (
          <>
            <MoneyInput
              label={cell(row, t(duesCodes[`income_${row.kind}` as 'income_wage']))}
              fen={row.baseFen}
              onFen={(baseFen) => rows.change(row.payer.personId, { baseFen })}
            />
            <div className={css.hint}>{t(duesCodes[`income_${row.kind}` as 'income_wage'])}</div>
          </>
        ),
    },
    {
      key: 'monthly',
      title: t(duesTexts.monthly),
      render: (row) => {
        const monthly = monthlyOf(row, year);
        if (hasRoom(row, year))
          return (
            <MoneyInput
              label={cell(row, t(duesTexts.monthly))}
              fen={monthly}
              onFen={(chosenFen) => rows.change(row.payer.personId, { chosenFen })}
            />
          );
        return monthly === null ? <Nothing /> : <span className={css.number}>{yuan(monthly)}</span>;
      },
    },
    {
      key: 'settledTo',
      title: t(duesTexts.settledTo),
      render: (row) => (
        <SettledTo
          label={cell(row, t(duesTexts.settledTo))}
          month={row.settledTo}
          onChange={(settledTo) => rows.change(row.payer.personId, { settledTo })}
        />
      ),
    },
  ];
};

const Fixing = ({ rows, year }: { readonly rows: Rows; readonly year: number }): ReactNode => {
  const t = useText();
  const { message } = App.useApp();
  const kinds = useKinds();
  const columns = useColumns(rows, year);
  const [basis, setBasis] = useState(t(duesTexts.basisDefault));
  const items = itemsOf(rows.rows, year, basis.trim());
  const wrong = rows.rows.flatMap((row) => {
    const problem = row.changed ? problemOf(row, year) : null;
    return problem === null ? [] : [{ name: row.payer.name, problem: duesProblems[problem as 'income_missing'] }];
  });
  const save = useCommand(setBases, {
    touches: duesReads,
    onDone: ({ fixed }) => {
      rows.clear();
      void message.success(t(duesTexts.saved, { count: fixed }));
    },
  });
  const guard = useLeaveGuard(rows.rows.some(({ changed }) => changed));
  return (
    <div className={css.stack}>
      <Toolbar
        end={
          <Button
            type="primary"
            disabled={items.length === 0 || wrong.length > 0 || basis.trim().length < 2}
            loading={save.busy}
            onClick={() => save.fire({ body: { year, items } })}
          >
            {items.length === 0 ? t(duesTexts.saveNone) : t(duesTexts.saveBases, { count: items.length })}
          </Button>
        }
      >
        <Select<DuesKind | null>
          className={css.pick ?? ''}
          aria-label={t(duesTexts.sameKind)}
          placeholder={t(duesTexts.sameKind)}
          value={null}
          options={kinds}
          onChange={(kind) => kind !== null && rows.fill(kind)}
        />
        <Input
          className={css.pick ?? ''}
          aria-label={t(duesTexts.basis)}
          placeholder={t(duesTexts.basisHint)}
          value={basis}
          maxLength={200}
          onChange={(event) => setBasis(event.target.value)}
        />
      </Toolbar>
      {save.error && <ErrorNotice error={save.error} texts={duesProblems} />}
      {wrong.map(({ name, problem }) => (
        <p key={name} className={css.problem} role="alert">
          {t(duesTexts.rowProblem, { name, problem: t.loose(problem) })}
        </p>
      ))}
      <PlainTable
        caption={t(duesTexts.basesCaption)}
        columns={columns}
        rows={rows.rows}
        rowKey={({ payer }) => payer.personId}
        empty={t(duesTexts.empty)}
      />
      <LeaveDialog {...guard} />
    </div>
  );
};

const Year = ({ year }: { readonly year: number }): ReactNode => {
  const list = useWholeList(duesSheet, { query: { year } });
  const rows = useBaseRows(list.rows);
  return (
    <StateView error={list.error} loading={list.loading} onAgain={list.reload}>
      <Section>
        <Fixing rows={rows} year={year} />
      </Section>
    </StateView>
  );
};

export const Page = (): ReactNode => {
  const t = useText();
  const [{ year = thisYear() }, setState] = useAddressState(address);
  const years = [thisYear() + 1, thisYear(), thisYear() - 1];
  return (
    <DuesFrame
      title={t(duesTexts.basesTitle, { year })}
      intro={t(duesTexts.basesIntro)}
      actions={
        <Select
          className={css.choice ?? ''}
          aria-label={t(duesTexts.year)}
          value={year}
          options={years.map((value) => ({ value, label: t(duesTexts.yearIs, { year: value }) }))}
          onChange={(next) => setState({ year: next })}
        />
      }
    >
      <Year key={year} year={year} />
    </DuesFrame>
  );
};

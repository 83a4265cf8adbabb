import { Button, Checkbox, Input, InputNumber, Select } from 'antd';
import { type ReactNode, useState } from 'react';
import type { z } from 'zod';
import type { Text } from '#shared/text.ts';
import { useLanguage, useText } from '#ui/language.tsx';
import { useClearing } from '#ui/office/clearing.tsx';
import { PlainTable } from '#ui/office/plain-table.tsx';
import { useRestedText } from '#ui/use-rested-text.ts';
import { useApi } from '#webkit/query.ts';
import { type BlueprintLine, examPool, type PickedItem, type PoolItem } from '../../contract.ts';
import { examTexts } from '../../messages.ts';
import { itemKinds } from '../../rules.ts';
import css from './paper-choice.module.css';

export type Blueprint = readonly z.input<typeof BlueprintLine>[];
export type Picked = readonly z.input<typeof PickedItem>[];
type Row = Blueprint[number];

/** Names of categories, and how many questions a row can draw from. */
export const useCategories = () => {
  const { language } = useLanguage();
  const { data } = useApi(examPool, { query: {} });
  const choices = (data?.categories ?? []).map(({ code, nameZh, nameEn }) => ({
    value: code,
    label: language === 'zh' ? nameZh : nameEn,
  }));
  const stockOf = ({ category, kind, level }: Row): number | null =>
    data?.stock
      .filter((one) => one.category === category && one.kind === kind && (level === null || one.level === level))
      .reduce((sum, { count }) => sum + count, 0) ?? null;
  return { choices, stockOf };
};

const levels = [null, 1, 2, 3] as const;
const levelTexts = new Map<number | null, Text>(
  levels.map((level) => [level, examTexts[level === null ? 'level_any' : (`level_${level}` as const)]]),
);
export const levelText = (level: number | null): Text => levelTexts.get(level) ?? examTexts.level_any;

/** How many published questions a row can draw from, and how many are lacking: rows above it draw first. */
const Stock = ({
  row,
  above,
  stock,
}: {
  readonly row: Row;
  readonly above: Blueprint;
  readonly stock: number | null;
}): ReactNode => {
  const t = useText();
  if (stock === null) return null;
  const taken = above
    .filter(({ category, kind }) => category === row.category && kind === row.kind)
    .filter(({ level }) => row.level === null || level === row.level)
    .reduce((sum, { count }) => sum + count, 0);
  const left = Math.max(0, stock - taken);
  const lack = row.count - left;
  if (lack <= 0) return <span className={css.stock}>{t(examTexts.inStock, { count: stock })}</span>;
  return (
    <span className={css.short} role="status">
      {t(taken === 0 ? examTexts.stockShort : examTexts.stockShared, { count: left, lack })}
    </span>
  );
};

interface RowsProps {
  readonly rows: Blueprint;
  readonly onChange: (rows: Blueprint) => void;
}

/** So many items of a category, a sort and a difficulty in each row; how many the bank has stands beside it. */
export const BlueprintRows = ({ rows, onChange }: RowsProps): ReactNode => {
  const t = useText();
  const { choices, stockOf } = useCategories();
  const set = (at: number, change: Partial<Row>): void =>
    onChange(rows.map((row, place) => (place === at ? { ...row, ...change } : row)));
  return (
    <div className={css.rows} role="group" aria-label={t(examTexts.rows)}>
      {rows.map((row, at) => (
        <div key={at} className={css.row}>
          <Select
            aria-label={t(examTexts.category)}
            value={row.category}
            options={choices}
            onChange={(category) => set(at, { category })}
          />
          <Select
            aria-label={t(examTexts.itemKind)}
            value={row.kind}
            options={itemKinds.map((kind) => ({ value: kind, label: t(examTexts[`item_${kind}`]) }))}
            onChange={(kind) => set(at, { kind })}
          />
          <Select
            aria-label={t(examTexts.level)}
            value={row.level ?? 0}
            options={levels.map((level) => ({
              value: level ?? 0,
              label: t(levelText(level)),
            }))}
            onChange={(level) => set(at, { level: level === 0 ? null : level })}
          />
          <InputNumber
            aria-label={t(examTexts.count)}
            min={1}
            max={100}
            value={row.count}
            prefix={t(examTexts.count)}
            onChange={(count) => set(at, { count: count ?? 1 })}
          />
          <InputNumber
            aria-label={t(examTexts.each)}
            min={0.5}
            max={100}
            value={row.points}
            prefix={t(examTexts.each)}
            onChange={(points) => set(at, { points: points ?? 1 })}
          />
          <Stock row={row} above={rows.slice(0, at)} stock={stockOf(row)} />
          <Button
            aria-label={t(examTexts.removeRow, { n: at + 1 })}
            onClick={() => onChange(rows.filter((_, place) => place !== at))}
          >
            ×
          </Button>
        </div>
      ))}
      <div>
        <Button
          onClick={() =>
            onChange([
              ...rows,
              { category: choices[0]?.value ?? 'charter', kind: 'single', level: null, count: 5, points: 2 },
            ])
          }
        >
          {t(examTexts.addRow)}
        </Button>
      </div>
    </div>
  );
};

interface PickedProps {
  readonly picked: Picked;
  readonly onChange: (picked: Picked) => void;
}

/** Items by hand, in the order in which they were chosen. */
export const PickedItems = ({ picked, onChange }: PickedProps): ReactNode => {
  const t = useText();
  const { choices } = useCategories();
  const clearing = useClearing();
  const [category, setCategory] = useState<string | undefined>();
  const [typed, setTyped] = useState('');
  const words = useRestedText(typed);
  const { data } = useApi(examPool, {
    query: { ...(category === undefined ? {} : { category }), ...(words === '' ? {} : { words }) },
  });
  const chosen = new Map(picked.map(({ id, points }) => [id, points]));
  const toggle = (item: PoolItem): void =>
    onChange(chosen.has(item.id) ? picked.filter(({ id }) => id !== item.id) : [...picked, { id: item.id, points: 2 }]);
  const nameOf = (code: string): string => choices.find(({ value }) => value === code)?.label ?? code;
  return (
    <div className={css.rows}>
      <div className={css.row}>
        <Select
          aria-label={t(examTexts.category)}
          allowClear={clearing}
          placeholder={t(examTexts.category)}
          value={category ?? null}
          options={choices}
          onChange={(next) => setCategory(next ?? undefined)}
        />
        <Input
          aria-label={t(examTexts.findWords)}
          placeholder={t(examTexts.findWords)}
          value={typed}
          maxLength={40}
          onChange={(event) => setTyped(event.target.value)}
        />
        <span className={css.stock}>
          {t(examTexts.picked, { count: picked.length, points: picked.reduce((sum, { points }) => sum + points, 0) })}
        </span>
      </div>
      <PlainTable
        caption={t(examTexts.pick)}
        rows={data?.items ?? []}
        rowKey={({ id }) => id}
        empty={t(examTexts.noPool)}
        columns={[
          {
            key: 'stem',
            title: t(examTexts.pick),
            render: (item) => (
              <Checkbox checked={chosen.has(item.id)} onChange={() => toggle(item)}>
                {item.stem}
              </Checkbox>
            ),
          },
          {
            key: 'sort',
            title: t(examTexts.itemKind),
            render: (item) => `${nameOf(item.category)} · ${t(examTexts[`item_${item.kind}`])}`,
          },
          {
            key: 'points',
            title: t(examTexts.each),
            render: (item) =>
              chosen.has(item.id) && (
                <InputNumber
                  aria-label={t(examTexts.each)}
                  min={0.5}
                  max={100}
                  value={chosen.get(item.id) ?? 2}
                  onChange={(points) =>
                    onChange(picked.map((one) => (one.id === item.id ? { ...one, points: points ?? 1 } : one)))
                  }
                />
              ),
          },
        ]}
      />
      {data?.more === true && <p className={css.stock}>{t(examTexts.poolMore, { count: data.items.length })}</p>}
    </div>
  );
};

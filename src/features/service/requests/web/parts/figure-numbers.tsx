import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { useFormat, useText } from '#ui/language.tsx';
import { type PlainColumn, PlainTable } from '#ui/office/plain-table.tsx';
import { Tile, Tiles } from '#ui/office/tile.tsx';
import type { FigureRow, RequestFigures } from '../../figures/contract.ts';
import { figureTexts } from '../../figures/messages.ts';
import type { MeasureName } from '../../figures/rules.ts';
import css from './figures.module.css';
import { listAddress, type FigureAddress } from './figure-period.ts';

interface Props {
  readonly figures: RequestFigures;
  readonly address: FigureAddress;
}

/** What a row is called: units and places by their names, categories by the list. */
export const useRowName = (): ((row: Pick<FigureRow, 'key' | 'name' | 'categoryName'>) => string) => {
  const t = useText();
  return ({ name, categoryName }) =>
    name ?? (categoryName === null ? t(figureTexts.all) : t.loose([categoryName.zh, categoryName.en]));
};

/** A number that opens its list; nothing is nothing to open. */
const Count = ({ row, count, address }: { row: FigureRow; count: MeasureName; address: FigureAddress }): ReactNode => {
  const format = useFormat();
  const value = row.counts[count];
  if (value === 0) return format.number(0);
  return <Link to={listAddress({ ...address, key: row.key, count })}>{format.number(value)}</Link>;
};

const useShare = (): ((value: number | null, whole: number) => string) => {
  const t = useText();
  return (value, whole) => {
    if (value !== null) return t(figureTexts.percent, { value });
    return whole === 0 ? '–' : t(figureTexts.fewer);
  };
};

/** The numbers of the whole range. */
export const FigureTiles = ({ figures: { total }, address }: Props): ReactNode => {
  const t = useText();
  const share = useShare();
  const { counts } = total;
  const to = (count: MeasureName): string => listAddress({ ...address, count });
  return (
    <Tiles>
      <Tile label={t(figureTexts.received)} value={counts.received} to={to('received')} />
      <Tile label={t(figureTexts.queue)} value={counts.queue} to={to('queue')} />
      <Tile
        label={t(figureTexts.onTime)}
        value={counts.onTime}
        to={to('onTime')}
        hint={`${t(figureTexts.share)} ${share(total.onTime, counts.counted)}`}
      />
      <Tile
        label={t(figureTexts.overdue)}
        value={counts.overdue}
        to={to('overdue')}
        tone={counts.overdue > 0 ? 'warning' : 'plain'}
      />
      <Tile label={t(figureTexts.reopened)} value={counts.reopened} to={to('reopened')} />
      <Tile
        label={t(figureTexts.marked)}
        value={counts.marked}
        to={to('marked')}
        hint={`${t(figureTexts.shareUnmarked)} ${share(total.onTimeUnmarked, counts.countedUnmarked)}`}
      />
    </Tiles>
  );
};

const parts = ['onTime', 'late', 'overdue'] as const;

/** What the table below says, as bars of the same length scale. */
export const FigureBars = ({ figures: { rows } }: Pick<Props, 'figures'>): ReactNode => {
  const t = useText();
  const nameOf = useRowName();
  const most = Math.max(1, ...rows.map(({ counts }) => counts.counted));
  return (
    <>
      <ul className={css.key} aria-hidden>
        {parts.map((part) => (
          <li key={part}>
            <span className={css[part]} />
            {t(figureTexts[part])}
          </li>
        ))}
      </ul>
      <ul className={css.bars} aria-label={t(figureTexts.chart)}>
        {rows.map((row) => {
          const { onTime, late, overdue } = row.counts;
          const name = nameOf(row);
          return (
            <li key={row.key}>
              <span aria-hidden>{name}</span>
              <div className={css.bar} role="img" aria-label={t(figureTexts.chartBar, { name, onTime, late, overdue })}>
                {parts.map((part) => (
                  <span key={part} className={css[part]} style={{ width: `${(row.counts[part] * 100) / most}%` }} />
                ))}
              </div>
            </li>
          );
        })}
      </ul>
    </>
  );
};

const ages = ['age5', 'age15', 'age30', 'ageOver'] as const;

interface TableProps extends Props {
  /** How far the requests of the period have come, or what lies open by age: side by side both are wider than a page. */
  readonly about: 'served' | 'open';
}

export const FigureTable = ({ figures: { total, rows }, address, about }: TableProps): ReactNode => {
  const t = useText();
  const share = useShare();
  const nameOf = useRowName();
  const number = (count: MeasureName): PlainColumn<FigureRow> => ({
    key: count,
    title: t(figureTexts[count]),
    render: (row) => <Count row={row} count={count} address={address} />,
  });
  const columns: readonly PlainColumn<FigureRow>[] =
    about === 'open'
      ? (['received', 'queue', ...ages, 'refused', 'reopened'] as const).map(number)
      : [
          ...(['counted', 'onTime', 'late', 'overdue', 'waiting'] as const).map(number),
          { key: 'share', title: t(figureTexts.share), render: (row) => share(row.onTime, row.counts.counted) },
          number('marked'),
          {
            key: 'shareUnmarked',
            title: t(figureTexts.shareUnmarked),
            render: (row) => share(row.onTimeUnmarked, row.counts.countedUnmarked),
          },
        ];
  return (
    <PlainTable
      caption={t(figureTexts[`caption_${about}`])}
      rows={[...rows, { ...total, key: '' }]}
      rowKey={({ key }) => key}
      empty={t(figureTexts.none)}
      columns={[{ key: 'name', title: t(figureTexts[`by_${address.by}`]), render: nameOf }, ...columns]}
    />
  );
};

import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { useFormat, useText } from '#ui/language.tsx';
import { Section } from '#ui/office/page.tsx';
import { StateView } from '#ui/office/state-view.tsx';
import { Tile, Tiles } from '#ui/office/tile.tsx';
import { useApi } from '#webkit/query.ts';
import { dutyOverview, type DutyCount } from '../../contract.ts';
import { dutyKindTexts, dutyTexts } from '../../messages.ts';
import css from './duties.module.css';
import { listAddress, StateTag, usePeriodName } from './words.tsx';

/** Counts of the periods that have just ended, and behind them of those that run. */
const useCounts = () => {
  const { data, error, isPending, refetch } = useApi(dutyOverview, { query: { before: 'true' } });
  return {
    own: data?.own ?? false,
    unmet: (data?.counts ?? []).filter((row) => row.unmet > 0),
    error,
    loading: isPending,
    again: () => void refetch(),
  };
};

const Lines = ({ rows }: { rows: readonly DutyCount[] }): ReactNode => {
  const t = useText();
  const format = useFormat();
  const name = usePeriodName();
  return (
    <ul className={css.lines}>
      {rows.map((row) => (
        <li key={`${row.kind} ${row.period.key}`} className={css.line}>
          <Link to="/duties">
            {t(dutyTexts.detail, { kind: t(dutyKindTexts[row.kind]), period: name(row.period) })}
          </Link>
          <StateTag state={row.unmetState} />
          <span className={css.quiet}>{t(dutyTexts.dueOn, { day: format.day(row.period.last) })}</span>
        </li>
      ))}
    </ul>
  );
};

const Numbers = ({ rows }: { rows: readonly DutyCount[] }): ReactNode => {
  const t = useText();
  const name = usePeriodName();
  return (
    <Tiles>
      {rows.map((row) => (
        <Tile
          key={`${row.kind} ${row.period.key}`}
          label={t(dutyKindTexts[row.kind])}
          value={row.unmet}
          unit={t(row.kind === 'secretary_lesson' ? dutyTexts.committees : dutyTexts.branches)}
          to={listAddress(row, false, undefined)}
          tone={row.unmetState === 'open' ? 'plain' : 'warning'}
          hint={
            <span className={css.hint}>
              {name(row.period)}
              <StateTag state={row.unmetState} />
            </span>
          }
        />
      ))}
    </Tiles>
  );
};

/** The workbench's part: what is not done. A branch finds it named, those above as numbers that lead to their lists. */
export const Part = (): ReactNode => {
  const t = useText();
  const { own, unmet, error, loading, again } = useCounts();
  return (
    <Section title={t(dutyTexts.partTitle)} actions={<Link to="/duties">{t(dutyTexts.partAll)}</Link>}>
      <StateView
        error={error}
        loading={loading}
        empty={unmet.length === 0}
        whenEmpty={<p className={css.quiet}>{t(dutyTexts.partNothing)}</p>}
        onAgain={again}
        lines={2}
      >
        {own ? <Lines rows={unmet} /> : <Numbers rows={unmet} />}
      </StateView>
    </Section>
  );
};

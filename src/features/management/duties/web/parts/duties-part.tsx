import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { useText } from '#ui/language.tsx';
import { Section } from '#ui/office/page.tsx';
import { StateView } from '#ui/office/state-view.tsx';
import { Tile, Tiles } from '#ui/office/tile.tsx';
import { useApi } from '#webkit/query.ts';
import { dutyOverview, type DutyCount } from '../../contract.ts';
import { dutyKindTexts, dutyStateTexts, dutyTexts } from '../../messages.ts';
import css from './duties.module.css';
import { listAddress, usePeriodName } from './words.tsx';

const isPressing = ({ unmetState }: DutyCount): boolean => unmetState === 'due_soon' || unmetState === 'missed';

/** The workbench's part: what is not done in the periods that run; each number is the length of its list. */
export const Part = (): ReactNode => {
  const t = useText();
  const name = usePeriodName();
  const { data, error, isPending, refetch } = useApi(dutyOverview, { query: {} });
  const unmet = (data?.counts ?? []).filter((row) => row.unmet > 0);
  return (
    <Section title={t(dutyTexts.partTitle)} actions={<Link to="/duties">{t(dutyTexts.partAll)}</Link>}>
      <StateView
        error={error}
        loading={isPending}
        empty={unmet.length === 0}
        whenEmpty={<p className={css.quiet}>{t(dutyTexts.partNothing)}</p>}
        onAgain={() => void refetch()}
        lines={2}
      >
        <Tiles>
          {unmet.map((row) => (
            <Tile
              key={row.kind}
              label={t(dutyKindTexts[row.kind])}
              value={row.unmet}
              unit={t(dutyTexts.branches)}
              to={listAddress(row, false, undefined)}
              tone={isPressing(row) ? 'warning' : 'plain'}
              hint={t(dutyTexts.partHint, { period: name(row.period), state: t(dutyStateTexts[row.unmetState]) })}
            />
          ))}
        </Tiles>
      </StateView>
    </Section>
  );
};

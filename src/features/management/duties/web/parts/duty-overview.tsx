import { LeftOutlined, RightOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { z } from 'zod';
import { addMonths } from '#shared/days.ts';
import type { Reply } from '#shared/endpoint.ts';
import { useFormat, useText } from '#ui/language.tsx';
import { Page as Frame, Section, Toolbar } from '#ui/office/page.tsx';
import { PlainTable } from '#ui/office/plain-table.tsx';
import { StateView } from '#ui/office/state-view.tsx';
import { useApi } from '#webkit/query.ts';
import { useAddressState } from '#webkit/router.tsx';
import { dutyOverview, type DutyCount } from '../../contract.ts';
import { dutyKindTexts, dutyTexts } from '../../messages.ts';
import css from './duties.module.css';
import { RangeChoice } from './range-choice.tsx';
import { listAddress, StateTag, usePeriodName } from './words.tsx';

const address = z.object({ month: z.string().optional(), organisationId: z.uuid().optional() });
type Overview = Reply<typeof dutyOverview>;

const Counted = ({
  row,
  done,
  what,
  count,
  organisationId,
}: {
  row: DutyCount;
  done: boolean | undefined;
  what: string;
  count: number;
  organisationId: string | undefined;
}): ReactNode => {
  const t = useText();
  const format = useFormat();
  return (
    <Link
      to={listAddress(row, done, organisationId)}
      className={css.number}
      aria-label={t(dutyTexts.openNumber, { kind: t(dutyKindTexts[row.kind]), what, count })}
    >
      {format.number(count)}
    </Link>
  );
};

const Counts = ({ view, organisationId }: { view: Overview; organisationId: string | undefined }): ReactNode => {
  const t = useText();
  const format = useFormat();
  const name = usePeriodName();
  const counted = (key: 'unmet' | 'done' | 'owed', done: boolean | undefined) => ({
    key,
    title: t(dutyTexts[key]),
    render: (row: DutyCount) => (
      <Counted row={row} done={done} what={t(dutyTexts[key])} count={row[key]} organisationId={organisationId} />
    ),
  });
  const unmet = counted('unmet', false);
  return (
    <PlainTable
      caption={t(dutyTexts.caption)}
      rows={view.counts}
      rowKey={(row) => row.kind}
      empty={t(dutyTexts.nothing)}
      columns={[
        { key: 'duty', title: t(dutyTexts.duty), render: (row) => t(dutyKindTexts[row.kind]) },
        { key: 'period', title: t(dutyTexts.period), render: (row) => name(row.period) },
        { key: 'due', title: t(dutyTexts.due), render: (row) => format.day(row.period.last) },
        {
          ...unmet,
          render: (row) => (
            <>
              {unmet.render(row)} {row.unmet > 0 && <StateTag state={row.unmetState} />}
            </>
          ),
        },
        counted('done', true),
        counted('owed', undefined),
      ]}
    />
  );
};

const MonthChoice = ({
  month,
  today,
  onMonth,
}: {
  month: string;
  today: string;
  onMonth: (month: string) => void;
}): ReactNode => {
  const t = useText();
  const format = useFormat();
  const move = (by: number) => (): void => onMonth(addMonths(`${month}-01`, by).slice(0, 7));
  return (
    <>
      <Button icon={<LeftOutlined aria-hidden />} aria-label={t(dutyTexts.formerMonth)} onClick={move(-1)} />
      <strong aria-live="polite">{format.month(`${month}-01`)}</strong>
      <Button
        icon={<RightOutlined aria-hidden />}
        aria-label={t(dutyTexts.nextMonth)}
        disabled={month >= today.slice(0, 7)}
        onClick={move(1)}
      />
    </>
  );
};

/** What the branches of a range owe in a month, its quarter and its year; each number leads to its list. */
export const DutyOverview = (): ReactNode => {
  const t = useText();
  const [{ month, organisationId }, setAddress] = useAddressState(address);
  const query = { ...(month ? { month } : {}), ...(organisationId ? { organisationId } : {}) };
  const { data, error, isPending, refetch } = useApi(dutyOverview, { query }, { keep: true });
  return (
    <Frame title={t(dutyTexts.title)} {...(data ? { intro: t(dutyTexts.introAbove, { days: data.firstLook }) } : {})}>
      <Toolbar end={<RangeChoice value={organisationId} onChange={(next) => setAddress({ organisationId: next })} />}>
        {data && <MonthChoice month={data.month} today={data.today} onMonth={(next) => setAddress({ month: next })} />}
      </Toolbar>
      <Section title={t(dutyTexts.overview)}>
        <StateView error={error} loading={isPending} onAgain={() => void refetch()} lines={8}>
          {() => data && <Counts view={data} organisationId={organisationId} />}
        </StateView>
      </Section>
    </Frame>
  );
};

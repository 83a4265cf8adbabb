import { Select } from 'antd';
import type { ReactNode } from 'react';
import { z } from 'zod';
import type { Reply } from '#shared/endpoint.ts';
import { useFormat, useText } from '#ui/language.tsx';
import { type Column, DataTable } from '#ui/office/data-table.tsx';
import { Page as Frame, Section } from '#ui/office/page.tsx';
import { useWholeList } from '#webkit/list.ts';
import { useAddressState } from '#webkit/router.tsx';
import { duesOverview } from '../../contract.ts';
import { duesTexts } from '../../messages.ts';
import { today, yuan } from '../parts/dues-words.ts';
import css from '../parts/dues.module.css';

type Row = Reply<typeof duesOverview>['items'][number];
const quarters = [1, 2, 3, 4] as const;
const address = z.object({
  year: z.coerce.number().int().min(2008).max(2100).optional(),
  quarter: z.coerce.number().int().min(1).max(4).optional(),
});

const useColumns = (): Column<Row>[] => {
  const t = useText();
  const format = useFormat();
  const count = (key: 'members' | 'paid' | 'waiting' | 'unpaid' | 'unset', title: string): Column<Row> => ({
    key,
    title,
    align: 'end',
    render: (row) => format.number(row[key]),
  });
  return [
    { key: 'name', title: t(duesTexts.branchName), main: true, render: ({ name }) => name },
    count('members', t(duesTexts.membersCount)),
    count('paid', t(duesTexts.paidCount)),
    count('waiting', t(duesTexts.waitingCount)),
    count('unpaid', t(duesTexts.unpaidCount)),
    count('unset', t(duesTexts.unsetCount)),
    {
      key: 'collected',
      title: t(duesTexts.collected),
      align: 'end',
      render: ({ collectedFen }) => (collectedFen === null ? '–' : yuan(collectedFen)),
    },
  ];
};

/** How the branches of the range stand with a quarter: people counted, nobody named, no amount of anybody. */
export const Page = (): ReactNode => {
  const t = useText();
  const format = useFormat();
  const day = today();
  const current = Number(day.slice(0, 4));
  const [state, setState] = useAddressState(address);
  const year = state.year ?? current;
  const quarter = state.quarter ?? Math.ceil(Number(day.slice(5, 7)) / 3);
  const list = useWholeList(duesOverview, { query: { year, quarter } });
  const columns = useColumns();
  return (
    <Frame
      title={t(duesTexts.overviewTitle)}
      intro={t(duesTexts.overviewIntro)}
      actions={
        <>
          <Select
            className={css.choice ?? ''}
            aria-label={t(duesTexts.year)}
            value={year}
            options={[current, current - 1, current - 2].map((value) => ({
              value,
              label: t(duesTexts.yearIs, { year: value }),
            }))}
            onChange={(next) => setState({ year: next })}
          />
          <Select
            className={css.choice ?? ''}
            aria-label={t(duesTexts.quarter)}
            value={quarter}
            options={quarters.map((value) => ({ value, label: t(duesTexts.quarterIs, { quarter: value }) }))}
            onChange={(next) => setState({ quarter: next })}
          />
        </>
      }
    >
      {list.reply && (
        <p className={css.hint}>
          {t(list.reply.running ? duesTexts.overviewRunning : duesTexts.overviewOver, {
            day: format.day(list.reply.today),
          })}
        </p>
      )}
      <Section flush>
        <DataTable
          name="dues-overview"
          caption={t(duesTexts.overviewCaption)}
          columns={columns}
          list={list}
          rowKey={({ branchId }) => branchId}
          whenEmpty={<p>{t(duesTexts.overviewEmpty)}</p>}
        />
      </Section>
    </Frame>
  );
};

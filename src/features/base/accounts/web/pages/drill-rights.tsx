import { Segmented } from 'antd';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { z } from 'zod';
import { useFormat, useText } from '#ui/language.tsx';
import { type Column, DataTable } from '#ui/office/data-table.tsx';
import { Page as Frame, Section, Toolbar } from '#ui/office/page.tsx';
import { useList } from '#webkit/list.ts';
import { useAddressState } from '#webkit/router.tsx';
import { type HeldRight, heldRights } from '../../drills/contract.ts';
import { drillTexts } from '../../drills/messages.ts';
import { type Show, shows } from '../../drills/rules.ts';

const address = z.object({ show: z.enum(shows).default('exceptions') });

/** Exceptions in force, and what is about to end. */
export const Page = (): ReactNode => {
  const t = useText();
  const format = useFormat();
  const [{ show }, setState] = useAddressState(address);
  const list = useList(heldRights, { query: { show } });
  const columns: Column<HeldRight>[] = [
    {
      key: 'account',
      title: t(drillTexts.account),
      main: true,
      render: ({ accountId, name, signInName }) => (
        <Link to={`/accounts/${accountId}`}>
          {name} · {signInName}
        </Link>
      ),
    },
    { key: 'drill', title: t(drillTexts.drill), render: ({ drill }) => t(drillTexts[drill]) },
    {
      key: 'how',
      title: t(drillTexts.how),
      render: ({ reason }) => (reason === null ? t(drillTexts.byRun) : t(drillTexts.byException, { reason })),
    },
    { key: 'until', title: t(drillTexts.until), width: 140, render: ({ until }) => format.day(until) },
  ];
  return (
    <Frame title={t(drillTexts.overview)} intro={t(drillTexts.overviewIntro)}>
      <Toolbar>
        <Segmented<Show>
          aria-label={t(drillTexts.show)}
          value={show}
          onChange={(next) => setState({ show: next })}
          options={shows.map((one) => ({ value: one, label: t(drillTexts[`show_${one}`]) }))}
        />
      </Toolbar>
      <Section flush>
        <DataTable
          name="drill-rights"
          caption={t(drillTexts.overview)}
          columns={columns}
          list={{ ...list, total: list.reply?.total }}
          rowKey={(row) => row.id}
          whenEmpty={<p>{t(drillTexts[`whenNone_${show}`])}</p>}
        />
      </Section>
    </Frame>
  );
};

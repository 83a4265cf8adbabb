import { Segmented } from 'antd';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { z } from 'zod';
import { useFormat, useText } from '#ui/language.tsx';
import { type Column, DataTable } from '#ui/office/data-table.tsx';
import { LinkButton } from '#ui/office/link-button.tsx';
import { Page as Frame, Section, Toolbar } from '#ui/office/page.tsx';
import { useList } from '#webkit/list.ts';
import { useAddressState } from '#webkit/router.tsx';
import { wishList, type WishLine } from '../../contract.ts';
import { wishTexts } from '../../messages.ts';
import css from '#ui/office/matter.module.css';
import { WishStateTag } from '../parts/words.tsx';

const shows = ['own', 'open', 'done', 'confirmed', 'all'] as const;
type Show = (typeof shows)[number];
const address = z.object({ show: z.enum(shows).default('open') });

const useColumns = (): Column<WishLine>[] => {
  const t = useText();
  const format = useFormat();
  return [
    {
      key: 'wish',
      title: t(wishTexts.content),
      main: true,
      render: (row) => (
        <>
          <Link to={`/wishes/${row.id}`}>{row.excerpt}</Link>
          <div className={css.hint}>
            {t(wishTexts[`category_${row.category}`])}
            {row.asking > 0 && ` · ${t(wishTexts.asking, { count: row.asking })}`}
          </div>
        </>
      ),
    },
    { key: 'area', title: t(wishTexts.area), render: (row) => row.areaName },
    { key: 'unit', title: t(wishTexts.unit), render: (row) => row.unitName },
    { key: 'doer', title: t(wishTexts.doer), render: (row) => row.doerName ?? '–' },
    { key: 'state', title: t(wishTexts.state), width: 130, render: (row) => <WishStateTag state={row.state} /> },
    {
      key: 'receivedOn',
      title: t(wishTexts.receivedOn),
      width: 150,
      optional: true,
      render: (row) => format.day(row.receivedOn),
    },
  ];
};

/** Wishes of the range, those that wait longest first. */
export const Page = (): ReactNode => {
  const t = useText();
  const [{ show }, setState] = useAddressState(address);
  const list = useList(wishList, { query: { show } });
  const label = (one: Show): string =>
    one === 'open' ? t(wishTexts.show_open, { count: list.reply?.open ?? 0 }) : t(wishTexts[`show_${one}`]);
  return (
    <Frame
      title={t(wishTexts.title)}
      intro={t(wishTexts.intro)}
      actions={
        <>
          <LinkButton to="/wishes/open">{t(wishTexts.openList)}</LinkButton>
          <LinkButton to="/wishes/offers">{t(wishTexts.offers)}</LinkButton>
        </>
      }
    >
      <Toolbar>
        <div className={css.views}>
          <Segmented<Show>
            aria-label={t(wishTexts.show)}
            value={show}
            onChange={(next) => setState({ show: next })}
            options={shows.map((one) => ({ value: one, label: label(one) }))}
          />
        </div>
      </Toolbar>
      <Section flush>
        <DataTable
          name="wishes"
          caption={t(wishTexts.caption)}
          columns={useColumns()}
          list={{ ...list, total: list.reply?.total }}
          rowKey={(row) => row.id}
          whenEmpty={<p>{t(wishTexts.empty)}</p>}
        />
      </Section>
    </Frame>
  );
};

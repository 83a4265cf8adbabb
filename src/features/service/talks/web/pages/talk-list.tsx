import { Segmented } from 'antd';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { z } from 'zod';
import { useFormat, useText } from '#ui/language.tsx';
import { type Column, DataTable } from '#ui/office/data-table.tsx';
import { LinkButton } from '#ui/office/link-button.tsx';
import { Page as Frame, Section, Toolbar } from '#ui/office/page.tsx';
import { Tag } from '#ui/tag.tsx';
import { useList } from '#webkit/list.ts';
import { useAddressState } from '#webkit/router.tsx';
import { useSession } from '#webkit/session.tsx';
import { talkList, type TalkLine } from '../../contract.ts';
import { talkTexts } from '../../messages.ts';

const shows = ['own', 'waiting', 'all'] as const;
type Show = (typeof shows)[number];
const address = z.object({ show: z.enum(shows).default('own') });

const useColumns = (): Column<TalkLine>[] => {
  const t = useText();
  const format = useFormat();
  return [
    {
      key: 'who',
      title: t(talkTexts.who),
      main: true,
      render: ({ id, kind, name }) => (
        <Link to={kind === 'request' ? `/requests/${id}` : `/talks/${id}`}>{name ?? t(talkTexts[`kind_${kind}`])}</Link>
      ),
    },
    { key: 'unit', title: t(talkTexts.unit), render: (row) => row.unitName },
    {
      key: 'since',
      title: t(talkTexts.since),
      width: 190,
      render: ({ waitingSince }) => (waitingSince === null ? '' : format.moment(waitingSince)),
    },
    {
      key: 'promised',
      title: t(talkTexts.promised),
      width: 220,
      render: ({ promisedAt, late }) =>
        promisedAt === null ? (
          ''
        ) : (
          <>
            {format.moment(promisedAt)} {late && <Tag tone="warning">{t(talkTexts.late)}</Tag>}
          </>
        ),
    },
    {
      key: 'attendant',
      title: t(talkTexts.attendant),
      width: 130,
      render: ({ mine, attendant }) => (mine ? t(talkTexts.mine) : (attendant ?? t(talkTexts.nobody))),
    },
    {
      key: 'saidAt',
      title: t(talkTexts.saidAt),
      width: 190,
      optional: true,
      render: (row) => format.moment(row.saidAt),
    },
  ];
};

/** Threads that the reader answers for, those that wait longest first. */
export const Page = (): ReactNode => {
  const t = useText();
  const { can } = useSession();
  const [{ show }, setState] = useAddressState(address);
  const list = useList(talkList, { query: { show } });
  const label = (one: Show): string =>
    one === 'all' ? t(talkTexts.show_all) : t(talkTexts[`show_${one}`], { count: list.reply?.[one] ?? 0 });
  return (
    <Frame
      title={t(talkTexts.title)}
      intro={t(talkTexts.intro)}
      actions={can('talks.hours') && <LinkButton to="/talks/hours">{t(talkTexts.hours)}</LinkButton>}
    >
      <Toolbar>
        <Segmented<Show>
          aria-label={t(talkTexts.show)}
          value={show}
          onChange={(next) => setState({ show: next })}
          options={shows.map((one) => ({ value: one, label: label(one) }))}
        />
      </Toolbar>
      <Section flush>
        <DataTable
          name="talks"
          caption={t(talkTexts.caption)}
          columns={useColumns()}
          list={list}
          rowKey={(row) => row.id}
          whenEmpty={<p>{t(talkTexts.empty)}</p>}
        />
      </Section>
    </Frame>
  );
};

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
import { useSession } from '#webkit/session.tsx';
import { workTexts } from '../../work/messages.ts';
import { requestList, type RequestLine } from '../../contract.ts';
import { intakeTexts } from '../../intake/messages.ts';
import { mostCounted } from '../../rules.ts';
import { requestTexts } from '../../messages.ts';
import css from '#ui/office/matter.module.css';
import { RequestStateTag, useDue } from '../parts/state.tsx';

const shows = ['own', 'late', 'asked', 'open', 'answered', 'ended', 'all'] as const;
type Show = (typeof shows)[number];
const address = z.object({ show: z.enum(shows).default('open') });

const useColumns = (): Column<RequestLine>[] => {
  const t = useText();
  const format = useFormat();
  const due = useDue();
  return [
    {
      key: 'request',
      title: t(requestTexts.content),
      main: true,
      render: (row) => (
        <>
          <Link to={`/requests/${row.id}`}>{row.excerpt}</Link>
          <div className={css.hint}>
            {t.loose([row.kindName.zh, row.kindName.en])} · {t.loose([row.categoryName.zh, row.categoryName.en])}
          </div>
        </>
      ),
    },
    { key: 'area', title: t(requestTexts.area), render: (row) => row.areaName },
    { key: 'unit', title: t(requestTexts.unit), render: (row) => row.unitName },
    { key: 'state', title: t(requestTexts.state), width: 110, render: (row) => <RequestStateTag state={row.state} /> },
    { key: 'due', title: t(requestTexts.due), width: 200, render: due },
    {
      key: 'receivedOn',
      title: t(requestTexts.receivedOn),
      width: 150,
      optional: true,
      render: (row) => format.day(row.receivedOn),
    },
  ];
};

/** Requests of the range, those due first. */
export const Page = (): ReactNode => {
  const t = useText();
  const { can } = useSession();
  const [{ show }, setState] = useAddressState(address);
  const list = useList(requestList, { query: { show } });
  const total = list.reply?.total ?? Infinity;
  const label = (one: Show): string =>
    one === 'open' ? t(requestTexts.show_open, { count: list.reply?.open ?? 0 }) : t(requestTexts[`show_${one}`]);
  return (
    <Frame
      title={t(requestTexts.title)}
      intro={t(requestTexts.intro)}
      actions={
        <>
          <LinkButton to="/requests/tasks">{t(workTexts.taskList)}</LinkButton>
          {can('requests.handle') && (
            <>
              <LinkButton to="/requests/forms">{t(intakeTexts.forms)}</LinkButton>
              <LinkButton to="/requests/enter" type="primary">
                {t(intakeTexts.title)}
              </LinkButton>
            </>
          )}
        </>
      }
    >
      <Toolbar>
        <div className={css.views}>
          <Segmented<Show>
            aria-label={t(requestTexts.show)}
            value={show}
            onChange={(next) => setState({ show: next })}
            options={shows.map((one) => ({ value: one, label: label(one) }))}
          />
        </div>
      </Toolbar>
      <Section flush>
        <DataTable
          name="requests"
          caption={t(requestTexts.caption)}
          columns={useColumns()}
          list={{ ...list, total: total <= mostCounted ? total : undefined }}
          rowKey={(row) => row.id}
          whenEmpty={<p>{t(requestTexts.empty)}</p>}
        />
      </Section>
    </Frame>
  );
};

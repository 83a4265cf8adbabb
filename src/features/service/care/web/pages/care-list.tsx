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
import { careList, type CareLine } from '../../contract.ts';
import { careTexts } from '../../messages.ts';
import css from '#ui/office/matter.module.css';
import { useCareWords } from '../parts/words.ts';

const shows = ['current', 'ended'] as const;
type Show = (typeof shows)[number];
const address = z.object({ show: z.enum(shows).default('current') });

const useColumns = (): Column<CareLine>[] => {
  const t = useText();
  const format = useFormat();
  const words = useCareWords();
  return [
    {
      key: 'name',
      title: t(careTexts.name),
      main: true,
      render: (row) => (
        <>
          <Link to={`/care/${row.id}`}>{row.name}</Link>
          <div className={css.hint}>{row.branchName}</div>
        </>
      ),
    },
    { key: 'reasons', title: t(careTexts.reasons), render: (row) => words.reasons(row.reasons) },
    { key: 'source', title: t(careTexts.source), width: 130, render: (row) => t(careTexts[`source_${row.source}`]) },
    {
      key: 'last',
      title: t(careTexts.lastVisit),
      width: 150,
      render: (row) => (row.lastVisit === null ? '–' : format.day(row.lastVisit)),
    },
    {
      key: 'next',
      title: t(careTexts.nextVisit),
      width: 150,
      render: (row) => (row.nextVisit === null ? '–' : format.day(row.nextVisit)),
    },
  ];
};

/** Members of the range who are cared for. */
export const Page = (): ReactNode => {
  const t = useText();
  const { can } = useSession();
  const [{ show }, setState] = useAddressState(address);
  const list = useList(careList, { query: { show } });
  return (
    <Frame
      title={t(careTexts.title)}
      intro={t(careTexts.intro)}
      actions={
        <>
          <LinkButton to="/care/visits">{t(careTexts.planned)}</LinkButton>
          {can('care.keep') && (
            <LinkButton type="primary" to="/care/new">
              {t(careTexts.add)}
            </LinkButton>
          )}
        </>
      }
    >
      <Toolbar>
        <Segmented<Show>
          aria-label={t(careTexts.show)}
          value={show}
          onChange={(next) => setState({ show: next })}
          options={shows.map((one) => ({ value: one, label: t(careTexts[`show_${one}`]) }))}
        />
      </Toolbar>
      <Section flush>
        <DataTable
          name="care"
          caption={t(careTexts.caption)}
          columns={useColumns()}
          list={{ ...list, total: list.reply?.total }}
          rowKey={(row) => row.id}
          whenEmpty={<p>{t(careTexts.empty)}</p>}
        />
      </Section>
    </Frame>
  );
};

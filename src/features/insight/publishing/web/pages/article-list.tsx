import { Segmented } from 'antd';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { z } from 'zod';
import { useFormat, useText } from '#ui/language.tsx';
import { type Column, DataTable } from '#ui/office/data-table.tsx';
import { LinkButton } from '#ui/office/link-button.tsx';
import { Page as Frame, Section, Toolbar } from '#ui/office/page.tsx';
import { SearchForm } from '#ui/office/search-form.tsx';
import { useList } from '#webkit/list.ts';
import { useAddressState } from '#webkit/router.tsx';
import { useSession } from '#webkit/session.tsx';
import { articleList, articleShows, type ArticleLine } from '../../contract.ts';
import { articleTexts } from '../messages.ts';
import css from '../parts/article.module.css';
import { useColumnChoices } from '../parts/columns.ts';
import { ArticleStateTag, PublicationTag, useColumnName } from '../parts/words.tsx';

type Show = (typeof articleShows)[number];
const address = z.object({
  show: z.enum(articleShows).default('mine'),
  columnId: z.uuid().optional(),
  words: z.string().max(60).optional(),
});

const useTableColumns = (): Column<ArticleLine>[] => {
  const t = useText();
  const format = useFormat();
  const columnName = useColumnName();
  return [
    {
      key: 'title',
      title: t(articleTexts.articleTitle),
      main: true,
      render: (row) => (
        <>
          <Link to={`/publishing/${row.id}`}>{row.title}</Link>
          <div className={css.hint}>{columnName(row.columnName)}</div>
        </>
      ),
    },
    { key: 'unit', title: t(articleTexts.unit), render: (row) => row.unitName },
    { key: 'state', title: t(articleTexts.state), width: 110, render: (row) => <ArticleStateTag state={row.state} /> },
    {
      key: 'publication',
      title: t(articleTexts.publication),
      width: 110,
      render: (row) => <PublicationTag state={row.publicationState} />,
    },
    { key: 'writer', title: t(articleTexts.writer), width: 130, render: (row) => row.writer },
    { key: 'changedAt', title: t(articleTexts.changedAt), width: 190, render: (row) => format.moment(row.changedAt) },
  ];
};

/** Articles of the range by what is to be done with them. */
export const Page = (): ReactNode => {
  const t = useText();
  const { can } = useSession();
  const [{ show, columnId, words }, setState] = useAddressState(address);
  const { choices } = useColumnChoices(true);
  const list = useList(articleList, { query: { show, columnId, words } });
  const counts = list.reply?.counts;
  const label = (one: Show): string => t(articleTexts[`show_${one}`], { count: counts?.[one] ?? 0 });
  return (
    <Frame
      title={t(articleTexts.title)}
      intro={t(articleTexts.intro)}
      actions={
        can('publishing.write') && (
          <LinkButton to="/publishing/new" type="primary">
            {t(articleTexts.add)}
          </LinkButton>
        )
      }
    >
      <Toolbar>
        <div className={css.views}>
          <Segmented<Show>
            aria-label={t(articleTexts.show)}
            value={show}
            onChange={(next) => setState({ show: next })}
            options={articleShows.map((one) => ({ value: one, label: label(one) }))}
          />
        </div>
      </Toolbar>
      <SearchForm
        label={t(articleTexts.show)}
        fields={[
          { kind: 'text', name: 'words', label: t(articleTexts.words) },
          { kind: 'choice', name: 'columnId', label: t(articleTexts.column), choices },
        ]}
        values={{ words, columnId }}
        onSearch={(values) => setState({ words: undefined, columnId: undefined, ...values })}
      />
      <Section flush>
        <DataTable
          name="articles"
          caption={t(articleTexts.caption)}
          columns={useTableColumns()}
          list={{ ...list, total: list.reply?.total }}
          rowKey={(row) => row.id}
          whenEmpty={<p>{t(articleTexts.empty)}</p>}
        />
      </Section>
    </Frame>
  );
};

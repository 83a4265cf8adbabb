import type { ReactNode } from 'react';
import { say } from '#shared/text.ts';
import { portalBase } from '#platform/portal/parts.tsx';
import { portal, type Visit } from '#platform/portal/page.ts';
import { publicColumn, publicColumns, type PublicColumn } from '../reading/contract.ts';
import { portalTexts } from './messages.ts';
import { Crumbs, FeedLinks, feedsOf, Lines, nameIn, pageAsked, Pages } from './parts.tsx';

const ColumnLink = ({ visit, column }: { readonly visit: Visit; readonly column: PublicColumn }): ReactNode => (
  <a className="target" href={`${portalBase}/columns/${column.slug}`}>
    {nameIn(visit, column.name)}
    <span className="soft"> {column.live}</span>
  </a>
);

/** Columns with those that lie in them. */
export const ColumnTree = ({
  visit,
  columns,
}: {
  readonly visit: Visit;
  readonly columns: readonly PublicColumn[];
}): ReactNode => (
  <ul className="tree">
    {columns
      .filter(({ under }) => under === null)
      .map((column) => {
        const below = columns.filter(({ under }) => under === column.slug);
        return (
          <li key={column.slug}>
            <ColumnLink visit={visit} column={column} />
            {below.length > 0 && (
              <ul>
                {below.map((one) => (
                  <li key={one.slug}>
                    <ColumnLink visit={visit} column={one} />
                  </li>
                ))}
              </ul>
            )}
          </li>
        );
      })}
  </ul>
);

export const columnsPage = portal.page({
  path: '/columns',
  kept: true,
  load: async (visit) => (await visit.ask(publicColumns, {})).items,
  view: (columns, visit) => ({
    title: say(visit.language, portalTexts.columns),
    meta: { canonical: '/columns', feeds: feedsOf('all', say(visit.language, portalTexts.columns)) },
    body: (
      <>
        {columns.length === 0 ? (
          <p className="note">{say(visit.language, portalTexts.none)}</p>
        ) : (
          <div className="card">
            <ColumnTree visit={visit} columns={columns} />
          </div>
        )}
        <p>
          <a className="button plain" href={`${portalBase}/search`}>
            {say(visit.language, portalTexts.search)}
          </a>
        </p>
        <FeedLinks visit={visit} slug="all" />
      </>
    ),
  }),
});

export const columnPage = portal.page({
  path: '/columns/:slug',
  kept: true,
  load: (visit) =>
    visit.ask(publicColumn, { params: { slug: visit.params['slug'] ?? '' }, query: { page: pageAsked(visit) } }),
  view: ({ column, above, below, items, total, page, pages }, visit) => {
    const place = `/columns/${column.slug}`;
    const name = nameIn(visit, column.name);
    return {
      title: name,
      meta: { canonical: page === 1 ? place : `${place}?page=${page}`, feeds: feedsOf(column.slug, name) },
      body: (
        <>
          <Crumbs
            visit={visit}
            crumbs={[
              { name: say(visit.language, portalTexts.columns), path: '/columns' },
              ...(above === null ? [] : [{ name: nameIn(visit, above.name), path: `/columns/${above.slug}` }]),
            ]}
          />
          {below.length > 0 && (
            <nav className="chips" aria-label={name}>
              {below.map((one) => (
                <a key={one.slug} href={`${portalBase}/columns/${one.slug}`}>
                  {nameIn(visit, one.name)}
                </a>
              ))}
            </nav>
          )}
          <div className="card">
            <Lines visit={visit} lines={items} long />
            <Pages
              visit={visit}
              page={page}
              pages={pages}
              to={(other) => (other === 1 ? place : `${place}?page=${other}`)}
            />
          </div>
          <p className="soft">{say(visit.language, portalTexts.total, { count: total })}</p>
          <FeedLinks visit={visit} slug={column.slug} />
        </>
      ),
    };
  },
});

import { say } from '#shared/text.ts';
import { portalBase } from '#platform/portal/parts.tsx';
import { portal } from '#platform/portal/page.ts';
import { publicSearch } from '../reading/contract.ts';
import { portalTexts } from './messages.ts';
import { Lines, pageAsked, Pages } from './parts.tsx';

/** As it was typed; longer ones are cut, as a field of that length would. */
const longest = 60;

export const searchPage = portal.page({
  path: '/search',
  load: async (visit) => {
    const words = [...(visit.query['q'] ?? '').replaceAll(/[\p{Cc}\p{Surrogate}]/gu, ' ').trim()]
      .slice(0, longest)
      .join('')
      .slice(0, longest)
      .trim();
    const reply = await visit.ask(publicSearch, { query: { words, page: pageAsked(visit) } });
    return { asked: words, ...reply };
  },
  view: ({ asked, items, total, page, pages }, visit) => {
    const { language } = visit;
    const title = say(language, portalTexts.search);
    const to = (other: number): string =>
      `/search?q=${encodeURIComponent(asked)}${other === 1 ? '' : `&page=${other}`}`;
    return {
      title,
      meta: { unlisted: true },
      body: (
        <>
          <form role="search" method="get" action={`${portalBase}/search`} className="search">
            <label htmlFor="q">{say(language, portalTexts.searchWords)}</label>
            <input id="q" name="q" type="search" defaultValue={asked} maxLength={longest} autoComplete="off" />
            <button type="submit" className="main">
              {say(language, portalTexts.searchGo)}
            </button>
          </form>
          {asked !== '' && (
            <p role="status">
              {say(language, total === 0 ? portalTexts.foundNone : portalTexts.found, { words: asked, count: total })}
            </p>
          )}
          {items.length > 0 && (
            <div className="card">
              <Lines visit={visit} lines={items} long />
              <Pages visit={visit} page={page} pages={pages} to={to} />
            </div>
          )}
        </>
      ),
    };
  },
});

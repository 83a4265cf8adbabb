import type { PortalPart } from '#platform/portal/page.ts';
import { articlePage } from './article.tsx';
import { columnPage, columnsPage } from './columns.tsx';
import { feedDocument, sitemapDocument } from './feeds.ts';
import { edition, foot } from './foot.tsx';
import { whatIsNew } from './front.tsx';
import { portalTexts } from './messages.ts';
import { organisationPage, organisationsPage } from './organisations.tsx';
import { feedsOf } from './parts.tsx';
import { searchPage } from './search.tsx';
import { accessibilityPage, privacyPage, sitemapPage } from './statements.tsx';

/** News, notices and organisations, as the public reads them. */
export const publishingPortal: PortalPart = {
  pages: [
    columnsPage,
    columnPage,
    articlePage,
    searchPage,
    organisationsPage,
    organisationPage,
    sitemapPage,
    accessibilityPage,
    privacyPage,
    feedDocument,
    sitemapDocument,
  ],
  entries: [
    { path: '/columns', short: portalTexts.newsShort, title: portalTexts.columns },
    { path: '/organisations', short: portalTexts.organisationsShort, title: portalTexts.organisations, rare: true },
    { path: '/search', short: portalTexts.searchShort, title: portalTexts.search, rare: true },
  ],
  front: whatIsNew,
  first: true,
  feeds: feedsOf('all', '').map(({ path, mediaType }) => ({ title: portalTexts.columns, path, mediaType })),
  edition,
  foot,
};

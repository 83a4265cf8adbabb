import { say, type Text } from '#shared/text.ts';
import { portalBase } from '#platform/portal/parts.tsx';
import { portal, type PortalPage } from '#platform/portal/page.ts';
import { publicColumns } from '../reading/contract.ts';
import { ColumnTree } from './columns.tsx';
import { portalTexts } from './messages.ts';

const statement = (path: `/${string}`, title: Text, paragraphs: readonly Text[]): PortalPage =>
  portal.page({
    path,
    kept: true,
    load: async () => null,
    view: (_, { language }) => ({
      title: say(language, title),
      meta: { canonical: path },
      body: (
        <div className="card">
          {paragraphs.map((text) => (
            <p key={text[0]}>{say(language, text)}</p>
          ))}
        </div>
      ),
    }),
  });

export const accessibilityPage = statement('/accessibility', portalTexts.accessibility, [
  portalTexts.accessibility1,
  portalTexts.accessibility2,
  portalTexts.accessibility3,
]);

export const privacyPage = statement('/privacy', portalTexts.privacy, [
  portalTexts.privacy1,
  portalTexts.privacy2,
  portalTexts.privacy3,
  portalTexts.privacy4,
]);

const others = [
  ['/search', portalTexts.search],
  ['/organisations', portalTexts.organisations],
  ['/accessibility', portalTexts.accessibility],
  ['/privacy', portalTexts.privacy],
] as const;

/** Where everything is; what can be done stands in the head of every page. */
export const sitemapPage = portal.page({
  path: '/sitemap',
  kept: true,
  load: async (visit) => (await visit.ask(publicColumns, {})).items,
  view: (columns, visit) => ({
    title: say(visit.language, portalTexts.sitemap),
    meta: { canonical: '/sitemap' },
    body: (
      <div className="card">
        <ul className="tree">
          <li>
            <a className="target" href={`${portalBase}/columns`}>
              {say(visit.language, portalTexts.columns)}
            </a>
            <ColumnTree visit={visit} columns={columns} />
          </li>
          {others.map(([path, text]) => (
            <li key={path}>
              <a className="target" href={`${portalBase}${path}`}>
                {say(visit.language, text)}
              </a>
            </li>
          ))}
        </ul>
      </div>
    ),
  }),
});

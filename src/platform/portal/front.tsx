import { Fragment, type ReactNode } from 'react';
import { say } from '#shared/text.ts';
import { portalTexts } from './messages.ts';
import { portal, type PortalPage, type PortalPart, type Visit } from './page.ts';
import { portalBase } from './parts.tsx';

interface Section {
  readonly first: boolean;
  readonly node: ReactNode;
}

const Sections = ({ sections }: { readonly sections: readonly Section[] }): ReactNode =>
  sections.map(({ node }, at) => (
    // The features' order is the list's own and never changes.
    // oxlint-disable-next-line react/no-array-index-key -- see above
    <Fragment key={at}>{node}</Fragment>
  ));

const sectionOf = async (visit: Visit, { front, first }: PortalPart): Promise<Section[]> => {
  const node = await front?.(visit);
  return node === undefined ? [] : [{ first: first === true, node }];
};

/** The front page: what is new, what can be done here, then what each feature has to say. */
export const frontPage = (parts: readonly PortalPart[]): PortalPage =>
  portal.page({
    path: '/',
    kept: true,
    load: async (visit): Promise<Section[]> => (await Promise.all(parts.map((part) => sectionOf(visit, part)))).flat(),
    view: (sections, { language }) => ({
      title: say(language, portalTexts.welcome),
      meta: {
        canonical: '/',
        feeds: parts.flatMap(({ feeds = [] }) => feeds.map((feed) => ({ ...feed, title: say(language, feed.title) }))),
      },
      body: (
        <>
          <Sections sections={sections.filter(({ first }) => first)} />
          <ul className="cards">
            {parts
              .flatMap(({ entries = [] }) => entries)
              .map(({ path, title, text }) =>
                text === undefined ? null : (
                  <li key={path} className="card">
                    <a href={`${portalBase}${path}`}>{say(language, title)}</a>
                    <p>{say(language, text)}</p>
                  </li>
                ),
              )}
          </ul>
          <Sections sections={sections.filter(({ first }) => !first)} />
        </>
      ),
    }),
  });

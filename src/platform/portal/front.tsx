import { Fragment, type ReactNode } from 'react';
import { say } from '#shared/text.ts';
import { portalTexts } from './messages.ts';
import { portal, type PortalPage, type PortalPart } from './page.ts';
import { portalBase } from './parts.tsx';

/** The front page: what can be done here, then what each feature has to say. */
export const frontPage = (parts: readonly PortalPart[]): PortalPage =>
  portal.page({
    path: '/',
    load: async (visit): Promise<ReactNode[]> => Promise.all(parts.flatMap(({ front }) => front?.(visit) ?? [])),
    view: (sections, { language }) => ({
      title: say(language, portalTexts.welcome),
      body: (
        <>
          <ul className="cards">
            {parts
              .flatMap(({ entries = [] }) => entries)
              .map(({ path, title, text }) => (
                <li key={path} className="card">
                  <a href={`${portalBase}${path}`}>{say(language, title)}</a>
                  <p>{say(language, text)}</p>
                </li>
              ))}
          </ul>
          {sections.map((section, at) => (
            // The features' order is the list's own and never changes.
            // oxlint-disable-next-line react/no-array-index-key -- see above
            <Fragment key={at}>{section}</Fragment>
          ))}
        </>
      ),
    }),
  });

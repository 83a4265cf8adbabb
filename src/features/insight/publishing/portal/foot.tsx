import type { ReactNode } from 'react';
import { say } from '#shared/text.ts';
import { portalBase } from '#platform/portal/parts.tsx';
import type { Visit } from '#platform/portal/page.ts';
import { publicFoot } from '../reading/contract.ts';
import { portalTexts } from './messages.ts';
import { dayOf } from './parts.tsx';

const links = [
  ['/sitemap', portalTexts.sitemap],
  ['/accessibility', portalTexts.accessibility],
  ['/privacy', portalTexts.privacy],
] as const;

/** Links and signs that every page has to carry. */
export const foot = async (visit: Visit): Promise<ReactNode> => {
  const { language } = visit;
  const { sponsor, icp, police, siteCode, phone, changedAt } = await visit.ask(publicFoot, {});
  const signs = [
    sponsor === '' ? null : say(language, portalTexts.sponsor, { name: sponsor }),
    icp === '' ? null : say(language, portalTexts.icp, { code: icp }),
    police === '' ? null : say(language, portalTexts.police, { code: police }),
    siteCode === '' ? null : say(language, portalTexts.siteCode, { code: siteCode }),
    phone === '' ? null : say(language, portalTexts.keeper, { phone }),
    say(language, portalTexts.changed, { day: dayOf(language, changedAt) }),
  ].filter((sign) => sign !== null);
  return (
    <>
      <p className="footlinks">
        {links.map(([path, text]) => (
          <a key={path} href={`${portalBase}${path}`}>
            {say(language, text)}
          </a>
        ))}
        <a href={`${portalBase}?view=large`}>{say(language, portalTexts.elder)}</a>
      </p>
      <p className="signs">
        {signs.map((sign) => (
          <span key={sign}>{sign}</span>
        ))}
      </p>
    </>
  );
};

/** A word that changes with everything that the pages of publishing show. */
export const edition = async (visit: Visit): Promise<string> => (await visit.ask(publicFoot, {})).edition;

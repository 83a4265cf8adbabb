import type { PortalPart } from '#platform/portal/page.ts';
import { requestProblems } from '../messages.ts';
import { acceptForm, followForm, followPage, reopenForm } from './follow.tsx';
import { otherWays } from './front.tsx';
import { portalTexts } from './messages.ts';
import { sendForm, sendPage } from './send.tsx';

/** The pages by which a resident sends a request, follows it, and answers the answer. */
export const requestPortal: PortalPart = {
  pages: [sendPage, sendForm, followPage, followForm, acceptForm, reopenForm],
  entries: [
    {
      path: '/requests/new',
      short: portalTexts.sendShort,
      title: portalTexts.sendTitle,
      text: portalTexts.sendEntry,
    },
    {
      path: '/requests/follow',
      short: portalTexts.followShort,
      title: portalTexts.followTitle,
      text: portalTexts.followEntry,
    },
  ],
  problems: { ...requestProblems, 'requests.unknown_code': portalTexts.unknownCode },
  front: otherWays,
  steady: true,
};

import type { PortalPart } from '#platform/portal/page.ts';
import { requestProblems } from '../messages.ts';
import { acceptForm, followForm, followPage, reopenForm } from './follow.tsx';
import { otherWays } from './front.tsx';
import { portalTexts } from './messages.ts';
import { addPhotosForm } from './follow.tsx';
import { photoProblems } from '../photos/messages.ts';
import { sendForm, sendPage } from './send.tsx';

/** The pages by which a resident sends a request, follows it, and answers the answer. */
export const requestPortal: PortalPart = {
  pages: [sendPage, sendForm, followPage, followForm, acceptForm, reopenForm, addPhotosForm],
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
  problems: { ...requestProblems, ...photoProblems, 'requests.unknown_code': portalTexts.unknownCode },
  front: otherWays,
  steady: true,
};

import type { PortalPart } from '#platform/portal/page.ts';
import { talkProblems } from '#features/service/talks/messages.ts';
import { requestProblems } from '../messages.ts';
import { acceptForm, followForm, followPage, reopenForm } from './follow.tsx';
import { otherWays } from './front.tsx';
import { portalTexts } from './messages.ts';
import { sendForm, sendPage } from './send.tsx';
import { talkForm, talkSayForm } from './talk.tsx';

/** The pages by which a resident sends a request, follows it, and answers the answer. */
export const requestPortal: PortalPart = {
  pages: [sendPage, sendForm, followPage, followForm, acceptForm, reopenForm, talkForm, talkSayForm],
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
  problems: { ...requestProblems, ...talkProblems, 'requests.unknown_code': portalTexts.unknownCode },
  front: otherWays,
};

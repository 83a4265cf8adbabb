import type { PortalPart } from '#platform/portal/page.ts';
import { clockProblems } from '../clocks/messages.ts';
import { talkProblems } from '#features/service/talks/messages.ts';
import { requestProblems } from '../messages.ts';
import { answersForm, answersPage } from './answers.tsx';
import { dutiesForm, dutiesPage } from './duties.tsx';
import { acceptForm, followForm, followPage, petitionForm, reopenForm, reviewForm } from './follow.tsx';
import { residentProblems, residentTexts } from '#features/service/residents/messages.ts';
import { claimForm, closeForm, codeForm, enterForm, enterPage, minePage, outForm } from './mine.tsx';
import { otherWays } from './front.tsx';
import { portalTexts } from './messages.ts';
import { ratingTexts } from '../satisfaction/messages.ts';
import { askForm, rateForm, slipForm, slipLink, slipPage } from './rate.tsx';
import { addPhotosForm } from './follow.tsx';
import { photoProblems } from '../photos/messages.ts';
import { sendForm, sendPage } from './send.tsx';
import { talkForm, talkSayForm } from './talk.tsx';

/** The pages by which a resident sends a request, follows it, and answers the answer. */
export const requestPortal: PortalPart = {
  pages: [
    sendPage,
    sendForm,
    followPage,
    followForm,
    acceptForm,
    reopenForm,
    reviewForm,
    petitionForm,
    addPhotosForm,
    askForm,
    rateForm,
    slipPage,
    slipForm,
    slipLink,
    talkForm,
    talkSayForm,
    minePage,
    codeForm,
    enterPage,
    enterForm,
    claimForm,
    outForm,
    closeForm,
    answersPage,
    answersForm,
    dutiesPage,
    dutiesForm,
  ],
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
    { path: '/mine', short: residentTexts.short, title: residentTexts.title, text: residentTexts.entry },
    {
      path: '/requests/answers',
      short: portalTexts.answersShort,
      title: portalTexts.answersTitle,
      text: portalTexts.answersEntry,
      rare: true,
    },
    { path: '/rate', short: ratingTexts.entryShort, title: ratingTexts.entryTitle, rare: true },
    {
      path: '/requests/duties',
      short: portalTexts.dutiesShort,
      title: portalTexts.dutiesTitle,
      text: portalTexts.dutiesEntry,
      rare: true,
    },
  ],
  problems: {
    ...requestProblems,
    ...residentProblems,
    ...clockProblems,
    ...talkProblems,
    ...photoProblems,
    'requests.unknown_code': portalTexts.unknownCode,
  },
  front: otherWays,
  steady: true,
};

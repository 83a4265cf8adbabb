import type { PortalPart } from '#platform/portal/page.ts';
import { wishProblems } from '../messages.ts';
import { confirmForm, followForm, followPage, notYetForm, withdrawForm } from './follow.tsx';
import { listPage } from './list.tsx';
import { portalTexts } from './messages.ts';
import { orderForm, sendForm, sendPage } from './send.tsx';

/** The pages by which a resident sees what is offered, makes a wish, and says whether it has come true. */
export const wishPortal: PortalPart = {
  pages: [listPage, sendPage, sendForm, orderForm, followPage, followForm, confirmForm, notYetForm, withdrawForm],
  entries: [
    { path: '/wishes', short: portalTexts.listShort, title: portalTexts.listTitle, text: portalTexts.listEntry },
  ],
  problems: { ...wishProblems, 'wishes.unknown_code': portalTexts.unknownCode },
};

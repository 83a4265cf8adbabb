import type { PortalPart } from '#platform/portal/page.ts';
import { checkForm, checkPage } from './check.tsx';
import { portalTexts } from './messages.ts';

/** The page on which anybody checks a certificate. */
export const studyPortal: PortalPart = {
  pages: [checkPage, checkForm],
  entries: [{ path: '/certificates', short: portalTexts.short, title: portalTexts.title, text: portalTexts.entry }],
  problems: { 'study.unknown_number': portalTexts.unknown },
};

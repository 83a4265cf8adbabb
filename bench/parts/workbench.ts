/**
 * What the workbench reads when it is opened, as the browser asks for it: a journey opens the page as a township worker and as
 * a county officer and compares (`test/journeys/workbench.journey.ts`), so a part that is added is measured as well.
 */

/** Asked for together, as soon as the session is known. */
const atOnce = [
  '/api/inbox',
  '/api/inbox/started',
  '/api/notices/unread',
  '/api/approvals?state=waiting&limit=5',
  '/api/duties/overview?before=true',
  '/api/members/imports',
  '/api/corrections?state=waiting&limit=5',
  '/api/transfers?queue=todo&limit=5',
  '/api/members/counts',
  '/api/members/total?incomplete=true',
  '/api/organisations/terms/due?within=6&limit=5',
  '/api/organisations/advisories?limit=1',
  '/api/jobs',
  '/api/notices/load',
  '/api/burden',
] as const;

/** The month before a day's. */
export const monthBefore = (day: string): string => {
  const [year = 0, month = 0] = day.split('-').map(Number);
  return month === 1 ? `${year - 1}-12` : `${year}-${String(month - 1).padStart(2, '0')}`;
};

/** Waves of reads: each begins when what it depends on has answered. */
export const workbenchReads: readonly (readonly string[])[] = [['/api/session'], atOnce];

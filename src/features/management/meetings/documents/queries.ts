import { covers, type Scope } from '#platform/access/scope.ts';
import type { County } from '#platform/county/county.ts';
import type { Db } from '#platform/db/types.ts';
import { letterFile } from '#platform/documents/letter-file.ts';
import type { Download } from '#platform/http/route.ts';
import { organisationRow } from '#features/base/organisations/index.ts';
import { notFound } from '#shared/errors.ts';
import type { LetterFormat } from '#shared/letter.ts';
import { visibleMeetings } from '../access.ts';
import { meetingOf } from '../queries.ts';
import { ledgerBlocks, minutesBlocks, sheetBlocks, type Minutes } from './rules.ts';

const nameOf = (meeting: Minutes, kind: string): string =>
  `${meeting.heldOn ?? meeting.startsAt.slice(0, 10)} ${meeting.title} ${kind}`;

/** The minutes, whole, composed of what is known. @throws AppError not_found */
export const minutesFile = async (
  db: Db,
  scope: Scope,
  county: County,
  id: string,
  as: LetterFormat,
): Promise<Download> => {
  const meeting = await meetingOf(db, scope, county, id);
  return letterFile(nameOf(meeting, '会议纪要'), minutesBlocks(meeting), as);
};

/** Names and empty fields to sign by hand. @throws AppError not_found */
export const sheetFile = async (
  db: Db,
  scope: Scope,
  county: County,
  id: string,
  as: LetterFormat,
): Promise<Download> => {
  const meeting = await meetingOf(db, scope, county, id);
  return letterFile(nameOf(meeting, '签到表'), sheetBlocks(meeting), as);
};

/** A year of a branch, its groups among it, as one document. @throws AppError not_found outside the range */
export const ledgerFile = async (
  db: Db,
  scope: Scope,
  county: County,
  { organisationId, year, as }: { readonly organisationId: string; readonly year: number; readonly as: LetterFormat },
): Promise<Download> => {
  const organisation = await organisationRow(db, scope, organisationId);
  if (!covers(scope, organisation.path)) throw notFound();
  const rows = await visibleMeetings(db, scope)
    .select('m.id')
    .where('m.org_path', '>=', organisation.path)
    .where('m.org_path', '<', `${organisation.path.slice(0, -1)}0`)
    .where('m.state', '=', 'closed')
    .where('m.held_on', '>=', `${year}-01-01`)
    .where('m.held_on', '<=', `${year}-12-31`)
    .orderBy('m.held_on')
    .orderBy('m.id')
    .execute();
  const meetings: Minutes[] = [];
  for (const { id } of rows) meetings.push(await meetingOf(db, scope, county, id));
  return letterFile(
    `${organisation.short_name} ${year}年组织生活台账`,
    ledgerBlocks(organisation.name, year, meetings),
    as,
  );
};

import type { Scope } from '#platform/access/scope.ts';
import { chinaToday, type County } from '#platform/county/county.ts';
import type { Db } from '#platform/db/types.ts';
import { letterFile } from '#platform/documents/letter-file.ts';
import type { Download } from '#platform/http/route.ts';
import { AppError, notFound } from '#shared/errors.ts';
import type { LetterFormat } from '#shared/letter.ts';
import { visibleRequests } from '../../access.ts';
import { openRequest, threadOf } from '../../thread/queries.ts';
import type { Caller } from '../../access.ts';
import { openOpinionLink } from './access.ts';
import { opinionBlocks } from './rules.ts';

interface Asked {
  readonly id: string;
  readonly as: LetterFormat;
  /** A slip of paper can be lost: whoever comes by the code is not told the name. */
  readonly named: boolean;
}

/** The last answer that decided. @throws AppError not_found, refused where none did */
export const opinionFile = async (
  db: Db,
  scope: Scope,
  county: County,
  { id, as, named }: Asked,
): Promise<Download> => {
  const row = await visibleRequests(db, scope)
    .select(['r.sealed', 'r.hide_name', 'r.received_on', 'r.procedure', 'u.name as unit_name'])
    .where('r.id', '=', id)
    .executeTakeFirst();
  const entry = row && (await threadOf(db, scope, county, id)).findLast(({ opinion }) => opinion !== null);
  if (row === undefined) throw notFound();
  if (entry === undefined || entry.opinion === null) throw new AppError('refused', { message: 'requests.no_opinion' });
  const { name, text } = openRequest(county, row.sealed);
  const answeredOn = chinaToday(new Date(entry.at));
  const blocks = opinionBlocks({
    name: row.hide_name || !named ? null : name,
    receivedOn: row.received_on,
    answeredOn,
    unitName: row.unit_name,
    text,
    answer: entry.text ?? '',
    points: entry.points,
    opinion: entry.opinion,
    petition: row.procedure === 'petition',
  });
  return letterFile(`${answeredOn} 处理意见书`, blocks, as);
};

/** For the resident, by a link of the page that follows the request. @throws AppError not_found, refused */
export const followedOpinionFile = async (
  county: County,
  caller: Caller,
  link: string,
  as: LetterFormat,
): Promise<Download> => {
  const { requestId: id, scope } = await openOpinionLink(county, caller, link);
  return opinionFile(county.read(scope), scope, county, { id, as, named: false });
};

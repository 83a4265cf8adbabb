import type { Scope } from '#platform/access/scope.ts';
import type { County } from '#platform/county/county.ts';
import type { Db } from '#platform/db/types.ts';
import { letterFile } from '#platform/documents/letter-file.ts';
import type { Download } from '#platform/http/route.ts';
import { AppError, notFound } from '#shared/errors.ts';
import { formatDay } from '#shared/format.ts';
import type { Block } from '#shared/letter.ts';

const rowsOf = (db: Db) =>
  db
    .selectFrom('study_certificate as t')
    .innerJoin('study_enrolment as e', (join) =>
      join.onRef('e.class_id', '=', 't.class_id').onRef('e.person_id', '=', 't.person_id'),
    )
    .innerJoin('study_class as c', 'c.id', 't.class_id')
    .innerJoin('organisation as o', 'o.id', 'c.organiser_id')
    .select([
      'e.name',
      'o.name as organiser',
      'c.title',
      'c.starts_on',
      'c.ends_on',
      't.number',
      't.hours',
      't.issued_on',
      't.expires_on',
      't.withdrawn_on',
    ]);
type Row = Awaited<ReturnType<ReturnType<typeof rowsOf>['executeTakeFirstOrThrow']>>;

/** Where anybody checks it; an installation without an address of its own names the page. */
const checkedAt = (county: County): string => {
  const { origin } = county.outside;
  return origin === undefined ? '本县党建门户“证书核验”页' : `${origin}/portal/certificates`;
};

const day = (text: string): string => formatDay('zh', text);

const fileOf = (county: County, row: Row | undefined): Promise<Download> => {
  if (row === undefined) throw notFound();
  if (row.withdrawn_on !== null) throw new AppError('conflict', { message: 'study.certificate_withdrawn' });
  const days = row.starts_on === row.ends_on ? day(row.starts_on) : `${day(row.starts_on)}至${day(row.ends_on)}`;
  const blocks: Block[] = [
    { kind: 'title', text: '结业证书' },
    { kind: 'plain', text: `编号：${row.number}` },
    { kind: 'plain', text: `${row.name}同志：` },
    {
      kind: 'text',
      text: `您于${days}参加“${row.title}”，完成规定的学习，计${Number(row.hours)}学时，准予结业。`,
    },
    {
      kind: 'text',
      text: row.expires_on === null ? '本证书长期有效。' : `本证书有效期至${day(row.expires_on)}。`,
    },
    {
      kind: 'text',
      text: `核验：打开${checkedAt(county)}，输入上面的编号，可查证书真伪和有效期；页面只显示姓氏、培训班和学时。`,
    },
    { kind: 'right', text: row.organiser },
    { kind: 'right', text: day(row.issued_on) },
  ];
  return letterFile(`结业证书 ${row.number}`, blocks, 'pdf');
};

/** For the holder. @throws AppError not_found, conflict where it was withdrawn */
export const ownCertificateFile = async (db: Db, scope: Scope, county: County, id: string): Promise<Download> =>
  fileOf(county, await rowsOf(db).where('t.id', '=', id).where('t.person_id', '=', scope.personId).executeTakeFirst());

/** For the organiser, and the branch of whoever holds it: they see the row. @throws AppError not_found, conflict */
export const certificateFile = async (
  db: Db,
  county: County,
  { id, certificateId }: { readonly id: string; readonly certificateId: string },
): Promise<Download> =>
  fileOf(county, await rowsOf(db).where('t.id', '=', certificateId).where('t.class_id', '=', id).executeTakeFirst());

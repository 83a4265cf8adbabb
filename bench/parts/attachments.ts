/** Members' papers with scans, stored as the platform stores them. */
import { randomBytes } from 'node:crypto';
import { Readable } from 'node:stream';
import { codeTables } from '#features/base/members/codes.ts';
import { systemScope } from '#platform/access/scope.ts';
import type { County } from '#platform/county/county.ts';
import { newId } from '#shared/ids.ts';

/** Sizes in bytes: from less than a block to more than a buffer. */
const sizes = [0, 1, 900, 16_384, 65_537, 400_000, 2_000_000];

const attach = async (county: County, person: { id: string; org_path: string }, size: number): Promise<void> => {
  const file = await county.files.put(Readable.from([randomBytes(size)]), { maxBytes: 5_000_000 });
  const kinds = codeTables.attachmentKind.codes;
  await county.write(systemScope(county.entry.code, 'proof'), async (tx) => {
    await tx
      .insertInto('file')
      .values({
        id: file.id,
        org_path: person.org_path,
        name: '测试材料.pdf',
        media_type: 'application/pdf',
        size: file.size,
        digest: file.digest,
        key_id: file.keyId,
      })
      .execute();
    await tx
      .insertInto('attachment')
      .values({
        id: newId(),
        person_id: person.id,
        org_path: person.org_path,
        kind: kinds[size % kinds.length]?.code ?? '',
        title: '测试材料',
        file_id: file.id,
      })
      .execute();
  });
};

/** Gives `count` members a paper each. @returns bytes stored */
export const attachPapers = async (county: County, count: number): Promise<number> => {
  const people = await county
    .read(systemScope(county.entry.code, 'proof'))
    .selectFrom('membership as m')
    .innerJoin('person as p', 'p.id', 'm.person_id')
    .select(['p.id', 'p.org_path'])
    .where('m.left_on', 'is', null)
    .orderBy('p.id')
    .limit(count)
    .execute();
  let bytes = 0;
  for (const [index, person] of people.entries()) {
    const size = sizes[index % sizes.length] ?? 0;
    await attach(county, person, size);
    bytes += size;
  }
  return bytes;
};

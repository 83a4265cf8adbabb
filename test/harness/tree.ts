/** A small county to test in: two townships, three branches, and people where a test puts them. */
import { sql } from 'kysely';
import { leafPath } from '#platform/access/scope.ts';
import type { OrganisationType } from '#platform/db/schema.gen.ts';
import type { Tx } from '#platform/db/types.ts';
import { newId } from '#shared/ids.ts';
import { next } from './hostile.ts';

export interface Node {
  readonly id: string;
  readonly path: string;
  readonly type: OrganisationType;
  readonly name: string;
}

export interface Person {
  readonly id: string;
  readonly name: string;
  /** Where the person's rows are filed: the branch's path and the person's leaf. */
  readonly path: string;
  readonly branch: Node;
}

/** What the tests of access stand on; the names tell the relation of each to branch `a1`. */
export interface Tree {
  readonly county: Node;
  readonly townshipA: Node;
  readonly townshipB: Node;
  readonly branchA1: Node;
  readonly branchA2: Node;
  readonly branchB1: Node;
}

const since = '2001-07-01';

/** One organisation below another, with its period from `from` on. */
export const plantNode = async (
  tx: Tx,
  type: OrganisationType,
  parent: Node | null,
  name = next(type),
  from = since,
): Promise<Node> => {
  const { rows } = await sql<{ segment: number }>`select nextval('organisation_segment') as segment`.execute(tx);
  const id = newId();
  const path = `${parent?.path ?? '/'}${(rows[0]?.segment ?? 0).toString(36)}/`;
  const facts = { type, name, short_name: name, path, parent_id: parent?.id ?? null };
  await tx
    .insertInto('organisation')
    .values({ id, ...facts, pinyin: 'zuzhi', initials: 'zz', founded_on: from })
    .execute();
  await tx
    .insertInto('organisation_period')
    .values({ id: newId(), organisation_id: id, ...facts, during: `[${from},)` })
    .execute();
  return { id, path, type, name };
};

export const plantTree = async (tx: Tx): Promise<Tree> => {
  const county = await plantNode(tx, 'county_committee', null);
  const townshipA = await plantNode(tx, 'township_committee', county);
  const townshipB = await plantNode(tx, 'township_committee', county);
  return {
    county,
    townshipA,
    townshipB,
    branchA1: await plantNode(tx, 'branch', townshipA),
    branchA2: await plantNode(tx, 'branch', townshipA),
    branchB1: await plantNode(tx, 'branch', townshipB),
  };
};

/** A member of a branch: person, membership, and the affiliation that the calendar of branches keeps. */
export const plantMember = async (
  tx: Tx,
  branch: Node,
  facts: { readonly name?: string; readonly keyId?: number; readonly category?: 'full' | 'probationary' } = {},
): Promise<Person> => {
  const id = newId();
  const name = facts.name ?? next('党员');
  const path = leafPath(branch.path, id);
  await tx
    .insertInto('person')
    .values({ id, org_path: path, name, pinyin: 'dangyuan', initials: 'dy', key_id: facts.keyId ?? 1 })
    .execute();
  await tx
    .insertInto('membership')
    .values({
      id: newId(),
      person_id: id,
      branch_id: branch.id,
      org_path: path,
      category: facts.category ?? 'full',
      joined_on: since,
    })
    .execute();
  await tx
    .insertInto('affiliation')
    .values({ id: newId(), person_id: id, branch_id: branch.id, org_path: path, during: `[${since},)` })
    .execute();
  return { id, name, path, branch };
};

import { sql } from 'kysely';
import type { z } from 'zod';
import { rangeEnd, type Scope } from '#platform/access/scope.ts';
import type { Db } from '#platform/db/types.ts';
import { notFound, type Problem } from '#shared/errors.ts';
import { mayDecide, mayEdit } from '../access.ts';
import { organisationRow, referenceOf, type OrganisationRow } from '../queries.ts';
import { adviseOrganisation, type OrganisationType } from '../rules.ts';
import type { Preview } from './contract.ts';
import {
  abolishProblems,
  dateProblems,
  mergeProblems,
  moveProblems,
  parentProblems,
  retypeProblems,
  type NodeFacts,
} from './rules.ts';

export type Intent =
  | {
      readonly kind: 'created';
      readonly parentId: string;
      readonly type: OrganisationType;
      readonly name: string;
      readonly on: string;
    }
  | {
      readonly kind: 'renamed';
      readonly id: string;
      readonly name: string;
      readonly shortName?: string | undefined;
      readonly on: string;
    }
  | {
      readonly kind: 'changed';
      readonly id: string;
      readonly type: OrganisationType;
      readonly name: string;
      readonly shortName?: string | undefined;
      readonly on: string;
    }
  | { readonly kind: 'moved' | 'merged'; readonly id: string; readonly targetId: string; readonly on: string }
  | { readonly kind: 'abolished'; readonly id: string; readonly on: string };

/** What an event was found to touch, and the rows it is about. */
export interface Examination {
  readonly node: OrganisationRow | null;
  readonly target: OrganisationRow | null;
  readonly children: readonly OrganisationRow[];
  readonly problems: readonly Problem[];
  readonly preview: z.input<typeof Preview>;
}

/** The latest beginning among the open periods of a subtree: no event of it can lie before. */
const sinceIn = async (db: Db, path: string, whole: boolean): Promise<string | null> => {
  const { rows } = await sql<{ since: string | null }>`select max(lower(p.during)) as since
    from organisation o join organisation_period p on p.organisation_id = o.id and upper_inf(p.during)
    where o.path >= ${path} and o.path < ${whole ? rangeEnd(path) : `${path}!`}`.execute(db);
  return rows[0]?.since ?? null;
};

const always = '0001-01-01';
const bareFacts = (row: OrganisationRow, since: string | null): NodeFacts => ({
  id: row.id,
  type: row.type,
  path: row.path,
  parentId: row.parent_id,
  abolished: row.abolished_on !== null,
  since: since ?? row.founded_on ?? always,
});

const factsOf = async (db: Db, row: OrganisationRow, whole: boolean): Promise<NodeFacts> =>
  bareFacts(row, await sinceIn(db, row.path, whole));

/**
 * Of a subtree that moves: since when all of it has been together where it is. New names, and organisations that were set up or
 * abolished below it since, do not stand in the way of a move that is entered late.
 */
const togetherSince = async (db: Db, row: OrganisationRow): Promise<NodeFacts> => {
  const { rows } = await sql<{ since: string | null }>`select greatest(
      max(upper(p.during)) filter (where p.path <> o.path),
      min(lower(p.during)) filter (where o.id = ${row.id})) as since
    from organisation o join organisation_period p on p.organisation_id = o.id
    where o.path >= ${row.path} and o.path < ${rangeEnd(row.path)}`.execute(db);
  return bareFacts(row, rows[0]?.since ?? null);
};

/** Of an organisation that receives: it counts since when it hangs where it hangs, whatever it was called. */
const placeOf = async (db: Db, row: OrganisationRow): Promise<NodeFacts> => {
  const { rows } = await sql<{ since: string | null }>`select min(lower(during)) as since from organisation_period
    where organisation_id = ${row.id} and path = ${row.path}`.execute(db);
  return bareFacts(row, rows[0]?.since ?? null);
};

interface Counts {
  readonly organisations: number;
  readonly members: number;
  readonly others: number;
  readonly posts: number;
  readonly terms: number;
  readonly accounts: number;
}
const nothing: Counts = { organisations: 0, members: 0, others: 0, posts: 0, terms: 0, accounts: 0 };

/** How much lies at and below a path. */
const countsIn = async (db: Db, path: string): Promise<Counts> => {
  const end = rangeEnd(path);
  const { rows } = await sql<Counts>`select
      (select count(*) from organisation where path >= ${path} and path < ${end} and abolished_on is null) as organisations,
      (select count(*) from membership where org_path >= ${path} and org_path < ${end} and left_on is null and voided_at is null) as members,
      (select count(*) from person p where p.org_path >= ${path} and p.org_path < ${end} and p.voided_at is null and p.merged_into_id is null
        and not exists (select from membership m where m.person_id = p.id and m.voided_at is null)) as others,
      (select count(*) from post_holding where org_path >= ${path} and org_path < ${end} and voided_at is null
        and (to_on is null or to_on >= (now() at time zone 'Asia/Shanghai')::date)) as posts,
      (select count(*) from term t join organisation o on o.id = t.organisation_id
        where o.path >= ${path} and o.path < ${end} and t.ended_on is null) as terms,
      accounts_between(${path}, ${end})::int8 as accounts`.execute(db);
  return rows[0] ?? nothing;
};

const activeChildren = (db: Db, id: string): Promise<OrganisationRow[]> =>
  db
    .selectFrom('organisation')
    .selectAll()
    .where('parent_id', '=', id)
    .where('abolished_on', 'is', null)
    .orderBy('id')
    .execute();

/** The other organisation of a move or merger, where this person may change it too. */
const targetOf = async (db: Db, scope: Scope, id: string): Promise<OrganisationRow | null> => {
  const row = await db.selectFrom('organisation').selectAll().where('id', '=', id).executeTakeFirst();
  return row !== undefined && mayEdit(scope, row.path) ? row : null;
};

const namesakes = async (db: Db, parentId: string | null, name: string, but: string | null): Promise<number> => {
  const row = await db
    .selectFrom('organisation')
    .select((e) => e.fn.countAll<number>().as('count'))
    .where('parent_id', 'is not distinct from', parentId)
    .where('name', '=', name)
    .where('abolished_on', 'is', null)
    .where('id', 'is distinct from', but)
    .executeTakeFirst();
  return row?.count ?? 0;
};

type Warning = z.input<typeof Preview>['warnings'][number];
type Told = Record<string, string | null>;

interface Findings {
  readonly counts?: Counts;
  readonly before?: Told;
  readonly after?: Told;
  readonly warnings?: readonly Warning[];
  readonly advisories?: z.input<typeof Preview>['advisories'];
  readonly problems: readonly Problem[];
  readonly children?: readonly OrganisationRow[];
  readonly target?: OrganisationRow | null;
}

const seen = (kind: Intent['kind'], node: OrganisationRow | null, found: Findings): Examination => ({
  node,
  target: found.target ?? null,
  children: found.children ?? [],
  problems: found.problems,
  preview: {
    kind,
    ...(found.counts ?? nothing),
    before: found.before ?? {},
    after: found.after ?? {},
    warnings: [...(found.warnings ?? [])],
    advisories: found.advisories ?? [],
    problems: found.problems.map(({ path, message, params }) => ({
      path,
      message,
      ...(params === undefined ? {} : { params: { ...params } }),
    })),
    children: (found.children ?? []).slice(0, 50).map(referenceOf),
  },
});

const nameWarning = async (db: Db, parentId: string | null, name: string, but: string | null): Promise<Warning[]> =>
  (await namesakes(db, parentId, name, but)) > 0 ? [{ message: 'name_taken', params: { name } }] : [];

const examineCreation = async (
  db: Db,
  scope: Scope,
  today: string,
  intent: Extract<Intent, { kind: 'created' }>,
): Promise<Examination> => {
  const parent = await organisationRow(db, scope, intent.parentId);
  if (!mayEdit(scope, parent.path)) throw notFound();
  return seen('created', null, {
    counts: { ...nothing, organisations: 1 },
    after: { name: intent.name, parent: parent.name },
    warnings: await nameWarning(db, parent.id, intent.name, null),
    problems: [
      ...dateProblems(intent.on, { today, since: null }),
      ...parentProblems(intent.type, await placeOf(db, parent), intent.on),
    ],
    target: parent,
  });
};

const examineTitle = async (
  db: Db,
  node: OrganisationRow,
  today: string,
  intent: Extract<Intent, { kind: 'renamed' | 'changed' }>,
): Promise<Examination> => {
  const shortName = intent.shortName ?? intent.name;
  const facts = await factsOf(db, node, false);
  const [children, counts] = await Promise.all([activeChildren(db, node.id), countsIn(db, node.path)]);
  const problems = dateProblems(intent.on, { today, since: facts.since });
  if (intent.kind === 'renamed' && node.name === intent.name && node.short_name === shortName)
    problems.push({ path: 'body.name', message: 'name_unchanged' });
  if (intent.kind === 'changed') {
    const parent =
      node.parent_id === null
        ? undefined
        : await db.selectFrom('organisation').select('type').where('id', '=', node.parent_id).executeTakeFirst();
    problems.push(
      ...retypeProblems(facts, intent.type, {
        parentType: parent?.type ?? null,
        children: children.map((child) => child.type),
        members: counts.members,
      }),
    );
  }
  const retyped = intent.kind === 'changed' ? [{ type: node.type }, { type: intent.type }] : [{}, {}];
  return seen(intent.kind, node, {
    counts: { ...nothing, organisations: 1 },
    before: { name: node.name, shortName: node.short_name, ...retyped[0] },
    after: { name: intent.name, shortName, ...retyped[1] },
    warnings: await nameWarning(db, node.parent_id, intent.name, node.id),
    problems,
  });
};

const lineOf = async (db: Db, scope: Scope, parentId: string | null): Promise<string | null> =>
  parentId === null ? null : (await organisationRow(db, scope, parentId)).name;

const rightsWarning = (counts: Counts): Warning[] =>
  counts.accounts > 0 ? [{ message: 'accounts_affected', params: { count: counts.accounts } }] : [];

const examineMove = async (
  db: Db,
  scope: Scope,
  today: string,
  node: OrganisationRow,
  intent: { targetId: string; on: string },
): Promise<Examination> => {
  const [facts, target, counts] = await Promise.all([
    togetherSince(db, node),
    targetOf(db, scope, intent.targetId),
    countsIn(db, node.path),
  ]);
  const parent = target === null ? null : await placeOf(db, target);
  return seen('moved', node, {
    counts,
    before: { parent: await lineOf(db, scope, node.parent_id), parentId: node.parent_id },
    after: { parent: target?.name ?? null, parentId: target?.id ?? null },
    warnings: [
      ...rightsWarning(counts),
      ...(target === null ? [] : await nameWarning(db, target.id, node.name, node.id)),
    ],
    problems: [...dateProblems(intent.on, { today, since: facts.since }), ...moveProblems(facts, parent, intent.on)],
    target,
  });
};

/** The latest day on which one of its present members came. */
const peopleSince = async (db: Db, branchId: string): Promise<string | null> => {
  const { rows } = await sql<{ since: string | null }>`select max(lower(during)) as since from affiliation
    where branch_id = ${branchId} and upper_inf(during) and voided_at is null`.execute(db);
  return rows[0]?.since ?? null;
};

/** What the rules would say of the branch that receives. */
const adviseTarget = async (
  db: Db,
  today: string,
  node: OrganisationRow,
  target: OrganisationRow,
): Promise<z.input<typeof Preview>['advisories']> => {
  const tallies = await db
    .selectFrom('branch_tally')
    .select(['members', 'probationary'])
    .where('branch_id', 'in', [node.id, target.id])
    .execute();
  const members = tallies.reduce((sum, tally) => sum + tally.members, 0);
  const probationary = tallies.reduce((sum, tally) => sum + tally.probationary, 0);
  return adviseOrganisation({
    type: target.type,
    inVillage: false,
    today,
    members,
    fullMembers: members - probationary,
  })
    .filter((advice) => advice.ruleId === 'branch.maxMembers')
    .map(({ why, missing, ...rest }) => ({
      ...rest,
      missing: [...missing],
      ...(why === undefined ? {} : { why: { ...why, inputs: { ...why.inputs }, steps: [...why.steps] } }),
    }));
};

const examineMerger = async (
  db: Db,
  scope: Scope,
  today: string,
  node: OrganisationRow,
  intent: { targetId: string; on: string },
): Promise<Examination> => {
  const [facts, target, counts, children, people] = await Promise.all([
    factsOf(db, node, true),
    targetOf(db, scope, intent.targetId),
    countsIn(db, node.path),
    activeChildren(db, node.id),
    peopleSince(db, node.id),
  ]);
  const into = target === null ? null : await placeOf(db, target);
  return seen('merged', node, {
    counts,
    before: { name: node.name },
    after: { mergedInto: target?.name ?? null, mergedIntoId: target?.id ?? null },
    warnings: [
      ...rightsWarning(counts),
      ...(counts.posts > 0 ? [{ message: 'posts_end', params: { count: counts.posts } }] : []),
      ...(target?.type === 'temporary_branch' ? [{ message: 'target_temporary', params: {} }] : []),
    ],
    advisories: target === null ? [] : await adviseTarget(db, today, node, target),
    problems: [
      ...dateProblems(intent.on, { today, since: facts.since }),
      ...mergeProblems(facts, into, {
        on: intent.on,
        peopleSince: people,
        children: children.map((child) => child.type),
      }),
    ],
    children,
    target,
  });
};

const examineAbolition = async (db: Db, today: string, node: OrganisationRow, on: string): Promise<Examination> => {
  const [facts, counts, children] = await Promise.all([
    factsOf(db, node, true),
    countsIn(db, node.path),
    activeChildren(db, node.id),
  ]);
  return seen('abolished', node, {
    counts,
    before: { name: node.name },
    after: { abolishedOn: on },
    warnings: [
      ...rightsWarning(counts),
      ...(counts.posts > 0 ? [{ message: 'posts_end', params: { count: counts.posts } }] : []),
    ],
    problems: [
      ...dateProblems(on, { today, since: facts.since }),
      ...abolishProblems({
        children: children.length,
        members: counts.members,
        others: counts.others,
      }),
    ],
    children,
  });
};

/** What an event would change and what stands in its way. @throws AppError not_found where it is not this person's to decide */
export const examine = async (db: Db, scope: Scope, today: string, intent: Intent): Promise<Examination> => {
  if (intent.kind === 'created') return examineCreation(db, scope, today, intent);
  const node = await organisationRow(db, scope, intent.id);
  if (!mayDecide(scope, { path: node.path, parentId: node.parent_id })) throw notFound();
  const below = intent.kind !== 'renamed';
  if (node.abolished_on !== null || (below && node.parent_id === null)) {
    const message = node.abolished_on === null ? 'root_stays' : 'already_abolished';
    return seen(intent.kind, node, { problems: [{ path: 'body.version', message }] });
  }
  switch (intent.kind) {
    case 'renamed':
    case 'changed':
      return examineTitle(db, node, today, intent);
    case 'moved':
      return examineMove(db, scope, today, node, intent);
    case 'merged':
      return examineMerger(db, scope, today, node, intent);
    case 'abolished':
      return examineAbolition(db, today, node, intent.on);
  }
};

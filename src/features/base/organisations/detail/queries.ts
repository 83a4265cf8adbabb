import { sql } from 'kysely';
import type { z } from 'zod';
import { rangeEnd, type Scope } from '#platform/access/scope.ts';
import type { County } from '#platform/county/county.ts';
import type { Db } from '#platform/db/types.ts';
import { addDays } from '#shared/days.ts';
import { holds } from '#features/base/rules/rules.ts';
import { canOf, inRange, mayEdit } from '../access.ts';
import {
  posts,
  seatPosts,
  type Advisory,
  type Holding,
  type Organisation,
  type OrganisationEvent,
  type OrganisationTally,
  type Term,
} from '../contract.ts';
import { ancestorsOf, inTreeOrder, organisationRow, referenceOf, type OrganisationRow } from '../queries.ts';
import {
  adviseOrganisation,
  allowedChildren,
  hasTerms,
  holdsMembers,
  termEnd,
  type OrganisationFacts,
} from '../rules.ts';

type View<S extends z.ZodType> = z.input<S>;

/** So many days after it was entered an event that proves wrong may be taken back, if nothing has been built on it. */
const undoDays = 90;

/** Villages and communities, and what is set up in them: a 12-digit division code whose last three digits name a village. */
const isVillage = (row: Pick<OrganisationRow, 'type' | 'division_code'>): boolean =>
  row.type === 'village' || row.type === 'community' || /^\d{9}(?!000)\d{3}$/.test(row.division_code ?? '');
export const inVillage = (line: readonly Pick<OrganisationRow, 'type' | 'division_code'>[]): boolean =>
  line.some(isVillage);

const postOrder = new Map<string, number>(posts.map((post, index) => [post, index]));
const seats: ReadonlySet<string> = new Set(seatPosts);
export const isSeat = (post: string): boolean => seats.has(post);

interface HolderRow {
  readonly id: string;
  readonly person_id: string;
  readonly name: string;
  readonly reachable: boolean;
  readonly post: string;
  readonly term_id: string | null;
  readonly from_on: string;
  readonly to_on: string | null;
  readonly note: string | null;
  readonly version: number;
}

/** Holders of an organisation's posts as far as the scope may know them, secretary first, present ones before former. */
export const holdersOf = async (db: Db, organisationId: string): Promise<View<typeof Holding>[]> => {
  const { rows } = await sql<HolderRow>`select * from holders_of(${organisationId}::uuid)`.execute(db);
  return rows
    .toSorted(
      (a, b) =>
        Number(a.to_on !== null) - Number(b.to_on !== null) ||
        (postOrder.get(a.post) ?? 99) - (postOrder.get(b.post) ?? 99) ||
        (a.from_on < b.from_on ? 1 : -1),
    )
    .map((row) => ({
      id: row.id,
      organisationId,
      post: row.post as View<typeof Holding>['post'],
      personId: row.reachable ? row.person_id : null,
      name: row.name,
      termId: row.term_id,
      fromOn: row.from_on,
      toOn: row.to_on,
      note: row.note,
      version: row.version,
    }));
};

export const isPresent = (holding: { readonly toOn: string | null }, today: string): boolean =>
  holding.toOn === null || holding.toOn >= today;

export const termView = (
  row: {
    id: string;
    organisation_id: string;
    ordinal: number | null;
    started_on: string;
    due_on: string;
    ended_on: string | null;
    years: number;
    rule_id: string;
    version: number;
  },
  place: { readonly type: OrganisationRow['type']; readonly inVillage: boolean },
): View<typeof Term> => ({
  id: row.id,
  organisationId: row.organisation_id,
  ordinal: row.ordinal,
  startedOn: row.started_on,
  dueOn: row.due_on,
  dueByRule: termEnd(place.type, place.inVillage, row.started_on)?.value ?? row.due_on,
  endedOn: row.ended_on,
  years: row.years,
  ruleId: row.rule_id,
  version: row.version,
});

/** What an event tells; keys that begin with '_' only serve its undoing. */
const told = (stored: unknown): Record<string, string | null> =>
  Object.fromEntries(
    Object.entries((stored ?? {}) as Record<string, string | null>).filter(([key]) => !key.startsWith('_')),
  );

const eventsOf = async (db: Db, id: string): Promise<View<typeof OrganisationEvent>[]> => {
  const rows = await db
    .selectFrom('organisation_event')
    .selectAll()
    .where('organisation_id', '=', id)
    .orderBy('id', 'desc')
    .limit(200)
    .execute();
  const undone = new Set(rows.flatMap((row) => row.undoes_id ?? []));
  return rows.map((row) => ({
    id: row.id,
    kind: row.kind,
    on: row.on_date,
    before: told(row.before),
    after: told(row.after),
    reason: row.reason,
    document: row.document,
    at: row.created_at,
    undone: undone.has(row.id),
    undoesId: row.undoes_id,
  }));
};

/** The last event that stands, where it was entered lately and is of a kind that can be taken back. */
export const lastUndoable = (
  events: readonly View<typeof OrganisationEvent>[],
  today: string,
): View<typeof OrganisationEvent> | undefined => {
  const last = events.find((event) => event.undoesId === null && !event.undone);
  const recent = last !== undefined && last.at.slice(0, 10) >= addDays(today, -undoDays);
  return recent && last.kind !== 'merged' ? last : undefined;
};

const noTally = { members: 0, probationary: 0, women: 0, minority: 0, lost: 0, outflow: 0 };

const tallyOf = async (db: Db, path: string): Promise<View<typeof OrganisationTally>> => {
  const [sums, branches] = await Promise.all([
    db
      .selectFrom('branch_tally')
      .where('org_path', '>=', path)
      .where('org_path', '<', rangeEnd(path))
      .select((e) =>
        (['members', 'probationary', 'women', 'minority', 'lost', 'outflow'] as const).map((name) =>
          e.fn.coalesce(e.fn.sum<number>(name), e.lit(0)).as(name),
        ),
      )
      .executeTakeFirst(),
    db
      .selectFrom('organisation')
      .where('path', '>=', path)
      .where('path', '<', rangeEnd(path))
      .where('abolished_on', 'is', null)
      .where('type', 'in', ['branch', 'joint_branch', 'temporary_branch'])
      .select((e) => e.fn.countAll<number>().as('branches'))
      .executeTakeFirst(),
  ]);
  return {
    ...noTally,
    ...Object.fromEntries(Object.entries(sums ?? {}).map(([name, sum]) => [name, sum])),
    branches: branches?.branches ?? 0,
  };
};

const childrenOf = async (db: Db, row: OrganisationRow, counted: boolean) => {
  const rows = await db.selectFrom('organisation').selectAll().where('parent_id', '=', row.id).execute();
  const tallies = counted
    ? await db
        .selectFrom('branch_tally as t')
        .innerJoin('organisation as c', (join) =>
          join.onRef('t.org_path', '>=', 'c.path').on(sql<boolean>`t.org_path < rtrim(c.path, '/') || '0'`),
        )
        .where('c.parent_id', '=', row.id)
        .where('t.org_path', '>=', row.path)
        .where('t.org_path', '<', rangeEnd(row.path))
        .groupBy('c.id')
        .select(['c.id', (e) => e.fn.sum<number>('t.members').as('members')])
        .execute()
    : [];
  const counts = new Map(tallies.map((tally) => [tally.id, tally.members]));
  return inTreeOrder(
    rows.map((child) => ({
      ...referenceOf(child),
      parentId: null,
      position: child.position,
      abolishedOn: child.abolished_on,
    })),
  )
    .toSorted((a, b) => Number(a.abolishedOn !== null) - Number(b.abolishedOn !== null))
    .map(({ id, type, name, shortName, abolishedOn }) => ({
      id,
      type,
      name,
      shortName,
      members: counted ? (counts.get(id) ?? 0) : null,
      abolished: abolishedOn !== null,
    }));
};

interface Known {
  /** Of an organisation that has not been abolished. */
  readonly row: Pick<OrganisationRow, 'type' | 'founded_on'> & { readonly units: number };
  readonly inVillage: boolean;
  readonly tally: Pick<View<typeof OrganisationTally>, 'members' | 'probationary'>;
  readonly secretaries: number;
  /** Persons in a seat of the committee. */
  readonly seated: number;
  /** Of the running term. */
  readonly termDueOn?: string;
  readonly today: string;
}

/** What the rules advise about an organisation, from facts that are counted already. */
export const advisoriesOf = (known: Known): View<typeof Advisory>[] => {
  const { row, inVillage, tally, secretaries, seated, termDueOn, today } = known;
  const facts: OrganisationFacts = {
    type: row.type,
    inVillage,
    today,
    fullMembers: tally.members - tally.probationary,
    members: tally.members,
    committeeSize: seated,
    hasSecretary: secretaries > 0,
    ...(termDueOn === undefined ? {} : { termDueOn }),
    ...(row.founded_on === null ? {} : { foundedOn: row.founded_on }),
    ...(row.units === 0 ? {} : { units: row.units }),
  };
  const advice = adviseOrganisation(facts).map(({ why, missing, ...rest }) => ({
    ...rest,
    missing: [...missing],
    ...(why === undefined ? {} : { why: plain(why) }),
  }));
  if (secretaries < 2 || !hasTerms(row.type)) return advice;
  const { why } = holds('secretary.required', today, { count: secretaries });
  return [
    ...advice,
    {
      ruleId: why.ruleId,
      message: 'secretary_twice',
      params: { count: secretaries, article: why.article },
      missing: [],
      why: plain(why),
    },
  ];
};

type Why = ReturnType<typeof holds>['why'];
/** The same answer with lists that may be written to, as the wire's types want them. */
const plain = (why: Why) => ({ ...why, inputs: { ...why.inputs }, steps: [...why.steps] });

type PresentHolding = Pick<View<typeof Holding>, 'post' | 'personId' | 'name'>;

const committeeFacts = (present: readonly PresentHolding[]) => ({
  secretaries: present.filter((holding) => holding.post === 'secretary').length,
  seated: new Set(present.filter((holding) => isSeat(holding.post)).map((holding) => holding.personId ?? holding.name))
    .size,
});

const termFacts = (terms: readonly View<typeof Term>[]): { termDueOn?: string } => {
  const running = terms.find((term) => term.endedOn === null);
  return running === undefined ? {} : { termDueOn: running.dueOn };
};

/** Everything the page of one organisation shows. @throws AppError not_found */
export const organisationView = async (
  db: Db,
  scope: Scope,
  county: County,
  id: string,
): Promise<View<typeof Organisation>> => {
  const row = await organisationRow(db, scope, id);
  const today = county.today();
  const counted = inRange(scope, row.path);
  const named = counted || scope.personId !== null;
  const [ancestors, children, tally, holdings, termRows, events, mergedInto] = await Promise.all([
    ancestorsOf(db, row.path),
    childrenOf(db, row, counted),
    counted ? tallyOf(db, row.path) : null,
    named ? holdersOf(db, row.id) : [],
    db.selectFrom('term').selectAll().where('organisation_id', '=', id).orderBy('started_on', 'desc').execute(),
    eventsOf(db, id),
    row.merged_into_id === null ? null : organisationRow(db, scope, row.merged_into_id),
  ]);
  const village = inVillage([...ancestors, row]);
  const terms = termRows.map((term) => termView(term, { type: row.type, inVillage: village }));
  const present = holdings.filter((holding) => isPresent(holding, today));
  const abolished = row.abolished_on !== null;
  return {
    ...referenceOf(row),
    parentId: row.parent_id,
    code: row.code,
    divisionCode: row.division_code,
    foundedOn: row.founded_on,
    unitRelation: row.unit_relation as View<typeof Organisation>['unitRelation'],
    unitCode: row.unit_code,
    phone: row.phone,
    address: row.address,
    coveredUnits: row.covered_units,
    abolishedOn: row.abolished_on,
    mergedInto: mergedInto === null ? null : referenceOf(mergedInto),
    position: row.position,
    version: row.version,
    ancestors: ancestors.map(referenceOf),
    children,
    tally,
    committee: counted || present.length > 0 ? present : null,
    terms,
    events,
    advisories:
      tally === null
        ? null
        : abolished
          ? []
          : advisoriesOf({
              row: { ...row, units: row.covered_units.length },
              inVillage: village,
              tally,
              ...committeeFacts(present),
              ...termFacts(terms),
              today,
            }),
    childTypes: mayEdit(scope, row.path) ? [...allowedChildren[row.type]] : [],
    can: canOf(scope, {
      path: row.path,
      parentId: row.parent_id,
      type: row.type,
      abolished,
      undoable: lastUndoable(events, today) !== undefined,
    }),
  };
};

/** Whether an organisation can take members itself. */
export const takesMembers = (row: Pick<OrganisationRow, 'type' | 'abolished_on'>): boolean =>
  holdsMembers(row.type) && row.abolished_on === null;

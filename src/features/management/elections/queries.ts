import type { Selectable } from 'kysely';
import type { z } from 'zod';
import { may, type Scope } from '#platform/access/scope.ts';
import type { ElectionCandidate, ElectionCount, ElectionRoll } from '#platform/db/schema.gen.ts';
import type { Db } from '#platform/db/types.ts';
import { holds, neededOf, ruleAt, type Why } from '#features/base/rules/rules.ts';
import { organisationRow, referenceOf, type OrganisationRow } from '#features/base/organisations/index.ts';
import { notFound } from '#shared/errors.ts';
import { visibleElections, type ElectionRow } from './access.ts';
import type { Election, ElectionLine } from './contract.ts';
import { judgeElection, type Verdict } from './count/rules.ts';
import { countRoll, isExcluded, mayStand, type Exclusion } from './roll/rules.ts';
import { findStanding, votersAmong } from './roll/queries.ts';
import { followersOf, namedIn, type Named } from './rounds/queries.ts';
import {
  ballotIsValid,
  candidateProblem,
  candidatesNeeded,
  mayDo,
  preliminaryNeeded,
  roundAfter,
  standsOutsideRoll,
  type Basis,
  type ElectionKind,
  type ElectionMethod,
  type Electors,
  type Setup,
} from './rules.ts';

/** The columns with a closed set of words, as the code knows them. */
export const setupOf = (row: ElectionRow): Setup & { readonly basis: Basis; readonly voters: Electors } => ({
  on: row.held_on,
  preliminary: row.preliminary,
  kind: row.kind as ElectionKind,
  method: row.method as ElectionMethod,
  seats: row.seats,
  round: row.round,
  basis: row.basis as Basis,
  voters: row.voters as Electors,
});

const lineOf = (row: ElectionRow, organisation: OrganisationRow): z.input<typeof ElectionLine> => {
  const { kind, method, voters, basis, preliminary } = setupOf(row);
  return {
    id: row.id,
    organisation: referenceOf(organisation),
    kind,
    method,
    voters,
    basis,
    seats: row.seats,
    preliminary,
    round: row.round,
    heldOn: row.held_on,
    state: row.state,
    version: row.version,
  };
};

/** @throws AppError not_found */
export const electionRow = async (db: Db, scope: Scope, id: string): Promise<ElectionRow> => {
  const row = await visibleElections(db, scope).selectAll('e').where('e.id', '=', id).executeTakeFirst();
  if (!row) throw notFound();
  return row;
};

/** What a list shows of an election, and a form of its newer state. */
export const electionLine = async (db: Db, scope: Scope, row: ElectionRow): Promise<z.input<typeof ElectionLine>> =>
  lineOf(row, await organisationRow(db, scope, row.organisation_id));

interface Page {
  readonly state: 'open' | 'all';
  readonly organisationId?: string | undefined;
  readonly cursor?: string | undefined;
  readonly limit: number;
}

/** Newest first; `open` are those that wait for a step. */
export const electionPage = async (db: Db, scope: Scope, { state, organisationId, cursor, limit }: Page) => {
  const rows = await visibleElections(db, scope)
    .selectAll('e')
    .$if(state === 'open', (q) => q.where('e.state', 'in', ['planned', 'held']))
    .$if(organisationId !== undefined, (q) => q.where('e.organisation_id', '=', organisationId ?? ''))
    .$if(cursor !== undefined, (q) => q.where('e.id', '<', cursor ?? ''))
    .orderBy('e.id', 'desc')
    .limit(limit + 1)
    .execute();
  const page = rows.slice(0, limit);
  const ids = [...new Set(page.map((row) => row.organisation_id))];
  const places = new Map<string, OrganisationRow>();
  for (const id of ids) places.set(id, await organisationRow(db, scope, id));
  const items = page.flatMap((row) => {
    const place = places.get(row.organisation_id);
    return place === undefined ? [] : [lineOf(row, place)];
  });
  return { items, next: rows.length > limit ? (page.at(-1)?.id ?? null) : null };
};

export interface Parts {
  readonly row: ElectionRow;
  readonly roll: readonly Selectable<ElectionRoll>[];
  readonly candidates: readonly Selectable<ElectionCandidate>[];
  readonly count: Selectable<ElectionCount> | undefined;
  /** Candidates who may be voted for though they are not on the roll: of a congress. */
  readonly outside: ReadonlySet<string>;
}

/** What was closed stands as it was; before that a candidate must be a member below the congress on its day. */
const outsideOf = async (
  db: Db,
  row: ElectionRow,
  candidates: readonly Selectable<ElectionCandidate>[],
): Promise<ReadonlySet<string>> => {
  const { voters, on } = setupOf(row);
  const people = candidates.map((one) => one.person_id);
  if (!standsOutsideRoll(voters)) return new Set();
  if (row.state === 'closed' || row.state === 'cancelled') return new Set(people);
  const able = await votersAmong(db, { path: row.org_path }, on, people);
  return new Set(able.filter(mayStand).map(({ personId }) => personId));
};

/** An election with all that belongs to it. @throws AppError not_found */
export const partsOf = async (db: Db, scope: Scope, id: string): Promise<Parts> => {
  const row = await electionRow(db, scope, id);
  const [roll, candidates, count] = await Promise.all([
    db.selectFrom('election_roll').selectAll().where('election_id', '=', id).execute(),
    db.selectFrom('election_candidate').selectAll().where('election_id', '=', id).orderBy('position').execute(),
    db.selectFrom('election_count').selectAll().where('election_id', '=', id).executeTakeFirst(),
  ]);
  return { row, roll, candidates, count, outside: await outsideOf(db, row, candidates) };
};

export const entryOf = (row: Selectable<ElectionRoll>) => ({
  exclusion: row.exclusion as Exclusion | null,
  consent: row.consent,
  resolvedOn: row.resolved_on,
});

/** What the regulation makes of the count as it stands; null before there is one. */
export const verdictOf = ({ row, roll, candidates, count }: Parts): Verdict | null => {
  if (count === undefined) return null;
  const { on, seats, basis, preliminary } = setupOf(row);
  const { entitled } = countRoll(roll.map(entryOf));
  const votes = candidates.map(({ person_id: key, yes }) => ({ key, yes: yes ?? 0 }));
  const { present, issued, returned } = count;
  return judgeElection({ on, seats, basis, preliminary, entitled, present, issued, returned, votes });
};

const plain = (why: Why) => ({ ...why, inputs: { ...why.inputs }, steps: [...why.steps] });

const verdictView = (verdict: Verdict): z.input<typeof Election>['verdict'] => ({
  ...verdict,
  elected: [...verdict.elected],
  tied: [...verdict.tied],
  checks: verdict.checks.map((check) => ({ ...check, why: plain(check.why) })),
});

const rollView = ({ row, roll }: Parts): z.input<typeof Election>['roll'] => {
  const counted = countRoll(roll.map(entryOf));
  const quorum = ruleAt('election.quorum', row.held_on).value;
  const needed = quorum.kind === 'share' ? neededOf(quorum, counted.entitled) : counted.entitled;
  const { why } = holds('election.quorum', row.held_on, { count: needed, total: counted.entitled });
  const byName = new Intl.Collator('zh-u-co-stroke');
  const items = roll
    .toSorted((a, b) => byName.compare(a.name, b.name))
    .map((line) => ({
      personId: line.person_id,
      name: line.name,
      ...entryOf(line),
      since: line.since,
      note: line.note,
      excluded: isExcluded(entryOf(line)),
    }));
  return { items, ...counted, quorum: needed, why: plain(why) };
};

/** Candidates who are not on the roll any more, or whose rights are suspended since they were chosen. */
const goneOf = ({ roll, candidates, outside }: Parts): ReadonlySet<string> => {
  const onRoll = new Set(roll.map((line) => line.person_id));
  const able = new Set([
    ...roll.filter(mayStand).map((line) => line.person_id),
    ...[...outside].filter((personId) => !onRoll.has(personId)),
  ]);
  return new Set(candidates.map((one) => one.person_id).filter((personId) => !able.has(personId)));
};

/** What keeps the candidates of a vote from being those of its ballot. */
export const problemOf = (parts: Parts): ReturnType<typeof candidateProblem> =>
  candidateProblem(setupOf(parts.row), {
    candidates: parts.candidates.filter((one) => !one.written_in).length,
    gone: goneOf(parts).size,
  });

const candidatesView = (parts: Parts, named: Named | null): z.input<typeof Election>['candidates'] => {
  const { row, candidates } = parts;
  const setup = setupOf(row);
  const { least, most, why } = candidatesNeeded(setup);
  const gone = goneOf(parts);
  const problem = problemOf(parts);
  return {
    items: candidates.map((one) => ({
      personId: one.person_id,
      name: one.name,
      writtenIn: one.written_in,
      yes: one.yes,
      no: one.no,
      abstain: one.abstain,
      elected: one.elected,
      gone: gone.has(one.person_id),
    })),
    least,
    most,
    preliminary: named === null ? preliminaryNeeded(setup) : null,
    namedBy: named && { id: named.by.id, heldOn: named.by.held_on, people: [...named.people] },
    why: plain(why),
    problem: problem && { message: problem.message, params: { ...problem.params } },
  };
};

const countView = ({ count }: Parts): z.input<typeof Election>['count'] =>
  count === undefined
    ? null
    : {
        present: count.present,
        issued: count.issued,
        returned: count.returned,
        valid: count.valid,
        invalid: count.invalid,
        scrutineers: count.scrutineers,
        tellers: count.tellers,
        enterer: count.enterer,
        enteredAt: count.entered_at,
        confirmer: count.confirmer,
        confirmedAt: count.confirmed_at,
      };

const filledOf = ({ candidates }: Parts): number => candidates.filter(({ elected }) => elected).length;

/** What may follow a closed election, and what does. */
const followingOf = async (
  db: Db,
  scope: Scope,
  parts: Parts,
  place: OrganisationRow,
): Promise<Pick<z.input<typeof Election>, 'again' | 'formal' | 'followers'>> => {
  const { row } = parts;
  const followers = (await followersOf(db, scope, row.id)).map((one) => lineOf(one, place));
  if (row.state !== 'closed') return { again: null, formal: null, followers };
  const isVoid = (row.verdict as { outcome?: string } | null)?.outcome === 'void';
  const next = roundAfter(setupOf(row), { isVoid, filled: filledOf(parts) });
  const after = { preliminary: false, round: 1, kind: row.kind, after_id: row.id };
  const named = row.preliminary ? await namedIn(db, scope, after) : null;
  return {
    again: next && { round: next.round, seats: next.seats },
    formal: named && { seats: named.people.length },
    followers,
  };
};

/** @throws AppError not_found */
export const electionView = async (db: Db, scope: Scope, id: string): Promise<z.input<typeof Election>> => {
  const parts = await partsOf(db, scope, id);
  const { row, count } = parts;
  const place = await organisationRow(db, scope, row.organisation_id);
  const stored = row.verdict as z.input<typeof Election>['verdict'];
  const checked = verdictOf(parts);
  const following = await followingOf(db, scope, parts, place);
  return {
    ...lineOf(row, place),
    afterId: row.after_id,
    termId: row.term_id,
    roll: rollView(parts),
    candidates: candidatesView(parts, await namedIn(db, scope, row)),
    ballotWhy: plain(ballotIsValid(row.seats, row.seats, row.held_on).why),
    count: countView(parts),
    verdict: row.state === 'closed' ? stored : checked && verdictView(checked),
    announcedBy: row.announced_by,
    announcedOn: row.announced_on,
    difference: row.difference,
    entered: row.entered_at !== null,
    cancelledWhy: row.cancelled_why,
    ...following,
    can: mayDo(
      {
        state: row.state,
        counted: count !== undefined,
        confirmed: count !== undefined && count.confirmed_at !== null,
        enteredBySame: count?.entered_by !== undefined && count.entered_by === scope.accountId,
        entered: row.entered_at !== null,
        preliminary: row.preliminary,
        filled: filledOf(parts),
        seats: row.seats,
        followed: following.followers.some(({ kind }) => kind === row.kind),
      },
      { edits: may(scope, 'elections.edit'), appoints: may(scope, 'organisations.posts') },
    ),
  };
};

/** Whom a congress may put on its ballot, by name; elsewhere the roll says it. @throws AppError not_found */
export const namableNow = async (db: Db, scope: Scope, id: string, q: string) => {
  const row = await electionRow(db, scope, id);
  const { voters, on } = setupOf(row);
  return { items: standsOutsideRoll(voters) ? await findStanding(db, { path: row.org_path }, on, q) : [] };
};

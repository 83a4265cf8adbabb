import type { Scope } from '#platform/access/scope.ts';
import { leafPath } from '#platform/access/scope.ts';
import type { County } from '#platform/county/county.ts';
import type { Tx } from '#platform/db/types.ts';
import { appoint, endTerm, openTerm } from '#features/base/organisations/index.ts';
import { AppError, invalid, type Problem } from '#shared/errors.ts';
import { advance, lockElection, note } from '../commands.ts';
import { entryOf, partsOf, problemOf, setupOf, verdictOf, type Parts } from '../queries.ts';
import { namableOf } from '../roll/commands.ts';
import { countRoll, mayStand } from '../roll/rules.ts';
import { postOf } from '../rules.ts';
import { tellAnnounced, tellConfirmed, tellSecond } from '../telling/commands.ts';
import { countProblems, judgeElection } from './rules.ts';

export interface Counted {
  readonly version: number;
  readonly present: number;
  readonly issued: number;
  readonly returned: number;
  readonly valid: number;
  readonly invalid: number;
  readonly candidates: readonly {
    readonly personId: string;
    readonly yes: number;
    readonly no: number;
    readonly abstain: number;
  }[];
  readonly writeIns: readonly { readonly personId: string; readonly yes: number }[];
  readonly scrutineers: readonly string[];
  readonly tellers: readonly string[];
}

type Namable = Awaited<ReturnType<typeof namableOf>>;

const problem = (path: string, message: string): Problem => ({ path: `body.${path}`, message });

/** Every candidate is counted once, and who is written in may be voted for and is not on the ballot. */
const nameProblems = ({ candidates }: Parts, input: Counted, namable: Namable): Problem[] => {
  const standing = new Set(candidates.filter((one) => !one.written_in).map((one) => one.person_id));
  const counted = input.candidates.map(({ personId }) => personId);
  const same = counted.length === standing.size && new Set([...counted, ...standing]).size === standing.size;
  const written = input.writeIns.map(({ personId }) => personId);
  return [
    ...(same ? [] : [problem('candidates', 'candidates_unequal')]),
    ...(new Set(written).size === written.length ? [] : [problem('writeIns', 'candidate_twice')]),
    ...written.flatMap((personId, place) => {
      const entry = namable.get(personId);
      if (entry === undefined || standing.has(personId))
        return [problem(`writeIns.${place}.personId`, 'written_unknown')];
      return mayStand(entry) ? [] : [problem(`writeIns.${place}.personId`, 'candidate_suspended')];
    }),
  ];
};

/** Scrutineers and tellers are no candidates, and nobody is both. */
const staffProblems = ({ candidates }: Parts, { scrutineers, tellers }: Counted): Problem[] => {
  const names = new Set(candidates.filter((one) => !one.written_in).map(({ name }) => name));
  return [
    ...(scrutineers.some((name) => names.has(name)) ? [problem('scrutineers', 'scrutineer_stands')] : []),
    ...(tellers.some((name) => names.has(name) || scrutineers.includes(name))
      ? [problem('tellers', 'teller_stands')]
      : []),
  ];
};

const numberProblems = (parts: Parts, input: Counted): Problem[] => {
  const { on, seats, basis, preliminary } = setupOf(parts.row);
  const { entitled } = countRoll(parts.roll.map(entryOf));
  const { present, issued, returned } = input;
  const hall = { on, seats, basis, preliminary, entitled, present, issued, returned };
  const { outcome } = judgeElection({ ...hall, votes: [] });
  return countProblems({ ...input, entitled, seats }, outcome === 'void');
};

const refuseCount = (parts: Parts, input: Counted, { namable, today }: { namable: Namable; today: string }): void => {
  const wrong = problemOf(parts);
  if (wrong !== null) throw new AppError('conflict', { ...wrong });
  if (parts.row.held_on > today) throw invalid('body.present', 'not_held_yet', { day: parts.row.held_on });
  const problems = [
    ...nameProblems(parts, input, namable),
    ...staffProblems(parts, input),
    ...numberProblems(parts, input),
  ];
  if (problems.length > 0) throw new AppError('invalid', { problems });
};

const writeVotes = async (
  tx: Tx,
  { row }: Parts,
  { candidates, writeIns }: Counted,
  namable: Namable,
): Promise<void> => {
  await tx.deleteFrom('election_candidate').where('election_id', '=', row.id).where('written_in', '=', true).execute();
  for (const { personId, yes, no, abstain } of candidates)
    await tx
      .updateTable('election_candidate')
      .set({ yes, no, abstain })
      .where('election_id', '=', row.id)
      .where('person_id', '=', personId)
      .execute();
  if (writeIns.length === 0) return;
  await tx
    .insertInto('election_candidate')
    .values(
      writeIns.map(({ personId, yes }, place) => ({
        election_id: row.id,
        person_id: personId,
        org_path: leafPath(row.org_path, personId),
        name: namable.get(personId)?.name ?? '',
        position: candidates.length + place,
        written_in: true,
        yes,
      })),
    )
    .execute();
};

/** Enters or corrects what was counted on paper, until a second person has confirmed it. @throws AppError invalid, conflict, stale, not_found */
export const enterCount = async (tx: Tx, scope: Scope, county: County, id: string, input: Counted) => {
  const row = await lockElection(tx, scope, { id, version: input.version }, ['planned', 'held']);
  const parts = await partsOf(tx, scope, id);
  if (parts.count !== undefined && parts.count.confirmed_at !== null)
    throw new AppError('conflict', { message: 'election_confirmed' });
  const namable = await namableOf(
    tx,
    row,
    input.writeIns.map(({ personId }) => personId),
  );
  refuseCount(parts, input, { namable, today: county.today() });
  await writeVotes(tx, parts, input, namable);
  const { present, issued, returned, valid, invalid: spoilt } = input;
  const values = {
    present,
    issued,
    returned,
    valid,
    invalid: spoilt,
    scrutineers: [...input.scrutineers],
    tellers: [...input.tellers],
    entered_by: scope.accountId,
    enterer: scope.actor,
    entered_at: county.now().toISOString(),
  };
  await tx
    .insertInto('election_count')
    .values({ election_id: id, org_path: row.org_path, ...values })
    .onConflict((c) => c.column('election_id').doUpdateSet(values))
    .execute();
  await advance(tx, id, { state: 'held' });
  await tellSecond(tx, scope, county, row);
  note(tx, row, {
    action: 'count',
    changes: Object.entries({ present, issued, returned, valid, invalid: spoilt }).map(([field, to]) => ({
      field,
      from: null,
      to,
    })),
  });
  return { id, version: row.version + 1 };
};

/** The word of a second person that the numbers are those of the signed paper. @throws AppError forbidden for who entered them, conflict, stale, not_found */
export const confirmCount = async (tx: Tx, scope: Scope, county: County, id: string, version: number) => {
  const row = await lockElection(tx, scope, { id, version }, ['held']);
  const { count } = await partsOf(tx, scope, id);
  if (count === undefined || count.confirmed_at !== null) throw new AppError('conflict', { message: 'election_state' });
  if (count.entered_by === scope.accountId) throw new AppError('forbidden', { message: 'own_count' });
  await tx
    .updateTable('election_count')
    .set({ confirmed_by: scope.accountId, confirmer: scope.actor, confirmed_at: county.now().toISOString() })
    .where('election_id', '=', id)
    .execute();
  await advance(tx, id);
  await tellConfirmed(tx, row, count.entered_by);
  note(tx, row, { action: 'confirm' });
  return { id, version: row.version + 1 };
};

export interface Announcement {
  readonly version: number;
  readonly elected: readonly string[];
  readonly announcedBy: string;
  readonly announcedOn: string;
  readonly difference: string | null;
}

const sameNames = (one: readonly string[], other: readonly string[]): boolean =>
  one.length === other.length && one.every((name) => other.includes(name));

/** Enters what was announced, beside the check as it stood. People announce; where it is not what the check says, they say why. @throws AppError invalid, conflict, stale, not_found */
export const announceElection = async (tx: Tx, scope: Scope, county: County, id: string, input: Announcement) => {
  const row = await lockElection(tx, scope, { id, version: input.version }, ['held']);
  const parts = await partsOf(tx, scope, id);
  const verdict = verdictOf(parts);
  if (verdict === null || parts.count?.confirmed_at == null)
    throw new AppError('conflict', { message: 'count_unconfirmed' });
  const { elected, announcedBy, announcedOn } = input;
  const difference = input.difference === '' ? null : input.difference;
  const known = new Set(parts.candidates.map(({ person_id: personId }) => personId));
  if (new Set(elected).size !== elected.length || elected.some((one) => !known.has(one)))
    throw invalid('body.elected', 'elected_unknown');
  if (elected.length > row.seats) throw invalid('body.elected', 'elected_many', { seats: row.seats });
  if (announcedOn < row.held_on || announcedOn > county.today()) throw invalid('body.announcedOn', 'announced_day');
  if (!sameNames(elected, verdict.elected) && difference === null)
    throw invalid('body.difference', 'difference_needed');
  if (elected.length > 0)
    await tx
      .updateTable('election_candidate')
      .set({ elected: true })
      .where('election_id', '=', id)
      .where('person_id', 'in', [...elected])
      .execute();
  await advance(tx, id, {
    state: 'closed',
    announced_by: announcedBy,
    announced_on: announcedOn,
    verdict: JSON.stringify(verdict),
    difference,
  });
  await tellAnnounced(tx, scope, county, row);
  note(tx, row, {
    action: 'announce',
    reason: difference,
    changes: [
      { field: 'outcome', from: null, to: verdict.outcome },
      { field: 'elected', from: null, to: elected.length },
    ],
  });
  return { id, version: row.version + 1 };
};

interface Entry {
  readonly version: number;
  readonly fromOn: string;
  readonly newTerm: boolean;
  readonly endPosts: boolean;
  readonly reason: string;
}

/** The term before ends with its posts where asked; without that, opening the next one ends the term alone. */
const endFormer = async (
  tx: Tx,
  at: { readonly scope: Scope; readonly county: County },
  organisationId: string,
  { fromOn, reason }: Entry,
): Promise<void> => {
  const running = await tx
    .selectFrom('term')
    .select(['id', 'version'])
    .where('organisation_id', '=', organisationId)
    .where('ended_on', 'is', null)
    .where('started_on', '<', fromOn)
    .orderBy('started_on', 'desc')
    .executeTakeFirst();
  if (running === undefined) return;
  await endTerm(tx, at, running.id, { version: running.version, endedOn: fromOn, endPosts: true, reason });
};

/** Enters the announced result as term and posts, through the commands that keep those. @throws AppError invalid, conflict, stale, not_found */
export const enterElected = async (tx: Tx, scope: Scope, county: County, id: string, input: Entry) => {
  const row = await lockElection(tx, scope, { id, version: input.version }, ['closed']);
  if (row.preliminary) throw new AppError('conflict', { message: 'only_named' });
  if (row.entered_at !== null) throw new AppError('conflict', { message: 'election_entered' });
  const elected = (await partsOf(tx, scope, id)).candidates.filter((one) => one.elected);
  if (elected.length === 0) throw new AppError('conflict', { message: 'nobody_elected' });
  if (input.fromOn < row.held_on) throw invalid('body.fromOn', 'before_election', { day: row.held_on });
  const at = { scope, county };
  const { fromOn, reason } = input;
  if (input.newTerm) {
    if (input.endPosts) await endFormer(tx, at, row.organisation_id, input);
    await openTerm(tx, at, row.organisation_id, { startedOn: fromOn, reason });
  }
  const post = postOf(setupOf(row).kind);
  for (const { person_id: personId } of elected)
    await appoint(tx, at, row.organisation_id, { personId, post, fromOn, reason });
  await advance(tx, id, { entered_at: county.now().toISOString() });
  note(tx, row, { action: 'enter', reason, changes: [{ field: 'elected', from: null, to: elected.length }] });
  return { id, version: row.version + 1 };
};

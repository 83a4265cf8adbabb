import { audit, touch } from '#platform/audit/audit.ts';
import type { FieldChange } from '#platform/db/effects.ts';
import type { Tx } from '#platform/db/types.ts';
import { AppError, invalid } from '#shared/errors.ts';
import { newId } from '#shared/ids.ts';
import { ruleAt } from '#features/base/rules/rules.ts';
import type { At } from '../events/commands.ts';
import { changed, changeHolding, factsOf, lockPlace, refuse } from '../posts/commands.ts';
import type { OrganisationRow } from '../queries.ts';
import { termEnd, termRuleOf } from '../rules.ts';
import { oneTerm, placeFor, termFor, villageOf } from './queries.ts';
import { termProblems } from './rules.ts';

const noteTerm = (
  tx: Tx,
  place: OrganisationRow,
  action: string,
  { reason, changes }: { reason?: string | undefined; changes: readonly FieldChange[] },
): void => {
  audit(tx, {
    action: `organisations.${action}`,
    entity: 'organisation',
    entityId: place.id,
    path: place.path,
    reason: reason ?? null,
    changes,
  });
  touch(tx, 'organisations', { path: place.path });
};

const dueByRule = (place: OrganisationRow, village: boolean, startedOn: string): string => {
  const due = termEnd(place.type, village, startedOn);
  if (due === undefined) throw invalid('body.startedOn', 'term_not_here');
  return due.value;
};

const yearsOf = (ruleId: string, startedOn: string): number => {
  // As `termEnd` does: terms older than the first known version are reckoned by it.
  const { value } = ruleAt(ruleId, startedOn < '2018-07-12' ? '2018-07-12' : startedOn);
  return value.kind === 'period' && value.unit === 'years' ? value.count : 0;
};

export interface NewTerm {
  readonly startedOn: string;
  readonly ordinal?: number | null | undefined;
  readonly dueOn?: string | undefined;
  readonly reason?: string | undefined;
}

/** Opens a term, due by rule unless another day was approved; the running one ends on the day. @throws AppError invalid, not_found */
export const openTerm = async (tx: Tx, at: At, organisationId: string, input: NewTerm) => {
  const place = await placeFor(tx, at.scope, organisationId);
  const village = await villageOf(tx, place);
  const ruleId = termRuleOf(place.type, village);
  if (ruleId === undefined) throw invalid('body.startedOn', 'term_not_here');
  await lockPlace(tx, organisationId);
  const last = await tx
    .selectFrom('term')
    .selectAll()
    .where('organisation_id', '=', organisationId)
    .orderBy('started_on', 'desc')
    .executeTakeFirst();
  const { startedOn, reason } = input;
  const byRule = dueByRule(place, village, startedOn);
  const dueOn = input.dueOn ?? byRule;
  refuse(
    termProblems(factsOf(place), {
      startedOn,
      dueOn,
      dueByRule: byRule,
      today: at.county.today(),
      lastStartedOn: last?.started_on ?? null,
      reason,
    }),
  );
  if (last !== undefined && last.ended_on === null) {
    await tx
      .updateTable('term')
      .set((e) => ({ ended_on: startedOn, version: e('version', '+', 1) }))
      .where('id', '=', last.id)
      .execute();
  }
  const id = newId();
  const ordinal =
    input.ordinal === undefined ? ((last?.ordinal ?? null) === null ? null : (last?.ordinal ?? 0) + 1) : input.ordinal;
  await tx
    .insertInto('term')
    .values({
      id,
      organisation_id: organisationId,
      ordinal,
      started_on: startedOn,
      due_on: dueOn,
      years: yearsOf(ruleId, startedOn),
      rule_id: ruleId,
    })
    .execute();
  noteTerm(tx, place, 'openTerm', { reason, changes: changed({}, { startedOn, dueOn, ordinal }) });
  return oneTerm(tx, at.scope, id);
};

export interface TermCorrection {
  readonly version: number;
  readonly startedOn?: string | undefined;
  readonly ordinal?: number | null | undefined;
  readonly dueOn?: string | undefined;
  readonly reason?: string | undefined;
}

const staleTerm = async (tx: Tx, at: At, id: string): Promise<AppError> =>
  new AppError('stale', { current: await oneTerm(tx, at.scope, id) });

/** Corrects a term or enters an approved shift. A due day that followed the rule follows the corrected beginning. @throws AppError invalid, stale, not_found */
export const correctTerm = async (tx: Tx, at: At, id: string, input: TermCorrection) => {
  const { row, place, inVillage } = await termFor(tx, at.scope, id);
  const before = await tx
    .selectFrom('term')
    .select('started_on')
    .where('organisation_id', '=', place.id)
    .where('started_on', '<', row.started_on)
    .orderBy('started_on', 'desc')
    .executeTakeFirst();
  const startedOn = input.startedOn ?? row.started_on;
  const byRule = dueByRule(place, inVillage, startedOn);
  const followed = row.due_on === dueByRule(place, inVillage, row.started_on);
  const dueOn = input.dueOn ?? (followed ? byRule : row.due_on);
  const ordinal = input.ordinal === undefined ? row.ordinal : input.ordinal;
  refuse(
    termProblems(factsOf(place), {
      startedOn,
      dueOn,
      dueByRule: byRule,
      today: at.county.today(),
      lastStartedOn: before?.started_on ?? null,
      reason: input.reason,
    }),
  );
  const written = await tx
    .updateTable('term')
    .set((e) => ({ started_on: startedOn, due_on: dueOn, ordinal, version: e('version', '+', 1) }))
    .where('id', '=', id)
    .where('version', '=', input.version)
    .returning('id')
    .executeTakeFirst();
  if (!written) throw await staleTerm(tx, at, id);
  noteTerm(tx, place, 'correctTerm', {
    reason: input.reason,
    changes: changed(
      { startedOn: row.started_on, dueOn: row.due_on, ordinal: row.ordinal },
      { startedOn, dueOn, ordinal },
    ),
  });
  return oneTerm(tx, at.scope, id);
};

interface TermEnd {
  readonly version: number;
  readonly endedOn: string;
  readonly endPosts: boolean;
  readonly reason?: string | undefined;
}

/** Ends a term and, where asked, the posts of that term with their rights. @throws AppError invalid, stale, not_found */
export const endTerm = async (tx: Tx, at: At, id: string, { version, endedOn, endPosts, reason }: TermEnd) => {
  const { row, place } = await termFor(tx, at.scope, id);
  const today = at.county.today();
  if (endedOn > today) throw invalid('body.endedOn', 'event_future', { today });
  if (endedOn < row.started_on) throw invalid('body.endedOn', 'end_before_start', { day: row.started_on });
  const written = await tx
    .updateTable('term')
    .set((e) => ({ ended_on: endedOn, version: e('version', '+', 1) }))
    .where('id', '=', id)
    .where('version', '=', version)
    .returning('id')
    .executeTakeFirst();
  if (!written) throw await staleTerm(tx, at, id);
  if (endPosts) {
    const held = await tx
      .selectFrom('post_holding')
      .select(['id', 'version', 'from_on'])
      .where('term_id', '=', id)
      .where('voided_at', 'is', null)
      .where((e) => e.or([e('to_on', 'is', null), e('to_on', '>', endedOn)]))
      .execute();
    for (const post of held) {
      await changeHolding(
        tx,
        at,
        post.id,
        { version: post.version, toOn: post.from_on > endedOn ? post.from_on : endedOn, reason },
        'endPost',
      );
    }
  }
  noteTerm(tx, place, 'endTerm', { reason, changes: changed({ endedOn: row.ended_on }, { endedOn }) });
  return oneTerm(tx, at.scope, id);
};

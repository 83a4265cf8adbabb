import { sql } from 'kysely';
import type { z } from 'zod';
import { covers, rangeEnd, type Scope } from '#platform/access/scope.ts';
import type { County } from '#platform/county/county.ts';
import type { Db } from '#platform/db/types.ts';
import { organisationRow } from '#features/base/organisations/index.ts';
import { holds, ruleAt } from '#features/base/rules/rules.ts';
import { notFound } from '#shared/errors.ts';
import type { noticeLoad } from './contract.ts';
import { perPerson, weekOf } from './rules.ts';

const rule = 'notice.budget';

const budgetOn = (day: string): number => {
  const { value } = ruleAt(rule, day);
  if (value.kind !== 'count') throw new TypeError(`rule ${rule} is no number`);
  return value.count;
};

/** What an organisation's people have been told since Monday, by whomever. @throws AppError not_found outside the range */
export const loadOf = async (
  db: Db,
  scope: Scope,
  county: County,
  organisationId: string | undefined,
): Promise<z.input<(typeof noticeLoad)['reply']>> => {
  const asked = organisationId ?? scope.organisationId;
  if (asked === null) throw notFound();
  const { path, short_name: organisationName } = await organisationRow(db, scope, asked);
  if (!covers(scope, path)) throw notFound();
  const today = county.today();
  const since = weekOf(today);
  const { rows } = await sql<{ people: number; notices: number }>`
    select people, notices from notice_load(${path}, ${rangeEnd(path)}, ${`${since}T00:00:00+08:00`}::timestamptz)`.execute(
    db,
  );
  const { people = 0, notices = 0 } = rows[0] ?? {};
  const each = perPerson(notices, people);
  return {
    organisationName,
    since,
    people,
    notices,
    perPerson: each,
    budget: budgetOn(today),
    ruleId: rule,
    over: !holds(rule, today, { count: each }).value,
  };
};

import type { z } from 'zod';
import type { Scope } from '#platform/access/scope.ts';
import type { Db } from '#platform/db/types.ts';
import { ownContributions, visibleContributions } from '../access.ts';
import { mayNotSign } from './access.ts';
import type { Contribution, contributionList } from './contract.ts';
import type { ContributionState } from '../rules.ts';

const shown = 100;

const columns = (rows: ReturnType<typeof ownContributions>) =>
  rows.select([
    'c.id',
    'c.version',
    'c.person_id',
    'c.unit_id',
    't.name_zh',
    't.name_en',
    'c.words',
    'c.given_on',
    'c.state',
    'c.signer',
    'c.signed_on',
    'c.reason',
    'u.short_name as unit_name',
  ]);
type Row = Awaited<ReturnType<ReturnType<typeof columns>['executeTakeFirstOrThrow']>>;

const view = (row: Row): z.input<typeof Contribution> => ({
  id: row.id,
  version: row.version,
  topic: { zh: row.name_zh, en: row.name_en },
  words: row.words,
  givenOn: row.given_on,
  // Safe: the table has a check of them.
  state: row.state as ContributionState,
  signer: row.signer,
  signedOn: row.signed_on,
  reason: row.reason,
});

/** The latest first. */
export const contributionsOfMember = async (db: Db, scope: Scope): Promise<z.input<typeof Contribution>[]> =>
  (await columns(ownContributions(db, scope)).orderBy('c.id', 'desc').limit(shown).execute()).map(view);

export const contributionsOfBranch = async (
  db: Db,
  scope: Scope,
  show: z.output<typeof contributionList.query>['show'],
): Promise<z.input<typeof contributionList.reply>> => {
  const rows = columns(visibleContributions(db, scope))
    .innerJoin('person as p', 'p.id', 'c.person_id')
    .select('p.name')
    .orderBy('c.id', 'desc')
    .limit(shown);
  const found = await (show === 'all' ? rows : rows.where('c.state', '=', 'stated')).execute();
  return {
    items: found.map((row) => ({
      ...view(row),
      name: row.name,
      unitName: row.unit_name,
      can: { sign: row.state === 'stated' && !mayNotSign(scope, row) },
    })),
  };
};

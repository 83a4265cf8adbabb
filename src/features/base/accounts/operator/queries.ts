import { mintScope, type Scope } from '#platform/access/scope.ts';
import type { County } from '#platform/county/county.ts';
import { newId } from '#shared/ids.ts';
import { heldDrills } from '../drills/queries.ts';
import { accountsScope, grantsOf, scopeOf } from '../access.ts';

/** What events say of work that was done at the machine and not in a page. */
export const commandLine = 'command line';

/**
 * The scopes in which an account could work now, one per role, for whoever holds the machine and works in its name from
 * the command line. No password is asked: who may run the program may read its keys. None where the account is unknown,
 * disabled or without a valid role.
 */
export const operatorScopes = async (county: County, signInName: string): Promise<Scope[]> => {
  const db = county.read(accountsScope(county, commandLine));
  const account = await db
    .selectFrom('account as a')
    .leftJoin('person as p', 'p.id', 'a.person_id')
    .select(['a.id', 'a.person_id', 'a.display_name', 'p.org_path'])
    .select(heldDrills('a.id', county.today()).as('drills'))
    .where((e) => e(e.fn('lower', ['a.sign_in_name']), '=', signInName.toLowerCase()))
    .where('a.disabled_at', 'is', null)
    .executeTakeFirst();
  if (account === undefined) return [];
  const grants = await grantsOf(db, account.id, county.today());
  return grants.map((grant) => {
    const session = {
      accountId: account.id,
      personId: account.person_id,
      personPath: account.org_path,
      displayName: account.display_name,
      sessionId: '',
      grant,
      drills: account.drills,
    };
    return mintScope({ ...scopeOf(county, session, newId()), sessionId: null, source: commandLine });
  });
};

import type { Scope } from '#platform/access/scope.ts';
import type { County } from '#platform/county/county.ts';
import type { Tx } from '#platform/db/types.ts';
import { spendAttempt } from '#features/base/accounts/index.ts';
import { messageKey, say, sayForUnit, type Said } from '#features/service/talks/index.ts';
import { AppError, notFound } from '#shared/errors.ts';
import { residentScope, visibleRequests, type Caller } from '../access.ts';
import { isOpen } from '../rules.ts';
import { leafOf } from '../sending/access.ts';
import { writeEntry } from '../thread/commands.ts';
import { sayByCode, tellResident } from './contract.ts';

/** The request, which is neither given on nor ended until the commit. */
const holdRequest = (tx: Tx, scope: Scope) =>
  visibleRequests(tx, scope).select(['r.id', 'r.org_path', 'r.state', 'r.unit_id']).forKeyShare('r');
type Row = Awaited<ReturnType<ReturnType<typeof holdRequest>['executeTakeFirstOrThrow']>>;

const aboutOf = (row: Row) => {
  if (!isOpen(row.state) && row.state !== 'answered') throw new AppError('conflict', { message: 'talks.closed' });
  return { id: row.id, kind: 'request', path: row.org_path, state: row.state } as const;
};

/** The thread of the request names the talk once. */
const noteFirst = async (tx: Tx, county: County, row: Row, { first }: Pick<Said, 'first'>, actor?: string) => {
  if (!first) return;
  await writeEntry(tx, county, {
    request: row,
    kind: 'talked',
    ...(actor === undefined ? {} : { unitId: row.unit_id, actor }),
  });
};

interface Words {
  readonly code: string;
  readonly text: string;
}

/**
 * The holder of a code says something. The key is kept with the message for ever, so that no table of replies is needed, and a phone
 * may send it again after a day. @throws AppError not_found, slow_down, key_missing, reused_key, conflict
 */
export const sayWithCode = async (
  county: County,
  caller: Caller,
  header: string | undefined,
  { code, text }: Words,
): Promise<{ seq: number }> => {
  const key = messageKey(header);
  const { leaf, hash } = await leafOf(county, caller, code);
  const scope = residentScope(county, caller, leaf);
  // A budget of the thread, and not of the address: a village behind one gateway talks as it likes.
  const attempt = spendAttempt(county, hash.toString('base64'), 'talk');
  return county.write(scope, async (tx) => {
    const row = await holdRequest(tx, scope).where('r.code_hash', '=', hash).executeTakeFirst();
    // Assigned to another unit between the look and the lock.
    if (row === undefined) throw new AppError('conflict', { message: 'place_moved' });
    const saying = { side: 'asker', what: 'said', text, key, actor: null, action: sayByCode.name } as const;
    const said = await say(tx, scope, county, { about: aboutOf(row), ...saying });
    await noteFirst(tx, county, row, said);
    if (said.again) attempt.giveBack();
    return { seq: said.seq };
  });
};

/** The unit says something, whether or not the resident has asked. @throws AppError not_found, conflict, reused_key */
export const tell = async (
  tx: Tx,
  scope: Scope,
  county: County,
  { id, text, header }: { readonly id: string; readonly text: string; readonly header: string | undefined },
): Promise<{ seq: number }> => {
  const row = await holdRequest(tx, scope).where('r.id', '=', id).executeTakeFirst();
  if (row === undefined) throw notFound();
  const sent = { text, key: messageKey(header), action: tellResident.name };
  const { seq, first } = await sayForUnit(tx, scope, county, aboutOf(row), sent);
  await noteFirst(tx, county, row, { first }, scope.actor);
  return { seq };
};

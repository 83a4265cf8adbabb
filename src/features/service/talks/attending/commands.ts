import type { Scope } from '#platform/access/scope.ts';
import { audit } from '#platform/audit/audit.ts';
import type { County } from '#platform/county/county.ts';
import type { Tx } from '#platform/db/types.ts';
import { notify } from '#features/base/inbox/index.ts';
import { holdersAt } from '#features/base/accounts/index.ts';
import { invalid, notFound } from '#shared/errors.ts';
import { linkOf, say, type Said, type Saying } from '../commands.ts';
import { heldTalk, permissionFor } from './queries.ts';

interface Sent {
  readonly id: string;
  readonly key: string;
  readonly action: string;
}

/** A message that was there before is no change, and yet somebody asked for one: the audit says so. */
const settled = (tx: Tx, { seq, again }: Said, { action }: Sent, { id, path }: Saying['about']): { seq: number } => {
  if (again) audit(tx, { action, entity: 'talk', entityId: id, path });
  return { seq };
};

/** Says something for the unit. Whoever answers where nobody saw to it does so from now on. @throws AppError conflict, reused_key */
export const sayForUnit = async (
  tx: Tx,
  scope: Scope,
  county: County,
  about: Saying['about'],
  { text, ...sent }: Omit<Sent, 'id'> & { readonly text: string },
) => {
  const { actor, accountId } = scope;
  const attendant = accountId === null ? undefined : ({ id: accountId, name: actor, ifNobody: true } as const);
  const saying = { about, side: 'unit', what: 'said', text, actor, ...sent } as const;
  const said = await say(tx, scope, county, saying, attendant);
  return { ...settled(tx, said, { id: about.id, ...sent }, about), first: said.first && !said.again };
};

/** To a member; a request is answered by its own door. @throws AppError not_found, conflict */
export const answer = async (
  tx: Tx,
  scope: Scope,
  county: County,
  { id, ...sent }: Sent & { readonly text: string },
) => {
  const about = await heldTalk(tx, scope, id);
  if (about.kind !== 'member') throw notFound();
  const { seq } = await sayForUnit(tx, scope, county, about, sent);
  return { seq };
};

/** @throws AppError not_found, conflict */
export const attend = async (tx: Tx, scope: Scope, county: County, sent: Sent) => {
  const about = await heldTalk(tx, scope, sent.id);
  const { actor, accountId } = scope;
  if (accountId === null) throw notFound();
  const saying = { about, side: 'unit', what: 'attended', text: null, actor, ...sent } as const;
  const said = await say(tx, scope, county, saying, { id: accountId, name: actor });
  return settled(tx, said, sent, about);
};

/** To a colleague of the same unit, with a note. The asker reads that somebody else goes on. @throws AppError not_found, invalid, conflict */
export const handOver = async (
  tx: Tx,
  scope: Scope,
  county: County,
  { accountId, note, ...sent }: Sent & { readonly accountId: string; readonly note: string },
) => {
  const about = await heldTalk(tx, scope, sent.id);
  const holders = await holdersAt(county, about.unitId, permissionFor(about.kind));
  const to = holders.find((holder) => holder.accountId === accountId);
  if (to === undefined || accountId === about.attendant) throw invalid('body.accountId', 'talks.no_colleague');
  const saying = { about, side: 'unit', what: 'handed', text: note, actor: scope.actor, ...sent } as const;
  const said = await say(tx, scope, county, saying, { id: accountId, name: to.name });
  if (!said.again)
    await notify(tx, {
      kind: 'talks.handed',
      key: `talk:${about.id}:handed:${said.seq}`,
      people: [],
      staff: [{ account: accountId, person: to.scope.personId }],
      path: about.path.slice(0, -38),
      link: linkOf(about),
      params: {},
    });
  return settled(tx, said, sent, about);
};

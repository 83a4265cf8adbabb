import type { Scope } from '#platform/access/scope.ts';
import type { Followed } from '#platform/http/event-stream.ts';
import type { County } from '#platform/county/county.ts';
import type { Db } from '#platform/db/types.ts';
import { askersTalk, officeTalk, type TalkPlace } from '#features/service/talks/index.ts';
import { notFound } from '#shared/errors.ts';
import { residentScope, visibleRequests, type Caller } from '../access.ts';
import type { RequestState } from '../rules.ts';
import { leafByHash, leafOf } from '../sending/access.ts';

interface Asked {
  readonly after?: number | undefined;
}

const ended = (state: RequestState): boolean => state === 'closed' || state === 'refused';

const placed = (db: Db, scope: Scope) =>
  visibleRequests(db, scope).select(['r.id', 'r.state', 'u.path as unit_path', 'u.short_name as unit_name']);

type Row = Awaited<ReturnType<ReturnType<typeof placed>['executeTakeFirstOrThrow']>>;

const placeOf = ({ id, state, unit_path: path, unit_name: name }: Row): TalkPlace => ({
  id,
  unit: { path, name },
  closed: ended(state),
});

/** The thread of a request of the range. @throws AppError not_found */
export const talkOfRequest = async (db: Db, scope: Scope, county: County, id: string, asked: Asked) => {
  const row = await placed(db, scope).where('r.id', '=', id).executeTakeFirst();
  if (row === undefined) throw notFound();
  return officeTalk(db, scope, county, placeOf(row), asked);
};

const readAt = async (county: County, scope: Scope, hash: Buffer, asked: Asked) => {
  const db = county.read(scope);
  const row = await placed(db, scope).where('r.code_hash', '=', hash).executeTakeFirst();
  if (row === undefined) throw notFound();
  return askersTalk(db, scope, county, placeOf(row), asked);
};

interface ByCode extends Asked {
  readonly code: string;
}

/** What the holder of a code reads. @throws AppError not_found, slow_down */
export const talkByCode = async (county: County, caller: Caller, { code, ...asked }: ByCode) => {
  const { leaf, hash } = await leafOf(county, caller, code);
  return readAt(county, residentScope(county, caller, leaf), hash, asked);
};

/** Follows it: each reading asks anew where the request is filed now, since it may have been given to another unit. */
export const followTalk = async (county: County, caller: Caller, { code, after = 0 }: ByCode): Promise<Followed> => {
  const { leaf, hash } = await leafOf(county, caller, code);
  let at = leaf;
  let rest = '';
  let wake: (() => void) | undefined;
  let hush: (() => void) | undefined;
  const hear = (): void => {
    hush?.();
    hush = wake && county.live.add({ scope: residentScope(county, caller, at), send: wake });
  };
  return {
    holder: `request ${hash.toString('base64')}`,
    after,
    async read(from) {
      const now = await leafByHash(county, caller, hash);
      if (now === null) return null;
      if (now !== at) {
        at = now;
        hear();
      }
      const { messages, standing, last } = await readAt(county, residentScope(county, caller, at), hash, {
        after: from,
      });
      const stands = JSON.stringify(standing);
      const changed = stands !== rest;
      rest = stands;
      // More than one reading holds: the rest is asked for at once.
      if ((messages.at(-1)?.seq ?? last) < last) wake?.();
      return [
        ...messages.map((message) => ({ event: 'message', id: message.seq, data: message })),
        ...(changed ? [{ event: 'standing', data: standing }] : []),
      ];
    },
    listen(call) {
      wake = call;
      hear();
      return () => {
        wake = undefined;
        hush?.();
      };
    },
  };
};

import { systemScope, type Scope } from '#platform/access/scope.ts';
import { audit } from '#platform/audit/audit.ts';
import type { County } from '#platform/county/county.ts';
import type { TaskHandler } from '#platform/jobs/runner.ts';
import { senderOf } from '#features/base/inbox/index.ts';
import { readCalendar } from '#features/base/rules/index.ts';
import type { Calendar } from '#features/base/rules/calendar/rules.ts';
import { readPhone } from '#features/service/residents/rules.ts';
import { addDays } from '#shared/days.ts';
import { newId } from '#shared/ids.ts';
import { say } from '#shared/text.ts';
import { visibleRequests } from '../access.ts';
import { showCode } from '../rules.ts';
import { openRequest } from '../thread/queries.ts';
import { countyLeaf, ratingSlips } from './access.ts';
import { ratingTexts } from './messages.ts';
import { askedFrom, isMessaged, longestWait } from './rules.ts';

type Sender = NonNullable<ReturnType<typeof senderOf>>;
type Outcome = Awaited<ReturnType<Sender['send']>>;

/** Whoever is asked today, by the rule, and left a number that takes messages. */
const asked = async (county: County, scope: Scope, id: string, calendar: Calendar): Promise<string | null> => {
  const row = await visibleRequests(county.read(scope), scope)
    .select(['r.state', 'r.answered_on', 'r.ended_on', 'r.procedure', 'r.sealed'])
    .where('r.id', '=', id)
    .executeTakeFirst();
  if (row === undefined) return null;
  const { state, answered_on: answeredOn, ended_on: endedOn, procedure } = row;
  const from = askedFrom({ state, answeredOn, endedOn, petition: procedure === 'petition' }, calendar);
  if (from === null || !isMessaged(from, county.today())) return null;
  return readPhone(openRequest(county, row.sealed).phone ?? '');
};

/** The message is written down before it is sent: nobody gets two. Undefined where it has been, or the resident has said how it was. */
const claim = (county: County, scope: Scope, requestId: string): Promise<string | undefined> =>
  county.write(scope, async (tx) => {
    const rated = await tx
      .selectFrom('request_rating')
      .select('request_id')
      .where('request_id', '=', requestId)
      .executeTakeFirst();
    if (rated !== undefined) return undefined;
    const path = await countyLeaf(tx, requestId);
    const row = await tx
      .insertInto('request_rating_message')
      .values({
        id: newId(),
        request_id: requestId,
        org_path: path,
        code_hash: ratingSlips.hashOf(county, ratingSlips.codeOf(county, requestId)),
        asked_at: county.now().toISOString(),
      })
      .onConflict((on) =>
        on.column('request_id').doUpdateSet({ state: 'sending' }).where('request_rating_message.state', '=', 'later'),
      )
      .returning('id')
      .executeTakeFirst();
    if (row) audit(tx, { action: 'requests.askRating', entity: 'service_request', entityId: requestId, path });
    return row?.id;
  });

const states = { ok: 'sent', unknown: 'sent', later: 'later', refused: 'refused' } as const;

const settle = (county: County, scope: Scope, id: string, { kind }: Outcome): Promise<void> =>
  county.write(scope, async (tx) => {
    await tx.updateTable('request_rating_message').set({ state: states[kind] }).where('id', '=', id).execute();
  });

/** Templates of gateways take no links: the code is typed on the portal, and is a link where the channel carries one. */
const messageOf = (county: County, requestId: string) => {
  const code = showCode(ratingSlips.codeOf(county, requestId));
  const text = say('zh', ratingTexts.message, { code });
  const { origin } = county.outside;
  return { title: text, text, url: origin === undefined ? null : new URL(`/portal/rate/${code}`, origin).href };
};

/** Each morning, by the rule and by nobody's wish: one message to each who is asked from these days on. */
export const askByMessage: TaskHandler = async (county) => {
  const sender = senderOf(county, 'sms');
  if (sender === undefined) return;
  const scope = systemScope(county.entry.code, 'requests.askByMessage');
  const db = county.read(scope);
  const calendar = await readCalendar(db);
  const since = addDays(county.today(), -longestWait);
  const rows = await visibleRequests(db, scope)
    .select('r.id')
    .where('r.state', 'in', ['answered', 'closed', 'refused'])
    .where((e) => e.or([e('r.answered_on', '>=', since), e('r.ended_on', '>=', since)]))
    .orderBy('r.id')
    .execute();
  for (const { id: requestId } of rows) {
    const to = await asked(county, scope, requestId, calendar);
    const id = to === null ? undefined : await claim(county, scope, requestId);
    if (to === null || id === undefined) continue;
    await settle(county, scope, id, await sender.send({ id, to, ...messageOf(county, requestId) }));
  }
};

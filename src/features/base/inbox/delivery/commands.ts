import { sql } from 'kysely';
import { readCalendar } from '#features/base/rules/index.ts';
import type { County } from '#platform/county/county.ts';
import type { Tx } from '#platform/db/types.ts';
import { enqueue, type Task } from '#platform/jobs/queue.ts';
import { isConnected } from '../channels/access.ts';
import { outsideChannels, planOf, wants, type OutsideChannel, type Plan } from '../rules.ts';
import { addressOf, toPlan } from './queries.ts';
import { afterOutcome, isSettled, mayDouble, type Outcome, type Told } from './rules.ts';

interface Planned {
  readonly notice: string;
  readonly account: string | null;
  readonly person: string | null;
  readonly channel: OutsideChannel;
  readonly plan: Plan;
}

/** What is held over the night goes out as one message a morning on each channel; what is statutory is never held. */
const taskFor = ({ notice, account, person, channel, plan }: Planned): Task => {
  const payload = { notice, channel };
  if (plan.state !== 'held') return { task: 'inbox.deliver', payload, key: `${notice}:${channel}` };
  const at = plan.until;
  const morning = at.toISOString();
  const whose = account === null ? { account, person } : { account, person: null };
  return {
    task: 'inbox.digest',
    payload: { ...whose, channel, morning },
    key: `${account ?? person ?? ''}:${channel}:${morning}`,
    at,
  };
};

const writePlans = async (tx: Tx, county: County, plans: readonly Planned[]): Promise<void> => {
  if (plans.length === 0) return;
  const rows = await tx
    .insertInto('notice_delivery')
    .values(
      plans.map(({ notice, account, channel, plan }) => ({
        notice_id: notice,
        account_id: account,
        channel,
        state: plan.state,
        why: plan.state === 'suppressed' ? plan.why : plan.state === 'held' ? 'quiet' : null,
      })),
    )
    // The event may come twice: what has been planned stays as it is.
    .onConflict((on) => on.columns(['notice_id', 'channel']).doNothing())
    .returning(['notice_id', 'channel', 'state'])
    .execute();
  const fresh = new Set(
    rows.filter(({ state }) => state !== 'suppressed').map((row) => `${row.notice_id}:${row.channel}`),
  );
  await enqueue(tx, county, plans.filter((one) => fresh.has(`${one.notice}:${one.channel}`)).map(taskFor));
};

/** Who has no account is reached by SMS or not at all: what nobody could ever read is not kept. */
const dropUnreachable = (tx: Tx, ids: readonly string[]) =>
  tx
    .deleteFrom('notice')
    .where('id', '=', sql<string>`any(${ids}::uuid[])`)
    .where('account_id', 'is', null)
    .execute();

/** Decides for each notice on which channels it goes out, and when. */
export const planDeliveries = async (tx: Tx, county: County, ids: readonly string[]): Promise<void> => {
  const connected = outsideChannels.filter((channel) => isConnected(county.outside, channel));
  if (!connected.includes('sms')) await dropUnreachable(tx, ids);
  if (connected.length === 0) return;
  const { notices, settings, addresses, phones } = await toPlan(tx, ids);
  const calendar = await readCalendar(tx);
  const now = county.now();
  const plans = notices.flatMap((notice) => {
    const own = settings.filter((one) => one.account_id === notice.account_id);
    const ways = notice.account_id === null ? connected.filter((channel) => channel === 'sms') : connected;
    return ways.map((channel): Planned => {
      const reachable =
        channel === 'sms'
          ? notice.person_id !== null && phones.has(notice.person_id)
          : addresses.some((one) => one.account_id === notice.account_id && one.channel === channel);
      // Without an account there is nothing to set, and no other way.
      const wanted = notice.account_id === null || wants(own, notice, channel);
      const plan = planOf({ wanted, reachable, statutory: notice.statutory, now, calendar });
      return { notice: notice.id, account: notice.account_id, person: notice.person_id, channel, plan };
    });
  });
  await writePlans(tx, county, plans);
};

export interface Taken {
  readonly told: Told;
  readonly account: string | null;
  readonly to: string;
  readonly attempts: number;
}

const lockOne = (tx: Tx, notice: string, channel: OutsideChannel) =>
  tx
    .selectFrom('notice_delivery as d')
    .innerJoin('notice as n', 'n.id', 'd.notice_id')
    .select(['n.id', 'n.kind', 'n.params', 'n.link', 'n.statutory', 'n.read_at', 'n.done_at', 'n.person_id'])
    .select(['d.account_id', 'd.state', 'd.attempts', 'd.sent_at'])
    .where('d.notice_id', '=', notice)
    .where('d.channel', '=', channel)
    .forUpdate('d')
    .executeTakeFirst();

const settle = (tx: Tx, notice: string, channel: OutsideChannel, state: 'suppressed' | 'failed', why: string) =>
  tx
    .updateTable('notice_delivery')
    .set({ state, why })
    .where('notice_id', '=', notice)
    .where('channel', '=', channel)
    .execute();

/**
 * Takes one delivery in hand. Before anything is sent it is written down as unknown: whoever finds it so after a crash
 * knows that it may have arrived. Null where nothing is to be sent any more.
 */
export const takeDelivery = async (
  tx: Tx,
  county: County,
  notice: string,
  channel: OutsideChannel,
  remembers: number,
): Promise<Taken | null> => {
  const row = await lockOne(tx, notice, channel);
  if (row === undefined || isSettled(row.state)) return null;
  const over = row.done_at !== null || (row.read_at !== null && !row.statutory);
  if (over && row.attempts === 0) {
    await settle(tx, notice, channel, 'suppressed', 'read');
    return null;
  }
  const to = await addressOf(tx, county, channel, { account: row.account_id, person: row.person_id });
  if (to === null) {
    await settle(tx, notice, channel, 'failed', 'no_address');
    return null;
  }
  const now = county.now();
  const firstAt = row.sent_at === null ? null : new Date(row.sent_at);
  const doubled = mayDouble({ state: row.state, attempts: row.attempts, firstAt, now, remembers });
  const attempts = row.attempts + 1;
  await tx
    .updateTable('notice_delivery')
    .set({ state: 'unknown', why: 'under_way', attempts, sent_at: row.sent_at ?? now.toISOString() })
    .$if(doubled, (q) => q.set({ doubtful: true }))
    .where('notice_id', '=', notice)
    .where('channel', '=', channel)
    .execute();
  return { told: row, account: row.account_id, to, attempts };
};

/** Writes down what came of it. Answers whether to try again. */
export const noteOutcome = async (
  tx: Tx,
  county: County,
  delivery: { readonly notices: readonly string[]; readonly channel: OutsideChannel; readonly attempts: number },
  outcome: Outcome,
): Promise<boolean> => {
  const { state, why, again } = afterOutcome(outcome, delivery.attempts);
  await tx
    .updateTable('notice_delivery')
    .set({ state, why })
    .$if(outcome.kind === 'ok', (q) =>
      q.set({ sent_at: county.now().toISOString(), provider_id: outcome.kind === 'ok' ? outcome.id : null }),
    )
    // Surely not taken: the next attempt is the first that may arrive.
    .$if(outcome.kind === 'later', (q) => q.set({ sent_at: null }))
    .where('notice_id', '=', sql<string>`any(${delivery.notices}::uuid[])`)
    .where('channel', '=', delivery.channel)
    .execute();
  return again;
};

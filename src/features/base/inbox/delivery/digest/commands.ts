import { sql } from 'kysely';
import type { County } from '#platform/county/county.ts';
import type { Tx } from '#platform/db/types.ts';
import type { OutsideChannel } from '../../rules.ts';
import { addressOf } from '../queries.ts';
import { afterOutcome, mayDouble, type Outcome, type Told } from '../rules.ts';

export interface Letter {
  readonly channel: OutsideChannel;
  readonly notices: readonly Told[];
  readonly to: string;
  readonly attempts: number;
}

/** Whose night it was: an account's on one channel, or by SMS that of somebody who has none. */
export interface Night {
  readonly account: string | null;
  readonly person: string | null;
  readonly channel: OutsideChannel;
}

const lockHeld = (tx: Tx, { account, person, channel }: Night) =>
  tx
    .selectFrom('notice_delivery as d')
    .innerJoin('notice as n', 'n.id', 'd.notice_id')
    .select(['n.id', 'n.kind', 'n.params', 'n.link', 'n.read_at', 'n.done_at', 'n.person_id'])
    .select(['d.state', 'd.attempts', 'd.sent_at'])
    .where((e) =>
      account === null
        ? e.and([e('d.account_id', 'is', null), e('n.person_id', '=', person)])
        : e('d.account_id', '=', account),
    )
    .where('d.channel', '=', channel)
    .where((e) => e.or([e('d.state', '=', 'held'), e.and([e('d.state', '=', 'unknown'), e('d.why', '=', 'digest')])]))
    .orderBy('n.id')
    .forUpdate('d')
    .execute();

const mark = (tx: Tx, channel: OutsideChannel, ids: readonly string[], values: Readonly<Record<string, unknown>>) =>
  tx.updateTable('notice_delivery').set(values).where('channel', '=', channel).where('notice_id', 'in', ids).execute();

/**
 * Gathers what was held back for somebody on a channel, and writes it down as under way. Null where nothing is left.
 * @param remembers milliseconds for which the channel recognises a repetition
 */
export const takeHeld = async (tx: Tx, county: County, night: Night, remembers: number): Promise<Letter | null> => {
  const { account, channel } = night;
  const rows = await lockHeld(tx, night);
  const over = rows.filter((row) => row.attempts === 0 && (row.read_at !== null || row.done_at !== null));
  if (over.length > 0) {
    const ids = over.map((row) => row.id);
    await mark(tx, channel, ids, { state: 'suppressed', why: 'read' });
  }
  const left = rows.filter((row) => !over.includes(row));
  const [first] = left;
  if (first === undefined) return null;
  const ids = left.map((row) => row.id);
  const to = await addressOf(tx, county, channel, { account, person: first.person_id });
  if (to === null) {
    await mark(tx, channel, ids, { state: 'failed', why: 'no_address' });
    return null;
  }
  const now = county.now();
  const attempts = Math.max(...left.map((row) => row.attempts)) + 1;
  const doubled = left.filter(({ state, attempts: before, sent_at: sentAt }) =>
    mayDouble({ state, attempts: before, firstAt: sentAt === null ? null : new Date(sentAt), now, remembers }),
  );
  await mark(tx, channel, ids, {
    state: 'unknown',
    why: 'digest',
    attempts,
    sent_at: sql`coalesce(sent_at, ${now.toISOString()}::timestamptz)`,
  });
  if (doubled.length > 0)
    await mark(
      tx,
      channel,
      doubled.map((row) => row.id),
      { doubtful: true },
    );
  return { channel, notices: left, to, attempts };
};

/** Writes down what came of the letter. Answers whether to try again. */
export const noteLetter = async (tx: Tx, letter: Letter, outcome: Outcome): Promise<boolean> => {
  const { state, why, again } = afterOutcome(outcome, letter.attempts);
  const ids = letter.notices.map((one) => one.id);
  // What is tried again stays part of the letter.
  const stays = again ? { state: outcome.kind === 'unknown' ? 'unknown' : 'held', why: 'digest' } : { state, why };
  await mark(tx, letter.channel, ids, {
    ...stays,
    ...(outcome.kind === 'ok' ? { provider_id: outcome.id } : {}),
    // Surely not taken: the next attempt is the first that may arrive.
    ...(outcome.kind === 'later' ? { sent_at: null } : {}),
  });
  return again;
};

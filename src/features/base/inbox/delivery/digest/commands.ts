import type { County } from '#platform/county/county.ts';
import type { Tx } from '#platform/db/types.ts';
import { addressOf } from '../queries.ts';
import type { Told } from '../rules.ts';
import { afterOutcome, type Outcome } from '../rules.ts';

export interface Letter {
  readonly notices: readonly Told[];
  readonly to: string;
  readonly attempts: number;
}

const lockHeld = (tx: Tx, account: string) =>
  tx
    .selectFrom('notice_delivery as d')
    .innerJoin('notice as n', 'n.id', 'd.notice_id')
    .select(['n.id', 'n.kind', 'n.params', 'n.link', 'n.read_at', 'n.done_at', 'd.state', 'd.attempts'])
    .where('d.account_id', '=', account)
    .where('d.channel', '=', 'email')
    .where((e) => e.or([e('d.state', '=', 'held'), e.and([e('d.state', '=', 'unknown'), e('d.why', '=', 'digest')])]))
    .orderBy('n.id')
    .forUpdate('d')
    .execute();

const mark = (tx: Tx, ids: readonly string[], values: Readonly<Record<string, unknown>>) =>
  tx.updateTable('notice_delivery').set(values).where('channel', '=', 'email').where('notice_id', 'in', ids).execute();

/** Gathers what an account's e-mail has held back, and writes it down as under way. Null where nothing is left. */
export const takeHeld = async (tx: Tx, county: County, account: string): Promise<Letter | null> => {
  const rows = await lockHeld(tx, account);
  const over = rows.filter((row) => row.attempts === 0 && (row.read_at !== null || row.done_at !== null));
  if (over.length > 0) {
    const ids = over.map((row) => row.id);
    await mark(tx, ids, { state: 'suppressed', why: 'read' });
  }
  const left = rows.filter((row) => !over.includes(row));
  if (left.length === 0) return null;
  const ids = left.map((row) => row.id);
  const to = await addressOf(tx, county, 'email', { account, person: null });
  if (to === null) {
    await mark(tx, ids, { state: 'failed', why: 'no_address' });
    return null;
  }
  const attempts = Math.max(...left.map((row) => row.attempts)) + 1;
  const doubled = left.filter((row) => row.state === 'unknown').map((row) => row.id);
  await mark(tx, ids, { state: 'unknown', why: 'digest', attempts, sent_at: county.now().toISOString() });
  if (doubled.length > 0) await mark(tx, doubled, { doubtful: true });
  return { notices: left, to, attempts };
};

/** Writes down what came of the letter. Answers whether to try again. */
export const noteLetter = async (tx: Tx, letter: Letter, outcome: Outcome): Promise<boolean> => {
  const { state, why, again } = afterOutcome(outcome, letter.attempts);
  const ids = letter.notices.map((one) => one.id);
  // What is tried again stays part of the letter.
  const stays = again ? { state: outcome.kind === 'unknown' ? 'unknown' : 'held', why: 'digest' } : { state, why };
  await mark(tx, ids, { ...stays, ...(outcome.kind === 'ok' ? { provider_id: outcome.id } : {}) });
  return again;
};

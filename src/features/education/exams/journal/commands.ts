import { sql } from 'kysely';
import type { z } from 'zod';
import type { Scope } from '#platform/access/scope.ts';
import { audit } from '#platform/audit/audit.ts';
import type { County } from '#platform/county/county.ts';
import type { Tx } from '#platform/db/types.ts';
import type { Context } from '#platform/http/route.ts';
import { AppError, invalid, notFound } from '#shared/errors.ts';
import { endOf, isOver, markAttempt } from '../marking/commands.ts';
import { graceMs, type Line } from '../rules.ts';
import { keepAnswers, type Kept } from '../seat/contract.ts';
import { attemptRows, drawnOf, itemsFor, journalKey, macOf } from '../seat/queries.ts';

/** Lines of the other sittings: where it grows, answers may stand that the device of this one does not show. */
const othersOf = sql<number>`(select coalesce(sum(o.last_seq), 0)::integer from exam_sitting o where o.attempt_id = a.id and o.n <> s.n)`;

/** Both the attempt and the sitting: a hand-in waits for what is coming in, and a late line for the marks. @throws AppError not_found */
export const lockSitting = async (tx: Tx, scope: Scope, id: string, n: number) => {
  const row = await attemptRows(tx, scope)
    .innerJoin('exam_sitting as s', 's.attempt_id', 'a.id')
    .where('a.id', '=', id)
    .where('s.n', '=', n)
    .select(['s.id as sitting_id', 's.last_seq', 's.head'])
    .select(sql<number>`(select max(o.n) from exam_sitting o where o.attempt_id = a.id)`.as('latest'))
    .select(othersOf.as('others'))
    .forNoKeyUpdate(['a', 's'])
    .executeTakeFirst();
  if (row === undefined || row.ends_at === null) throw notFound();
  return row;
};
type Locked = Awaited<ReturnType<typeof lockSitting>>;

export const keptView = (
  row: Pick<Locked, 'last_seq' | 'head' | 'latest' | 'others' | 'ends_at' | 'handed_in_at'>,
  n: number,
  arrived: Date,
): z.input<typeof Kept> => ({
  lastSeq: row.last_seq,
  head: row.head,
  movedOn: row.latest > n,
  others: row.others,
  endsAt: row.ends_at ?? '',
  handedIn: row.handed_in_at !== null,
  now: arrived.toISOString(),
});

/** What a process remembers of a sitting under way. It is a guess: the statement that goes by it says whether it still holds. */
interface Known {
  readonly id: string;
  readonly n: number;
  readonly personId: string;
  readonly path: string;
  readonly endsAt: string;
  readonly key: Buffer;
  readonly asked: ReadonlySet<number>;
  readonly lastSeq: number;
  readonly head: string;
}

const remembered = new WeakMap<County, Map<string, Known>>();
const mostRemembered = 20_000;

const knownOf = (county: County): Map<string, Known> => {
  const known = remembered.get(county) ?? new Map<string, Known>();
  remembered.set(county, known);
  return known;
};

const nameOf = (id: string, n: number): string => `${id} ${n}`;

const remember = (county: County, sitting: Known): void => {
  const known = knownOf(county);
  const [oldest] = known.keys();
  if (known.size >= mostRemembered && oldest !== undefined) known.delete(oldest);
  known.set(nameOf(sitting.id, sitting.n), sitting);
};

const knownFrom = (county: County, row: Locked, n: number): Known => ({
  id: row.id,
  n,
  personId: row.person_id,
  path: row.org_path,
  endsAt: row.ends_at ?? '',
  key: journalKey(county, row.id, n),
  asked: new Set(drawnOf(row.drawn)[row.form]?.items ?? []),
  lastSeq: row.last_seq,
  head: row.head,
});

/**
 * Lines that follow on what has come in: what came before is passed over, and after a gap nothing is taken. Null where a signature does
 * not follow. @throws AppError invalid
 */
const following = ({ key, asked, lastSeq, head: from }: Known, sent: readonly Line[]): readonly Line[] | null => {
  const fresh: Line[] = [];
  let [seq, head] = [lastSeq, from];
  for (const line of sent.toSorted((a, b) => a.seq - b.seq)) {
    if (line.seq <= seq) continue;
    if (line.seq > seq + 1) break;
    if (!asked.has(line.item)) throw invalid('body.lines', 'exams.no_such_item');
    if (macOf(key, head, line) !== line.mac) return null;
    fresh.push(line);
    [seq, head] = [line.seq, line.mac];
  }
  return fresh;
};

const rowsOf = (lines: readonly Line[]): string =>
  JSON.stringify(
    lines.map(({ seq, item, answer, at, mac }) => ({
      seq,
      item,
      answer: JSON.stringify(answer),
      at: new Date(at).toISOString(),
      mac,
    })),
  );

/**
 * Looks, locks and writes in one statement; null where anything is no longer as it is remembered: other lines came in, by another
 * process or as a twin of this request, or the attempt is over. Then nothing is written.
 */
const writeOn = async (
  tx: Tx,
  known: Known,
  lines: readonly Line[],
  last: Line,
  arrived: Date,
): Promise<Pick<Locked, 'latest' | 'others'> | null> => {
  const { rows } = await sql<Pick<Locked, 'latest' | 'others'>>`with held as (
      select s.id, (select max(o.n) from exam_sitting o where o.attempt_id = a.id) as latest, ${othersOf} as others
      from exam_attempt a join exam e on e.id = a.exam_id join exam_sitting s on s.attempt_id = a.id
      where a.id = ${known.id} and a.person_id = ${known.personId} and a.handed_in_at is null and a.marked_at is null
        and e.state <> 'withdrawn' and s.n = ${known.n} and s.last_seq = ${known.lastSeq} and s.head = ${known.head}
      for no key update of a, s),
    kept as (
      insert into exam_entry (attempt_id, sitting, seq, person_id, org_path, item, answer, written_at, received_at, mac)
      select ${known.id}, ${known.n}, l.seq, ${known.personId}, ${known.path}, l.item, l.answer, l.at, ${arrived.toISOString()}, l.mac
      from held, jsonb_to_recordset(${rowsOf(lines)}::jsonb) as l(seq integer, item integer, answer text, at timestamptz, mac text)),
    moved as (update exam_sitting o set last_seq = ${last.seq}, head = ${last.mac} from held where o.id = held.id)
    select latest, others from held`.execute(tx);
  return rows[0] ?? null;
};

/** Where and when a request is judged. */
type At = Pick<Context, 'county' | 'arrived'>;
type Sent = z.output<typeof keepAnswers.body>;

/** Nearly every request of an exam: the next lines of a sitting that this process knows, before the end. Null: look it up. */
const keepOn = async (
  tx: Tx,
  scope: Scope,
  { county, arrived }: At,
  id: string,
  { sitting: n, lines }: Sent,
): Promise<z.input<typeof Kept> | null> => {
  const known = knownOf(county).get(nameOf(id, n));
  if (known === undefined || known.personId !== scope.personId) return null;
  if (arrived.getTime() > Date.parse(known.endsAt) + graceMs) return null;
  const fresh = following(known, lines);
  const last = fresh?.at(-1);
  if (fresh === null || last === undefined) return null;
  const sittings = await writeOn(tx, known, fresh, last, arrived);
  if (sittings === null) return null;
  tx.effects.afterCommit.push(() => remember(county, { ...known, lastSeq: last.seq, head: last.mac }));
  audit(tx, { action: keepAnswers.name, entity: 'exam_attempt', entityId: id, path: known.path });
  const now = { last_seq: last.seq, head: last.mac, ...sittings, ends_at: known.endsAt, handed_in_at: null };
  return keptView(now, n, arrived);
};

/** Whether lines with numbers that have come in are those that came in: two pages of one device may both have counted on. */
const areKept = async (tx: Tx, id: string, n: number, again: readonly Line[]): Promise<boolean> => {
  if (again.length === 0) return true;
  const rows = await tx
    .selectFrom('exam_entry')
    .select(['seq', 'mac'])
    .where('attempt_id', '=', id)
    .where('sitting', '=', n)
    .where(
      'seq',
      'in',
      again.map(({ seq }) => seq),
    )
    .execute();
  const macs = new Map(rows.map(({ seq, mac }) => [seq, mac]));
  return again.every(({ seq, mac }) => macs.get(seq) === mac);
};

/** Knows a retry by the numbers and the signatures of its lines. @throws AppError not_found, refused, invalid */
export const keep = async (
  tx: Tx,
  scope: Scope,
  at: At,
  id: string,
  { sitting: n, lines }: Sent,
): Promise<z.input<typeof Kept>> => {
  const quick = await keepOn(tx, scope, at, id, { sitting: n, lines });
  if (quick !== null) return quick;
  const { county, arrived } = at;
  const row = await lockSitting(tx, scope, id, n);
  const known = knownFrom(county, row, n);
  const fresh = following(known, lines);
  const again = lines.filter(({ seq }) => seq <= row.last_seq);
  if (fresh === null || !(await areKept(tx, id, n, again)))
    throw new AppError('refused', {
      message: 'exams.journal_broken',
      current: { lastSeq: row.last_seq, head: row.head },
    });
  const last = fresh.at(-1);
  audit(tx, { action: keepAnswers.name, entity: 'exam_attempt', entityId: id, path: row.org_path });
  if (last === undefined) return keptView(row, n, arrived);
  await sql`with kept as (
      insert into exam_entry (attempt_id, sitting, seq, person_id, org_path, item, answer, written_at, received_at, mac)
      select ${id}, ${n}, l.seq, ${row.person_id}, ${row.org_path}, l.item, l.answer, l.at, ${arrived.toISOString()}, l.mac
      from jsonb_to_recordset(${rowsOf(fresh)}::jsonb) as l(seq integer, item integer, answer text, at timestamptz, mac text))
    update exam_sitting set last_seq = ${last.seq}, head = ${last.mac} where id = ${row.sitting_id}`.execute(tx);
  // After the late limit nothing counts any more, and what was decided since stays.
  const late = arrived.getTime() > endOf(row).lateUntil;
  const isEnded = row.marked_at !== null || isOver(row, arrived.getTime());
  if (!late && isEnded) await markAttempt(tx, row, await itemsFor(tx, county, row), arrived);
  if (!isEnded && row.handed_in_at === null)
    tx.effects.afterCommit.push(() => remember(county, { ...known, lastSeq: last.seq, head: last.mac }));
  return keptView({ ...row, last_seq: last.seq, head: last.mac }, n, arrived);
};

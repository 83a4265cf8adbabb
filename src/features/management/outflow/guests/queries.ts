import { sql } from 'kysely';
import type { z } from 'zod';
import type { Db } from '#platform/db/types.ts';
import type { MeetingState } from '#features/management/meetings/rules.ts';
import type { Guest, Word } from '../contract.ts';

/** Meetings that a line shows. */
const shown = 12;

interface TakingPart {
  readonly guests: z.input<typeof Guest>[];
  readonly words: z.input<typeof Word>[];
}
const nothing: TakingPart = { guests: [], words: [] };

// The function looks wide and is told the caller's own range.
const range = sql`current_setting('app.lower', true), current_setting('app.upper', true)`;

type Line = z.input<typeof Guest> & { readonly key: string };

/** Day, title and state are the meeting's own, so that they follow where it is moved, renamed or called off; the latest come first. */
const meetingsOf = async (
  db: Db,
  rows: readonly {
    readonly id: string;
    readonly key: string | null;
    readonly meeting_id: string;
    readonly attended: boolean | null;
  }[],
): Promise<Line[]> => {
  if (rows.length === 0) return [];
  const { rows: meetings } = await sql<{ guest_id: string; title: string; on_day: string; state: MeetingState }>`
    select * from guest_meetings(${rows.map(({ id }) => id)}::uuid[], ${range})
    order by on_day desc, guest_id desc`.execute(db);
  const found = new Map(rows.map((row) => [row.id, row]));
  return meetings.flatMap(({ guest_id: id, title, on_day: onDay, state }) => {
    const row = found.get(id);
    if (row === undefined) return [];
    const { key, meeting_id: meetingId, attended } = row;
    return [{ key: key ?? '', meetingId, title, onDay, cancelled: state === 'cancelled', attended }];
  });
};

const loaded = async (db: Db, by: 'id' | 'outflow_id', ids: readonly string[]): Promise<Map<string, TakingPart>> => {
  const named = sql<string>`any(${[...ids]}::uuid[])`;
  const [rows, words] = await Promise.all([
    db
      .selectFrom('inflow_guest as g')
      .innerJoin('inflow as i', 'i.id', 'g.inflow_id')
      .select([`i.${by} as key`, 'g.id', 'g.meeting_id', 'g.attended'])
      .where(`i.${by}`, '=', named)
      .execute(),
    db
      .selectFrom('inflow_word as w')
      .innerJoin('inflow as i', 'i.id', 'w.inflow_id')
      .select([`i.${by} as key`, 'w.year', 'w.result', 'w.branch', 'w.author'])
      .where(`i.${by}`, '=', named)
      .orderBy('w.year', 'desc')
      .execute(),
  ]);
  const found = new Map<string, TakingPart>(ids.map((id) => [id, { guests: [], words: [] }]));
  for (const { key, ...guest } of await meetingsOf(db, rows)) {
    const list = found.get(key)?.guests;
    if (list !== undefined && list.length < shown) list.push(guest);
  }
  for (const { key, ...word } of words) found.get(key ?? '')?.words.push(word);
  return found;
};

/** What those who live here take part in, or those of the own branch elsewhere: the range of both is the database's. */
export const takingPart = async (
  db: Db,
  by: 'id' | 'outflow_id',
  ids: readonly string[],
): Promise<(id: string) => TakingPart> => {
  const found = ids.length === 0 ? new Map<string, TakingPart>() : await loaded(db, by, ids);
  return (id) => found.get(id) ?? nothing;
};

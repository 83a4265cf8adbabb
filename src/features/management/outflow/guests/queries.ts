import { sql } from 'kysely';
import type { z } from 'zod';
import type { Db } from '#platform/db/types.ts';
import type { Guest, Word } from '../contract.ts';

/** Meetings that a line shows. */
const shown = 12;

interface TakingPart {
  readonly guests: z.input<typeof Guest>[];
  readonly words: z.input<typeof Word>[];
}
const nothing: TakingPart = { guests: [], words: [] };

const loaded = async (db: Db, by: 'id' | 'outflow_id', ids: readonly string[]): Promise<Map<string, TakingPart>> => {
  const named = sql<string>`any(${[...ids]}::uuid[])`;
  const [guests, words] = await Promise.all([
    db
      .selectFrom('inflow_guest as g')
      .innerJoin('inflow as i', 'i.id', 'g.inflow_id')
      .select([`i.${by} as key`, 'g.meeting_id', 'g.title', 'g.on_day', 'g.attended'])
      .where(`i.${by}`, '=', named)
      .orderBy('g.on_day', 'desc')
      .orderBy('g.id', 'desc')
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
  for (const { key, meeting_id: meetingId, title, on_day: onDay, attended } of guests) {
    const list = found.get(key ?? '')?.guests;
    if (list !== undefined && list.length < shown) list.push({ meetingId, title, onDay, attended });
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

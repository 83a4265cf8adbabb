import { sql } from 'kysely';
import { z } from 'zod';
import type { Scope } from '#platform/access/scope.ts';
import type { County } from '#platform/county/county.ts';
import type { Db } from '#platform/db/types.ts';
import { majorOf } from '../categories/rules.ts';

/** Answers filed in the scope's range. */
export const visiblePublications = (db: Db, scope: Scope) =>
  db.selectFrom('published_answer as p').where('p.org_path', '>=', scope.from).where('p.org_path', '<', scope.to);

export interface OpenAnswer {
  readonly id: string;
  readonly category: string;
  readonly question: string;
  readonly answer: string;
  readonly words: readonly string[];
  readonly unit_name: string;
  readonly reviewed_at: string;
}

const within = (category: string | undefined) =>
  category === undefined ? sql`null, null` : sql`${category}::text, ${majorOf(category)}::text`;

/** What everybody may read, the newest first; the policies let no row through without a range. */
export const openAnswers = async (db: Db, category: string | undefined, most: number): Promise<OpenAnswer[]> =>
  (await sql<OpenAnswer>`select * from open_answers(${within(category)}, ${most}::int4)`.execute(db)).rows;

export const countOpenAnswers = async (db: Db, category: string | undefined): Promise<number> =>
  (await sql<{ total: number }>`select open_answer_count(${within(category)}) as total`.execute(db)).rows[0]?.total ??
  0;

const Proposed = z.object({ question: z.string(), answer: z.string() });
export type Proposed = z.infer<typeof Proposed>;

export const sealProposed = ({ crypto }: County, proposed: Proposed) => ({
  sealed: crypto.encrypt(JSON.stringify({ question: proposed.question, answer: proposed.answer })),
  key_id: crypto.currentKeyId,
});

export const openProposed = ({ crypto }: County, sealed: Buffer): Proposed =>
  Proposed.parse(JSON.parse(crypto.decrypt(sealed)));

import { z } from 'zod';
import type { Scope } from '#platform/access/scope.ts';
import type { County } from '#platform/county/county.ts';
import type { Db } from '#platform/db/types.ts';

/** Answers filed in the scope's range. */
export const visiblePublications = (db: Db, scope: Scope) =>
  db.selectFrom('published_answer as p').where('p.org_path', '>=', scope.from).where('p.org_path', '<', scope.to);

/** What everybody may read; the policies let no other row through without a range. */
export const openAnswers = (db: Db) => db.selectFrom('published_answer as p').where('p.state', '=', 'published');

const Proposed = z.object({ question: z.string(), answer: z.string() });
export type Proposed = z.infer<typeof Proposed>;

export const sealProposed = ({ crypto }: County, proposed: Proposed) => ({
  sealed: crypto.encrypt(JSON.stringify({ question: proposed.question, answer: proposed.answer })),
  key_id: crypto.currentKeyId,
});

export const openProposed = ({ crypto }: County, sealed: Buffer): Proposed =>
  Proposed.parse(JSON.parse(crypto.decrypt(sealed)));

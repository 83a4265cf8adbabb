import type { Scope } from '#platform/access/scope.ts';
import { audit, touch } from '#platform/audit/audit.ts';
import type { County } from '#platform/county/county.ts';
import type { Tx } from '#platform/db/types.ts';
import { loadSegmenter } from '#platform/text/segment.ts';
import { AppError, invalid, notFound } from '#shared/errors.ts';
import { newId } from '#shared/ids.ts';
import { visibleRequests } from '../access.ts';
import { tellingWords } from '../learning/suggesting/rules.ts';
import { openRequest } from '../thread/queries.ts';
import { openProposed, sealProposed, visiblePublications, type Proposed } from './access.ts';
import { draftOf } from './queries.ts';
import { tracesIn, type Sender } from './rules.ts';

const told = (tx: Tx, path: string): void => touch(tx, 'requests.published', { path });

/** @throws AppError invalid where a text still names somebody */
const checkTraces = ({ question, answer }: Proposed, sender: Sender): void => {
  if (tracesIn(question, sender).length > 0) throw invalid('body.question', 'requests.names_somebody');
  if (tracesIn(answer, sender).length > 0) throw invalid('body.answer', 'requests.names_somebody');
};

const account = (scope: Scope): string => {
  if (scope.accountId === null) throw notFound();
  return scope.accountId;
};

/** @throws AppError not_found, conflict where no answer stands or one is proposed already, invalid */
export const propose = async (tx: Tx, scope: Scope, county: County, requestId: string, body: Proposed) => {
  await visibleRequests(tx, scope).select('r.id').where('r.id', '=', requestId).forUpdate('r').executeTakeFirst();
  const { row, written, draft } = await draftOf(tx, scope, county, requestId);
  if (draft === null) throw new AppError('conflict', { message: 'requests.not_answered' });
  const open = await visiblePublications(tx, scope)
    .select('p.id')
    .where('p.request_id', '=', requestId)
    .where('p.state', 'in', ['proposed', 'published'])
    .executeTakeFirst();
  if (open !== undefined) throw new AppError('conflict', { message: 'requests.proposed_already' });
  checkTraces(body, written);
  const id = newId();
  await tx
    .insertInto('published_answer')
    .values({
      id,
      request_id: requestId,
      org_path: row.org_path,
      unit_name: row.unit_name,
      category: row.category,
      ...sealProposed(county, body),
      proposed_by: account(scope),
      proposer: scope.actor,
      proposed_at: county.now().toISOString(),
    })
    .execute();
  audit(tx, { action: 'requests.proposeAnswer', entity: 'published_answer', entityId: id, path: row.org_path });
  told(tx, row.org_path);
  return { id, version: 1 };
};

const lock = async (tx: Tx, scope: Scope, id: string, version: number) => {
  const row = await visiblePublications(tx, scope)
    .select(['p.id', 'p.version', 'p.state', 'p.org_path', 'p.sealed', 'p.proposed_by', 'p.request_id'])
    .where('p.id', '=', id)
    .forUpdate()
    .executeTakeFirst();
  if (row === undefined) throw notFound();
  if (row.version !== version) throw new AppError('stale', { current: { id, version: row.version, state: row.state } });
  return row;
};

/** Somebody else than who proposed it. @throws AppError conflict, refused */
const toReview = async (tx: Tx, scope: Scope, id: string, version: number) => {
  const row = await lock(tx, scope, id, version);
  if (row.state !== 'proposed') throw new AppError('conflict', { message: 'requests.wrong_state' });
  if (row.proposed_by === account(scope)) throw new AppError('refused', { message: 'requests.second_person' });
  return row;
};

interface Change {
  readonly action: string;
  readonly set: object;
  readonly reason?: string;
}

const change = async (
  tx: Tx,
  { id, version, org_path }: { id: string; version: number; org_path: string },
  { action, set, reason }: Change,
) => {
  await tx
    .updateTable('published_answer')
    .set({ ...set, version: version + 1 })
    .where('id', '=', id)
    .execute();
  const words = reason === undefined ? {} : { reason };
  audit(tx, { action, entity: 'published_answer', entityId: id, path: org_path, ...words });
  told(tx, org_path);
  return { id, version: version + 1 };
};

const reviewed = (scope: Scope, county: County) => ({
  reviewed_by: scope.accountId,
  reviewer: scope.actor,
  reviewed_at: county.now().toISOString(),
});

/** From here on everybody reads it. @throws AppError not_found, stale, conflict, refused, invalid */
export const publish = async (tx: Tx, scope: Scope, county: County, id: string, version: number) => {
  const row = await toReview(tx, scope, id, version);
  const proposed = openProposed(county, row.sealed);
  const request = await visibleRequests(tx, scope)
    .select('r.sealed')
    .where('r.id', '=', row.request_id)
    .executeTakeFirst();
  // Handed on meanwhile: its sender's name is no longer ours to compare with; the forms are.
  checkTraces(proposed, request === undefined ? { name: null, phone: null } : openRequest(county, request.sealed));
  const { cutForSearch } = await loadSegmenter();
  const words = tellingWords(cutForSearch(proposed.question));
  const set = { state: 'published', ...proposed, words, ...reviewed(scope, county) };
  return change(tx, row, { action: 'requests.publishAnswer', set });
};

interface Refused {
  readonly version: number;
  readonly reason: string;
}

export const giveBack = async (tx: Tx, scope: Scope, county: County, id: string, { version, reason }: Refused) => {
  const row = await toReview(tx, scope, id, version);
  const set = { state: 'returned', reason, ...reviewed(scope, county) };
  return change(tx, row, { action: 'requests.returnAnswer', set, reason });
};

/** Its words are sealed again. @throws AppError not_found, stale, conflict */
export const withdraw = async (tx: Tx, scope: Scope, id: string, { version, reason }: Refused) => {
  const row = await lock(tx, scope, id, version);
  if (row.state !== 'published') throw new AppError('conflict', { message: 'requests.wrong_state' });
  const set = { state: 'withdrawn', reason, question: null, answer: null, words: null };
  return change(tx, row, { action: 'requests.withdrawAnswer', set, reason });
};

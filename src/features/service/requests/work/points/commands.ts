import type { z } from 'zod';
import type { Scope } from '#platform/access/scope.ts';
import { audit, touch } from '#platform/audit/audit.ts';
import type { County } from '#platform/county/county.ts';
import type { Tx } from '#platform/db/types.ts';
import { AppError, invalid } from '#shared/errors.ts';
import { newId } from '#shared/ids.ts';
import { lockOne } from '../../handling/access.ts';
import { isOpen } from '../../rules.ts';
import type { AnsweredPoint, markPoints, Opinion } from './contract.ts';
import { marksOf, roundOf, wordsOf } from './queries.ts';
import { answerFaults, isQuoted, type PointAnswer, sentencesOf, unmarked } from './rules.ts';

type Body = z.output<typeof markPoints.body>;

/** @throws AppError not_found, stale, conflict, invalid */
export const mark = async (tx: Tx, scope: Scope, county: County, id: string, { version, marks }: Body) => {
  const row = await lockOne(tx, scope, id);
  if (row.version !== version) throw new AppError('stale', { current: { id, version: row.version, state: row.state } });
  if (!isOpen(row.state)) throw new AppError('conflict', { message: 'requests.wrong_state' });
  const texts = await wordsOf(tx, scope, county, row);
  const problems = marks.flatMap(({ quote }, place) =>
    isQuoted(texts, quote) ? [] : [{ path: `body.marks.${place}.quote`, message: 'requests.not_quoted' }],
  );
  if (problems.length > 0) throw new AppError('invalid', { problems });
  const round = roundOf(row);
  await tx.deleteFrom('request_issue').where('request_id', '=', id).where('round', '=', round).execute();
  const rows = marks.map(({ quote, aside }, position) => ({
    id: newId(),
    request_id: id,
    org_path: row.org_path,
    round,
    position,
    aside,
    sealed: county.crypto.encrypt(quote),
    key_id: county.crypto.currentKeyId,
    actor: scope.actor,
  }));
  if (rows.length > 0) await tx.insertInto('request_issue').values(rows).execute();
  const next = row.version + 1;
  await tx.updateTable('service_request').set({ version: next }).where('id', '=', id).execute();
  audit(tx, { action: 'requests.markPoints', entity: 'service_request', entityId: id, path: row.org_path });
  touch(tx, 'requests', { path: row.org_path });
  return { id, version: next };
};

export interface Answering {
  readonly text: string;
  readonly answers: readonly PointAnswer[];
  readonly opinion?: Opinion | undefined;
}

type Row = Awaited<ReturnType<typeof lockOne>>;

/**
 * The gate of an answer: every point is answered by a sentence of it or by a reason, and a petition by an opinion with its basis.
 * @returns the points as they are kept with the answer. @throws AppError invalid
 */
export const answeredPoints = async (
  tx: Tx,
  scope: Scope,
  county: County,
  row: Row,
  { text, answers, opinion }: Answering,
): Promise<AnsweredPoint[]> => {
  if (row.procedure === 'petition' && opinion === undefined) throw invalid('body.opinion', 'requests.opinion_needed');
  const [words] = await wordsOf(tx, scope, county, row);
  const marks = await marksOf(tx, scope, county, row);
  if (unmarked(words, marks).length > 0) throw invalid('body.answers', 'requests.points_unmarked');
  const points = marks.filter(({ aside }) => !aside);
  const problems = answerFaults(points, text, answers);
  if (problems.length > 0) throw new AppError('invalid', { problems });
  const said = sentencesOf(text);
  return points.map(({ id, quote }) => {
    const answer = answers.find(({ pointId }) => pointId === id);
    const sentences = [...new Set(answer?.sentences ?? [])].toSorted((one, other) => one - other);
    const reason = answer?.reason ?? '';
    return { quote, sentences: sentences.flatMap((at) => said[at]?.text ?? []), reason: reason === '' ? null : reason };
  });
};

import { sql } from 'kysely';
import type { z } from 'zod';
import { systemScope, type Scope } from '#platform/access/scope.ts';
import type { County } from '#platform/county/county.ts';
import type { Db } from '#platform/db/types.ts';
import { visibleRequests } from '../access.ts';
import type { learningState, LearnedModel } from './contract.ts';
import { minRequests, modelKinds } from './rules.ts';

export const learningKind = 'requests.learn';

/** Requests that somebody answered: what they were put under and who answered is what there is to learn. */
export const answeredRequests = (db: Db, scope: Scope) =>
  visibleRequests(db, scope).where(sql<boolean>`r.state in ('answered', 'closed') and r.treatment = 'handle'`);

const shown = 20;

const modelsOf = async (db: Db): Promise<z.input<typeof LearnedModel>[]> => {
  const rows = await db
    .selectFrom('request_model')
    .select([
      'kind',
      'made_at as madeAt',
      'trained_on as trainedOn',
      'tested_on as testedOn',
      'classes',
      'accuracy',
      'macro_f1 as macroF1',
      'calibration',
      'usual',
      'seconds',
    ])
    .orderBy('made_at', 'desc')
    .orderBy('id', 'desc')
    .limit(shown)
    .execute();
  return rows.flatMap(({ kind, ...row }) => {
    const known = modelKinds.find((one) => one === kind);
    return known === undefined ? [] : [{ ...row, kind: known }];
  });
};

/** Whoever has started it. */
export const runningLearning = (county: County) =>
  county
    .read(systemScope(county.entry.code, learningKind, { guard: 'jobs' }))
    .selectFrom('job')
    .select(['id', 'account_id', 'done', 'total'])
    .where('kind', '=', learningKind)
    .where('state', 'in', ['waiting', 'running'])
    .orderBy('id', 'desc')
    .executeTakeFirst();

export const learningView = async (
  db: Db,
  scope: Scope,
  county: County,
): Promise<z.input<typeof learningState.reply>> => {
  const [models, { examples }, running] = await Promise.all([
    modelsOf(db),
    answeredRequests(db, scope)
      .select(sql<number>`count(*)::int4`.as('examples'))
      .executeTakeFirstOrThrow(),
    runningLearning(county),
  ]);
  return {
    models,
    examples,
    needed: minRequests,
    running: running
      ? { jobId: running.id, own: running.account_id === scope.accountId, done: running.done, total: running.total }
      : null,
  };
};

import { systemScope, type Scope } from '#platform/access/scope.ts';
import { audit } from '#platform/audit/audit.ts';
import type { County } from '#platform/county/county.ts';
import type { Db, Tx } from '#platform/db/types.ts';
import {
  accountsScope,
  actingScope,
  closeSession,
  holdByRun,
  openPrepared,
  operatorScopes,
} from '#features/base/accounts/index.ts';
import { insertNode, lockTree } from '#features/base/organisations/index.ts';
import { deadline } from '#features/base/rules/rules.ts';
import { AppError, notFound } from '#shared/errors.ts';
import { newId } from '#shared/ids.ts';
import { filledPractice, ownRuns, type Kept, type Scene, type Scenes, type Township } from './access.ts';
import { runView } from './queries.ts';
import { isPassed, type Drill } from './rules.ts';

const trainee = '演练学员';
const role = 'township_worker';

const noPractice = (): AppError => new AppError('refused', { message: 'practice_none' });

/** @throws AppError refused where the county has none */
export const practiceOf = (county: County): County => {
  const practice = county.practice();
  if (practice === null) throw noPractice();
  return practice;
};

const acting = (scope: Scope) => {
  const { accountId, sessionId } = scope;
  if (accountId === null || sessionId === null) throw new AppError('unauthenticated');
  return { accountId, sessionId, actor: scope.actor, role: scope.role, requestId: scope.requestId };
};

const ownScope = (county: County, scope: Scope): Scope => actingScope(county, acting(scope), 'practice');

/** The trainee's account in the practice county, which holds no name; a new township with its range, and the role there. */
const makePlace = (practice: County, accountId: string, segment: string) =>
  practice.write(
    systemScope(practice.entry.code, 'practice', { guard: 'accounts', source: 'practice' }),
    async (
      tx,
    ): Promise<{
      readonly signInName: string;
      readonly grantId: string;
      readonly accountId: string;
      readonly township: Township;
    }> => {
      await lockTree(tx, practice);
      const root = await tx
        .selectFrom('organisation')
        .select(['id', 'path'])
        .where('parent_id', 'is', null)
        .executeTakeFirstOrThrow();
      const name = `演练乡党委（${segment}）`;
      const node = await insertNode(tx, { parent: root, type: 'township_committee', name, on: '2001-07-01' });
      const signInName = `drill-${accountId}`;
      const known = await tx
        .selectFrom('account')
        .select('id')
        .where('sign_in_name', '=', signInName)
        .executeTakeFirst();
      const id = known?.id ?? newId();
      if (known === undefined)
        await tx
          .insertInto('account')
          .values({ id, sign_in_name: signInName, display_name: trainee, must_set_password: false })
          .execute();
      const now = practice.now().toISOString();
      await tx
        .updateTable('role_grant')
        .set({ ended_at: now })
        .where('account_id', '=', id)
        .where('ended_at', 'is', null)
        .execute();
      const grantId = newId();
      await tx
        .insertInto('role_grant')
        .values({ id: grantId, account_id: id, role, organisation_id: node.id, from_on: practice.today() })
        .execute();
      audit(tx, { action: 'practice.prepare', entity: 'account', entityId: id, path: node.path });
      return { signInName, grantId, accountId: id, township: { ...node, name } };
    },
  );

const prepare = async (
  practice: County,
  scene: Scene,
  { runId, drill, accountId }: { readonly runId: string; readonly drill: Drill; readonly accountId: string },
): Promise<void> => {
  const place = await makePlace(practice, accountId, runId.slice(-6));
  const scope = (await operatorScopes(practice, place.signInName)).find(({ path }) => path === place.township.path);
  if (scope === undefined) throw new Error('the trainee has no role in the practice county');
  const { township, grantId } = place;
  const prepared = await practice.write(scope, (tx) => scene.prepare(tx, { county: practice, scope, township }));
  const kept: Kept = { ...prepared, township, grantId };
  await practice.write(accountsScope(practice, 'practice'), async (tx) => {
    // An account that begins anew has let the former scene of this drill lie.
    await tx
      .updateTable('practice_run')
      .set({ state: 'given_up', finished_at: practice.now().toISOString() })
      .where('account_id', '=', place.accountId)
      .where('state', '=', 'open')
      .execute();
    await tx
      .insertInto('practice_run')
      .values({ id: runId, account_id: place.accountId, drill, scene: JSON.stringify(kept) })
      .execute();
    audit(tx, { action: 'practice.prepare', entity: 'practice_run', entityId: runId, path: township.path });
  });
};

const openRunOf = (db: Db, scope: Scope) =>
  ownRuns(db, scope).selectAll().where('r.state', '=', 'open').executeTakeFirst();

/**
 * Prepares a scene, or answers the open one. The scene is there before the run is told of.
 * @throws AppError conflict while another drill is open
 */
export const begin = async (county: County, scope: Scope, scenes: Scenes, drill: Drill) => {
  const practice = await filledPractice(county);
  if (practice === null) throw noPractice();
  return county.write(ownScope(county, scope), async (tx) => {
    const { accountId } = acting(scope);
    // One after the other: two clicks prepare one scene.
    await tx.selectFrom('account').select('id').where('id', '=', accountId).forUpdate().execute();
    const open = await openRunOf(tx, scope);
    if (open !== undefined && open.drill !== drill) throw new AppError('conflict', { message: 'practice_other' });
    if (open !== undefined) {
      audit(tx, { action: 'practice.begin', entity: 'practice_run', entityId: open.id, path: scope.path });
      return runView(open);
    }
    const runId = newId();
    await prepare(practice, scenes[drill], { runId, drill, accountId });
    const row = await tx
      .insertInto('practice_run')
      .values({ id: runId, account_id: accountId, drill })
      .returningAll()
      .executeTakeFirstOrThrow();
    audit(tx, { action: 'practice.begin', entity: 'practice_run', entityId: runId, path: scope.path });
    return runView(row);
  });
};

/** The scene of a run, as the practice county keeps it. @throws AppError conflict where it is no more */
const sceneOf = async (practice: County, runId: string): Promise<Kept & { readonly accountId: string }> => {
  const row = await practice
    .read(accountsScope(practice, 'practice'))
    .selectFrom('practice_run')
    .select(['account_id', 'scene'])
    .where('id', '=', runId)
    .executeTakeFirst();
  if (row === undefined || row.scene === null) throw new AppError('conflict', { message: 'practice_gone' });
  return { ...(row.scene as unknown as Kept), accountId: row.account_id };
};

const lockRun = async (tx: Tx, scope: Scope, id: string) => {
  const row = await ownRuns(tx, scope).selectAll().where('r.id', '=', id).forUpdate().executeTakeFirst();
  if (row === undefined) throw notFound();
  return row;
};

/** A token of the practice county for the township of the run. @throws AppError conflict where it is over */
export const enter = async (county: County, scope: Scope, id: string): Promise<{ token: string; drill: Drill }> => {
  const { practice, drill } = await county.write(ownScope(county, scope), async (tx) => {
    const run = await lockRun(tx, scope, id);
    if (run.state !== 'open') throw new AppError('conflict', { message: 'practice_over' });
    audit(tx, { action: 'practice.enter', entity: 'practice_run', entityId: id, path: scope.path });
    return { practice: practiceOf(county), drill: run.drill };
  });
  const { accountId, grantId } = await sceneOf(practice, id);
  return { token: await openPrepared(practice, { accountId, grantId, role, device: '演练' }), drill };
};

const validUntil = (today: string): string => deadline('practice.validity', today).value;

/** Looks, and keeps what was found. Who has passed holds the right from this moment on; a graded run stays as it was graded. */
export const finish = async (county: County, scope: Scope, scenes: Scenes, id: string) => {
  return county.write(ownScope(county, scope), async (tx) => {
    const run = await lockRun(tx, scope, id);
    audit(tx, { action: 'practice.finish', entity: 'practice_run', entityId: id, path: scope.path });
    if (run.state !== 'open') return runView(run);
    const practice = practiceOf(county);
    const { township, facts } = await sceneOf(practice, id);
    const all = practice.read(systemScope(practice.entry.code, 'practice', { source: 'practice' }));
    const findings = await scenes[run.drill].look(all, practice, township, facts);
    const passed = isPassed(findings);
    const row = await tx
      .updateTable('practice_run')
      .set((e) => ({
        state: passed ? 'passed' : 'failed',
        findings: JSON.stringify(findings),
        finished_at: county.now().toISOString(),
        version: e('version', '+', 1),
      }))
      .where('id', '=', id)
      .returningAll()
      .executeTakeFirstOrThrow();
    if (passed) {
      const today = county.today();
      const { accountId } = acting(scope);
      await holdByRun(tx, { accountId, drill: run.drill, runId: id, fromOn: today, untilOn: validUntil(today) });
    }
    return runView(row);
  });
};

export const giveUp = async (county: County, scope: Scope, id: string) =>
  county.write(ownScope(county, scope), async (tx) => {
    const run = await lockRun(tx, scope, id);
    audit(tx, { action: 'practice.giveUp', entity: 'practice_run', entityId: id, path: scope.path });
    if (run.state !== 'open') return runView(run);
    const row = await tx
      .updateTable('practice_run')
      .set((e) => ({ state: 'given_up', finished_at: county.now().toISOString(), version: e('version', '+', 1) }))
      .where('id', '=', id)
      .returningAll()
      .executeTakeFirstOrThrow();
    return runView(row);
  });

/** Ends the session in the practice county. @throws AppError not_found anywhere else */
export const leave = async (county: County, scope: Scope): Promise<boolean> => {
  if (county.entry.practiceOf === null) throw notFound();
  const { accountId, sessionId } = acting(scope);
  return county.write(ownScope(county, scope), (tx) =>
    closeSession(tx, county, accountId, sessionId, 'session.signOut'),
  );
};

import { systemScope } from '#platform/access/scope.ts';
import { audit } from '#platform/audit/audit.ts';
import type { County } from '#platform/county/county.ts';
import type { Tx } from '#platform/db/types.ts';
import type { TaskHandler } from '#platform/jobs/runner.ts';
import { actorOf, homeOf, noteLaunch, openLaunch, saidBy, sayOnce } from '#features/education/records/index.ts';
import { movesOn } from '../rules.ts';
import { type FoundPackage, packageOf, type Run, runOf } from '../serving/queries.ts';
import { activityOf, categories, launchData, type Launched, launchQuery, statementOf } from './rules.ts';

const launchedOf = (county: County, run: Run, { id, parts }: FoundPackage): Launched => {
  const part = parts[run.part];
  if (part === undefined || run.launch === null) throw new Error('a run of cmi5 without a launch');
  return {
    actor: actorOf(county, run.personId),
    registration: run.id,
    activityId: activityOf(homeOf(county), id, run.part),
    session: run.launch,
    part,
  };
};

/** The address of a part that was opened, behind its own path. */
export const queryFor = (county: County, run: Run, found: FoundPackage, at: { origin: string; base: string }): string =>
  launchQuery({
    origin: at.origin,
    fetchAt: `${at.origin}${at.base}!/fetch`,
    launched: launchedOf(county, run, found),
  });

/** As the text of cmi5 has it: once for each time that it was opened, and a reason afterwards. */
export const handOut = async (county: County, run: Run, found: FoundPackage): Promise<object> => {
  const scope = systemScope(county.entry.code, 'packages.handOut');
  return county.write(scope, async (tx) => {
    const row = await tx
      .selectFrom('package_run')
      .select(['fetched', 'launch'])
      .where('id', '=', run.id)
      .forUpdate()
      .executeTakeFirst();
    if (row === undefined || row.launch === null || row.fetched)
      return { 'error-code': '1', 'error-text': 'The credentials of this launch were handed out already.' };
    await tx.updateTable('package_run').set({ fetched: true }).where('id', '=', run.id).execute();
    const launched = launchedOf(county, { ...run, launch: row.launch }, found);
    const token = await openLaunch(tx, county, {
      registration: run.id,
      session: row.launch,
      personId: run.personId,
      name: found.title,
    });
    await noteLaunch(tx, county, scope, {
      registration: run.id,
      activityId: launched.activityId,
      personId: run.personId,
      data: launchData(launched),
      statement: statementOf('launched', launched),
    });
    audit(tx, { action: 'packages.handOut', entity: 'package', entityId: found.id, path: scope.path });
    return { 'auth-token': token };
  });
};

/** Whether what the program has said is enough, by the rule of its author. */
export const isSatisfied = async (tx: Tx, county: County, run: Run, found: FoundPackage): Promise<boolean> => {
  const part = found.parts[run.part];
  if (part === undefined) return false;
  const activityId = activityOf(homeOf(county), found.id, run.part);
  const said = await saidBy(tx, { registration: run.id, activityId, category: categories.cmi5 });
  return movesOn(part.moveOn, said);
};

/** Told when a part of cmi5 was learnt. */
export const satisfiedEvent = 'packages.satisfied';

/** The platform's own word on it stands in the record store, once. */
export const saySatisfied: TaskHandler = async (county, payload) => {
  const run = await runOf(county, String(payload['run']));
  const scope = systemScope(county.entry.code, 'packages.saySatisfied');
  const found = run && (await packageOf(county.read(scope), run.packageId));
  if (run === undefined || found === undefined) return;
  const statement = statementOf('satisfied', launchedOf(county, run, found));
  await county.write(scope, (tx) => sayOnce(tx, county, scope, { registration: run.id, statement }));
};

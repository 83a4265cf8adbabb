import { sql } from 'kysely';
import { mintScope, type Scope } from '#platform/access/scope.ts';
import { audit } from '#platform/audit/audit.ts';
import type { County } from '#platform/county/county.ts';
import type { Tx } from '#platform/db/types.ts';
import { newId } from '#shared/ids.ts';
import { actorOf, homePageOf, platformClient } from '../../clients/queries.ts';
import { checkStatement } from '../../shapes/rules.ts';
import type { Props } from '../../shapes/values/rules.ts';
import { storeStatements, type Taken } from '../../statements/commands.ts';
import { openKept } from '../../statements/kept/queries.ts';
import { keptText, saysTheSame } from '../../statements/rules.ts';
import { learnerIdOf } from '../queries.ts';
import { type Fact, learntStatement, withdrawn } from './rules.ts';

const client = { id: platformClient, name: '支部平台', scopes: new Set(['define'] as const) };

/** What names a fact in a statement: its registration, so that the statement of a fact is found again. */
const registrationOf = (county: County, personId: string, key: string): string => {
  const hex = county.crypto.hash('xapi fact', `${personId} ${key}`).toString('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
};

const takenFrom = (value: Props): Taken => {
  const id = newId();
  return { id, statement: checkStatement(value), text: keptText(JSON.stringify(value), id), attachments: [] };
};

/** Statements of the platform about the person that hold, with the fact that each stands for. */
const standing = (tx: Tx, personId: string) =>
  tx
    .selectFrom('xapi_statement as s')
    .select(['s.id', 's.registration', 's.sealed'])
    .where('s.client_id', '=', platformClient)
    .where('s.person_id', '=', personId)
    .where('s.voids', '=', false)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('xapi_statement as v')
            .select('v.id')
            .whereRef('v.target_id', '=', 's.id')
            .where('v.voids', '=', true),
        ),
      ),
    )
    .execute();

const happenedAt = (statement: Props): number => Date.parse(String(statement['timestamp']));

/** What is missing and what holds no more, against the facts as they are now. */
const differences = async (tx: Tx, county: County, personId: string): Promise<readonly Props[]> => {
  const { rows: facts } = await sql<Fact>`select * from own_learning()`.execute(tx);
  const actor = actorOf(county, personId);
  const wanted = new Map(
    facts.map((fact) => {
      const registration = registrationOf(county, personId, fact.key);
      return [registration, learntStatement(fact, { actor, registration, home: homePageOf(county) })] as const;
    }),
  );
  const held = (await standing(tx, personId)).map(({ id, registration, sealed }) => {
    const text = JSON.parse(openKept(county, sealed)) as Props;
    const now = wanted.get(registration ?? '');
    return {
      id,
      registration,
      right:
        now !== undefined && saysTheSame(text, now) && JSON.stringify(text['object']) === JSON.stringify(now['object']),
    };
  });
  const right = new Set(held.filter((one) => one.right).map(({ registration }) => registration));
  const missing = [...wanted].filter(([registration]) => !right.has(registration)).map(([, statement]) => statement);
  return [
    ...held.filter((one) => !one.right).map(({ id }) => withdrawn(id, actor)),
    // Kept in the order in which it happened: the newest stands first in what is read.
    ...missing.toSorted((a, b) => happenedAt(a) - happenedAt(b)),
  ];
};

const note = (tx: Tx, scope: Scope, personId: string): void =>
  audit(tx, { action: 'records.noteLearnt', entity: 'person', entityId: personId, path: scope.path });

/** Whoever sees the own account can be named by programs from then on. */
const enterLearner = async (tx: Tx, county: County, scope: Scope, personId: string): Promise<void> => {
  const entered = await tx
    .insertInto('xapi_learner')
    .values({ id: learnerIdOf(county, personId), person_id: personId })
    .onConflict((on) => on.doNothing())
    .returning('id')
    .execute();
  if (entered.length > 0) note(tx, scope, personId);
};

/**
 * The platform's own learning events become statements when their learner reads: as meetings, courses and exams are then, amended ones
 * too. What no longer holds is voided, as any statement would be.
 */
export const noteLearnt = async (county: County, scope: Scope, personId: string): Promise<void> => {
  const wide = mintScope({ ...scope, personId, guard: 'system', source: 'records.noteLearnt' });
  const probe = await county.write(wide, async (tx) => {
    await enterLearner(tx, county, scope, personId);
    return differences(tx, county, personId);
  });
  if (probe.length === 0) return;
  await county.write(wide, async (tx) => {
    await sql`select pg_advisory_xact_lock(hashtextextended(${`xapi learnt ${personId}`}, 0))`.execute(tx);
    const missing = await differences(tx, county, personId);
    if (missing.length === 0) return;
    await storeStatements(tx, { county, scope: wide, client }, missing.map(takenFrom));
    note(tx, scope, personId);
  });
};

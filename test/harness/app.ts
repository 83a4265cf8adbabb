/** The whole server over a fresh county, and people to call it: `as('branch_secretary').call(endpoint, input)`. */
import { createHash, randomBytes } from 'node:crypto';
import { hash } from '@node-rs/argon2';
import type { FastifyInstance } from 'fastify';
import { buildApp } from '#apps/server/app.ts';
import { startWork } from '#apps/server/server.ts';
import { features } from '#apps/features.ts';
import type { Deployment } from '#apps/deployment.ts';
import { systemScope } from '#platform/access/scope.ts';
import type { County } from '#platform/county/county.ts';
import type { Feature } from '#platform/feature.ts';
import type { OverloadLimits } from '#platform/http/overload.ts';
import { openLog } from '#platform/log/log.ts';
import { plantDrills } from '#features/base/accounts/factory.ts';
import { roleFacts, type Role } from '#features/base/accounts/permissions/rules.ts';
import { practiceCode } from '#features/education/practice/rules.ts';
import { newId } from '#shared/ids.ts';
import { clientOf, type Client, type TestSession } from './client.ts';
import { madeOnce, testCounty, type TestCounty, type TestCountyOptions } from './county.ts';
import { next } from './hostile.ts';
import { plantMember, plantNode, plantTree, type Node, type Person, type Tree } from './tree.ts';

export interface Actor {
  /** Where the role hangs; by default the county, township A or branch A1, as the role demands. */
  readonly at?: Node;
  /** The member behind the account; roles that reach only their own rows get a new member of the branch. */
  readonly person?: Person;
  /** Leaves the second factor open, as after the password. */
  readonly withoutFactor?: boolean;
  /** Has passed no drill; everybody else has passed them all. */
  readonly withoutDrills?: boolean;
  /** Lets the person sign in by a page with `client.signInName` and this. */
  readonly password?: string;
}

export interface TestApp extends TestCounty {
  readonly app: FastifyInstance;
  readonly tree: Tree;
  readonly nobody: Client;
  /** A new account with one role, signed in. */
  as(role: Role, actor?: Actor): Promise<Client>;
  /** A member of a branch, by default of branch A1. */
  member(branch?: Node): Promise<Person>;
  /** Starts the outbox and the job queue of this county; they stop with it. */
  work(): void;
}

export interface TestAppOptions extends TestCountyOptions {
  /** With a practice county beside it, which holds a county committee and nobody. */
  readonly practice?: boolean;
  /** Fewer or other features than the platform has. */
  readonly features?: readonly Feature[];
  /** The built pages. */
  readonly webFolder?: string;
}

const defaultPlace = (role: Role, tree: Tree): Node => {
  const { on } = roleFacts[role];
  if (on.includes('branch')) return tree.branchA1;
  return on.includes('township_committee') && !on.includes('county_committee') ? tree.townshipA : tree.county;
};

/** A hash that is quick to make; what verifies it reads its cost from the hash itself. */
const cheap = { memoryCost: 8_192, timeCost: 1, parallelism: 1 } as const;

const signIn = async (
  county: TestCounty,
  facts: {
    role: Role;
    at: Node;
    personId: string | null;
    factor: 'password' | 'totp';
    password: string | undefined;
    drills: boolean;
  },
): Promise<TestSession> => {
  const secret = randomBytes(32).toString('base64url');
  const [accountId, grantId] = [newId(), newId()];
  const now = county.county.now();
  const signInName = `t${accountId}`;
  const passwordHash = facts.password === undefined ? null : await hash(facts.password.normalize('NFKC'), cheap);
  const scope = systemScope(county.entry.code, 'test accounts', { guard: 'accounts' });
  await county.write(async (tx) => {
    await tx
      .insertInto('account')
      .values({
        id: accountId,
        person_id: facts.personId,
        sign_in_name: signInName,
        password_hash: passwordHash,
        display_name: next('用户'),
        must_set_password: false,
        totp_confirmed_at: facts.factor === 'totp' ? now.toISOString() : null,
      })
      .execute();
    await tx
      .insertInto('role_grant')
      .values({
        id: grantId,
        account_id: accountId,
        role: facts.role,
        organisation_id: facts.at.id,
        from_on: '2001-07-01',
      })
      .execute();
    await tx
      .insertInto('session')
      .values({
        id: newId(),
        token_hash: createHash('sha256').update(secret).digest(),
        account_id: accountId,
        grant_id: grantId,
        factor: facts.factor,
        created_at: now.toISOString(),
        seen_at: now.toISOString(),
        expires_at: new Date(now.getTime() + 3_600_000).toISOString(),
      })
      .execute();
    if (facts.drills) await plantDrills(tx, accountId);
  }, scope);
  return { accountId, signInName, token: `${county.entry.code}.${secret}` };
};

/** A busy machine is no reason to refuse what a test asks; what refuses is tested by itself. */
const endless: OverloadLimits = {
  waited: 600_000,
  waitingPerConnection: 10_000,
  loopDelay: 600_000,
  looks: 1_000,
  lookEvery: 1_000,
};

const openPractice = async (base: TestCounty): Promise<County> => {
  const { county } = await base.neighbour(practiceCode(base.entry.code), '演练', { practiceOf: base.entry.code });
  await county.write(systemScope(county.entry.code, 'test'), (tx) => plantNode(tx, 'county_committee', null));
  return county;
};

/** Builds the server over a fresh county with the small tree planted. The caller closes it; `useApp` does so by itself. */
export const testApp = async (options: TestAppOptions = {}): Promise<TestApp> => {
  const base = await testCounty(options);
  const tree = await base.write(plantTree);
  const log = openLog({ level: process.env['ZHIBU_LOG'] ?? 'silent' });
  const chosen = options.features ?? features;
  const counties = new Map([[base.entry.code, base.county]]);
  const beside = options.practice === true ? await openPractice(base) : null;
  if (beside !== null) counties.set(beside.entry.code, beside);
  const app = await buildApp({
    counties,
    features: chosen,
    log,
    version: '0.0.0-test',
    checkReplies: true,
    overload: endless,
    ...(options.webFolder === undefined ? {} : { webFolder: options.webFolder }),
  });
  const works: { stop(): Promise<void> }[] = [];
  const member = (branch: Node = tree.branchA1): Promise<Person> => base.write((tx) => plantMember(tx, branch));
  return {
    ...base,
    app,
    tree,
    nobody: clientOf(app, null),
    member,
    async as(role, actor = {}) {
      const facts = roleFacts[role];
      const person = actor.person ?? (facts.reach === 'self' ? await member(actor.at) : undefined);
      const at = actor.at ?? person?.branch ?? defaultPlace(role, tree);
      const factor = facts.secondFactor && actor.withoutFactor !== true ? 'totp' : 'password';
      return clientOf(
        app,
        await signIn(base, {
          role,
          at,
          personId: person?.id ?? null,
          factor,
          password: actor.password,
          drills: actor.withoutDrills !== true,
        }),
      );
    },
    work() {
      const { host, port, database } = base.admin;
      for (const each of counties.values()) {
        const connection = { host, port, database, user: each.entry.runRole };
        const deployment = { runConnection: () => connection } as unknown as Deployment;
        works.push(startWork(deployment, each, chosen));
      }
    },
    async close() {
      await app.close();
      for (const each of works) await each.stop();
      await base.close();
    },
  };
};

/** For the top of a test file: one server from the first test to the last. Read `current` inside tests only. */
export const useApp = (options: TestAppOptions = {}): { readonly current: TestApp } => madeOnce(() => testApp(options));

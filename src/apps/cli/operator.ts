/** Work in the name of an account: the rights are that account's, the events carry its name and "command line". */
import { setTimeout as pause } from 'node:timers/promises';
import { operatorScopes } from '#features/base/accounts/index.ts';
import { roleFacts, roles } from '#features/base/accounts/permissions/rules.ts';
import { jobOf } from '#features/base/jobs/queries.ts';
import { may, type Scope } from '#platform/access/scope.ts';
import type { County } from '#platform/county/county.ts';
import type { JobHandler } from '#platform/jobs/jobs.ts';
import { startJobs } from '#platform/jobs/runner.ts';
import type { Text } from '#shared/text.ts';
import type { Deployment } from '../deployment.ts';
import { withThreads } from '../server/heavy-jobs.ts';
import { chooseCounty, withCounty, withDeployment } from './counties.ts';
import { CommandFailure, exitCodes } from './failure.ts';
import { cliTexts } from './messages.ts';
import type { Terminal } from './terminal.ts';

export interface OperatorFlags {
  /** Sign-in name of the account in whose name the command works. */
  readonly as: string;
  /** Name or code of the organisation of the role, where the account has several. */
  readonly at?: string;
  readonly county?: string;
}

/** What a command of this kind works with. */
export interface Desk {
  readonly terminal: Terminal;
  readonly county: County;
  readonly scope: Scope;
}

const titleOf = (scope: Scope, { language }: Terminal): string => {
  const role = roles.find((known) => known === scope.role);
  return `${scope.organisationName} ${role === undefined ? scope.role : roleFacts[role].label[language]}`;
};

/** The role of the account that may do it. @throws CommandFailure where there is none, or more than one and none is named */
const chooseRole = async (
  terminal: Terminal,
  county: County,
  { as, at }: OperatorFlags,
  permission: string,
): Promise<Scope> => {
  const all = await operatorScopes(county, as);
  if (all.length === 0)
    throw new CommandFailure(
      exitCodes.missing,
      'account_unknown',
      terminal.text(cliTexts.operatorUnknown, { account: as }),
    );
  const able = all.filter((scope) => may(scope, permission));
  const named = at === undefined ? able : able.filter((scope) => scope.organisationName === at);
  const [first, second] = named;
  if (first === undefined)
    throw new CommandFailure(
      exitCodes.refused,
      'not_allowed',
      terminal.text(cliTexts.operatorNotAllowed, { account: as, permission }),
    );
  if (second !== undefined) {
    const names = named.map((scope) => titleOf(scope, terminal)).join(terminal.text(cliTexts.listSeparator));
    throw new CommandFailure(exitCodes.usage, 'role_unnamed', terminal.text(cliTexts.operatorUnnamed, { names }));
  }
  terminal.note(terminal.text(cliTexts.actingAs, { name: first.actor, account: as, role: titleOf(first, terminal) }));
  return first;
};

/**
 * Works off jobs of these kinds for as long as the command runs, whether or not a server does so too: whichever takes
 * a job first does it.
 */
const withJobs = async <T>(
  deployment: Deployment,
  county: County,
  handlers: Readonly<Record<string, JobHandler>>,
  work: () => Promise<T>,
): Promise<T> => {
  const runner = startJobs(county, {
    handlers: withThreads(handlers),
    tasks: {},
    crontab: '',
    connection: deployment.runConnection(county.entry),
    concurrency: 1,
  });
  try {
    return await work();
  } finally {
    await runner.stop();
  }
};

export interface OperatorWork {
  readonly permission: string;
  /** Kinds of jobs that the command starts. */
  readonly handlers: Readonly<Record<string, JobHandler>>;
}

/** Opens the county and the role, and runs the work with its jobs. */
export const asOperator = (
  terminal: Terminal,
  flags: OperatorFlags,
  { permission, handlers }: OperatorWork,
  work: (desk: Desk) => Promise<void>,
): Promise<void> =>
  withDeployment(terminal, async ({ deployment }) => {
    const entry = await chooseCounty(terminal, deployment, flags.county);
    await withCounty(deployment, entry, async (county) => {
      const scope = await chooseRole(terminal, county, flags, permission);
      await withJobs(deployment, county, handlers, () => work({ terminal, county, scope }));
    });
  });

const pollMs = 150;

/** Shows how far a job is until it is over, however it ends. */
export const followJob = async ({ terminal, county, scope }: Desk, jobId: string, label: Text) => {
  const bar = terminal.progress(terminal.text(label));
  try {
    for (;;) {
      const job = await jobOf(county.read(scope), scope, jobId);
      if (job.state !== 'waiting' && job.state !== 'running') return job;
      bar.update(job.done, job.total ?? 0);
      await pause(pollMs);
    }
  } finally {
    bar.end();
  }
};

import { readConfig, type Config } from '#platform/config/config.ts';
import type { County } from '#platform/county/county.ts';
import type { CountyEntry } from '#platform/db/counties.ts';
import { holdsDatabase } from '#platform/embedded/place.ts';
import { openLog } from '#platform/log/log.ts';
import { openDeployment, type Deployment } from '../deployment.ts';
import { CommandFailure, exitCodes } from './failure.ts';
import { cliTexts } from './messages.ts';
import type { Terminal } from './terminal.ts';

export const demoCountyFacts = { code: '330324', name: '永嘉县', demo: true } as const;

/** Standard output carries the result, so that --json stays one document; logs go beside it. */
export const commandLog = (): ReturnType<typeof openLog> =>
  openLog({ level: process.env['ZHIBU_LOG'] ?? 'warn', toStandardError: true });

export interface Reached {
  readonly config: Config;
  readonly deployment: Deployment;
}

type Work<T> = (reached: Reached) => Promise<T>;

const openFor = async <T>(terminal: Terminal, config: Config, work: Work<T>): Promise<T> => {
  const deployment = await openDeployment(config, commandLog(), { beside: true, say: terminal.note });
  try {
    return await work({ config, deployment });
  } finally {
    await deployment.close();
  }
};

/** Opens the database for one command that begins a county: makes the database where there is none. */
export const withNewDeployment = <T>(terminal: Terminal, work: Work<T>): Promise<T> =>
  openFor(terminal, readConfig(), work);

/**
 * Opens the database for one command: beside a running server, or by starting it for as long as the command lasts.
 * @throws CommandFailure where there is none: whoever is in the wrong folder is told so, and nothing is left there
 */
export const withDeployment = async <T>(terminal: Terminal, work: Work<T>): Promise<T> => {
  const config = readConfig();
  if (config.databaseUrl === undefined && !(await holdsDatabase(config.dataFolder))) {
    const where = terminal.text(cliTexts.noDatabase, { folder: config.dataFolder });
    throw new CommandFailure(exitCodes.missing, 'no_county', `${where}\n${terminal.text(cliTexts.noCounty)}`);
  }
  return openFor(terminal, config, work);
};

export const withCounty = async <T>(
  deployment: Deployment,
  entry: CountyEntry,
  work: (county: County) => Promise<T>,
): Promise<T> => {
  const county = deployment.open(entry);
  try {
    return await work(county);
  } finally {
    await county.close();
  }
};

/** The county that `--county` names, or the only one. @throws CommandFailure where it is unknown or not plain */
export const chooseCounty = async (
  terminal: Terminal,
  deployment: Deployment,
  code: string | undefined,
): Promise<CountyEntry> => {
  const entries = await deployment.entries();
  // A practice county is meant only where it is named.
  const [first, second] = entries.filter(({ practiceOf }) => practiceOf === null);
  if (first === undefined) throw new CommandFailure(exitCodes.missing, 'no_county', terminal.text(cliTexts.noCounty));
  if (code === undefined && second === undefined) return first;
  const codes = entries.map((entry) => entry.code).join(terminal.text(cliTexts.listSeparator));
  if (code === undefined)
    throw new CommandFailure(exitCodes.usage, 'county_unnamed', terminal.text(cliTexts.countyUnnamed, { codes }));
  const found = entries.find((entry) => entry.code === code);
  if (found === undefined)
    throw new CommandFailure(exitCodes.missing, 'county_unknown', terminal.text(cliTexts.countyUnknown, { code }));
  return found;
};

/** As `chooseCounty`, for commands that would be a hole in a real county. */
export const chooseDemo = async (
  terminal: Terminal,
  deployment: Deployment,
  code: string | undefined,
): Promise<CountyEntry> => {
  const entry = await chooseCounty(terminal, deployment, code);
  if (entry.demo) return entry;
  throw new CommandFailure(exitCodes.refused, 'not_demo', terminal.text(cliTexts.countyNotDemo, { code: entry.code }));
};

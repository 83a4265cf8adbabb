import { askOf } from '#platform/backup/facts.ts';
import { readConfig, type Config } from '#platform/config/config.ts';
import { hasKeys } from '#platform/crypto/keys.ts';
import { asAdmin } from '#platform/db/counties.ts';
import { packageFolder } from '#platform/db/package-folder.ts';
import { examine, fail, ok, skipped, worst, type Check, type Diagnosis, type State } from '#platform/doctor/check.ts';
import {
  clocks,
  databaseLocale,
  databaseVersion,
  durability,
  leakproof,
  type WithDatabase,
} from '#platform/doctor/database-checks.ts';
import {
  diskSpace,
  folderRights,
  keysFolder,
  nodeVersion,
  portFree,
  serverBinaries,
} from '#platform/doctor/machine-checks.ts';
import type { Text } from '#shared/text.ts';
import { holdsDatabase } from '#platform/embedded/place.ts';
import { openDeployment, type Deployment } from '../deployment.ts';
import { commandLog } from './counties.ts';
import { exitCodes, inLanguages } from './failure.ts';
import { cliTexts } from './messages.ts';
import { tableLines, type Terminal } from './terminal.ts';

const minimum = '20.19.0';
const gigabyte = 1024 ** 3;
/** Before this release there was no data: a clock that shows less is wrong. */
const notBefore = '2026-01-01';
/** What the policies and the lists compare with. */
const functions = [
  'text_ge(text,text)',
  'text_lt(text,text)',
  'uuid_eq(uuid,uuid)',
  'byteaeq(bytea,bytea)',
  'starts_with(text,text)',
];

const isOurs = async ({ host, port }: Config): Promise<boolean> => {
  const reply = await fetch(`http://${host === '0.0.0.0' ? '127.0.0.1' : host}:${port}/api/health`, {
    signal: AbortSignal.timeout(2_000),
  }).catch(() => undefined);
  const body: unknown = await reply?.json().catch(() => undefined);
  return typeof body === 'object' && body !== null && 'version' in body;
};

/** A folder that holds no database yet is in order: the first start makes it. */
const open = async (config: Config): Promise<Deployment | Error | null> => {
  if (config.databaseUrl === undefined && !(await holdsDatabase(config.dataFolder))) return null;
  try {
    return await openDeployment(config, commandLog(), { beside: true });
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
};

/** Where there is no database, or none that answers, what stands in it is named all the same, with the reason. */
const databaseChecks = (found: Deployment | Error | null): Check[] => {
  const database: WithDatabase = (work) =>
    found === null || found instanceof Error
      ? Promise.reject(found ?? new Error('no database'))
      : asAdmin(found.admin, (client) => work(askOf(client)));
  const version = databaseVersion(database, { major: 17 });
  const inside = [
    databaseLocale(database),
    clocks(database, { now: () => Date.now(), notBefore }),
    durability(database),
    leakproof(database, { functions }),
  ];
  if (found === null) return skipped([version, ...inside], cliTexts.skippedNoDatabase);
  return found instanceof Error ? [version, ...skipped(inside, cliTexts.skippedNoAnswer)] : [version, ...inside];
};

/** Looks at the machine, its folders and keys. */
const machineChecks = (config: Config, { ours, needed }: { ours: boolean; needed: readonly string[] }): Check[] => [
  serverBinaries({ needed: config.databaseUrl === undefined }),
  portFree({ host: config.host, port: config.port, heldByUs: ours }),
  folderRights({ folder: config.dataFolder }),
  diskSpace({ folder: config.dataFolder, warnBelow: 5 * gigabyte, failBelow: gigabyte }),
  keysFolder({
    folder: config.keysFolder,
    dataFolder: config.dataFolder,
    needed,
    hasKey: (id) => hasKeys(config.keysFolder, id),
  }),
];

const stateTexts: Readonly<Record<State, Text>> = {
  ok: cliTexts.stateOk,
  warn: cliTexts.stateWarn,
  fail: cliTexts.stateFail,
  skipped: cliTexts.stateSkipped,
};

const linesOf = (terminal: Terminal, found: readonly Diagnosis[]): string[] => {
  const { text } = terminal;
  const rows = found.map((each) => [
    text(each.title),
    text(stateTexts[each.state]),
    each.mend === undefined ? '' : text(each.mend),
  ]);
  const faults = found.filter(({ state }) => state === 'warn' || state === 'fail').length;
  const unseen = found.filter(({ state }) => state === 'skipped').length;
  const verdict = (): string => {
    if (faults > 0) return text(cliTexts.unhealthy, { count: faults });
    return unseen > 0 ? text(cliTexts.healthySoFar, { count: unseen }) : text(cliTexts.healthy);
  };
  return [...tableLines([text(cliTexts.columnCheck), '', ''], rows), '', verdict()];
};

const settingsCheck = (fault: Error | null): Check => ({
  id: 'settings',
  title: cliTexts.settingsCheck,
  run: () =>
    Promise.resolve(
      fault === null ? ok({}) : fail({ error: fault.message }, ...inLanguages(fault.message, cliTexts.mendSettings)),
    ),
});

const say = (terminal: Terminal, diagnoses: readonly Diagnosis[], more: Readonly<Record<string, unknown>>): void => {
  const state = worst(diagnoses);
  terminal.result({ state, ...more, program: packageFolder(), checks: diagnoses }, linesOf(terminal, diagnoses));
  if (state === 'fail') process.exitCode = exitCodes.unhealthy;
};

/** The settings, or what is wrong about them: nothing else can be looked at then. */
const settings = (): Config | Error => {
  try {
    return readConfig();
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
};

/** Looks at machine, folders, keys and database. Exit code 5 where something is broken; notes alone leave it 0. */
export const doctor = async (terminal: Terminal): Promise<void> => {
  const config = settings();
  if (config instanceof Error) {
    // Only the names of what would be looked at: without the settings nobody knows where it lies.
    const others = [...machineChecks(readConfig({}), { ours: false, needed: [] }), ...databaseChecks(null)];
    const checks = [nodeVersion({ minimum }), settingsCheck(config), ...skipped(others, cliTexts.skippedNoSettings)];
    say(terminal, await examine(checks), {});
    return;
  }
  const found = await open(config);
  try {
    const deployment = found instanceof Error ? null : found;
    const needed = deployment === null ? [] : (await deployment.entries()).map((entry) => entry.keySet);
    const diagnoses = await examine([
      nodeVersion({ minimum }),
      settingsCheck(null),
      ...machineChecks(config, { ours: await isOurs(config), needed }),
      ...databaseChecks(found),
    ]);
    say(terminal, diagnoses, { folder: config.dataFolder });
  } finally {
    if (found !== null && !(found instanceof Error)) await found.close();
  }
};

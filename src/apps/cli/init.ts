import { systemScope } from '#platform/access/scope.ts';
import { audit } from '#platform/audit/audit.ts';
import type { County } from '#platform/county/county.ts';
import { newId } from '#shared/ids.ts';
import { generatePassword, hashPassword } from '#features/base/accounts/index.ts';
import { roleFacts, type Role } from '#features/base/accounts/permissions/rules.ts';
import { fillHolidays } from '../seed/holidays.ts';
import { openLoader } from '../seed/loading.ts';
import { putOrganisations } from '../seed/organisation-rows.ts';
import { isEmpty } from '../seed/is-empty.ts';
import { takeSegments } from '../seed/write.ts';
import { withCounty, withNewDeployment } from './counties.ts';
import { CommandFailure, exitCodes } from './failure.ts';
import { cliTexts } from './messages.ts';
import { tableLines, type Terminal } from './terminal.ts';

export interface InitCommand {
  readonly code: string;
  readonly name: string;
  /** Names of the sites under which it is reached. */
  readonly hosts: readonly string[];
}

interface FirstAccount {
  readonly role: Role;
  readonly signInName: string;
  readonly password: string;
}

/** The two who let in everybody else; the audit administrator is let in by them and is a third person (三员分立). */
const firstRoles = ['system_admin', 'security_admin'] as const;

const rootOf = ({ code, name }: InitCommand, today: string) =>
  ({
    key: 'county',
    parentKey: null,
    type: 'county_committee',
    name: `中共${name}委员会`,
    shortName: `${name}委`,
    code,
    divisionCode: code,
    unitKey: null,
    covers: [],
    foundedOn: today,
    termStartedOn: null,
    termYears: null,
    members: 0,
  }) as const;

const fill = async (county: County, command: InitCommand): Promise<FirstAccount[]> => {
  const accounts = firstRoles.map((role) => ({
    role,
    signInName: role.replaceAll('_', '-'),
    password: generatePassword(),
  }));
  const hashes = await Promise.all(accounts.map(({ password }) => hashPassword(password)));
  const today = county.today();
  const scope = systemScope(county.entry.code, 'zhibu init', { guard: 'accounts', source: 'command line' });
  await county.write(scope, async (tx) => {
    const loader = openLoader(tx);
    const tree = await putOrganisations(loader, [rootOf(command, today)], await takeSegments(tx, 1));
    for (const [index, { role, signInName }] of accounts.entries()) {
      const id = newId();
      loader.put('account', {
        id,
        sign_in_name: signInName,
        display_name: roleFacts[role].label.zh,
        password_hash: hashes[index],
        password_set_at: 'now',
        must_set_password: true,
        failures: 0,
        language: 'zh',
        version: 1,
        created_at: 'now',
      });
      loader.put('role_grant', {
        id: newId(),
        account_id: id,
        role,
        organisation_id: tree.get('county')?.id,
        from_on: today,
        version: 1,
        created_at: 'now',
      });
    }
    await loader.flush();
    await fillHolidays(tx, scope, today);
    audit(tx, { action: 'county.init', entity: 'county', entityId: null, path: '/' });
  });
  return accounts;
};

/** Which sites lead to the county; without one, who among several counties is reached must be said. */
const hostLines = (terminal: Terminal, { name, hosts }: InitCommand, isAlone: boolean): string[] => {
  if (hosts.length > 0) return [terminal.text(cliTexts.countyHosts, { name, hosts: hosts.join(', ') })];
  return isAlone ? [] : [terminal.text(cliTexts.countyWithoutHost, { name })];
};

/**
 * Makes an empty county in the database: schema, keys, its committee, calendar and the first two administrators. Of a county that
 * is there already it changes the sites under which it is reached, and nothing else.
 */
export const init = (terminal: Terminal, command: InitCommand): Promise<void> =>
  withNewDeployment(terminal, async ({ config, deployment }) => {
    const { code, name, hosts } = command;
    const refuse = (known: string): never => {
      throw new CommandFailure(
        exitCodes.refused,
        'county_exists',
        terminal.text(cliTexts.countyExists, { code, name: known }),
      );
    };
    const entries = await deployment.entries();
    const others = entries.filter((entry) => entry.code !== code);
    const taken = others.find((entry) => entry.hosts.some((host) => hosts.includes(host)));
    if (taken !== undefined)
      throw new CommandFailure(
        exitCodes.refused,
        'host_taken',
        terminal.text(cliTexts.hostTaken, { name: taken.name, hosts: taken.hosts.join(', ') }),
      );
    const known = entries.find((entry) => entry.code === code);
    if (known?.demo === true && hosts.length === 0) refuse(known.name);
    const entry = await deployment.addCounty({ code, name, ...(hosts.length === 0 ? {} : { hosts }) });
    const restart = deployment.embedded?.ownedByUs === false ? ['', terminal.text(cliTexts.restartToServe)] : [];
    const reached = hostLines(terminal, { ...command, name: entry.name }, others.length === 0);
    const accounts = await withCounty(deployment, entry, async (county) =>
      (await isEmpty(county)) && !entry.demo ? fill(county, command) : null,
    );
    if (accounts === null) {
      if (hosts.length === 0) refuse(entry.name);
      return terminal.result({ county: code, name: entry.name, hosts }, [...reached, ...restart]);
    }
    const headings = [cliTexts.columnRole, cliTexts.columnAccount, cliTexts.columnPassword].map((t) =>
      terminal.text(t),
    );
    const rows = accounts.map((a) => [roleFacts[a.role].label[terminal.language], a.signInName, a.password]);
    return terminal.result({ county: code, name: entry.name, hosts, keys: config.keysFolder, accounts }, [
      terminal.text(cliTexts.countyMade, { code, name: entry.name, folder: config.keysFolder }),
      ...reached,
      '',
      terminal.text(cliTexts.firstAccountsTitle),
      '',
      ...tableLines(headings, rows),
      ...restart,
    ]);
  });

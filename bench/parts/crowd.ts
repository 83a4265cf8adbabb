/** Everybody who works on a county during a proof: officers, importers, people who sign in. */
import type { DemoAccount } from '#apps/seed/account-rows.ts';
import { factorCode } from '#features/base/accounts/index.ts';
import { chinaToday } from '#platform/county/county.ts';
import { openClient, type Client, type Tally } from './client.ts';
import { emptyLedger, grouped, type Ledger } from './ledger.ts';
import { sendRequests } from './residents.ts';
import { importRosters } from './rosters.ts';
import { exportLists, signIn, signInAndOut, writeMembers, type Desk, type Places } from './writers.ts';

export interface CrowdOptions {
  readonly port: number;
  readonly accounts: ReadonlyMap<string, DemoAccount>;
  readonly writers: number;
  /** People in each roster. */
  readonly rosterRows: number;
}

export interface Crowd {
  readonly ledger: Ledger;
  readonly tally: Tally;
  /** What the import under way was last seen to be. */
  readonly importState: () => string;
  /** When the slowest of the steady writers last sent something that was acknowledged, on the clock of `performance.now`. */
  readonly allAnsweredSince: () => number;
  /** Ends the work; everything under way is brought to its end first. */
  finish(): Promise<void>;
}

interface Node {
  readonly id: string;
  readonly type: string;
  readonly name: string;
  readonly members: number | null;
  readonly abolished: boolean;
}

/** The county's officer, signed in with both factors. */
export const officerOf = async (port: number, tally: Tally, account: DemoAccount): Promise<string> => {
  const stranger = openClient({ port, tally });
  const token = await signIn(stranger, account.signInName, account.password);
  stranger.close();
  const half = openClient({ port, tally, cookie: `zhibu_session=${token}` });
  const { status, headers } = await half.ask({
    method: 'POST',
    path: '/api/session/factor',
    body: { code: factorCode(account.factorSecret ?? '', Date.now()) },
  });
  half.close();
  const renewed = /zhibu_session=([^;]+)/.exec((headers['set-cookie'] ?? []).join('\n'))?.[1];
  if (status !== 200) throw new Error('the officer could not give the second factor');
  return `zhibu_session=${renewed ?? token}`;
};

const placesOf = async (client: Client): Promise<{ places: Places; names: readonly string[] }> => {
  const { body } = await client.ask({ method: 'GET', path: '/api/organisations/tree' });
  const nodes = (body['items'] ?? body['nodes']) as readonly Node[];
  const branches = nodes.filter(
    ({ type, members, abolished }) => type === 'branch' && !abolished && (members ?? 0) > 3,
  );
  const counts = grouped(nodes, ({ name }) => name);
  const plain = branches.filter(({ name }) => counts.get(name)?.length === 1).slice(0, 30);
  const townships = nodes.filter(({ type }) => type === 'township_committee').map(({ id }) => id);
  if (plain.length === 0 || townships.length === 0) throw new Error('the county has no branches');
  return {
    places: { branches: branches.slice(0, 60).map(({ id }) => id), townships },
    names: plain.map(({ name }) => name),
  };
};

const accountOf = (accounts: CrowdOptions['accounts'], role: string): DemoAccount => {
  const account = accounts.get(role);
  if (account === undefined) throw new Error(`no account of the role ${role}`);
  return account;
};

/** Starts everybody. @throws Error where the officer cannot sign in */
export const startCrowd = async ({ port, accounts, writers, rosterRows }: CrowdOptions): Promise<Crowd> => {
  const [ledger, tally] = [emptyLedger(), { sent: 0, acknowledged: 0, insisted: 0, faults: [] } satisfies Tally];
  const cookie = await officerOf(port, tally, accountOf(accounts, 'county_officer'));
  const secretary = accountOf(accounts, 'branch_secretary');
  const eye = openClient({ port, tally, cookie });
  const { places, names } = await placesOf(eye);
  eye.close();
  let isOver = false;
  let serial = 0;
  let importState = '';
  const answered = Array.from({ length: writers }, () => 0);
  const clients: Client[] = [];
  const open = (onAnswer?: (sentAt: number) => void, own: string | undefined = cookie): Client => {
    const client = openClient({
      port,
      tally,
      ...(own === undefined ? {} : { cookie: own }),
      ...(onAnswer === undefined ? {} : { onAnswer }),
    });
    clients.push(client);
    return client;
  };
  const desk = (client: Client): Desk => ({
    client,
    ledger,
    places,
    today: chinaToday(new Date()),
    isOver: () => isOver,
    serial: () => (serial += 1),
  });
  const guarded = (what: string, work: Promise<void>): Promise<void> =>
    work.catch((error: Error) => void ledger.refused.push(`${what} came to an end: ${error.message}`));
  const work = [
    ...answered.map((_, n) => guarded('a writer', writeMembers(desk(open((sentAt) => (answered[n] = sentAt)))))),
    ...[1, 2, 3].map((network) =>
      guarded(
        'the residents',
        sendRequests({
          network,
          ledger,
          isOver: () => isOver,
          office: open(),
          open: (headers) => openClient({ port, tally, headers }),
        }),
      ),
    ),
    guarded('the exporter', exportLists(desk(open()))),
    guarded(
      'the importer',
      importRosters({
        client: open(),
        ledger,
        branches: names,
        rows: rosterRows,
        isOver: () => isOver,
        onState: (state) => (importState = state),
      }),
    ),
    guarded(
      'signing in',
      signInAndOut({
        ledger,
        isOver: () => isOver,
        account: secretary,
        open: (own) => openClient({ port, tally, ...(own === undefined ? {} : { cookie: own }) }),
      }),
    ),
  ];
  return {
    ledger,
    tally,
    importState: () => importState,
    allAnsweredSince: () => Math.min(...answered),
    async finish() {
      isOver = true;
      await Promise.all(work);
      for (const client of clients) client.close();
    },
  };
};

import { newId } from '#shared/ids.ts';
import type { TestApp } from '#test/harness/app.ts';
import { clientOf, type Client } from '#test/harness/client.ts';
import { beginDrill, enterPractice, finishDrill, type Run } from './contract.ts';
import type { Drill } from './rules.ts';

/** What a reply gives a browser to keep under a name. */
export const cookieOf = (headers: Readonly<Record<string, unknown>>, name: string): string | undefined =>
  [headers['set-cookie']]
    .flat()
    .map(String)
    .find((line) => line.startsWith(`${name}=`) && !line.startsWith(`${name}=;`))
    ?.split(';')[0]
    ?.slice(name.length + 1);

export const begin = (client: Client, drill: Drill): Promise<Run> => client.call(beginDrill, { body: { drill } });

/** The trainee of a run in the practice county. */
export const entered = async ({ app }: TestApp, client: Client, { id }: Run): Promise<Client> => {
  const { headers } = await client.raw(enterPractice, { params: { id } });
  const token = cookieOf(headers, 'zhibu_session') ?? '';
  return clientOf(app, { accountId: newId(), signInName: '', token });
};

export const finish = (client: Client, { id }: Run): Promise<Run> => client.call(finishDrill, { params: { id } });

/** The checks that were not met. */
export const failing = (run: Run): string[] => run.findings.filter(({ passed }) => !passed).map(({ check }) => check);

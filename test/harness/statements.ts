/** Statements (xAPI): programs and their clients of the store, and what a learner reads of the own ones. */
import type { AddressInfo } from 'node:net';
import XAPI from '@xapi/xapi';
import { beforeAll } from 'vitest';
import { scopes } from '#features/education/records/clients/rules.ts';
import { addProgram } from '#features/education/records/contract.ts';
import { ownRecords } from '#features/education/records/own/contract.ts';
import { useApp, type TestApp } from './app.ts';

type ProgramScope = (typeof scopes)[number];

/** A program with a key, as the county adds it; `auth` is the key as programs send it. */
export const enterProgram = async (
  { as }: TestApp,
  name = '外来课件',
  held: readonly ProgramScope[] = scopes,
): Promise<{ readonly id: string; readonly auth: string }> => {
  const admin = await as('system_admin');
  const { id, key } = await admin.call(addProgram, { body: { name, contact: '县委党校', scopes: [...held] } });
  return { id, auth: XAPI.toBasicAuth(id, key) };
};

/** For the top of a test file: a server that listens, and clients of its store that nobody here wrote. Read `endpoint` inside tests only. */
export const useStore = () => {
  const server = useApp();
  let endpoint = '';
  beforeAll(async () => {
    const { app } = server.current;
    await app.listen({ host: '127.0.0.1', port: 0 });
    endpoint = `http://127.0.0.1:${(app.server.address() as AddressInfo).port}/xapi/`;
  });
  return {
    server,
    get endpoint() {
      return endpoint;
    },
    program: (name?: string, held?: readonly ProgramScope[]) => enterProgram(server.current, name, held),
    clientWith: (auth: string) => new XAPI({ endpoint, auth, adapter: 'fetch' }),
  };
};

/** A member and the own statements: as they are listed, and each as a line with what it says in full. */
export const learnerOf = async ({ as, member }: TestApp) => {
  const person = await member();
  const client = await as('member', { person });
  const statements = async () => (await client.call(ownRecords, {})).items;
  const lines = async () =>
    (await statements()).map(({ verb, object, text }) => ({
      line: `${verb} ${object}`,
      said: JSON.parse(text) as Record<string, unknown>,
    }));
  return { person, client, statements, lines };
};

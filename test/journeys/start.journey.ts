import { afterAll, expect, test } from 'vitest';
import { roles } from '#features/base/accounts/permissions/rules.ts';
import { demoFolder, signInTo } from '#test/harness/demo.ts';

const demo = demoFolder();
afterAll(() => demo.remove());

interface SessionReply {
  readonly state: string;
  readonly grant: { readonly role: string } | null;
}

const sessionOf = async (address: string, token: string): Promise<SessionReply> => {
  const reply = await fetch(`${address}/api/session`, { headers: { cookie: `zhibu_session=${token}` } });
  return (await reply.json()) as SessionReply;
};

test('one command makes the demonstration county, its accounts sign in, and a second start takes it up again', async () => {
  const first = await demo.start();
  const printed = new Set(first.accounts.map((account) => account.role));
  expect(roles.filter((role) => !printed.has(role))).toEqual([]);
  for (const account of first.accounts) {
    const session = await sessionOf(first.address, await signInTo(first.address, account));
    // A password that was printed is to be replaced before anything else, where the account says so.
    expect(['ready', 'set_password', 'choose_role']).toContain(session.state);
    if (session.grant !== null) expect(session.grant.role).toBe(account.role);
  }
  expect(await first.stop()).toBe(0);

  const second = await demo.start();
  expect(second.accounts).toEqual([]);
  const secretary = first.accounts.find((account) => account.role === 'branch_secretary')!;
  expect(await signInTo(second.address, secretary)).toMatch(/^330324\./);
  expect(await second.stop()).toBe(0);
}, 120_000);

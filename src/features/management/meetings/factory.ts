import { makeMember } from '#features/base/members/factory.ts';
import { AppError } from '#shared/errors.ts';
import type { TestApp } from '#test/harness/app.ts';
import type { Client } from '#test/harness/client.ts';
import { plantNode, type Node, type Person } from '#test/harness/tree.ts';

export interface MeetingBranch {
  readonly node: Node;
  readonly secretary: Client;
  readonly people: readonly (Person & { readonly name: string })[];
}

/** A branch with so many full members, and its secretary. */
export const openBranch = async (app: TestApp, members: number): Promise<MeetingBranch> => {
  const node = await app.write((tx) => plantNode(tx, 'branch', app.tree.townshipA));
  const people = [];
  for (let place = 0; place < members; place += 1) {
    const name = `党员${String.fromCodePoint(0x4e00 + place)}`;
    const { id, path } = await app.write((tx) => makeMember(tx, app.county, { branch: node, fields: { name } }));
    people.push({ id, path, name, branch: node });
  }
  return { node, secretary: await app.as('branch_secretary', { at: node }), people };
};

/** How a command was refused: its code and what it says; `ok` where it was not. */
export const refusal = async (work: Promise<unknown>): Promise<string> => {
  try {
    await work;
    return 'ok';
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    const { message, problems = [] } = error.details;
    return [error.code, ...(message === undefined ? [] : [message]), ...problems.map((one) => one.message)].join(' ');
  }
};

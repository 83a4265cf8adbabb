import type { TestApp } from './app.ts';
import type { Client } from './client.ts';
import { plantNode, type Node } from './tree.ts';

export interface School {
  readonly school: Node;
  readonly teacher: Client;
  readonly colleague: Client;
}

/** The Party school of the county, with one who writes courses and another who reviews them. */
export const plantSchool = async ({ as, tree, write }: TestApp): Promise<School> => {
  const school = await write((tx) => plantNode(tx, 'party_school', tree.county, '县委党校'));
  return {
    school,
    teacher: await as('party_school', { at: school }),
    colleague: await as('party_school', { at: school }),
  };
};

import { beforeAll, expect, test } from 'vitest';
import { useApp } from '#test/harness/app.ts';
import { organisationById, organisationTree } from '../contract.ts';
import { makeOrganisation } from '../factory.ts';
import { appointHolder, openTerm } from '../terms/contract.ts';
import { advisedOrganisations } from './contract.ts';

const app = useApp();

beforeAll(async () => {
  const { tree } = app.current;
  const officer = await app.current.as('county_officer');
  const params = { id: tree.branchA1.id };
  const { id: personId } = await app.current.member(tree.branchA1);
  await officer.call(appointHolder, { params, body: { personId, post: 'secretary', fromOn: '2025-01-01' } });
  await officer.call(openTerm, { params, body: { startedOn: '2018-01-01' } });
  await app.current.write((tx) => makeOrganisation(tx, { type: 'village', parent: tree.townshipA }));
});

test('the list of a range says of each organisation what its own page says', async () => {
  const officer = await app.current.as('county_officer');
  const { items, counts, total } = await officer.call(advisedOrganisations, { query: { limit: 100 } });
  const told = new Map(items.map((one) => [one.organisation.id, one.advisories]));
  const nodes = (await officer.call(organisationTree, { query: {} })).items;
  for (const node of nodes) {
    const { advisories } = await officer.call(organisationById, { params: { id: node.id } });
    expect([node.name, told.get(node.id) ?? []]).toEqual([node.name, advisories]);
  }
  expect(total).toBe(items.length);
  expect(counts.find((one) => one.message === 'term_overdue')?.organisations).toBe(1);
});

test('pages and filters walk the whole range once, and no further than it reaches', async () => {
  const { tree } = app.current;
  const officer = await app.current.as('county_officer');
  const all = await officer.call(advisedOrganisations, { query: { limit: 100 } });
  const walked: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await officer.call(advisedOrganisations, { query: { limit: 1, ...(cursor ? { cursor } : {}) } });
    walked.push(...page.items.map((one) => one.organisation.id));
    cursor = page.next ?? undefined;
  } while (cursor !== undefined);
  expect(walked).toEqual(all.items.map((one) => one.organisation.id));

  const { items, total } = await officer.call(advisedOrganisations, { query: { message: 'term_overdue' } });
  expect(items.map((one) => one.organisation.id)).toEqual([tree.branchA1.id]);
  expect(total).toBe(1);

  const worker = await app.current.as('township_worker', { at: tree.townshipB });
  const mine = await worker.call(advisedOrganisations, { query: { limit: 100 } });
  expect(mine.items.map((one) => one.organisation.id)).not.toContain(tree.branchA1.id);
  const query = { organisationId: tree.townshipA.id };
  expect(await worker.outcome(advisedOrganisations, { query })).toBe('not_found');
});

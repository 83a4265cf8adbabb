/** What stands behind the parameters of routes: `jobs/:id` → the id of a job that the visitor may see. */
import { previewBulk } from '#features/base/members/bulk/contract.ts';
import { createElection, electionById, setCandidates } from '#features/management/elections/contract.ts';
import { newId } from '#shared/ids.ts';
import type { Client } from '#test/harness/client.ts';
import type { Stage } from './stage.ts';

type Sample = (stage: Stage, client: Client) => Promise<Readonly<Record<string, string>>>;

const job: Sample = async (stage, client) => {
  const id = newId();
  const path = stage.tree.branchA1.path;
  const accountId = client.session?.accountId ?? null;
  await stage.write((tx) =>
    tx
      .insertInto('job')
      .values({
        id,
        kind: 'members.import',
        subject: '花名册.xlsx',
        account_id: accountId,
        org_path: path,
        scope: '{}',
        state: 'running',
        done: 3,
        total: 9,
      })
      .execute(),
  );
  return { id };
};

const account: Sample = async (stage) => ({ id: (await stage.as('branch_secretary')).session?.accountId ?? '' });

const approval: Sample = async (stage, client) => {
  const id = newId();
  await stage.write((tx) =>
    tx
      .insertInto('approval')
      .values({
        id,
        kind: 'members.export',
        org_path: stage.tree.branchA1.path,
        summary: JSON.stringify([{ message: 'members.export.people', params: { people: 612 } }]),
        payload: '{}',
        asked_by: client.session?.accountId ?? newId(),
        asker: '经办人',
        reason: '年度慰问名单',
        expires_at: new Date(Date.now() + 86_400_000).toISOString(),
      })
      .execute(),
  );
  return { id };
};

/** An import that waits to be confirmed; its rows are another test's matter. */
const rosterImport: Sample = async (stage, client) => {
  const id = newId();
  const { id: organisationId, path } = stage.tree.county;
  const columns = ['姓名', '特长'].map((heading, column) => ({
    column,
    heading,
    field: column === 0 ? 'name' : null,
    how: column === 0 ? 'known' : 'unknown',
    suggestion: null,
  }));
  const sheet = {
    sheet: '党员',
    hidden: false,
    used: true,
    heading: { top: 1, line: 2 },
    columns,
    missing: ['idNumber'],
    branchId: null,
  };
  await stage.write((tx) =>
    tx
      .insertInto('import_batch')
      .values({
        id,
        org_path: path,
        organisation_id: organisationId,
        account_id: client.session?.accountId ?? null,
        actor: '陈志强',
        file_name: '花名册.xlsx',
        size: 20_480,
        state: 'preview',
        sheets: JSON.stringify([sheet]),
        counts: JSON.stringify({ total: 3, new: 2, error: 1 }),
      })
      .execute(),
  );
  return { id };
};

/** A difference that waits to be looked over. */
const bulkChange: Sample = async (stage, client) => {
  const { id: person } = await stage.member();
  const body = { ids: [person], fields: { archiveUnit: '档案馆' }, reason: '档案集中保管' };
  return { id: (await client.call(previewBulk, { body })).id };
};

/** An election whose candidates stand. */
const election: Sample = async (stage, client) => {
  for (let one = 0; one < 4; one++) await stage.member();
  const { id, version } = await client.call(createElection, {
    body: {
      organisationId: stage.tree.branchA1.id,
      kind: 'committee',
      method: 'surplus',
      seats: 3,
      heldOn: stage.county.today(),
    },
  });
  const { roll } = await client.call(electionById, { params: { id } });
  const people = roll.items.slice(0, 4).map(({ personId }) => personId);
  await client.call(setCandidates, { params: { id }, body: { version, people } });
  return { id };
};

/** By the route's path, office and phone alike. A route with parameters and no line here fails its journey. */
export const samples: Readonly<Record<string, Sample>> = {
  'accounts/:id': account,
  'approvals/:id': approval,
  'elections/:id': election,
  'elections/:id/print': election,
  'jobs/:id': job,
  'members/bulk/:id': bulkChange,
  'members/:id': async (stage) => ({ id: (await stage.member()).id }),
  'members/imports/:id': rosterImport,
  'organisations/:id': (stage) => Promise.resolve({ id: stage.tree.branchA1.id }),
  'organisations/:id/change/:kind': (stage) => Promise.resolve({ id: stage.tree.branchA1.id, kind: 'move' }),
  'rules/:id': () => Promise.resolve({ id: 'publicity.workdays' }),
};

/** The address of a route with its parameters filled. */
export const filled = async (route: string, stage: Stage, client: Client): Promise<string> => {
  if (!route.includes(':')) return route;
  const sample = samples[route];
  if (sample === undefined) throw new Error(`no sample for the route ${route}: add it to test/journeys/samples.ts`);
  const values = await sample(stage, client);
  return route.replaceAll(/:(\w+)\??/g, (_, name: string) => encodeURIComponent(values[name] ?? ''));
};

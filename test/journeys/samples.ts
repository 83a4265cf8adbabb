/**
 * What stands behind the parameters of routes, as a job that the visitor may see behind `:id` of its page.
 * Over 400 lines: a maker for each kind of page, in the one table that the journeys walk.
 */
import { previewBulk } from '#features/base/members/bulk/contract.ts';
import { leafPath, matterPath, systemScope } from '#platform/access/scope.ts';
import { plantCase } from '#features/management/admission/factory.ts';
import { plantDraw, plantRequest } from '#features/service/requests/factory.ts';
import { plantCare } from '#features/service/care/factory.ts';
import { plantImport, plantQuestion } from '#features/education/bank/factory.ts';
import { coursePackage } from './course-package.ts';
import { plantCourse } from '#features/education/courses/factory.ts';
import { plantDraft } from '#features/insight/publishing/factory.ts';
import { plantTask } from '#features/service/requests/work/factory.ts';
import { plantTalk } from '#features/service/talks/factory.ts';
import { plantAttempt, plantExam, plantExamItems } from '#features/education/exams/factory.ts';
import { plantClass } from '#features/education/study/factory.ts';
import { plantWish } from '#features/service/wishes/factory.ts';
import { plantTransfer, plantUnit } from '#features/management/transfers/factory.ts';
import { plantAppraisal } from '#features/management/appraisals/factory.ts';
import { createElection, electionById, setCandidates } from '#features/management/elections/contract.ts';
import { dayOf } from '#shared/days.ts';
import { newId } from '#shared/ids.ts';
import type { Client } from '#test/harness/client.ts';
import type { Stage } from './stage.ts';

type Sample = (stage: Stage, client: Client) => Promise<Readonly<Record<string, string>>>;

const course = async (
  { write, county }: Stage,
  unit: Stage['tree']['county'],
  state: 'draft' | 'review' | 'published',
): Promise<Readonly<Record<string, string>>> => {
  const { id, content } = await write((tx) => plantCourse(tx, county, { unit, state }));
  return { id, unit: content.chapters[0]?.units[1]?.id ?? '' };
};

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

/** A paper of a meeting: its line, which the pages show. */
const handOut = async (stage: Stage, meeting: { readonly id: string; readonly path: string }): Promise<void> => {
  const [id, facts] = [
    newId(),
    { org_path: meeting.path, name: '议题材料.pdf', media_type: 'application/pdf', size: 48_213 },
  ];
  await stage.write(async (tx) => {
    await tx
      .insertInto('file')
      .values({ id, ...facts, digest: Buffer.alloc(32), key_id: 1 })
      .execute();
    await tx
      .insertInto('meeting_material')
      .values({ id, meeting_id: meeting.id, ...facts, kind: 'paper', file_id: id, added_by: '潘秀英' })
      .execute();
  });
};

/** A meeting that goes on now, with whoever visits among those asked. */
const meeting: Sample = async (stage, client) => {
  const { branchA1 } = stage.tree;
  const [id, other] = [newId(), await stage.member()];
  await stage.write(
    async (tx) => {
      const account = await tx
        .selectFrom('account as a')
        .innerJoin('person as p', 'p.id', 'a.person_id')
        .select(['p.id', 'p.name'])
        .where('a.id', '=', client.session?.accountId ?? '')
        .executeTakeFirst();
      await tx
        .insertInto('meeting')
        .values({
          id,
          organisation_id: branchA1.id,
          org_path: branchA1.path,
          type: 'party_day',
          title: '主题党日：清洁家园',
          starts_at: new Date(Date.now() + 600_000).toISOString(),
          place: '村部二楼',
        })
        .execute();
      await tx
        .insertInto('meeting_invitee')
        .values(
          [other, ...(account ? [account] : [])].map((person) => ({
            meeting_id: id,
            person_id: person.id,
            org_path: leafPath(branchA1.path, person.id),
            name: person.name,
            votes: true,
          })),
        )
        .execute();
    },
    systemScope(stage.entry.code, 'samples', { guard: 'accounts' }),
  );
  await handOut(stage, { id, path: branchA1.path });
  return { id };
};
/** The same, held yesterday and closed. */
const closedMeeting: Sample = async (stage, client) => {
  const made = await meeting(stage, client);
  const yesterday = new Date(Date.now() - 86_400_000).toISOString();
  await stage.write(async (tx) => {
    const [first] = await tx
      .updateTable('meeting_invitee')
      .set({ attendance: 'present', recorded_how: 'tap' })
      .where('meeting_id', '=', made['id'] ?? '')
      .returning('person_id')
      .execute();
    const leader = first?.person_id ?? null;
    await tx
      .updateTable('meeting')
      .set({ state: 'closed', starts_at: yesterday, held_on: dayOf(Date.parse(yesterday)), content: '清扫村道' })
      .set({ closed_at: yesterday, closed_by: '潘秀英', confirmed_at: yesterday, confirmed_by: '潘秀英' })
      .set({ chair_person_id: leader, recorder_person_id: leader })
      .where('id', '=', made['id'] ?? '')
      .execute();
  });
  return made;
};

/** A payment of a member of the visitor's branch. */
const payment: Sample = async (stage) => {
  const id = newId();
  const { id: personId, path, name, branch } = await stage.member();
  await stage.write((tx) =>
    tx
      .insertInto('dues_payment')
      .values({
        id,
        person_id: personId,
        branch_id: branch.id,
        org_path: path,
        payer: name,
        purpose: 'regular',
        from_month: '2026-01-01',
        to_month: '2026-03-01',
        amount_fen: 9_000,
        paid_on: '2026-01-20',
        method: 'cash',
        consent: true,
        receipt_year: 2026,
        receipt_no: Number.parseInt(id.slice(-6), 16),
        recorder: '陈志强',
      })
      .execute(),
  );
  return { id };
};
const unit = (stage: Stage, state: 'draft' | 'out_committee_ok') =>
  stage.write((tx) => plantUnit(tx, stage.county, { node: stage.tree.branchA1, state }));
const transfer = (stage: Stage, state: 'draft' | 'out_committee_ok') =>
  stage.write((tx) => plantTransfer(tx, stage.county, { node: stage.tree.branchA1, state }));
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

/** An appraisal whose test waits for a second count. */
const appraisal: Sample = async (stage) => {
  const person = await stage.member();
  return stage.write((tx) => plantAppraisal(tx, stage.tree.branchA1, { person, counted: true }));
};

/** A case with one paper that is missing and one that is there, its original and no scan. */
const admission: Sample = async (stage) => {
  const { branchA1 } = stage.tree;
  const { id, personId } = await stage.write((tx) => plantCase(tx, branchA1));
  await stage.write((tx) =>
    tx
      .insertInto('admission_paper')
      .values({
        id: newId(),
        case_id: id,
        person_id: personId,
        org_path: leafPath(branchA1.path, personId),
        paper: 'talkRecord',
        on_day: '2026-02-02',
        paper_place: '镇党委组织办3号柜',
        recorder: '陈志强',
        role: 'branch_secretary',
        organisation: branchA1.name,
      })
      .execute(),
  );
  return { id };
};

const examDays = (): { opensAt: string; closesAt: string } => ({
  opensAt: new Date(Date.now() - 3_600_000).toISOString(),
  closesAt: new Date(Date.now() + 7_200_000).toISOString(),
});
const exam: Sample = ({ write, tree }) =>
  write(async (tx) =>
    plantExam(tx, {
      unit: tree.county,
      ...examDays(),
      items: await plantExamItems(tx, tree.county, ['single', 'judge']),
    }),
  );

/** By the route's path, office and phone alike. A route with parameters and no line here fails its journey. */
export const samples: Readonly<Record<string, Sample>> = {
  'accounts/:id': account,
  'appraisals/:id': appraisal,
  'approvals/:id': approval,
  'dues/payments/:id': payment,
  'duties/:id': (stage) => Promise.resolve({ id: stage.tree.branchA1.id }),
  'elections/:id': election,
  'elections/:id/print': election,
  'jobs/:id': job,
  'meetings/:id': meeting,
  'meetings/:id/amend': closedMeeting,
  'meetings/:id/conflict': meeting,
  'meetings/:id/plan': meeting,
  'meetings/:id/screen': meeting,
  'members/bulk/:id': bulkChange,
  'members/:id': async (stage) => ({ id: (await stage.member()).id }),
  'members/imports/:id': rosterImport,
  'own-meetings/:id': meeting,
  'organisations/:id': (stage) => Promise.resolve({ id: stage.tree.branchA1.id }),
  'organisations/:id/change/:kind': (stage) => Promise.resolve({ id: stage.tree.branchA1.id, kind: 'move' }),
  'admission/:id': admission,
  'requests/tasks/:id': ({ write, county, tree }) =>
    write(async (tx) => {
      const request = await plantRequest(tx, county, { unit: tree.townshipA, area: tree.branchA1 });
      return plantTask(tx, county, { requestId: request.id, unit: tree.branchA1 });
    }),
  'talks/:id': ({ write, county, tree }) =>
    write(async (tx) => {
      const { id } = await plantRequest(tx, county, { unit: tree.branchA1, area: tree.branchA1 });
      const path = matterPath(tree.branchA1.path, id);
      return plantTalk(tx, county, {
        about: { id, kind: 'request', path, state: 'received' },
        unitId: tree.branchA1.id,
      });
    }),
  'education/bank/:id': ({ write, tree }) => write((tx) => plantQuestion(tx, { unit: tree.county, state: 'review' })),
  'education/bank/:id/edit': ({ write, tree }) =>
    write((tx) => plantQuestion(tx, { unit: tree.county, state: 'draft' })),
  'education/bank/imports/:id': ({ write, tree }) => write((tx) => plantImport(tx, { unit: tree.county })),
  'education/courses/:id': (stage) => course(stage, stage.tree.county, 'review'),
  'education/courses/:id/edit': (stage) => course(stage, stage.tree.county, 'draft'),
  'education/courses/:id/packages/:file': coursePackage,
  'study/courses/:id': (stage) => course(stage, stage.tree.branchA1, 'published'),
  'study/courses/:id/:unit': (stage) => course(stage, stage.tree.branchA1, 'published'),
  'publishing/:id': ({ write, tree }) => write((tx) => plantDraft(tx, { unit: tree.county, state: 'review' })),
  'publishing/:id/edit': ({ write, tree }) => write((tx) => plantDraft(tx, { unit: tree.county })),
  'requests/callbacks/:id': ({ write, county, tree }) =>
    write((tx) => plantDraw(tx, county, { unit: tree.county, area: tree.branchA1 })),
  'requests/:id': ({ write, county, tree }) =>
    write((tx) => plantRequest(tx, county, { unit: tree.branchA1, area: tree.branchA1 })),
  'care/:id': ({ write, county, member }) => write(async (tx) => plantCare(tx, county, { person: await member() })),
  'education/exams/:id': exam,
  'education/exams/:id/edit': ({ write, tree }) =>
    write(async (tx) =>
      plantExam(tx, {
        unit: tree.county,
        state: 'draft',
        ...examDays(),
        items: await plantExamItems(tx, tree.county, ['judge']),
      }),
    ),
  'study/exams/:id': exam,
  'study/exams/results/:id': ({ write, tree, entry }, client) =>
    write(
      async (tx) => {
        const own = await tx
          .selectFrom('account')
          .select('person_id')
          .where('id', '=', client.session?.accountId ?? '')
          .executeTakeFirst();
        const items = await plantExamItems(tx, tree.county, ['judge']);
        const { id } = await plantExam(tx, { unit: tree.county, kind: 'practice', ...examDays(), items });
        const { opensAt } = examDays();
        return plantAttempt(tx, {
          exam: id,
          unit: tree.county,
          person: { id: own?.person_id ?? '', branch: tree.branchA1 },
          slotAt: opensAt,
          begunAt: opensAt,
          endsAt: opensAt,
          markedAt: opensAt,
        });
      },
      systemScope(entry.code, 'samples', { guard: 'accounts' }),
    ),
  'education/classes/:id': ({ write, tree, member }) =>
    write(async (tx) => plantClass(tx, { organiser: tree.county, person: await member() })),
  'education/hours/:id': async ({ member }) => ({ id: (await member()).id }),
  'wishes/:id': ({ write, county, tree }) =>
    write((tx) => plantWish(tx, county, { unit: tree.branchA1, publicWords: '一位老人要修门' })),
  'transfers/units/:id': (stage) => unit(stage, 'draft'),
  'transfers/units/:id/letter': (stage) => unit(stage, 'out_committee_ok'),
  'transfers/:id': (stage) => transfer(stage, 'draft'),
  'transfers/:id/letter': (stage) => transfer(stage, 'out_committee_ok'),
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

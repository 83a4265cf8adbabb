import { expect, test } from 'vitest';
import type { Client } from '#test/harness/client.ts';
import { useExams } from '#test/harness/exam-phone.ts';
import { examAttempts } from '../contract.ts';
import type { PlantedItem } from '../factory.ts';
import * as helpers from '../helpers/contract.ts';
import * as seats from '../seat/contract.ts';
import * as printing from './contract.ts';

const exams = useExams(['single', 'multiple', 'judge', 'blank']);
const { server, examWith, scoreOf } = exams;

test('a paper is printed with a code, entered by it in the letters that stand on it, and marked as any other', async () => {
  const { tree, member: plant, as } = server.current;
  const exam = await examWith({ audience: tree.branchA1 });
  const person = await plant(tree.branchA1);
  const { items: found } = await exams.officer.call(printing.findTakers, {
    params: { id: exam.id },
    query: { words: person.name },
  });
  expect(found.map(({ personId }) => personId)).toEqual([person.id]);
  const print = () =>
    exams.officer.call(printing.printPaper, { params: { id: exam.id }, body: { personId: person.id } });
  const { code } = await print();
  expect(await print()).toMatchObject({ code });
  const sheet = await exams.officer.raw(printing.paperSheet, { params: { code } });
  expect(sheet.bytes.subarray(0, 5).toString()).toBe('%PDF-');
  const paper = await exams.officer.call(printing.paperItems, { params: { code } });
  expect([paper.name, paper.items.length]).toEqual([person.name, 4]);
  const enter = (some: readonly PlantedItem[]) =>
    exams.officer.call(printing.enterPaper, {
      params: { code },
      body: { answers: some.map(({ right }, at) => ({ item: at + 1, answer: [...right] })) },
    });
  await enter(exams.items.slice(0, 1));
  expect(await scoreOf(exam.id)).toEqual([2]);
  // The helper looks again: what is entered later goes before, and what was right stays.
  await enter(exams.items);
  expect(await scoreOf(exam.id)).toEqual([8]);
  const own = await as('member', { person });
  expect(await own.outcome(seats.takeSeat, { params: { id: exam.id } })).toBe('refused');
  // Another unit enters it once it is named, and until the results are out; it reads no result.
  const [helper, stranger] = [await as('township_worker', { at: tree.townshipB }), await as('township_worker')];
  const open = (who: Client) => who.outcome(printing.paperItems, { params: { code } });
  expect([await open(helper), await open(stranger)]).toEqual(['not_found', 'not_found']);
  const named = { params: { id: exam.id }, body: { units: [tree.townshipB.id] } };
  await exams.officer.call(helpers.setHelpers, named);
  expect([await open(helper), await open(stranger)]).toEqual(['ok', 'not_found']);
  expect((await helper.call(printing.paperItems, { params: { code } })).name).toBe(person.name);
  expect((await helper.call(helpers.helpedExams, {})).items.map(({ id }) => id)).toEqual([exam.id]);
  const wrong = { params: { code }, body: { answers: [{ item: 1, answer: ['A'] }] } };
  await helper.call(printing.enterPaper, wrong);
  expect(await stranger.outcome(printing.enterPaper, wrong)).toBe('not_found');
  expect(await scoreOf(exam.id)).toEqual([6]);
  expect(await helper.outcome(examAttempts, { params: { id: exam.id }, query: {} })).toBe('not_found');
  expect(await helper.outcome(helpers.setHelpers, named)).toBe('not_found');
  await server.current.write((tx) =>
    tx.updateTable('exam').set({ state: 'released' }).where('id', '=', exam.id).execute(),
  );
  expect([await open(helper), await helper.outcome(printing.enterPaper, wrong)]).toEqual(['not_found', 'not_found']);
  expect((await helper.call(helpers.helpedExams, {})).items).toEqual([]);
});

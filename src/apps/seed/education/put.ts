import { ofOrThrow } from '../known.ts';
import { landmarks } from '../landmarks.ts';
import type { Holder } from '../account-rows.ts';
import { putAdministratorCourses } from './administrators.ts';
import { putQuestions } from './bank.ts';
import { putCourses } from './courses.ts';
import type { TreeDesk } from './desk.ts';
import { putExams } from './exams.ts';
import { putLearning } from './learning.ts';
import { putRecall } from './recall.ts';
import { putLearningRecords } from './records.ts';
import { putStudy, putStudySums } from './study.ts';

/** What is taught, examined and learnt. Exams and recall stand on the questions of the bank. */
export const putEducation = async (
  desk: TreeDesk,
  seatOf: (role: 'member' | 'branch_secretary') => Holder,
): Promise<void> => {
  const { tx, county, today, tree } = desk;
  const root = ofOrThrow(tree, landmarks.county);
  const township = ofOrThrow(tree, landmarks.demoTownship);
  const school = ofOrThrow(tree, landmarks.partySchool);
  const belowCounty = [...tree.values()].filter(({ seed }) => seed.parentKey === landmarks.county);
  const townships = belowCounty.filter(({ seed }) => seed.type === 'township_committee');
  const sectors = belowCounty.filter(({ seed }) => ['working_committee', 'grassroots_committee'].includes(seed.type));
  await putStudy({ tx, county, today }, root, { school, demo: township, townships, sectors });
  await putQuestions(desk);
  await putCourses(desk);
  await putExams({ tx, county, today, office: root, township });
  await putAdministratorCourses({ tx, county, today, office: root, school });
  await putLearningRecords(tx, county, today);
  const branch = ofOrThrow(tree, landmarks.demoBranch);
  const { personId } = seatOf('member');
  await putLearning({ tx, county, today, branch, township, personId });
  await putRecall({
    tx,
    county,
    today,
    branch,
    personId,
    secretary: seatOf('branch_secretary'),
  });
  await putStudySums({ tx, county, today });
};

import type { z } from 'zod';
import type { Text } from '#shared/text.ts';
import { fileFields, type FieldKey } from '../../catalogue.ts';
import type { RecordRow } from '../../contract.ts';
import { fileTexts } from '../../file/messages.ts';
import type { RecordTable } from '../../records/contract.ts';

interface SectionShape {
  readonly id: string;
  readonly title: Text;
  readonly keys: readonly FieldKey[];
}

/** Fields that are events with buttons of their own. */
const eventKeys: readonly FieldKey[] = ['branchId', 'leftOn', 'leaveKind'];

const placed = [
  {
    id: 'basic',
    title: fileTexts.basic,
    keys: [
      'name',
      'formerName',
      'sex',
      'birthDate',
      'idNumber',
      'ethnicity',
      'nativePlace',
      'education',
      'degree',
      'maritalStatus',
    ],
  },
  {
    id: 'membership',
    title: fileTexts.membership,
    keys: [
      'category',
      'standing',
      'joinedOn',
      'fullOn',
      'joinKind',
      'joinBranch',
      'conversion',
      'probationUntil',
      'partyAgeCorrection',
      'archiveUnit',
    ],
  },
  {
    id: 'work',
    title: fileTexts.work,
    keys: ['jobPost', 'occupation', 'workStartedOn', 'technicalPost', 'newStratum', 'isMigrantWorker', 'isFrontLine'],
  },
  { id: 'contact', title: fileTexts.contact, keys: ['phone', 'landline', 'address', 'householdPlace'] },
  { id: 'whereabouts', title: fileTexts.whereabouts, keys: ['outflowPlace', 'outflowSince', 'lostSince'] },
] as const satisfies readonly SectionShape[];

const elsewhere: ReadonlySet<FieldKey> = new Set([...placed.flatMap(({ keys }) => [...keys]), ...eventKeys]);

export interface FieldSection extends SectionShape {
  readonly id: (typeof placed)[number]['id'] | 'other';
}

/** The file proper as the page divides it. A field of the catalogue without a place of its own stands in the last section. */
export const fieldSections: readonly FieldSection[] = [
  ...placed,
  {
    id: 'other',
    title: fileTexts.otherFields,
    keys: fileFields.map(({ key }) => key).filter((key) => !elsewhere.has(key)),
  },
];

/** Where on the page a field stands, for links from what is missing or odd. */
export const sectionOfField = (key: string): FieldSection | undefined =>
  fieldSections.find((section) => (section.keys as readonly string[]).includes(key));

export const recordSections = [
  { id: 'outflow', table: 'outflow', title: fileTexts.outflow, empty: fileTexts.outflowEmpty },
  { id: 'lost', table: 'lost_contact', title: fileTexts.lost, empty: fileTexts.lostEmpty },
  { id: 'standing', table: 'standing_change', title: fileTexts.standing, empty: fileTexts.standingEmpty },
  { id: 'abroad', table: 'abroad_stay', title: fileTexts.abroad, empty: fileTexts.abroadEmpty },
  { id: 'rewards', table: 'reward', title: fileTexts.rewards, empty: fileTexts.rewardsEmpty },
  { id: 'sanctions', table: 'sanction', title: fileTexts.sanctions, empty: fileTexts.sanctionsEmpty },
  { id: 'training', table: 'training_record', title: fileTexts.training, empty: fileTexts.trainingEmpty },
  { id: 'family', table: 'family_member', title: fileTexts.family, empty: fileTexts.familyEmpty },
  { id: 'hardship', table: 'hardship', title: fileTexts.hardship, empty: fileTexts.hardshipEmpty },
  { id: 'papers', table: 'attachment', title: fileTexts.papers, empty: fileTexts.papersEmpty },
] as const satisfies readonly {
  readonly id: string;
  readonly table: RecordTable;
  readonly title: unknown;
  readonly empty: unknown;
}[];

export type RecordSection = (typeof recordSections)[number];
export type RecordView = z.infer<typeof RecordRow>;

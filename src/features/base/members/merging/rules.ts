/**
 * Where a merge of two files finds the dropped person, beside the records of the file. A test compares both lists with the
 * catalogue of the database: a new column that names a person must be entered in one of them.
 */
export interface Named {
  readonly table: string;
  readonly column: string;
  /** Where the row lies: under the person's leaf of an organisation that it keeps, or with the file. Nowhere: above both. */
  readonly lies?: 'leaf' | 'file';
  /** Columns of which a person has one row: where the kept file has its own, the dropped one's stays as it was written. */
  readonly once?: readonly string[];
  /** The table that tells whether the kept file has its own, where rows hang on those of another. It stands after them. */
  readonly onceIn?: string;
  /** The table and column of the row that this one hangs on: it is handed over where that one was. It stands after it. */
  readonly hangsOn?: readonly [table: string, column: string];
}

const ofAttempt = { column: 'person_id', hangsOn: ['exam_attempt', 'attempt_id'] } as const;

export const renamed: readonly Named[] = [
  { table: 'meeting_invitee', column: 'person_id', lies: 'leaf', once: ['meeting_id'] },
  { table: 'meeting', column: 'chair_person_id' },
  { table: 'meeting', column: 'recorder_person_id' },
  { table: 'meeting_task', column: 'owner_person_id' },
  { table: 'dues_base', column: 'person_id', lies: 'leaf', once: ['branch_id', 'year'] },
  { table: 'dues_relief', column: 'person_id', lies: 'leaf' },
  { table: 'dues_payment', column: 'person_id', lies: 'leaf' },
  { table: 'dues_consent', column: 'person_id', lies: 'leaf', once: ['branch_id'] },
  { table: 'outflow_contact', column: 'person_id', lies: 'file' },
  { table: 'inflow', column: 'person_id', lies: 'file' },
  { table: 'transfer', column: 'person_id', lies: 'leaf' },
  { table: 'transfer_event', column: 'person_id', lies: 'leaf' },
  { table: 'admission_case', column: 'person_id', lies: 'file' },
  { table: 'admission_fact', column: 'person_id', lies: 'file' },
  { table: 'admission_extra_record', column: 'person_id', lies: 'file' },
  { table: 'admission_paper', column: 'person_id', lies: 'file' },
  { table: 'appraisal_tally_line', column: 'person_id', once: ['appraisal_id'], onceIn: 'appraisal_person' },
  {
    table: 'appraisal_follow_up',
    column: 'person_id',
    lies: 'leaf',
    once: ['appraisal_id'],
    onceIn: 'appraisal_person',
  },
  { table: 'appraisal_person', column: 'person_id', lies: 'leaf', once: ['appraisal_id'] },
  { table: 'care_case', column: 'person_id', lies: 'file' },
  { table: 'care_visit', column: 'person_id', lies: 'file' },
  { table: 'care_amount', column: 'person_id', lies: 'file' },
  // Of a class both places read; the hours of a year are counted anew at night.
  { table: 'study_enrolment', column: 'person_id', once: ['class_id'] },
  { table: 'study_roll', column: 'person_id', once: ['session_id'] },
  { table: 'study_certificate', column: 'person_id', once: ['class_id'] },
  { table: 'study_need_paper', column: 'person_id', lies: 'file' },
  { table: 'study_need', column: 'person_id', lies: 'file' },
  { table: 'study_tally', column: 'person_id', lies: 'file', once: ['year'] },
  { table: 'study_contribution', column: 'person_id' },
  // What both wrote of one round of an exam stays with its paper.
  { table: 'exam_attempt', column: 'person_id', once: ['exam_id', 'round'] },
  { table: 'exam_sitting', ...ofAttempt },
  { table: 'exam_entry', ...ofAttempt },
  { table: 'exam_mark', ...ofAttempt },
  { table: 'exam_reading', ...ofAttempt },
  { table: 'exam_appeal', ...ofAttempt },
  // A wish lies with the unit in charge, whoever made it or helps.
  { table: 'wish', column: 'person_id' },
  { table: 'wish_entry', column: 'person_id' },
  { table: 'wish_helper', column: 'person_id', once: ['wish_id'] },
  { table: 'wish_helper', column: 'wisher_id' },
  // What was said stays with the branch to which it was said.
  { table: 'course_post', column: 'person_id' },
  { table: 'course_taking', column: 'person_id', lies: 'file', once: ['course_id'] },
  { table: 'course_done', column: 'person_id', lies: 'file', once: ['unit_id'] },
];

/** Columns that go on naming the dropped file, or are dealt with by the merge itself, and why. */
export const notRenamed: Readonly<Record<string, string>> = {
  'account.person_id': 'A file with an account is not dropped; two accounts of one person are settled first.',
  'person.merged_into_id': 'It is the merge itself.',
  'membership.person_id': 'The dropped membership is voided: the kept one says what holds.',
  'affiliation.person_id': 'Handed over period by period; those that overlap are voided.',
  'post_holding.person_id': 'Handed over with a new version, so that terms and accounts notice.',
  'correction_request.person_id': 'It asked for a change of the dropped file, and the merge answers it.',
  'bulk_item.person_id': 'Holds the values of the dropped file before a bulk change.',
  'import_row.person_id': 'An import is undone on the file that it made.',
  'import_row.decided_person_id': 'What somebody decided about a row of a sheet, on that day.',
  'file_reading.person_id': 'A receipt of a reading is never changed, not even by the platform.',
  'notice.person_id': 'A notice belongs to an account, and a dropped file has none.',
  'xapi_learner.person_id': 'It was entered by an account of the person, and a dropped file has none.',
  'xapi_statement.person_id': 'As the account of the learner that it names.',
  'xapi_attachment.person_id': 'As its statement.',
  'xapi_document.person_id': 'As the account of the learner that it names.',
  'recall_choice.person_id': 'Chosen by an account of the person, and a dropped file has none.',
  'recall_card.person_id': 'As the choice to recall.',
  'recall_answer.person_id': 'As the choice to recall.',
  'election_roll.person_id': 'The roll of an election is a document of its day.',
  'course_attempt.person_id': 'Answers are opened by nobody but their person; what followed from them is handed over.',
  'package_run.person_id': 'As answers: what followed from it is handed over.',
  'election_candidate.person_id': 'As the roll: who stood, as it was counted.',
};

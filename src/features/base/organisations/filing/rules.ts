/**
 * Which tables are filed under the tree, and what their rows follow. A test compares this list with the catalogue of the
 * database: a new table with an `org_path` must be entered here, or moves of a subtree would leave its rows behind.
 */
export interface FiledTable {
  readonly name: string;
  /**
   * A person's rows go where the person goes; an organisation's rows stay with it when its people leave. A row about either goes where
   * that goes, by a key of the database where it can.
   */
  readonly follows: 'person' | 'organisation' | 'subject';
  /** How a move finds the rows: by path, or through an index that leads from rows that have been moved before. */
  readonly foundBy: keyof typeof leads;
  /** The column that holds the path, where it is not `org_path`: a row that two places see is filed at both. */
  readonly column?: 'to_path';
}

/** From which table the rows of another are found, and by which column of theirs. */
export const leads = {
  path: null,
  person: { table: 'person', column: 'person_id' },
  batch: { table: 'import_batch', column: 'batch_id' },
  meeting: { table: 'meeting', column: 'meeting_id' },
} as const;

const followsPerson = (name: string, foundBy: FiledTable['foundBy'] = 'person'): FiledTable => ({
  name,
  follows: 'person',
  foundBy,
});
const staysWithOrganisation = (name: string, foundBy: FiledTable['foundBy'] = 'path'): FiledTable => ({
  name,
  follows: 'organisation',
  foundBy,
});

/** A table stands below the one that leads to it: rows are found from where those are now. */
export const filedTables: readonly FiledTable[] = [
  followsPerson('person', 'path'),
  followsPerson('membership', 'path'),
  followsPerson('reward'),
  followsPerson('sanction'),
  followsPerson('family_member'),
  followsPerson('hardship'),
  followsPerson('training_record'),
  followsPerson('outflow'),
  followsPerson('outflow_contact'),
  followsPerson('lost_contact'),
  followsPerson('standing_change'),
  followsPerson('abroad_stay'),
  followsPerson('attachment'),
  followsPerson('correction_request'),
  followsPerson('bulk_item'),
  followsPerson('care_case'),
  followsPerson('care_visit'),
  followsPerson('care_amount'),
  followsPerson('study_need_paper'),
  followsPerson('study_need'),
  followsPerson('study_tally'),
  followsPerson('recall_choice'),
  followsPerson('recall_card'),
  followsPerson('recall_answer'),
  followsPerson('admission_case'),
  followsPerson('admission_fact'),
  followsPerson('admission_extra_record'),
  followsPerson('course_taking'),
  followsPerson('course_done'),
  followsPerson('file', 'path'),
  // Where somebody lives is the matter of two branches; who came from outside the county has no file here.
  followsPerson('inflow', 'path'),
  followsPerson('inflow_guest', 'path'),
  followsPerson('inflow_word', 'path'),
  // An affiliation belongs to the branch of its days; a merger ends it and begins another.
  staysWithOrganisation('affiliation'),
  staysWithOrganisation('post_holding'),
  staysWithOrganisation('branch_tally'),
  staysWithOrganisation('approval'),
  staysWithOrganisation('bulk_change'),
  staysWithOrganisation('import_batch'),
  staysWithOrganisation('import_row', 'batch'),
  staysWithOrganisation('import_memory'),
  // Who was at a meeting stays with the branch that held it, wherever the person goes.
  staysWithOrganisation('meeting'),
  staysWithOrganisation('meeting_invitee', 'meeting'),
  staysWithOrganisation('agenda_item', 'meeting'),
  staysWithOrganisation('meeting_resolution', 'meeting'),
  staysWithOrganisation('meeting_task', 'meeting'),
  staysWithOrganisation('meeting_amendment', 'meeting'),
  staysWithOrganisation('meeting_material', 'meeting'),
  staysWithOrganisation('meeting_guest', 'meeting'),
  // What was paid to a branch stays in its books; the next one learns from the transfer letter how far it goes.
  staysWithOrganisation('dues_treasurer'),
  staysWithOrganisation('dues_base'),
  staysWithOrganisation('dues_relief'),
  staysWithOrganisation('dues_consent'),
  staysWithOrganisation('dues_payment'),
  staysWithOrganisation('dues_entry'),
  staysWithOrganisation('dues_bank_line'),
  staysWithOrganisation('dues_publication'),
  // A transfer is the matter of two branches, whoever goes where meanwhile.
  staysWithOrganisation('transfer'),
  { ...staysWithOrganisation('transfer'), column: 'to_path' },
  staysWithOrganisation('unit_transfer'),
  staysWithOrganisation('transfer_event'),
  { ...staysWithOrganisation('transfer_event'), column: 'to_path' },
  { ...staysWithOrganisation('inflow'), column: 'to_path' },
  { ...staysWithOrganisation('inflow_guest'), column: 'to_path' },
  { ...staysWithOrganisation('inflow_word'), column: 'to_path' },
  // A paper goes with its case.
  followsPerson('admission_paper'),
  // The roll of an election is a document of its day: whoever leaves stays on it.
  staysWithOrganisation('election'),
  staysWithOrganisation('election_roll'),
  staysWithOrganisation('election_candidate'),
  staysWithOrganisation('election_count'),
  // An appraisal stays with the branch that held it; the member reads the own part from anywhere.
  staysWithOrganisation('appraisal'),
  staysWithOrganisation('appraisal_person'),
  staysWithOrganisation('appraisal_tally'),
  staysWithOrganisation('appraisal_tally_line'),
  staysWithOrganisation('appraisal_follow_up'),
  // What a meeting taught stays with it. A class keeps its people, and the place where each belongs reads the row as well.
  staysWithOrganisation('study_session', 'meeting'),
  staysWithOrganisation('study_enrolment'),
  { ...followsPerson('study_enrolment'), column: 'to_path' },
  staysWithOrganisation('study_roll'),
  { ...followsPerson('study_roll'), column: 'to_path' },
  staysWithOrganisation('study_certificate'),
  { ...followsPerson('study_certificate'), column: 'to_path' },
  // What a resident asked is the matter of the unit in charge.
  staysWithOrganisation('service_request'),
  staysWithOrganisation('service_request_entry'),
  staysWithOrganisation('published_answer'),
  staysWithOrganisation('request_form'),
  staysWithOrganisation('resident'),
  // A wish is the unit's to carry out; the member who made it, or helps, reads it from anywhere.
  staysWithOrganisation('wish'),
  staysWithOrganisation('study_contribution'),
  staysWithOrganisation('wish_entry'),
  staysWithOrganisation('wish_helper'),
  staysWithOrganisation('request_pause'),
  staysWithOrganisation('request_ask'),
  staysWithOrganisation('request_review'),
  staysWithOrganisation('request_issue'),
  staysWithOrganisation('request_record'),
  staysWithOrganisation('request_task'),
  { ...staysWithOrganisation('request_task'), column: 'to_path' },
  staysWithOrganisation('request_return'),
  staysWithOrganisation('request_tie'),
  // What a unit has had stays in its figures, also after it was given on.
  staysWithOrganisation('request_holding'),
  staysWithOrganisation('request_mark'),
  // A thread is about a member, or about a request, which takes it along; the messages go with the thread.
  { name: 'talk', follows: 'subject', foundBy: 'path' },
  { name: 'talk_message', follows: 'subject', foundBy: 'path' },
  staysWithOrganisation('service_request_photo'),
  staysWithOrganisation('article'),
  staysWithOrganisation('article_edition'),
  staysWithOrganisation('article_hand'),
  staysWithOrganisation('article_step'),
  staysWithOrganisation('article_image'),
  staysWithOrganisation('bank_import'),
  staysWithOrganisation('bank_import_row'),
  staysWithOrganisation('course'),
  staysWithOrganisation('course_step'),
  staysWithOrganisation('course_file'),
  staysWithOrganisation('course_piece'),
  staysWithOrganisation('course_post'),
  // An exam is the matter of the unit that holds it; the person reads the own part from anywhere.
  staysWithOrganisation('exam_item'),
  staysWithOrganisation('exam_attempt'),
  staysWithOrganisation('exam_sitting'),
  staysWithOrganisation('exam_entry'),
  staysWithOrganisation('exam_mark'),
  staysWithOrganisation('exam_reading'),
  staysWithOrganisation('exam_appeal'),
];

/** Rows that stay where they were filed, and why. */
export const leftInPlace: Readonly<Record<string, string>> = {
  audit_event: 'What happened is recorded where it happened, and chained by hash.',
  file_reading: 'A receipt lies where the file was read; the member reads all of the own ones.',
  notice: 'A notice is seen by its account alone; the path only names what it was about.',
  todo_handover: 'A matter handed over is seen by its two accounts alone; the path only names where it was.',
  request_rating: 'What a resident says of a unit is filed at the county itself, which never moves.',
  request_rating_message: 'The message that asks for it lies beside it.',
  request_draw: 'A list to call back is filed at the county itself, which never moves.',
  request_draw_item: 'It lies with its list.',
  job: 'A job is seen by its account alone; the path only names the place it was started from.',
};

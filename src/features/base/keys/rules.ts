/** A table whose columns hold ciphertext that a rotation renews. Its rows have a uuid `id`. */
export interface SealedTable {
  readonly table: string;
  readonly columns: readonly string[];
  /** Version with which all of the columns are sealed; the first byte of each says so as well. */
  readonly keyColumn: string;
}

/**
 * What a rotation renews. Left as it is, because old versions stay in the key file: files (each names its version), the
 * audit (insert-only and chained), and what is swept after weeks (rows of imports, payloads of jobs and approvals).
 */
export const sealedTables: readonly SealedTable[] = [
  { table: 'person', columns: ['id_number', 'phone', 'landline', 'address'], keyColumn: 'key_id' },
  { table: 'correction_request', columns: ['wanted'], keyColumn: 'key_id' },
  { table: 'transfer', columns: ['sealed'], keyColumn: 'key_id' },
  { table: 'inflow', columns: ['sealed'], keyColumn: 'key_id' },
  { table: 'meeting_guest', columns: ['sealed'], keyColumn: 'key_id' },
  { table: 'service_request', columns: ['sealed'], keyColumn: 'key_id' },
  { table: 'service_request_entry', columns: ['sealed'], keyColumn: 'key_id' },
  { table: 'resident', columns: ['sealed'], keyColumn: 'key_id' },
  { table: 'published_answer', columns: ['sealed'], keyColumn: 'key_id' },
  { table: 'request_model', columns: ['sealed'], keyColumn: 'key_id' },
  { table: 'care_case', columns: ['sealed'], keyColumn: 'key_id' },
  { table: 'care_visit', columns: ['sealed'], keyColumn: 'key_id' },
  { table: 'care_amount', columns: ['sealed'], keyColumn: 'key_id' },
  { table: 'wish', columns: ['sealed'], keyColumn: 'key_id' },
  { table: 'wish_entry', columns: ['sealed'], keyColumn: 'key_id' },
  { table: 'wish_helper', columns: ['sealed'], keyColumn: 'key_id' },
  { table: 'course_post', columns: ['sealed'], keyColumn: 'key_id' },
  { table: 'request_issue', columns: ['sealed'], keyColumn: 'key_id' },
  { table: 'request_record', columns: ['sealed'], keyColumn: 'key_id' },
  { table: 'request_task', columns: ['sealed'], keyColumn: 'key_id' },
  { table: 'request_return', columns: ['sealed'], keyColumn: 'key_id' },
  { table: 'request_mark', columns: ['sealed'], keyColumn: 'key_id' },
  { table: 'talk_message', columns: ['sealed'], keyColumn: 'key_id' },
  { table: 'xapi_statement', columns: ['sealed'], keyColumn: 'key_id' },
  { table: 'xapi_attachment', columns: ['sealed'], keyColumn: 'key_id' },
  { table: 'xapi_document', columns: ['sealed'], keyColumn: 'key_id' },
  { table: 'account', columns: ['totp_secret'], keyColumn: 'totp_key_id' },
  { table: 'notice_address', columns: ['address'], keyColumn: 'key_id' },
];

/** Columns of bytes that a rotation leaves, and why. A test compares the three lists with the database. */
export const leftColumns: Readonly<Record<string, string>> = {
  'person.id_number_hash': 'keyed hash: its key is never rotated, or nobody could be found again',
  'person.id_tail_hash': 'keyed hash',
  'person.phone_hash': 'keyed hash',
  'person.phone_tail_hash': 'keyed hash',
  'import_row.id_number_hash': 'keyed hash',
  'import_row.sealed': 'swept with its import',
  'meeting_invitee.device_hash': 'keyed hash',
  'resident.phone_hash': 'keyed hash: its key is never rotated, or nobody could come in again',
  'service_request.code_hash': 'keyed hash: a slip of paper with the code lasts longer than a key',
  'request_rating_message.code_hash': 'keyed hash: a message that was sent is not renewed',
  'open311_key.key_hash': 'keyed hash of a key that is shown once',
  'xapi_client.key_hash': 'keyed hash of a key that is shown once',
  'xapi_learner.key_hash': 'keyed hash of a key that is shown once',
  'xapi_statement.actor': 'keyed hash of an identifier',
  'xapi_document.agent': 'keyed hash of an identifier',
  'wish.code_hash': 'keyed hash: a slip of paper with the code lasts longer than a key',
  'audit_link.hash': 'chain of the audit',
  'idempotency.body_digest': 'digest of a request',
  'file.digest': 'digest of a file',
  'bank_item.same_hash': 'hash of a question, by which the same one is found',
  'bank_import_row.same_hash': 'hash of a question, by which the same one is found',
  'recall_told.mark': 'keyed hash of a person and a question',
  'session.token_hash': 'hash of a token',
};

/** Rows renewed in one transaction: their locks are held for some ten milliseconds. */
export const batchSize = 200;

/** Passes over all tables before a rotation gives up: something keeps writing with an old version. */
export const passes = 20;

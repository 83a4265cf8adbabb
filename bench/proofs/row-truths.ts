/**
 * Who sees a row of each table, by hand.
 * Over 400 lines: a truth for each table, in the one list that the proof walks.
 */
import { roleFacts, roles, type Role } from '#features/base/accounts/permissions/rules.ts';

/** Whose a row is beside its place in the tree, by hand: a column with the owner's account or person. */
export interface Truth {
  /** Filed under `org_path`: seen by whoever's range holds it. */
  readonly filed?: true;
  /** Filed at a second place as well. */
  readonly second?: 'to_path';
  /**
   * Of the very organisation at which the role hangs, and of none below: what people pay is no superior's business. And there only
   * of whoever has been named for it: a secretary who has not reads no amounts either.
   */
  readonly keptThere?: true;
  /** Made known in the very organisation at which the role hangs, or to which the member belongs: to all who read there. */
  readonly knownThere?: true;
  /** Not by the very organisation with which it is filed: by those above it, and the person. */
  readonly aboveBranch?: true;
  readonly account?: string;
  readonly otherAccount?: string;
  readonly person?: string;
  /** Administrators who look after the table as a whole. */
  readonly keepers?: readonly Role[];
  /** Voided rows are out of everybody's sight. */
  readonly voidable?: true;
  /** Makes one row: $1 id, $2 person, $3 path, $4 organisation, $5 account. Null where the world already holds some. */
  readonly make: string | null;
}

const accountKeepers: readonly Role[] = ['system_admin', 'security_admin'];
/** Whoever has some range: what is common to the county and about nobody. */
const everybody: readonly Role[] = roles.filter((role) => roleFacts[role].reach !== 'none');
const child = (columns: string, values: string): Truth => ({
  filed: true,
  make: `(id, person_id, org_path, ${columns}) values ($1, $2, $3, ${values})`,
});

/** A row of the request that is filed at the leaf of the same name. */
const ofRequest = (columns: string, values: string): Truth => ({
  filed: true,
  make: `(id, request_id, org_path, ${columns}) select $1, id, org_path, ${values} from service_request where org_path = replace($3, '@', '=') limit 1`,
});

/** A row of the attempt that was made last for the person, read by the office of its exam and by the person. */
const ofAttempt = (columns: string, values: string): Truth => ({
  filed: true,
  person: 'person_id',
  make: `(attempt_id, person_id, org_path, ${columns}) select id, person_id, org_path, ${values} from exam_attempt where person_id = $2 order by id desc limit 1`,
});
/** Of somebody in the class that the proof has opened: filed at its organiser and with the person. */
const ofClass = (columns: string, values: string): Truth => ({
  filed: true,
  second: 'to_path',
  person: 'person_id',
  make: `(class_id, person_id, org_path, to_path, ${columns}) select c.id, $2, replace($3, '@', '='), $3, ${values} from study_class c order by c.id limit 1 on conflict do nothing`,
});

/** The organisation of the leaf that is given, and a meeting of it. */
const there = `split_part($3, '@', 1)`;
const meetingThere = `meeting where org_path = ${there} order by id desc limit 1`;

export const truths: Readonly<Record<string, Truth>> = {
  account: { account: 'id', keepers: accountKeepers, make: null },
  role_grant: { account: 'account_id', keepers: accountKeepers, make: null },
  session: { account: 'account_id', keepers: accountKeepers, make: null },
  practice_run: {
    account: 'account_id',
    keepers: accountKeepers,
    make: `(id, account_id, drill, state, finished_at) select $1, id, 'roster', 'failed', now() from account where id = $5`,
  },
  practice_right: {
    account: 'account_id',
    keepers: accountKeepers,
    make: `(id, account_id, drill, reason, from_on, until_on) select $1, id, 'roster', 'x', '2026-03-02', '2026-03-03' from account where id = $5`,
  },
  post_holding: {
    filed: true,
    person: 'person_id',
    keepers: accountKeepers,
    make: `(id, organisation_id, person_id, org_path, post, from_on) values ($1, $4, $2, $3, 'secretary', '2020-01-01')`,
  },
  audit_event: {
    filed: true,
    keepers: ['audit_admin'],
    make: `(id, actor, role, action, entity, org_path) values ($1, 'x', 'x', 'x.y', 'x', $3)`,
  },
  person: { filed: true, voidable: true, make: null },
  membership: { filed: true, voidable: true, make: null },
  affiliation: { filed: true, voidable: true, person: 'person_id', make: null },
  reward: child('kind, title, granted_on', `'1', 'x', '2020-01-01'`),
  sanction: child('kind, decided_on', `'1', '2020-01-01'`),
  family_member: child('relation, name', `'1', 'x'`),
  hardship: child('kind, since', `'1', '2020-01-01'`),
  training_record: child('title, from_on', `'x', '2020-01-01'`),
  outflow: child('from_on, place', `'2020-01-01', 'x'`),
  outflow_contact: {
    filed: true,
    make: `(id, outflow_id, person_id, org_path, on_day, channel, recorder) select $1, o.id, o.person_id, $3, '2020-01-01', 'phone', 'x' from outflow o where o.person_id = $2 limit 1`,
  },
  service_request: {
    filed: true,
    make: `(id, code_hash, org_path, unit_id, unit_since, routed, area_id, kind, category, sealed, key_id, hide_name, received_on, clock_from, due_on, plain_due_on) values ($1, $1::text::bytea, replace($3, '@', '='), $4, '2026-03-02', 'place', $4, 'help', 'roads', 'x', 1, false, '2026-03-02', '2026-03-02', '2026-03-09', '2026-03-09')`,
  },
  resident: {
    filed: true,
    make: `(id, org_path, phone_hash, sealed, key_id) values ($1, replace($3, '@', '='), $1::text::bytea, 'x', 1)`,
  },
  request_form: {
    filed: true,
    make: `(id, number, org_path, made_by) values ($1, $1::text, replace($3, '@', '='), 'x')`,
  },
  service_request_entry: {
    filed: true,
    make: `(id, request_id, org_path, kind, unit_id, key_id, at) select $1, id, org_path, 'received', unit_id, 1, now() from service_request where org_path = replace($3, '@', '=') limit 1`,
  },
  published_answer: {
    filed: true,
    make: `(id, request_id, org_path, unit_name, category, sealed, key_id, proposed_by, proposer, proposed_at) select $1, id, org_path, 'x', 'roads', 'x', 1, $1, 'x', now() from service_request where org_path = replace($3, '@', '=') limit 1`,
  },
  // What programs have sent is the learner's own: no range opens it.
  xapi_learner: { person: 'person_id', make: `(id, person_id) values ($1, $2)` },
  xapi_statement: {
    person: 'person_id',
    make: `(id, client_id, person_id, verb, activities, agents, all_agents, voids, sealed, key_id) select $1, id, $2, 'x:y', '{}', '{}', '{}', false, 'x', 1 from xapi_client limit 1`,
  },
  xapi_attachment: {
    person: 'person_id',
    make: `(id, statement_id, client_id, person_id, digest, sealed, key_id) select $1, id, client_id, $2, 'x', 'x', 1 from xapi_statement where person_id = $2 limit 1`,
  },
  xapi_document: {
    person: 'person_id',
    make: `(id, client_id, person_id, kind, name, etag, updated, sealed, key_id) select $1, id, $2, 'state', $1::text, 'x', now(), 'x', 1 from xapi_client limit 1`,
  },
  xapi_activity: {
    make: `(client_id, iri, definition) select id, 'x:' || $1::text, '{}' from xapi_client limit 1`,
  },
  care_case: {
    filed: true,
    make: `(id, person_id, org_path, reasons, source, sealed, key_id, since) values ($1, $2, $3, '{aged}', 'facts', 'x', 1, '2026-03-02')`,
  },
  care_visit: {
    filed: true,
    make: `(id, case_id, person_id, org_path, occasion, planned_on, sealed, key_id) select $1, id, person_id, org_path, 'routine', '2026-03-09', 'x', 1 from care_case where person_id = $2 limit 1`,
  },
  care_amount: {
    filed: true,
    aboveBranch: true,
    make: `(id, visit_id, person_id, org_path, sealed, key_id) select $1, id, person_id, org_path, 'x', 1 from care_visit where person_id = $2 limit 1`,
  },
  study_session: {
    filed: true,
    make: `(meeting_id, held_on, type, org_path, topics, noted_by, noted_on) select id, held_on, type, org_path, '{theory}', 'x', held_on from meeting where org_path = split_part($3, '@', 1) and held_on is not null order by id desc limit 1 on conflict do nothing`,
  },
  study_enrolment: ofClass('id, name, branch_name, state, asked_by, asked_at', `$1, 'x', 'x', 'enrolled', 'x', now()`),
  study_roll: ofClass('session_id, present, marked_by', `c.id, true, 'x'`),
  study_certificate: ofClass('id, number, masked_name, hours, issued_on', `$1, $1::text, 'x', 8, '2026-03-02'`),
  study_need: child('topic, asked_on', `'theory', '2026-03-02'`),
  study_need_paper: {
    filed: true,
    make: `(id, person_id, org_path, code, printing_id, printed_on, printed_by) select $1, $2, $3, lpad(count(*)::text, 10, '0'), $1, '2026-03-02', 'x' from study_need_paper`,
  },
  study_tally: {
    filed: true,
    make: `(person_id, year, org_path, hours) values ($2, 2026, $3, 1) on conflict do nothing`,
  },
  wish: {
    filed: true,
    person: 'person_id',
    make: `(id, person_id, org_path, unit_id, area_id, category, sealed, key_id, received_on) values ($1, $2, replace($3, '@', '='), $4, $4, 'repair', 'x', 1, '2026-03-02')`,
  },
  wish_entry: {
    filed: true,
    person: 'person_id',
    make: `(id, wish_id, person_id, org_path, kind, unit_id, key_id, at) select $1, id, person_id, org_path, 'received', unit_id, 1, now() from wish where org_path = replace($3, '@', '=') limit 1`,
  },
  wish_helper: {
    filed: true,
    person: 'person_id',
    // Who wished reads who helps: of the rows here it is the same person.
    make: `(id, wish_id, person_id, wisher_id, org_path, state, sealed, key_id) select $1, id, $2, $2, org_path, 'asked', 'x', 1 from wish where org_path = replace($3, '@', '=') limit 1`,
  },
  exam_item: {
    filed: true,
    make: `(id, exam_id, org_path, n, bank_item_id, kind, category, topic, difficulty, worth, stem, options, answer, explanation) select $1, e.id, replace($3, '@', '='), 1 + (select count(*) from exam_item), b.id, 'judge', 'admission', 'admission', 0.4, 1, 'x', '[]', '{}', '' from exam e, bank_item b limit 1`,
  },
  exam_attempt: {
    filed: true,
    person: 'person_id',
    make: `(id, exam_id, person_id, org_path, home_path, round, form, seed, slot_at) select $1, e.id, $2, replace($3, '@', '='), '/', 1 + (select count(*) from exam_attempt), 0, 1, now() from exam e limit 1`,
  },
  exam_sitting: ofAttempt('id, n, device, opened_at', '$1, 1, $1, now()'),
  exam_entry: ofAttempt('sitting, seq, item, answer, written_at, received_at, mac', `1, 1, 1, '[]', now(), now(), 'x'`),
  exam_mark: ofAttempt('id, exam_id, item', '$1, exam_id, 1'),
  exam_reading: ofAttempt('id, item, reader_id, actor, given, at', `$1, 1, $1, 'x', 1, now()`),
  exam_appeal: ofAttempt('id, item, words, made_at', `$1, 1, 'x', now()`),
  request_pause: {
    filed: true,
    make: `(id, request_id, org_path, reason, from_on, latest_on) select $1, id, org_path, 'materials', '2026-03-02', '2026-03-17' from service_request where org_path = replace($3, '@', '=') limit 1 on conflict do nothing`,
  },
  request_ask: {
    filed: true,
    make: `(id, request_id, org_path, kind, procedure, clock_round, asked_on, decider_id) select $1, id, org_path, 'extension', 'ordinary', 0, '2026-03-02', unit_id from service_request where org_path = replace($3, '@', '=') limit 1 on conflict do nothing`,
  },
  request_review: {
    filed: true,
    make: `(id, request_id, org_path, level, unit_id, asked_on, due_on) select $1, id, org_path, 1, unit_id, '2026-03-02', '2026-04-01' from service_request where org_path = replace($3, '@', '=') limit 1 on conflict do nothing`,
  },
  request_issue: ofRequest('round, position, aside, sealed, key_id, actor', `0, 1, false, 'x', 1, 'x'`),
  request_record: ofRequest(
    'kind, unit_id, actor, on_day, sealed, key_id, at',
    `'note', unit_id, 'x', '2026-03-02', 'x', 1, now()`,
  ),
  request_task: {
    ...ofRequest(
      'to_path, from_unit_id, unit_id, area_id, category, due_on, sealed, key_id, asked_by, asked_at',
      `'/', unit_id, unit_id, unit_id, 'roads', '2026-03-09', 'x', 1, 'x', now()`,
    ),
    second: 'to_path',
  },
  request_return: ofRequest(
    'state, unit_id, reviewer_id, sealed, key_id, actor, asked_on',
    `'kept', unit_id, unit_id, 'x', 1, 'x', '2026-03-02'`,
  ),
  request_tie: {
    filed: true,
    make: `(request_id, org_path, group_id, actor, at) select id, org_path, $1, 'x', now() from service_request where org_path = replace($3, '@', '=') on conflict do nothing`,
  },
  request_holding: {
    filed: true,
    make: `(request_id, unit_id, org_path, since, is_first, area_id, kind, category, received_on, due_on) select id, unit_id, org_path, '2026-03-02', true, area_id, kind, category, received_on, due_on from service_request where org_path = replace($3, '@', '=') limit 1`,
  },
  request_mark: {
    filed: true,
    make: `(id, request_id, unit_id, org_path, by_id, actor, ground, sealed, key_id, marked_on) select $1, request_id, unit_id, org_path, unit_id, 'x', 'foreign', 'x', 1, '2026-03-02' from request_holding where org_path = replace($3, '@', '=') limit 1`,
  },
  request_rating: {
    filed: true,
    make: `(request_id, channel, org_path, unit_id, area_id, category, grade, rated_at) select id, 'portal', org_path, unit_id, area_id, category, 'fair', now() from service_request where org_path = replace($3, '@', '=') limit 1`,
  },
  request_rating_message: {
    filed: true,
    make: `(id, request_id, org_path, code_hash, asked_at) select $1, id, org_path, $1::text::bytea, now() from service_request where org_path = replace($3, '@', '=') limit 1`,
  },
  request_draw: {
    filed: true,
    make: `(id, org_path, seed, from_on, until_on, size, pool, actor, drawn_at) values ($1, replace($3, '@', '='), 'x', '2026-03-02', '2026-03-02', 1, 1, 'x', now())`,
  },
  request_draw_item: {
    filed: true,
    make: `(draw_id, request_id, org_path, place) select d.id, r.id, r.org_path, 1 from service_request r join request_draw d on d.org_path = r.org_path where r.org_path = replace($3, '@', '=') limit 1`,
  },
  talk: {
    filed: true,
    make: `(id, kind, org_path, said_at) values ($1, 'member', $3, now())`,
  },
  talk_message: {
    filed: true,
    make: `(id, talk_id, org_path, seq, client_key, side, what, unit_id, key_id, at) select $1, id, org_path, 1, $1, 'asker', 'said', $4, 1, now() from talk where org_path = $3 limit 1`,
  },
  service_request_photo: {
    filed: true,
    make: `(id, request_id, org_path, file_id, width, height, size, at) select $1, r.id, r.org_path, f.id, 1, 1, 1, now() from service_request r, file f where r.org_path = replace($3, '@', '=') limit 1`,
  },
  // Of the very person, whatever range holds the branch.
  recall_choice: {
    person: 'person_id',
    make: `(person_id, org_path, topics, weekly, since) values ($2, $3, '{admission}', 5, '2026-03-02') on conflict do nothing`,
  },
  recall_card: {
    person: 'person_id',
    make: `(person_id, line_id, org_path, topic, stability, hardness, phase, answered, lapses, answered_on, due_on) values ($2, $1, $3, 'admission', 1, 1, 2, 1, 0, '2026-03-02', '2026-03-05')`,
  },
  // A mark says of no person that it is theirs.
  recall_told: { keepers: everybody, make: `(mark) values ($1::text::bytea)` },
  bank_item: { keepers: everybody, make: null },
  recall_answer: {
    person: 'person_id',
    make: `(id, person_id, org_path, line_id, item_id, topic, answered_on, is_right, is_first, chance) select $1, $2, $3, line_id, id, topic, '2026-03-02', true, true, 0.5 from bank_item limit 1`,
  },
  study_contribution: {
    filed: true,
    person: 'person_id',
    make: `(id, person_id, org_path, unit_id, topic, words, given_on) values ($1, $2, replace($3, '@', '='), $4, 'admission', 'x', '2026-03-02')`,
  },
  bank_import: {
    filed: true,
    make: `(id, org_path, unit_id, holder, actor, file_name, size, defaults) values ($1, replace($3, '@', '='), $4, $1::uuid, 'x', 'x', 1, '{}')`,
  },
  bank_import_row: {
    filed: true,
    make: `(import_id, seq, org_path, sheet, line, cells, item, state, item_id) select id, 1, org_path, '', 1, '[]', '{}', 'ready', $1::uuid from bank_import where org_path = replace($3, '@', '=') on conflict do nothing`,
  },
  article: {
    filed: true,
    make: `(id, org_path, unit_id, column_id, title, summary, source, body, writer, changed_at) select $1, replace($3, '@', '='), $4, id, 'x', '', '', '{}', 'x', now() from publishing_column limit 1`,
  },
  article_edition: {
    filed: true,
    make: `(article_id, edition, org_path, title, summary, source, body, holder, writer, at) select id, 1, org_path, 'x', '', '', '{}', $1::uuid, 'x', now() from article where org_path = replace($3, '@', '=') on conflict do nothing`,
  },
  article_hand: {
    filed: true,
    make: `(article_id, round, holder, hand, org_path) select id, 1, $1::uuid, 'propose', org_path from article where org_path = replace($3, '@', '=') on conflict do nothing`,
  },
  article_step: {
    filed: true,
    make: `(id, article_id, org_path, round, edition, kind, actor, at) select $1, id, org_path, 1, 1, 'propose', 'x', now() from article where org_path = replace($3, '@', '=') limit 1`,
  },
  article_image: {
    filed: true,
    make: `(file_id, article_id, org_path, name, media_type, width, height) select f.id, a.id, a.org_path, 'x', 'image/png', 1, 1 from file f, article a where a.org_path = replace($3, '@', '=') limit 1 on conflict do nothing`,
  },
  course: {
    filed: true,
    make: `(id, org_path, provider_id, title, summary, topics, audience, content, writers, writer, changed_at) values ($1, replace($3, '@', '='), $4, 'x', '', '{}', '{}', '{}', '{}', 'x', now())`,
  },
  course_step: {
    filed: true,
    make: `(id, course_id, org_path, round, kind, actor, at) select $1, id, org_path, 1, 'propose', 'x', now() from course where org_path = replace($3, '@', '=') limit 1`,
  },
  course_file: {
    filed: true,
    make: `(file_id, course_id, org_path, kind, name, media_type, size, source, licence) select f.id, c.id, c.org_path, 'document', 'x', 'application/pdf', 1, 'x', 'x' from file f, course c where c.org_path = replace($3, '@', '=') limit 1 on conflict do nothing`,
  },
  course_piece: {
    filed: true,
    make: `(file_id, video_id, org_path, seq, size) select f.file_id, f.file_id, f.org_path, 1, 1 from course_file f where f.org_path = replace($3, '@', '=') limit 1 on conflict do nothing`,
  },
  course_taking: {
    filed: true,
    person: 'person_id',
    make: `(id, course_id, person_id, org_path, edition, begun_on) select $1, id, $2, $3, 1, '2026-03-02' from course limit 1 on conflict do nothing`,
  },
  course_done: {
    filed: true,
    person: 'person_id',
    make: `(id, course_id, unit_id, person_id, org_path, edition, state, asked_on) select $1, id, $1::uuid, $2, $3, 1, 'asked', '2026-03-02' from course limit 1`,
  },
  course_post: {
    knownThere: true,
    make: `(id, course_id, unit_id, person_id, org_path, sealed, key_id, at) select $1, id, $1::uuid, $2, ${there}, 'x', 1, now() from course limit 1`,
  },
  course_attempt: {
    person: 'person_id',
    make: `(id, course_id, unit_id, person_id, edition, items, answers, marks, passed, answered_on, at) select $1, id, $1::uuid, $2, 1, '{}', '[]', '{}', false, '2026-03-02', now() from course limit 1`,
  },
  package_run: {
    person: 'person_id',
    make: `(id, package_id, unit_id, part, person_id, opened_on) select $1, file_id, $1::uuid, 0, $2, '2026-03-02' from package limit 1`,
  },
  inflow_guest: {
    filed: true,
    second: 'to_path',
    make: `(id, inflow_id, meeting_id, org_path, to_path, recorder) select $1, i.id, m.id, $3, '/', 'x' from (select id from inflow limit 1) i, (select id from meeting limit 1) m on conflict do nothing`,
  },
  inflow_word: {
    filed: true,
    second: 'to_path',
    make: `(id, inflow_id, org_path, to_path, year, result, author, branch) select $1, i.id, $3, '/', 2026, 'x', 'x', 'x' from inflow i where not exists (select from inflow_word w where w.inflow_id = i.id) limit 1`,
  },
  unit_transfer: {
    filed: true,
    make: `(id, org_path, way, organisation_id, committee_id, name, outside_name, reason, dues_paid_to) values ($1, $3, 'leaving', $4, $4, 'x', 'x', 'x', '2026-01')`,
  },
  dues_treasurer: {
    filed: true,
    make: `(id, organisation_id, org_path, account_id, name, reason, named_by, from_on, until) values ($1, $4, $3, $1, 'x', 'x', 'x', '2026-01-05', '2026-01-06')`,
  },
  inflow: {
    filed: true,
    second: 'to_path',
    make: `(id, branch_id, org_path, to_path, sealed, key_id, since) values ($1, $4, $3, '/', 'x', 1, '2020-01-01'), (gen_random_uuid(), $4, '/', $3, 'x', 1, '2020-01-01')`,
  },
  lost_contact: child('from_on, kind', `'2020-01-01', '1'`),
  standing_change: child('standing, from_on', `'12', '2020-01-01'`),
  abroad_stay: child('from_on, place, purpose', `'2020-01-01', 'x', 'study'`),
  attachment: child('kind, title', `'1', 'x'`),
  correction_request: child('field, wanted, key_id, reason', `'nativePlace', 'x', 1, 'x'`),
  file_reading: {
    filed: true,
    person: 'person_id',
    make: `(id, person_id, org_path, account_id, reader, role, organisation, at) values ($1, $2, $3, $5, 'x', 'x', 'x', now())`,
  },
  branch_tally: { filed: true, make: `(branch_id, org_path) values ($4, $3) on conflict do nothing` },
  approval: {
    filed: true,
    account: 'asked_by',
    make: `(id, kind, org_path, summary, payload, asked_by, asker, reason, expires_at) values ($1, 'x', $3, '[]', '{}', $5, 'x', 'x', now())`,
  },
  file: {
    filed: true,
    account: 'account_id',
    make: `(id, org_path, name, media_type, size, digest, key_id, account_id) values ($1, $3, 'x', 'x', 1, 'x', 1, $5)`,
  },
  job: { account: 'account_id', make: `(id, kind, account_id, org_path, scope) values ($1, 'x', $5, $3, '{}')` },
  idempotency: {
    account: 'account_id',
    make: `(key, account_id, endpoint, body_digest, status) values ($1, $5, 'x', 'x', 200)`,
  },
  notice: {
    account: 'account_id',
    make: `(id, account_id, kind, key, link, org_path) values ($1, $5, 'x', $1::text, '/x', $3)`,
  },
  notice_delivery: {
    account: 'account_id',
    make: `(notice_id, account_id, channel) select id, $5, 'in_app' from notice where account_id = $5 on conflict do nothing`,
  },
  notice_setting: {
    account: 'account_id',
    make: `(account_id, kind, channel, enabled) values ($5, $1::text, 'email', true)`,
  },
  notice_address: {
    account: 'account_id',
    make: `(id, account_id, channel, address, key_id) values ($1, $5, 'email', 'x', 1) on conflict do nothing`,
  },
  todo_handover: {
    account: 'from_account',
    otherAccount: 'to_account',
    make: `(id, kind, item, organisation_id, org_path, from_account, from_name, to_account, to_grant, to_name, note) values ($1, 'x', 'given ' || $1::text, $4, $3, $5, 'x', $1, $1, 'x', 'x'), (gen_random_uuid(), 'x', 'taken ' || $1::text, $4, $3, $1, 'x', $5, $1, 'x', 'x')`,
  },
  saved_filter: { account: 'account_id', make: `(id, account_id, name, filter) values ($1, $5, $1::text, '{}')` },
  bulk_change: {
    filed: true,
    account: 'account_id',
    make: `(id, org_path, account_id, actor, reason, fields, people, unchanged) values ($1, $3, $5, 'x', 'x', '{}', 1, 0)`,
  },
  bulk_item: {
    filed: true,
    make: `(bulk_id, person_id, org_path, before) select id, $2, $3, '{}' from bulk_change limit 1`,
  },
  import_batch: {
    filed: true,
    make: `(id, org_path, organisation_id, actor, file_name, size) values ($1, $3, $4, 'x', 'x', 1)`,
  },
  import_row: {
    filed: true,
    make: `(batch_id, reading, seq, org_path, sheet, line, hidden, kind, sealed, key_id) values ($1, 0, 1, $3, 0, 1, false, 'new', 'x', 1)`,
  },
  transfer: {
    filed: true,
    second: 'to_path',
    person: 'person_id',
    make: `(id, person_id, org_path, way, kind, state, from_branch_id, outside_name, reason, sealed, key_id) values ($1, $2, $3, 'leaving', 'cross_province', 'recalled', $4, 'x', 'x', 'x', 1)`,
  },
  transfer_event: {
    filed: true,
    second: 'to_path',
    person: 'person_id',
    make: `(transfer_id, version, person_id, org_path, to_path, step, state, actor, role, organisation) select id, 1, $2, '/', $3, 'submit', 'draft', 'x', 'x', 'x' from transfer where person_id = $2 and id not in (select transfer_id from transfer_event)`,
  },
  admission_case: child(
    'begun_under, begun_on, entered_on, has_committee, state, ended_on, end_reason',
    `'2026', '2026-06-01', '2026-06-01', true, 'withdrawn', '2026-06-02', 'x'`,
  ),
  admission_paper: {
    filed: true,
    make: `(id, case_id, person_id, org_path, paper, on_day, paper_place, recorder, role, organisation) select $1, id, $2, $3, 'talkRecord', '2026-06-01', 'x', 'x', 'x', 'x' from admission_case where person_id = $2 limit 1`,
  },
  admission_fact: {
    filed: true,
    make: `(id, case_id, person_id, org_path, step, on_day, outcome, recorder, role, organisation) select $1, id, $2, $3, 'application', '2026-06-01', 'done', 'x', 'x', 'x' from admission_case where person_id = $2 limit 1`,
  },
  admission_extra_record: {
    filed: true,
    make: `(id, case_id, person_id, org_path, extra, on_day, recorder) select $1, id, $2, $3, 'defence', '2026-06-01', 'x' from admission_case where person_id = $2 limit 1`,
  },
  election: {
    filed: true,
    make: `(id, organisation_id, org_path, kind, method, voters, basis, seats, held_on) values ($1, $4, $3, 'committee', 'surplus', 'members', 'present', 3, '2026-03-02')`,
  },
  election_roll: {
    filed: true,
    make: `(election_id, person_id, org_path, name) select id, $2, $3, 'x' from election limit 1 on conflict do nothing`,
  },
  election_candidate: {
    filed: true,
    make: `(election_id, person_id, org_path, name, position) select id, $2, $3, 'x', 1 from election limit 1 on conflict do nothing`,
  },
  election_count: {
    filed: true,
    make: `(election_id, org_path, present, issued, returned, valid, invalid, scrutineers, tellers, enterer) select id, $3, 1, 1, 1, 1, 0, '{}', '{}', 'x' from election where org_path = $3 limit 1 on conflict do nothing`,
  },
  appraisal: {
    filed: true,
    make: `(id, organisation_id, org_path, year, roll_on, state) values ($1, $4, $3, 2026, '2026-03-02', 'cancelled')`,
  },
  appraisal_person: {
    filed: true,
    person: 'person_id',
    make: `(appraisal_id, person_id, org_path, name, category, votes, part) select id, $2, $3, 'x', 'full', true, 'graded' from appraisal limit 1 on conflict do nothing`,
  },
  appraisal_tally: {
    filed: true,
    make: `(appraisal_id, org_path, issued, returned, valid, invalid, enterer) select id, $3, 1, 1, 1, 0, 'x' from appraisal where org_path = $3 limit 1 on conflict do nothing`,
  },
  appraisal_tally_line: {
    filed: true,
    make: `(appraisal_id, person_id, org_path, excellent, qualified, basic, unqualified) select appraisal_id, $2, $3, 0, 1, 0, 0 from appraisal_tally limit 1 on conflict do nothing`,
  },
  appraisal_follow_up: {
    filed: true,
    make: `(appraisal_id, person_id, org_path) select id, $2, $3 from appraisal limit 1 on conflict do nothing`,
  },
  meeting: {
    filed: true,
    make: `(id, organisation_id, org_path, type, title, starts_at, held_on) values ($1, $4, ${there}, 'members_meeting', 'x', '2026-03-02 09:00+08', '2026-03-02')`,
  },
  meeting_invitee: {
    filed: true,
    person: 'person_id',
    make: `(meeting_id, person_id, org_path, name, votes) select id, $2, $3, 'x', true from ${meetingThere}`,
  },
  agenda_item: {
    filed: true,
    make: `(id, meeting_id, org_path, position, topic) select $1, id, org_path, 1, 'x' from ${meetingThere}`,
  },
  meeting_resolution: {
    filed: true,
    make: `(id, meeting_id, org_path, position, wording, vote, entitled, present, passed) select $1, id, org_path, 1, 'x', 'branch', 3, 3, true from ${meetingThere}`,
  },
  meeting_task: {
    filed: true,
    person: 'owner_person_id',
    make: `(id, meeting_id, organisation_id, org_path, task, owner_person_id, owner_name, due_on) select $1, id, $4, org_path, 'x', $2, 'x', '2026-04-02' from ${meetingThere}`,
  },
  meeting_guest: {
    filed: true,
    make: `(id, meeting_id, org_path, kind, sealed, key_id, noted_by) select $1, id, org_path, 'attending', 'x', 1, 'x' from ${meetingThere}`,
  },
  meeting_amendment: {
    filed: true,
    make: `(id, meeting_id, org_path, actor, reason, former) select $1, id, org_path, 'x', 'x', '{}' from ${meetingThere}`,
  },
  meeting_material: {
    filed: true,
    make: `(id, meeting_id, org_path, kind, name, media_type, size, added_by, removed_by, removed_at, removed_reason) select $1, id, org_path, 'paper', 'x', 'x', 1, 'x', 'x', now(), 'x' from ${meetingThere}`,
  },
  dues_base: {
    keptThere: true,
    person: 'person_id',
    make: `(id, person_id, branch_id, org_path, year, kind, base_fen, monthly_fen, basis, setter) values ($1, $2, $4, $3, 2026, 'farmer', 0, 20, 'x', 'x')`,
  },
  dues_relief: {
    keptThere: true,
    person: 'person_id',
    make: `(id, person_id, branch_id, org_path, from_month, to_month, monthly_fen, reason, decided_on) values ($1, $2, $4, $3, '2026-01-01', '2026-06-01', 0, 'x', '2026-01-05')`,
  },
  dues_consent: {
    keptThere: true,
    person: 'person_id',
    make: `(id, person_id, branch_id, org_path, from_on, reason, recorder) values ($1, $2, $4, $3, '2026-01-01', 'x', 'x')`,
  },
  dues_payment: {
    keptThere: true,
    person: 'person_id',
    make: `(id, person_id, branch_id, org_path, payer, purpose, amount_fen, paid_on, method, receipt_year, receipt_no, recorder) select $1, $2, $4, $3, 'x', 'voluntary', 20, '2026-01-05', 'cash', 2026, 1 + count(*), 'x' from dues_payment where branch_id = $4`,
  },
  dues_entry: {
    keptThere: true,
    make: `(id, organisation_id, org_path, booked_on, debit, credit, amount_fen, recorder) values ($1, $4, ${there}, '2026-01-05', 'cash', 'dues', 20, 'x')`,
  },
  dues_publication: {
    knownThere: true,
    make: `(id, organisation_id, org_path, from_on, until, payers, totals, book, late_lines, publisher, published_on) select $1, $4, ${there}, day, day, 3, '{}', '{}', 0, 'x', day from (select date '2001-01-01' + count(*)::integer as day from dues_publication) p`,
  },
  dues_bank_line: {
    keptThere: true,
    make: `(id, organisation_id, org_path, booked_on, amount_fen, payer, note, line_key) values ($1, $4, ${there}, '2026-01-05', 20, 'x', 'x', $1::text)`,
  },
  import_memory: { filed: true, make: `(organisation_id, kind, text, org_path) values ($4, 'heading', $1::text, $3)` },
};

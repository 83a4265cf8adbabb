/**
 * Who gets what answer. Written by hand and read by people: it is compared with what the server does, and does not
 * follow from the permission table. An endpoint without a line here fails the test.
 * Over 400 lines: a line for each endpoint, in one table that a person can read through.
 *
 * Read a line as: on a thing of this kind, these roles, at these relations, are served; everybody else is told what is
 * told of a thing that does not exist. Relations are those of the thing to the place where the asker's role hangs:
 *   self        the asker's own (file, account, session, request)
 *   own         filed at that organisation itself
 *   descendant  below it
 *   ancestor    above it
 *   sibling     beside it
 *   none        elsewhere in the county
 *   moved       once in the asker's branch, now elsewhere
 *   foreign     in another county
 * The county officer hangs on the county, the three administrators too; discipline officer, publisher, reviewer, handler,
 * teacher and township worker on a township; the others on a branch. Everybody is a member of branch A1 as well.
 */
import type { Role } from '#features/base/accounts/permissions/rules.ts';

export const relations = ['self', 'own', 'descendant', 'ancestor', 'sibling', 'none', 'moved', 'foreign'] as const;
export type Relation = (typeof relations)[number];

export type TargetKind =
  | 'nothing'
  | 'member'
  | 'moved_member'
  | 'record'
  | 'organisation'
  | 'new_organisation'
  | 'holding'
  | 'term'
  | 'account'
  | 'grant'
  | 'drill_right'
  | 'drill_run'
  | 'session'
  | 'approval'
  | 'job'
  | 'notice'
  | 'handover'
  | 'event'
  | 'correction'
  | 'filter'
  | 'file'
  | 'batch'
  | 'bulk'
  | 'export'
  | 'scan'
  | 'meeting'
  | 'held_meeting'
  | 'closed_meeting'
  | 'meeting_task'
  | 'own_meeting'
  | 'material'
  | 'own_material'
  | 'payer'
  | 'treasurer'
  | 'payment'
  | 'relief'
  | 'consent'
  | 'entry'
  | 'bank_line'
  | 'transfer'
  | 'letter'
  | 'unit'
  | 'unit_letter'
  | 'away'
  | 'contact'
  | 'arrival'
  | 'request'
  /** Proposed for publishing by somebody else. */
  | 'answer'
  | 'program_key'
  | 'records_program'
  | 'request_form'
  | 'area'
  | 'wish'
  | 'claimed_wish'
  | 'listed_wish'
  | 'own_wish'
  /** Of the very office; a draft, one with a marked attempt, and its appeal. */
  | 'exam'
  | 'draft_exam'
  | 'exam_appeal'
  | 'exam_paper'
  /** With somebody whom it asks. */
  | 'asking_exam'
  /** For everybody of the county, and a place at one. */
  | 'open_exam'
  | 'own_attempt'
  | 'own_marked_attempt'
  | 'study_class'
  | 'named_member'
  | 'enrolled_member'
  | 'own_enrolment'
  | 'study_certificate'
  | 'own_certificate'
  | 'study_plan'
  | 'study_session'
  | 'own_need'
  | 'need_paper'
  /** Asked of the very person now. */
  | 'own_question'
  | 'contribution'
  | 'asked_help'
  | 'named_help'
  | 'own_help'
  | 'offer'
  | 'care'
  | 'visit'
  | 'request_task'
  | 'request_template'
  | 'request_mark'
  | 'callback'
  | 'talk'
  | 'request_photo'
  | 'article'
  | 'submitted_article'
  | 'approved_article'
  | 'published_article'
  | 'article_picture'
  | 'column'
  | 'topic'
  | 'question'
  | 'submitted_question'
  | 'published_question'
  | 'question_category'
  | 'question_import'
  | 'course'
  | 'submitted_course'
  /** By the very person. */
  | 'sent_course'
  | 'published_course'
  | 'own_course'
  | 'own_task'
  | 'asked_task'
  | 'course_file'
  | 'course_set'
  | 'course_part'
  | 'own_course_file'
  | 'course_package'
  | 'own_package'
  | 'own_course_part'
  | 'own_discussion'
  | 'course_post'
  | 'election'
  | 'appraisal'
  | 'counted_appraisal'
  | 'own_appraisal'
  | 'case'
  | 'case_paper'
  /** The township whose quota it is. */
  | 'quota'
  | 'case_fact'
  | 'case_extra';

/** `yes`: served, or refused for a reason of the matter; `refused`: the latter. `hidden`: served, without the thing. */
export type Answer =
  | 'yes'
  | 'refused'
  | 'hidden'
  | 'not_found'
  | 'forbidden'
  | 'unauthenticated'
  | 'second_factor_required';

export interface Line {
  readonly on: TargetKind;
  /** A reply that counts nobody is a reply all the same: the organisation has nobody yet. */
  readonly empty?: true;
  /** A list, or an act that tells whether it found the thing: `hidden` instead of `not_found` where a role may ask. */
  readonly list?: true;
  /** Roles that are served, with the relations, separated by blanks. */
  readonly yes: Partial<Record<Role, string>>;
  /** Other words than the default where the relation is named. */
  readonly but?: Partial<Record<Relation, Answer>>;
  /** Nobody signed in; a session whose role has ended; an officer before the second factor. */
  readonly stranger?: Answer;
  readonly former?: Answer;
  readonly half?: Answer;
  /** Changes the asker's session: each cell gets an asker of its own. */
  readonly alone?: true;
}

const all = (relation: string): Record<Role, string> => ({
  county_officer: relation,
  township_worker: relation,
  branch_secretary: relation,
  organisation_member: relation,
  member: relation,
  probationary: relation,
  applicant: relation,
  resident: relation,
  department_handler: relation,
  discipline_officer: relation,
  publisher: relation,
  reviewer: relation,
  party_school: relation,
  system_admin: relation,
  security_admin: relation,
  audit_admin: relation,
});
const range = 'self own descendant';
const here = 'own descendant';
const anywhere = 'own descendant ancestor sibling none';

/** Reads files below: the county officer's range holds those that moved as well. */
const readers: Line['yes'] = {
  county_officer: `${range} moved`,
  township_worker: range,
  branch_secretary: range,
  organisation_member: range,
  discipline_officer: range,
};
const editors: Line['yes'] = { county_officer: `${range} moved`, township_worker: range, branch_secretary: range };
const transferrers: Line['yes'] = {
  county_officer: range,
  township_worker: range,
  branch_secretary: range,
  organisation_member: range,
};
const officers: Line['yes'] = { county_officer: here, township_worker: here };
const dutyReaders: Line['yes'] = { ...officers, branch_secretary: here, organisation_member: here };
/** Those who keep a branch, wherever below them it lies. */
const branchKeepers: Line['yes'] = { branch_secretary: here, organisation_member: here };
/** Of an exam: the list and its times by range, what it asks and who answered by the very office alone. */
const examReaders: Line['yes'] = {
  county_officer: here,
  township_worker: here,
  branch_secretary: here,
  party_school: 'own',
};
const askedAsMembers: Line['yes'] = {
  member: 'self',
  probationary: 'self',
  applicant: 'self',
  branch_secretary: 'self',
  organisation_member: 'self',
};
/** Officers and workers take what is meant for their role, which the exams of members are not. */
const examTakers: Line['yes'] = { ...askedAsMembers, county_officer: 'self', township_worker: 'self' };
const electors: Line['yes'] = { county_officer: here, township_worker: here, branch_secretary: here };
/** Keeps the appraisals of the very branch: nobody above does. */
const appraisers: Line['yes'] = { branch_secretary: 'own', organisation_member: 'own' };
const treeReaders: Line['yes'] = {
  county_officer: anywhere,
  township_worker: anywhere,
  branch_secretary: anywhere,
  organisation_member: anywhere,
  member: anywhere,
  probationary: anywhere,
  department_handler: anywhere,
  discipline_officer: anywhere,
  publisher: anywhere,
  reviewer: anywhere,
  party_school: anywhere,
  system_admin: anywhere,
  security_admin: anywhere,
  audit_admin: anywhere,
};

/** The same roles at other relations. */
const only = (relation: string, roles: Line['yes']): Line['yes'] =>
  Object.fromEntries(Object.keys(roles).map((role) => [role, relation]));
const importers: Line['yes'] = { county_officer: here, township_worker: here };
const allRelations = (answer: Answer): Partial<Record<Relation, Answer>> =>
  Object.fromEntries(relations.map((relation) => [relation, answer]));
/** Meetings: the committee plans and records, the secretary and those above close and amend. */
const convenors: Line['yes'] = {
  county_officer: here,
  township_worker: here,
  branch_secretary: here,
  organisation_member: here,
};
const closers: Line['yes'] = { county_officer: here, township_worker: here, branch_secretary: here };
const attenders: Line['yes'] = {
  member: 'self',
  probationary: 'self',
  branch_secretary: 'self',
  organisation_member: 'self',
};
/** Keeps the dues of the very branch: not those of a place below it. */
const keepers: Line['yes'] = { branch_secretary: 'self own', organisation_member: 'self own' };
const ownFile: Line['yes'] = { member: 'self', probationary: 'self', applicant: 'self' };

/** Members, of the branch to which they belong. */
const ownBranch: Line['yes'] = { member: 'self', probationary: 'self' };

/** Whoever does what drills open, each for the own account. */
const trainees: Line['yes'] = {
  county_officer: 'self',
  township_worker: 'self',
  branch_secretary: 'self',
  organisation_member: 'self',
  department_handler: 'self',
  publisher: 'self',
};

/** Asked by anybody who is signed in, even where the role has ended; not before the second factor. */
const signedIn = { on: 'nothing', yes: all('self'), former: 'yes' } as const satisfies Line;
/** A code that is none finds nothing, whoever asks. */
const byCode = {
  on: 'nothing',
  yes: all(''),
  but: { self: 'not_found' },
  stranger: 'not_found',
  former: 'not_found',
  half: 'not_found',
} as const satisfies Line;
/** By the sign-in of a resident, which no session of the staff is. */
const byResident = {
  ...byCode,
  but: { self: 'unauthenticated' },
  stranger: 'unauthenticated',
  former: 'unauthenticated',
  half: 'unauthenticated',
} as const satisfies Line;
/** The unit in charge and those above it; who handles for a department sees what lies at that very unit. */
const requestHandlers: Line['yes'] = {
  county_officer: here,
  township_worker: here,
  branch_secretary: here,
  department_handler: 'own',
};
/** Who keeps the care for members: the secretary of the branch and those above. */
const carers: Line['yes'] = { county_officer: here, township_worker: here, branch_secretary: here };
/** Whoever writes, reviews or signs: officers below as well, publishers and reviewers at their own organisation alone. */
const newsroom: Line['yes'] = { county_officer: here, township_worker: here, publisher: 'own', reviewer: 'own' };
const writers: Line['yes'] = { county_officer: here, township_worker: here, publisher: 'own' };
/** The bank is of the county: read by all who write or examine; changed by the unit that keeps it, others are refused. */
const bankers: Line['yes'] = { county_officer: anywhere, township_worker: anywhere, party_school: anywhere };
const bankImporters: Line['yes'] = { county_officer: here, township_worker: here, party_school: 'own' };
/** Courses of the range; a teacher and a reviewer see those of their very unit. */
const courseWriters: Line['yes'] = {
  county_officer: here,
  township_worker: here,
  branch_secretary: here,
  party_school: 'own',
};
const courseReaders: Line['yes'] = { ...courseWriters, reviewer: 'own' };
/** Whoever has a file in a branch takes what is offered to it. */
const learners: Line['yes'] = {
  member: 'self own ancestor',
  probationary: 'self own ancestor',
  applicant: 'self own ancestor',
  branch_secretary: 'self own ancestor',
  organisation_member: 'self own ancestor',
};
/** What anybody reads, whether signed in or not. */
const forAll = { ...signedIn, stranger: 'yes', half: 'yes' } as const satisfies Line;
/** Steps of signing in, also open before the second factor. */
const signingIn = { ...signedIn, half: 'yes', alone: true } as const satisfies Line;

/** Classes are announced to the whole county; the very organiser keeps one. */
const classReaders: Line['yes'] = {
  county_officer: anywhere,
  township_worker: anywhere,
  branch_secretary: anywhere,
  organisation_member: anywhere,
  party_school: anywhere,
};
const classTeachers: Line['yes'] = { county_officer: 'own', township_worker: 'own', party_school: 'own' };
const members: Line['yes'] = {
  member: 'self',
  probationary: 'self',
  branch_secretary: 'self',
  organisation_member: 'self',
};

export const matrix: Readonly<Record<string, Line>> = {
  // 登录与会话
  'session.current': { ...signedIn, stranger: 'yes', half: 'yes' },
  // With a wrong password: nobody learns whether the name exists.
  'session.signIn': {
    on: 'nothing',
    yes: all(''),
    but: { self: 'unauthenticated' },
    former: 'unauthenticated',
    half: 'unauthenticated',
  },
  'session.giveFactor': signingIn,
  'session.beginEnrolment': signingIn,
  // The present password is asked for, but not before the second factor has been given.
  'session.setPassword': { ...signingIn, half: 'second_factor_required' },
  'session.chooseRole': { ...signingIn, former: 'not_found' },
  'session.setLanguage': signingIn,
  'session.signOut': signingIn,
  'session.deviceKey': signedIn,
  'session.mine': { on: 'session', list: true, yes: all('self'), former: 'hidden' },
  'session.end': { on: 'session', list: true, yes: all('self'), former: 'hidden', alone: true },

  // 账号、角色（三员分立：本人账号由他人管理）
  'accounts.list': { on: 'account', list: true, yes: { system_admin: range, security_admin: range } },
  'accounts.review': { on: 'nothing', yes: { system_admin: 'self', security_admin: 'self' } },
  'accounts.one': { on: 'account', yes: { system_admin: range, security_admin: range } },
  'accounts.create': { on: 'nothing', yes: { system_admin: 'self' } },
  'accounts.change': { on: 'account', yes: { system_admin: here }, but: { self: 'forbidden' } },
  'accounts.issuePassword': { on: 'account', yes: { system_admin: here }, but: { self: 'forbidden' } },
  'accounts.disable': { on: 'account', yes: { system_admin: here }, but: { self: 'forbidden' } },
  'accounts.enable': { on: 'account', yes: { system_admin: here }, but: { self: 'forbidden' } },
  'accounts.resetFactor': { on: 'account', yes: { security_admin: here }, but: { self: 'forbidden' } },
  'accounts.sessions': { on: 'account', yes: { security_admin: range } },
  'accounts.endSession': { on: 'session', yes: { security_admin: here }, but: { self: 'forbidden' } },
  'accounts.endSessions': { on: 'account', yes: { security_admin: here }, but: { self: 'forbidden' } },
  'accounts.posts': { on: 'account', yes: { security_admin: range } },
  'grants.places': { on: 'organisation', list: true, yes: { security_admin: 'own' } },
  'grants.give': { on: 'account', yes: { security_admin: here }, but: { self: 'forbidden' } },
  'grants.end': { on: 'grant', yes: { security_admin: here }, but: { self: 'forbidden' } },

  // 演练：资格由三员管理；演练只有本人看得到，演练县里的事在这里不存在
  'accounts.drills': { on: 'account', yes: { system_admin: range, security_admin: range } },
  'accounts.heldDrills': { on: 'nothing', yes: { system_admin: 'self', security_admin: 'self' } },
  'accounts.giveDrill': { on: 'account', yes: { security_admin: here }, but: { self: 'forbidden' } },
  'accounts.endDrill': { on: 'drill_right', yes: { security_admin: here }, but: { self: 'forbidden' } },
  'practice.drills': { on: 'nothing', yes: trainees },
  'practice.administrators': { on: 'nothing', yes: { county_officer: 'self', township_worker: 'self' } },
  'practice.begin': { on: 'nothing', yes: trainees },
  'practice.run': { on: 'drill_run', yes: trainees },
  'practice.enter': { on: 'drill_run', yes: trainees },
  'practice.finish': { on: 'drill_run', yes: trainees },
  'practice.giveUp': { on: 'drill_run', yes: trainees },
  'practice.task': { on: 'nothing', yes: {} },
  'practice.material': { on: 'nothing', yes: {} },
  'practice.leave': { on: 'nothing', yes: {} },

  // 密钥
  'keys.state': { on: 'nothing', yes: { security_admin: 'self' } },
  'keys.rotate': { on: 'nothing', yes: { security_admin: 'self' } },

  // 审计
  'audit.list': { on: 'event', list: true, yes: { audit_admin: here } },
  'audit.export': { on: 'event', list: true, yes: { audit_admin: here } },
  'audit.chain': { on: 'nothing', yes: { audit_admin: 'self' } },
  'audit.verify': { on: 'nothing', yes: { audit_admin: 'self' } },

  // 应尽之事：支部和上级各看本级及下级
  'duties.one': { on: 'organisation', yes: dutyReaders },
  'duties.overview': { on: 'organisation', yes: dutyReaders },
  'duties.list': { on: 'organisation', yes: dutyReaders },
  'duties.own': { on: 'nothing', yes: only('self', dutyReaders) },

  // 第二人复核：提出人看得到自己的，范围内的复核人看得到并办理，但从不办理自己的
  'approvals.list': { on: 'approval', list: true, yes: { county_officer: range, township_worker: range } },
  'approvals.mine': { on: 'approval', list: true, yes: all('self'), former: 'hidden' },
  'approvals.one': { on: 'approval', yes: { ...all('self'), county_officer: range, township_worker: range } },
  'approvals.decide': { on: 'approval', yes: officers, but: { self: 'forbidden' } },
  'approvals.withdraw': { on: 'approval', yes: all('self') },

  // 待办与通知：各人只见自己的，上级也看不到
  'inbox.list': signedIn,
  'inbox.started': signedIn,
  // 转交只在两人之间；别人的待办对谁都不存在
  'inbox.takers': { on: 'meeting_task', yes: branchKeepers },
  'inbox.handOver': { on: 'meeting_task', yes: branchKeepers },
  'inbox.finish': { on: 'meeting_task', yes: branchKeepers },
  'inbox.endHandover': { on: 'handover', yes: all('self') },
  'notices.load': { on: 'organisation', yes: dutyReaders, empty: true },
  'notices.list': { on: 'notice', list: true, yes: all('self'), former: 'hidden' },
  'notices.unread': signedIn,
  'notices.read': { on: 'notice', yes: all('self') },
  'notices.readAll': signedIn,
  'notices.settings': signedIn,
  'notices.set': signedIn,
  'notices.setAddress': signedIn,
  // 换届选举
  'admission.list': { on: 'case', list: true, yes: electors },
  'admission.one': { on: 'case', yes: electors },
  'admission.open': {
    on: 'organisation',
    yes: { township_worker: here, branch_secretary: here },
    but: { ancestor: 'refused', sibling: 'refused', none: 'refused', foreign: 'refused' },
  },
  'admission.contradictions': {
    on: 'nothing',
    yes: { county_officer: 'self', township_worker: 'self', branch_secretary: 'self' },
  },
  'admission.takeOver': {
    on: 'organisation',
    yes: { township_worker: here },
    but: { ancestor: 'refused', sibling: 'refused', none: 'refused', foreign: 'refused' },
  },
  'admission.record': { on: 'case', yes: electors },
  'admission.undo': { on: 'case_fact', yes: electors },
  'admission.close': { on: 'case', yes: electors },
  'admission.reopen': { on: 'case', yes: electors },
  'admission.move': { on: 'case', yes: officers },
  'admission.extras': {
    on: 'nothing',
    yes: { county_officer: 'self', township_worker: 'self', branch_secretary: 'self' },
  },
  'admission.setExtra': { on: 'nothing', yes: { county_officer: 'self' } },
  'admission.recordExtra': { on: 'case', yes: { branch_secretary: here } },
  'admission.undoExtra': { on: 'case_extra', yes: { branch_secretary: here } },
  // 材料：支部书记、乡镇和县委经办人；支委和本人以外的党员都看不到
  'admission.papers': { on: 'case', yes: electors },
  'admission.filledPaper': { on: 'case', yes: electors },
  'admission.archive': { on: 'case', yes: electors },
  'admission.keepPaper': { on: 'case', yes: electors },
  'admission.placePaper': { on: 'case_paper', yes: electors },
  'admission.voidPaper': { on: 'case_paper', yes: electors },
  'admission.scanPaper': { on: 'case_paper', yes: electors },
  'admission.paperScan': { on: 'case_paper', yes: electors },
  'admission.caseQuota': { on: 'case', yes: { ...electors, county_officer: 'descendant' } },
  'admission.templates': { on: 'nothing', yes: only('self', officers) },
  'admission.template': { on: 'nothing', yes: only('self', officers) },
  'admission.uploadTemplate': { on: 'nothing', yes: only('self', officers) },
  'admission.resetTemplate': { on: 'nothing', yes: only('self', officers) },
  'admission.restoreTemplate': { on: 'nothing', yes: only('self', officers) },
  'admission.quotas': { on: 'nothing', yes: only('self', officers) },
  'admission.quotaCases': { on: 'quota', yes: officers },
  'admission.setQuota': { on: 'quota', yes: { county_officer: here } },
  'own.admission': { on: 'nothing', yes: { member: 'self', probationary: 'self', applicant: 'self' } },
  'elections.list': { on: 'election', list: true, yes: electors },
  'elections.one': { on: 'election', yes: electors },
  'elections.create': { on: 'organisation', yes: electors },
  'elections.edit': { on: 'election', yes: electors },
  'elections.takeRoll': { on: 'election', yes: electors },
  'elections.exclude': { on: 'election', yes: electors },
  'elections.namable': { on: 'election', yes: electors },
  'elections.candidates': { on: 'election', yes: electors },
  'elections.count': { on: 'election', yes: electors },
  'elections.confirm': { on: 'election', yes: electors },
  'elections.announce': { on: 'election', yes: electors },
  'elections.enter': { on: 'election', yes: officers },
  'elections.cancel': { on: 'election', yes: electors },

  // 民主评议：本支部办理，上级看人数；第二次录入可由上级；本人只见自己
  'appraisals.list': { on: 'appraisal', list: true, yes: dutyReaders },
  'appraisals.one': { on: 'appraisal', yes: dutyReaders },
  'appraisals.create': { on: 'nothing', yes: only('self', appraisers) },
  'appraisals.edit': { on: 'appraisal', yes: appraisers },
  'appraisals.takeRoll': { on: 'appraisal', yes: appraisers },
  'appraisals.excuse': { on: 'appraisal', yes: appraisers },
  'appraisals.self': { on: 'appraisal', yes: appraisers },
  'appraisals.count': { on: 'appraisal', yes: appraisers },
  'appraisals.confirm': { on: 'counted_appraisal', yes: { ...appraisers, township_worker: here } },
  'appraisals.grade': { on: 'appraisal', yes: appraisers },
  'appraisals.tell': { on: 'appraisal', yes: appraisers },
  'appraisals.answer': { on: 'appraisal', yes: appraisers },
  'appraisals.talk': { on: 'appraisal', yes: appraisers },
  'appraisals.follow': { on: 'appraisal', yes: appraisers },
  'appraisals.close': { on: 'appraisal', yes: appraisers },
  'appraisals.cancel': { on: 'appraisal', yes: appraisers },
  'appraisals.form': { on: 'appraisal', yes: appraisers },
  'appraisals.report': { on: 'appraisal', yes: appraisers },
  'appraisals.overview': { on: 'nothing', yes: only('self', officers) },
  'appraisals.attention': { on: 'nothing', yes: { township_worker: 'self' } },
  'own.appraisals': { on: 'own_appraisal', list: true, yes: { member: 'self', probationary: 'self' } },
  'own.writeSelf': { on: 'own_appraisal', yes: { member: 'self', probationary: 'self' } },
  'own.respondToGrade': { on: 'own_appraisal', yes: { member: 'self', probationary: 'self' } },

  // 任务：只有发起人
  'jobs.list': { on: 'job', list: true, yes: all('self'), former: 'hidden' },
  'jobs.one': { on: 'job', yes: all('self') },
  'jobs.cancel': { on: 'job', yes: all('self') },

  // 党员
  'members.list': { on: 'member', list: true, yes: readers },
  'members.total': { on: 'nothing', yes: only('self', readers) },
  'members.counts': { on: 'nothing', yes: only('self', readers) },
  'members.fields': { on: 'nothing', yes: only('self', readers) },
  'members.alike': { on: 'nothing', yes: only('self', editors) },
  'members.file': { on: 'member', yes: readers },
  'members.history': { on: 'member', yes: readers },
  'members.readings': { on: 'member', yes: { county_officer: `${range} moved`, discipline_officer: range } },
  // The branch is named in the form: another's is refused there like one that does not exist.
  'members.create': {
    on: 'organisation',
    yes: { county_officer: here, township_worker: here, branch_secretary: here },
    but: { ancestor: 'refused', sibling: 'refused', none: 'refused', foreign: 'refused' },
  },
  'members.reveal': { on: 'member', yes: editors },
  'members.edit': { on: 'member', yes: editors },
  'members.move': { on: 'member', yes: editors },
  'members.leave': { on: 'moved_member', yes: editors, alone: true },
  'members.undoLeave': { on: 'member', yes: editors },
  'members.return': { on: 'member', yes: editors },
  'members.addRecord': { on: 'member', yes: editors },
  'members.editRecord': { on: 'record', yes: editors },
  'members.voidRecord': { on: 'record', yes: editors },
  // Papers of admission are kept by the levels above the branch.
  'members.attachScan': { on: 'scan', yes: { county_officer: `${range} moved`, township_worker: range } },
  'members.scan': { on: 'scan', yes: { county_officer: `${range} moved`, township_worker: range } },
  'members.twins': { on: 'nothing', yes: { county_officer: 'self' } },
  'members.mergePreview': { on: 'member', yes: { county_officer: `${here} moved` }, but: { self: 'refused' } },
  'members.merge': {
    on: 'member',
    yes: { county_officer: `${here} moved` },
    but: { self: 'refused', foreign: 'refused' },
  },

  // 导出：结果只给提出人；复核过的导出也只能由提出人使用
  // Whoever names an organisation above exports what lies in the own range; beside it, nothing.
  'members.export': {
    on: 'member',
    yes: editors,
    but: { ancestor: 'yes', sibling: 'hidden', none: 'hidden', moved: 'hidden' },
  },
  'members.exportApproved': { on: 'approval', yes: only('', editors), but: allRelations('refused') },
  'members.exportFile': { on: 'export', yes: only('self', editors) },

  // 批量修改
  'members.bulk.list': { on: 'bulk', list: true, yes: { county_officer: range, township_worker: range } },
  'members.bulk.one': { on: 'bulk', yes: { county_officer: range, township_worker: range } },
  'members.bulk.people': { on: 'bulk', yes: { county_officer: range, township_worker: range } },
  'members.bulk.preview': { on: 'member', yes: { county_officer: `${range} moved`, township_worker: range } },
  'members.bulk.commit': { on: 'bulk', yes: { county_officer: 'self', township_worker: 'self' } },
  'members.bulk.undo': { on: 'bulk', yes: { county_officer: range, township_worker: range } },

  // 导入
  'members.import.template': { on: 'nothing', yes: only('self', importers) },
  'members.import.upload': { on: 'nothing', yes: only('self', importers) },
  'members.import.list': { on: 'batch', list: true, yes: importers },
  'members.import.one': { on: 'batch', yes: importers },
  'members.import.rows': { on: 'batch', yes: importers },
  'members.import.problems': { on: 'batch', yes: importers },
  'members.import.branches': { on: 'batch', yes: importers },
  'members.import.errors': { on: 'batch', yes: importers },
  'members.import.map': { on: 'batch', yes: importers },
  'members.import.confirmBranches': { on: 'batch', yes: importers },
  'members.import.read': { on: 'batch', yes: importers },
  'members.import.mend': { on: 'batch', yes: importers },
  'members.import.decide': { on: 'batch', yes: importers },
  'members.import.commit': { on: 'batch', yes: importers },
  'members.import.undo': { on: 'batch', yes: importers },
  'members.import.cancel': { on: 'batch', yes: importers },

  // 更正与筛选
  'corrections.list': { on: 'correction', list: true, yes: editors },
  'corrections.reveal': { on: 'correction', yes: editors },
  'corrections.decide': { on: 'correction', yes: editors },
  'filters.list': { on: 'filter', list: true, yes: only('self', readers), former: 'not_found' },
  'filters.save': { on: 'nothing', yes: only('self', readers) },
  'filters.remove': { on: 'filter', list: true, yes: only('self', readers) },

  // 本人
  'own.file': { on: 'nothing', yes: ownFile },
  'own.values': { on: 'nothing', yes: ownFile },
  'own.readings': { on: 'nothing', yes: ownFile },
  'own.history': { on: 'nothing', yes: ownFile },
  'own.branch': { on: 'nothing', yes: ownFile },
  'own.corrections': { on: 'correction', list: true, yes: ownFile },
  'own.attachment': { on: 'scan', yes: ownFile },
  'own.askCorrection': { on: 'nothing', yes: ownFile },
  'own.withdrawCorrection': { on: 'correction', yes: ownFile },

  // 会议与活动
  'meetings.list': { on: 'meeting', list: true, yes: { ...convenors, discipline_officer: here } },
  'meetings.one': { on: 'meeting', yes: { ...convenors, discipline_officer: here } },
  'meetings.along': { on: 'organisation', yes: convenors },
  'meetings.changes': { on: 'meeting', yes: convenors },
  'meetings.roll': { on: 'meeting', yes: convenors },
  'meetings.organisations': { on: 'nothing', yes: only('self', convenors) },
  'meetings.draft': { on: 'organisation', yes: convenors },
  'meetings.plan': { on: 'organisation', yes: convenors },
  'meetings.planFromLast': { on: 'meeting', yes: convenors },
  'meetings.planSeries': { on: 'organisation', yes: convenors },
  'meetings.edit': { on: 'meeting', yes: convenors },
  'meetings.cancel': { on: 'meeting', yes: convenors },
  'meetings.series': { on: 'meeting', yes: convenors },
  'meetings.respondFor': { on: 'meeting', yes: convenors },
  'meetings.code': { on: 'meeting', yes: convenors },
  'meetings.attend': { on: 'meeting', yes: convenors },
  'meetings.confirm': { on: 'meeting', yes: convenors },
  'meetings.setGuests': { on: 'meeting', yes: convenors },
  'meetings.record': { on: 'held_meeting', yes: convenors },
  'meetings.close': { on: 'held_meeting', yes: closers },
  'meetings.amend': { on: 'closed_meeting', yes: closers },
  'meetings.newDay': { on: 'closed_meeting', yes: closers },
  'meetings.finishTask': { on: 'meeting_task', yes: convenors },
  'meetings.minutes': { on: 'closed_meeting', yes: { ...convenors, discipline_officer: here } },
  'meetings.sheet': { on: 'meeting', yes: { ...convenors, discipline_officer: here } },
  'meetings.ledger': { on: 'organisation', yes: { ...convenors, discipline_officer: here } },
  'meetings.attachMaterial': { on: 'meeting', yes: convenors },
  'meetings.material': { on: 'material', yes: { ...convenors, discipline_officer: here } },
  'meetings.removeMaterial': { on: 'material', yes: convenors },
  'own.meetingMaterial': { on: 'own_material', yes: attenders },
  // Whoever is asked to a meeting, and nobody else of the branch.
  'own.meetings': { on: 'own_meeting', list: true, yes: attenders },
  'own.meeting': { on: 'own_meeting', yes: attenders },
  'own.signIn': { on: 'own_meeting', yes: attenders },
  'own.respond': { on: 'own_meeting', yes: attenders },
  // 组织关系转接：转出、转入两方各见其事；介绍信由开具和接收的党委打印
  'transfers.list': { on: 'transfer', list: true, yes: only(here, transferrers) },
  'transfers.one': { on: 'transfer', yes: only(here, transferrers) },
  'transfers.create': { on: 'member', yes: { ...transferrers, county_officer: `${range} moved` } },
  'transfers.paidMonth': { on: 'member', yes: { ...transferrers, county_officer: `${range} moved` } },
  'transfers.register': {
    on: 'organisation',
    yes: { county_officer: here, township_worker: here },
    but: { ancestor: 'refused', sibling: 'refused', none: 'refused', foreign: 'refused' },
  },
  'transfers.step': { on: 'transfer', yes: only(here, transferrers) },
  'transfers.print': { on: 'letter', yes: { county_officer: here, township_worker: here } },
  // 整建制：转出由所在组织办理，介绍信由党委打印；转入由党委登记
  'transfers.units': { on: 'unit', list: true, yes: only(here, transferrers) },
  'transfers.unit': { on: 'unit', yes: only(here, transferrers) },
  'transfers.createUnit': { on: 'organisation', yes: only(here, transferrers) },
  'transfers.registerUnit': {
    on: 'organisation',
    yes: { county_officer: here, township_worker: here },
    but: { ancestor: 'refused', sibling: 'refused', none: 'refused', foreign: 'refused' },
  },
  'transfers.joinUnit': { on: 'unit', yes: only(here, transferrers) },
  'transfers.unitPreview': { on: 'organisation', yes: only(here, transferrers) },
  'transfers.unitEnding': { on: 'unit', yes: { county_officer: here, township_worker: here } },
  'transfers.abolishUnit': { on: 'unit', yes: { county_officer: here, township_worker: here } },
  'transfers.unitStep': { on: 'unit', yes: only(here, transferrers) },
  'transfers.printUnit': { on: 'unit_letter', yes: { county_officer: here, township_worker: here } },
  'transfers.openUnitFile': { on: 'nothing', yes: { county_officer: 'self', township_worker: 'self' } },
  'transfers.openFile': { on: 'nothing', yes: { county_officer: 'self', township_worker: 'self' } },
  'transfers.signers': { on: 'nothing', yes: { county_officer: 'self', township_worker: 'self' } },
  'transfers.trustSigner': { on: 'nothing', yes: { county_officer: 'self' } },
  'transfers.dropSigner': { on: 'nothing', yes: { county_officer: 'self' } },
  'own.transfers': { on: 'nothing', yes: ownFile },

  // 流动党员：支部联系，上级只看；流入地支部只见登记
  'outflow.list': { on: 'away', list: true, yes: only(here, transferrers) },
  'outflow.contact': { on: 'away', yes: only(here, branchKeepers) },
  'outflow.voidContact': { on: 'contact', yes: only(here, branchKeepers) },
  'outflow.place': { on: 'away', yes: only(here, branchKeepers) },
  'outflow.arrivals': { on: 'arrival', list: true, yes: only(here, transferrers) },
  'outflow.enterArrival': {
    on: 'organisation',
    yes: only(here, branchKeepers),
    but: { ancestor: 'refused', sibling: 'refused', none: 'refused', foreign: 'refused' },
  },
  'outflow.endArrival': { on: 'arrival', yes: only(here, branchKeepers) },
  'outflow.setGuest': { on: 'arrival', yes: only(here, branchKeepers) },
  'outflow.sendWord': { on: 'arrival', yes: only(here, branchKeepers) },

  // 群众诉求：不用账号的人凭查询码，承办单位和上级按范围；部门经办人只看本单位的
  'exchange.keys': { on: 'nothing', yes: { system_admin: 'self' } },
  'exchange.makeKey': { on: 'nothing', yes: { system_admin: 'self' } },
  'exchange.revokeKey': { on: 'program_key', yes: { system_admin: anywhere } },
  'records.programs': { on: 'nothing', yes: { system_admin: 'self' } },
  'records.addProgram': { on: 'nothing', yes: { system_admin: 'self' } },
  'records.revokeProgram': { on: 'records_program', yes: { system_admin: anywhere } },
  'records.own': { on: 'nothing', yes: ownFile },
  'records.makeOwnKey': { on: 'nothing', yes: ownFile },
  'records.endOwnKey': { on: 'nothing', yes: ownFile },
  'exchange.points': { on: 'nothing', yes: { system_admin: 'self' } },
  'exchange.placeArea': { on: 'area', yes: { system_admin: anywhere } },
  'requests.areas': { ...signedIn, stranger: 'yes', half: 'yes' },
  'requests.send': { ...signedIn, stranger: 'yes', half: 'yes' },
  'requests.categories': { ...signedIn, stranger: 'yes', half: 'yes' },
  'requests.places': { ...signedIn, stranger: 'yes', half: 'yes' },
  'requests.kinds': { ...signedIn, stranger: 'yes', half: 'yes' },
  'requests.duties': { ...signedIn, stranger: 'yes', half: 'yes' },
  'requests.route': { ...signedIn, stranger: 'yes', half: 'yes' },
  'requests.follow': byCode,
  'requests.accept': byCode,
  'requests.reopen': byCode,
  'requests.declarePetition': byCode,
  'requests.followedOpinion': byCode,
  'requests.alike': { ...signedIn, stranger: 'yes', half: 'yes' },
  'requests.enter': { on: 'nothing', yes: only('self', requestHandlers) },
  'requests.printForms': { on: 'nothing', yes: only('self', requestHandlers) },
  'requests.form': { on: 'request_form', yes: requestHandlers },
  // By the sign-in of a resident, which no account of the staff has.
  'requests.mine': byResident,
  'requests.claim': byResident,
  'residents.sendCode': { ...signedIn, stranger: 'yes', half: 'yes' },
  'residents.signIn': { ...signedIn, stranger: 'yes', half: 'yes' },
  'residents.me': { ...signedIn, stranger: 'yes', half: 'yes' },
  'residents.signOut': { ...signedIn, stranger: 'yes', half: 'yes' },
  'residents.close': byResident,
  'residents.makeAtDesk': { on: 'nothing', yes: only('self', requestHandlers) },
  'requests.followedPhotos': byCode,
  'requests.followedPhoto': byCode,
  'requests.addPhotos': byCode,
  'requests.photos': { on: 'request', yes: requestHandlers },
  'requests.photo': { on: 'request_photo', yes: requestHandlers },
  'requests.list': { on: 'request', list: true, yes: requestHandlers },
  'requests.one': { on: 'request', yes: requestHandlers },
  'requests.units': { on: 'request', yes: requestHandlers },
  'requests.showPhone': { on: 'request', yes: requestHandlers },
  'requests.take': { on: 'request', yes: requestHandlers },
  'requests.assign': { on: 'request', yes: requestHandlers },
  'requests.answer': { on: 'request', yes: requestHandlers },
  'requests.refuse': { on: 'request', yes: requestHandlers },
  'requests.sort': { on: 'request', yes: requestHandlers },
  // 类别和权责清单由县里维护
  'requests.addCategory': { on: 'nothing', yes: { county_officer: 'self' } },
  'requests.addKind': { on: 'nothing', yes: { county_officer: 'self' } },
  'requests.editKind': { on: 'nothing', yes: { county_officer: 'self' } },
  'requests.editCategory': { on: 'nothing', yes: { county_officer: 'self' } },
  'requests.dutyUnits': { on: 'nothing', yes: { county_officer: 'self' } },
  'requests.setDuty': { on: 'nothing', yes: { county_officer: 'self' } },
  'requests.endDuty': { on: 'nothing', yes: { county_officer: 'self' } },
  'requests.learning': { on: 'nothing', yes: { county_officer: 'self' } },
  'requests.learn': { on: 'nothing', yes: { county_officer: 'self' } },
  'requests.suggestions': { on: 'request', yes: requestHandlers },
  // 公开选登：承办单位提出，另一人审核；公开后人人可看
  'requests.published': { ...signedIn, stranger: 'yes', half: 'yes' },
  'requests.publications': { on: 'nothing', yes: only('self', requestHandlers) },
  'requests.publication': { on: 'request', yes: requestHandlers },
  'requests.proposeAnswer': { on: 'request', yes: requestHandlers },
  'requests.publishAnswer': { on: 'answer', yes: officers },
  'requests.returnAnswer': { on: 'answer', yes: officers },
  'requests.withdrawAnswer': { on: 'answer', yes: officers },

  // 微心愿与点单：公开的部分人人可看；受理单位和上级按范围；服务由本单位自己维护；党员的和帮办的只有本人
  'wishes.offers': { ...signedIn, stranger: 'yes', half: 'yes' },
  'wishes.open': { ...signedIn, stranger: 'yes', half: 'yes' },
  'wishes.send': { ...signedIn, stranger: 'yes', half: 'yes' },
  'wishes.follow': byCode,
  'wishes.answer': byCode,
  'wishes.list': { on: 'wish', list: true, yes: requestHandlers },
  'wishes.one': { on: 'wish', yes: requestHandlers },
  'wishes.showPhone': { on: 'wish', yes: requestHandlers },
  'wishes.publish': { on: 'wish', yes: requestHandlers },
  'wishes.claim': { on: 'wish', yes: requestHandlers },
  'wishes.claimListed': { on: 'listed_wish', yes: only(anywhere, requestHandlers) },
  'wishes.release': { on: 'claimed_wish', yes: requestHandlers },
  'wishes.done': { on: 'claimed_wish', yes: requestHandlers },
  'wishes.refuse': { on: 'wish', yes: requestHandlers },
  'wishes.decideHelper': { on: 'asked_help', yes: requestHandlers },
  'wishes.addHelper': { on: 'claimed_wish', yes: requestHandlers },
  'wishes.stateHours': { on: 'named_help', yes: requestHandlers },
  'wishes.offerList': { on: 'offer', list: true, yes: requestHandlers },
  'wishes.createOffer': { on: 'nothing', yes: only('self', requestHandlers) },
  'wishes.changeOffer': { on: 'offer', yes: only('own', requestHandlers) },
  'wishes.endOffer': { on: 'offer', yes: only('own', requestHandlers) },
  'own.wishes': { on: 'own_wish', list: true, yes: { member: 'self', probationary: 'self' } },
  'own.makeWish': { on: 'nothing', yes: { member: 'self', probationary: 'self' } },
  'own.answerWish': { on: 'own_wish', yes: { member: 'self', probationary: 'self' } },
  'own.helps': { on: 'own_help', list: true, yes: { member: 'self', probationary: 'self' } },
  'own.help': { on: 'listed_wish', yes: { member: anywhere, probationary: anywhere } },
  'own.stateHours': { on: 'own_help', yes: { member: 'self', probationary: 'self' } },
  'own.leaveHelp': { on: 'own_help', yes: { member: 'self', probationary: 'self' } },

  // 关怀帮扶：书记和上级按范围；金额只有支部以上；本人看自己的
  'care.list': { on: 'care', list: true, yes: carers },
  'care.candidates': { on: 'nothing', yes: only('self', carers) },
  'care.find': { on: 'member', list: true, yes: editors },
  'care.one': { on: 'care', yes: carers },
  'care.visits': { on: 'visit', list: true, yes: carers },
  'care.add': {
    on: 'member',
    yes: editors,
    but: { ancestor: 'refused', sibling: 'refused', none: 'refused', moved: 'refused', foreign: 'refused' },
  },
  'care.end': { on: 'care', yes: carers },
  'care.plan': { on: 'care', yes: carers },
  'care.record': { on: 'visit', yes: carers },
  'care.cancel': { on: 'visit', yes: carers },
  'care.setAmount': { on: 'visit', yes: { county_officer: 'descendant', township_worker: 'descendant' } },
  'own.care': { on: 'nothing', yes: { member: 'self', probationary: 'self' } },
  // 期限：看得到的都看得到；由谁决定另按单位
  'requests.clock': { on: 'request', yes: requestHandlers },
  'requests.pause': { on: 'request', yes: requestHandlers },
  'requests.resume': { on: 'request', yes: requestHandlers },
  'requests.askTerm': { on: 'request', yes: requestHandlers },
  'requests.decideTerm': { on: 'request', yes: requestHandlers },
  'requests.decideReview': { on: 'request', yes: requestHandlers },
  'requests.askReview': byCode,
  'requests.points': { on: 'request', yes: requestHandlers },
  'requests.markPoints': { on: 'request', yes: requestHandlers },
  'requests.work': { on: 'request', yes: requestHandlers },
  'requests.addRecord': { on: 'request', yes: requestHandlers },
  'requests.supportUnits': { on: 'request', yes: requestHandlers },
  'requests.ask': { on: 'request', yes: requestHandlers },
  'requests.tasks': { on: 'request_task', list: true, yes: requestHandlers },
  'requests.task': { on: 'request_task', yes: requestHandlers },
  'requests.answerTask': { on: 'request_task', yes: requestHandlers },
  'requests.withdrawTask': { on: 'request_task', yes: requestHandlers },
  'requests.return': { on: 'request', yes: requestHandlers },
  'requests.decideReturn': { on: 'request', yes: requestHandlers },
  'requests.returns': { on: 'nothing', yes: only('self', requestHandlers) },
  'requests.relate': { on: 'request', yes: requestHandlers },
  'requests.unrelate': { on: 'request', yes: requestHandlers },
  'requests.opinion': { on: 'request', yes: requestHandlers },
  'requests.templates': { on: 'nothing', yes: only('self', requestHandlers) },
  'requests.addTemplate': { on: 'nothing', yes: { county_officer: 'self' } },
  'requests.editTemplate': { on: 'request_template', yes: { county_officer: anywhere } },
  'requests.figures': { on: 'nothing', yes: only('self', requestHandlers) },
  'requests.figureList': { on: 'request', list: true, yes: requestHandlers },
  'requests.satisfaction': { on: 'nothing', yes: only('self', requestHandlers) },
  'requests.rating': byCode,
  'requests.rate': byCode,
  'requests.mark': { on: 'request', yes: officers },
  'requests.withdrawMark': { on: 'request_mark', yes: officers },
  'requests.drawCallbacks': { on: 'nothing', yes: { county_officer: 'self' } },
  'requests.callbackDraws': { on: 'nothing', yes: { county_officer: 'self' } },
  'requests.callbackList': { on: 'callback', yes: { county_officer: here } },
  'requests.callbackPhone': { on: 'callback', yes: { county_officer: here } },
  'requests.recordCallback': { on: 'callback', yes: { county_officer: here } },
  'requests.talk': byCode,
  'requests.say': byCode,
  'requests.officeTalk': { on: 'request', yes: requestHandlers },
  'requests.tell': { on: 'request', yes: requestHandlers },

  // 在线交流：党员对支部说的话，支部的书记和委员看得到，上级看不到
  'talks.own': { on: 'nothing', yes: ownBranch },
  'talks.say': { on: 'nothing', yes: ownBranch },
  'talks.list': {
    on: 'talk',
    list: true,
    yes: { ...only('own', branchKeepers), county_officer: '', township_worker: '', department_handler: '' },
  },
  'talks.one': { on: 'talk', yes: only('own', branchKeepers) },
  'talks.answer': { on: 'talk', yes: only('own', branchKeepers) },
  'talks.attend': { on: 'talk', yes: only('own', branchKeepers) },
  'talks.staff': { on: 'talk', yes: only('own', branchKeepers) },
  'talks.handOver': { on: 'talk', yes: only('own', branchKeepers) },
  'talks.hours': { on: 'nothing', yes: only('self', requestHandlers) },
  'talks.setHours': { on: 'nothing', yes: only('self', requestHandlers) },

  // 学习主题
  // 考试：试卷、答卷和成绩只有组织考试的单位；本人只有自己的；支部只看得到主题
  'exams.list': { on: 'exam', list: true, yes: examReaders },
  'exams.one': { on: 'exam', yes: examReaders },
  'exams.create': { on: 'nothing', yes: only('self', examReaders) },
  'exams.change': { on: 'draft_exam', yes: only('own', examReaders) },
  'exams.step': { on: 'draft_exam', yes: only('own', examReaders) },
  'exams.remove': { on: 'draft_exam', yes: only('own', examReaders) },
  'exams.pool': { on: 'nothing', yes: only('self', examReaders) },
  'exams.audiences': { on: 'nothing', yes: only('self', examReaders) },
  'exams.attempts': { on: 'exam', yes: only('own', examReaders) },
  'exams.analysis': { on: 'exam', yes: only('own', examReaders) },
  'exams.readings': { on: 'exam', yes: only('own', examReaders) },
  'exams.read': { on: 'exam', yes: only('own', examReaders) },
  'exams.appeals': { on: 'exam', yes: only('own', examReaders) },
  'exams.decideAppeal': { on: 'exam_appeal', yes: only('own', examReaders) },
  'exams.helpers': { on: 'exam', yes: only('own', examReaders) },
  'exams.setHelpers': { on: 'exam', yes: only('own', examReaders) },
  'exams.helping': { on: 'nothing', yes: only('self', examReaders) },
  'exams.takers': { on: 'exam', yes: only('own', examReaders) },
  'exams.printPaper': { on: 'asking_exam', yes: only('own', examReaders) },
  'exams.paperSheet': { on: 'exam_paper', yes: only('own', examReaders) },
  'exams.paperItems': { on: 'exam_paper', yes: only('own', examReaders) },
  'exams.enterPaper': { on: 'exam_paper', yes: only('own', examReaders) },
  'exams.topics': { on: 'nothing', yes: only('self', convenors) },
  'own.exams': { on: 'nothing', yes: examTakers },
  'own.takeSeat': { on: 'open_exam', yes: only(anywhere, askedAsMembers) },
  'own.beginExam': { on: 'own_attempt', yes: examTakers },
  'own.keepAnswers': { on: 'own_attempt', yes: examTakers },
  'own.handIn': { on: 'own_attempt', yes: examTakers },
  'own.examResult': { on: 'own_marked_attempt', yes: examTakers },
  'own.appealMark': { on: 'own_marked_attempt', yes: examTakers },
  // 学习：支部看本支部每人的学时、记主题；培训班全县公告，主办单位点名发证；学习状况只有人数
  'own.studyHours': { on: 'nothing', yes: members },
  'own.studyClasses': { on: 'nothing', yes: members },
  'own.studyCertificate': { on: 'own_certificate', yes: members },
  'own.applyForClass': { on: 'study_class', yes: only(anywhere, members) },
  'own.leaveClass': { on: 'own_enrolment', yes: members },
  'own.studyNeeds': { on: 'own_need', list: true, yes: members },
  'own.askStudy': { on: 'nothing', yes: members },
  'own.dropStudyNeed': { on: 'own_need', yes: members },
  'study.branch': { on: 'named_member', list: true, yes: appraisers },
  'study.person': { on: 'named_member', yes: appraisers },
  'study.sessions': { on: 'study_session', list: true, yes: appraisers },
  'study.noteSession': { on: 'study_session', yes: appraisers },
  'study.needsPeople': { on: 'named_member', list: true, yes: appraisers },
  'study.printNeeds': { on: 'named_member', yes: appraisers },
  'study.needsSheets': { on: 'need_paper', yes: appraisers },
  'study.needsPaper': { on: 'need_paper', yes: appraisers },
  'study.enterNeeds': { on: 'need_paper', yes: appraisers },
  'study.classes': { on: 'study_class', list: true, yes: classReaders },
  'study.oneClass': { on: 'study_class', yes: classReaders },
  'study.createClass': { on: 'nothing', yes: only('self', classTeachers) },
  'study.changeClass': { on: 'study_class', yes: classTeachers },
  'study.cancelClass': { on: 'study_class', yes: classTeachers },
  'study.endClass': { on: 'study_class', yes: classTeachers },
  'study.callRoll': { on: 'enrolled_member', yes: classTeachers },
  'study.enrol': { on: 'named_member', yes: appraisers },
  'study.withdraw': { on: 'enrolled_member', yes: { ...dutyReaders, party_school: 'own' } },
  'study.withdrawCertificate': { on: 'study_certificate', yes: classTeachers },
  'study.certificateFile': { on: 'study_certificate', yes: { ...dutyReaders, party_school: 'own' } },
  'study.checkCertificate': byCode,
  'study.plans': { on: 'study_plan', list: true, yes: only('own', classReaders) },
  'study.createPlan': { on: 'nothing', yes: only('self', electors) },
  'study.changePlan': { on: 'study_plan', yes: only('own', electors) },
  'study.issuePlan': { on: 'study_plan', yes: only('own', electors) },
  'study.endPlan': { on: 'study_plan', yes: only('own', electors) },
  'study.status': { on: 'organisation', yes: dutyReaders },
  'study.trainingTable': { on: 'organisation', yes: dutyReaders },
  'education.topics': signedIn,
  'education.addTopic': { on: 'nothing', yes: { county_officer: 'self' } },
  'education.editTopic': { on: 'topic', yes: { county_officer: anywhere } },
  'education.retireTopic': { on: 'topic', yes: { county_officer: anywhere } },

  // 题库：写题审题的都看得到，由维护单位和上级改动
  // 间隔复习与学习证据：只有本人；学习贡献：只有本支部签认
  'own.recall': { on: 'nothing', yes: { member: 'self', probationary: 'self' } },
  'own.chooseRecall': { on: 'nothing', yes: { member: 'self', probationary: 'self' } },
  'own.leaveRecall': { on: 'nothing', yes: { member: 'self', probationary: 'self' } },
  'own.answerRecall': { on: 'own_question', yes: { member: 'self', probationary: 'self' } },
  'own.evidence': { on: 'nothing', yes: { member: 'self', probationary: 'self' } },
  'own.stateContribution': { on: 'nothing', yes: { member: 'self', probationary: 'self' } },
  'contributions.list': { on: 'contribution', list: true, yes: branchKeepers },
  'contributions.decide': { on: 'contribution', yes: only('own', branchKeepers) },
  'bank.categories': { on: 'nothing', yes: only('self', bankers) },
  'bank.addCategory': { on: 'nothing', yes: { county_officer: 'self' } },
  'bank.editCategory': { on: 'question_category', yes: { county_officer: anywhere } },
  'bank.list': { on: 'question', list: true, yes: bankers },
  'bank.export': { on: 'nothing', yes: only('self', bankers) },
  'bank.one': { on: 'question', yes: bankers },
  'bank.create': { on: 'nothing', yes: only('self', bankers) },
  'bank.save': { on: 'question', yes: bankers },
  'bank.remove': { on: 'question', yes: bankers },
  'bank.propose': { on: 'question', yes: bankers },
  'bank.approve': { on: 'submitted_question', yes: bankers },
  'bank.return': { on: 'submitted_question', yes: bankers },
  'bank.retire': { on: 'published_question', yes: bankers },
  'bank.import.template': { on: 'nothing', yes: only('self', bankers) },
  'bank.import.upload': { on: 'nothing', yes: only('self', bankers) },
  'bank.import.list': { on: 'question_import', list: true, yes: bankImporters },
  'bank.import.one': { on: 'question_import', yes: bankImporters },
  'bank.import.rows': { on: 'question_import', yes: bankImporters },
  'bank.import.mend': { on: 'question_import', yes: bankImporters },
  'bank.import.map': { on: 'question_import', yes: bankImporters },
  'bank.import.decide': { on: 'question_import', yes: bankImporters },
  'bank.import.assign': { on: 'question_import', yes: bankImporters },
  'bank.import.commit': { on: 'question_import', yes: bankImporters },
  'bank.import.undo': { on: 'question_import', yes: bankImporters },
  'bank.import.cancel': { on: 'question_import', yes: bankImporters },
  // 课程：编写和审核按范围；学员看向自己开放的
  'courses.list': { on: 'course', list: true, yes: courseReaders },
  'courses.one': { on: 'course', yes: courseReaders },
  'courses.create': { on: 'nothing', yes: only('self', courseWriters) },
  'courses.save': { on: 'course', yes: courseWriters },
  'courses.submit': { on: 'course', yes: courseWriters },
  'courses.takeBack': { on: 'sent_course', yes: courseWriters },
  'courses.review': { on: 'submitted_course', yes: courseReaders },
  'courses.withdraw': { on: 'published_course', yes: courseReaders },
  'courses.pool': { on: 'nothing', yes: only('self', courseWriters) },
  'courses.addFile': { on: 'course', yes: courseWriters },
  'courses.remove': { on: 'course', yes: courseWriters },
  'courses.reusable': { on: 'nothing', yes: only('self', courseWriters) },
  'courses.reuseFile': { on: 'course_file', yes: courseWriters },
  'courses.beginSet': { on: 'course', yes: courseWriters },
  'courses.addPart': { on: 'course_set', yes: courseWriters },
  'courses.closeSet': { on: 'course_set', yes: courseWriters },
  'courses.file': { on: 'course_file', yes: courseReaders },
  'courses.package': { on: 'course_package', yes: courseReaders },
  'courses.part': { on: 'course_part', yes: courseReaders },
  'courses.waiting': { on: 'asked_task', list: true, yes: branchKeepers },
  'courses.confirm': { on: 'asked_task', yes: branchKeepers },
  // A course of a committee above is for the branches below it as well.
  'own.courses': { on: 'own_course', list: true, yes: { ...learners, county_officer: '', township_worker: '' } },
  'own.course': { on: 'own_course', yes: learners },
  'own.answerQuiz': { on: 'own_course', yes: learners },
  'own.saidTask': { on: 'own_task', yes: learners },
  'own.discussion': { on: 'own_discussion', yes: learners },
  'own.sayInCourse': { on: 'own_discussion', yes: learners },
  // What a branch says is nobody's above or below it.
  'courses.removePost': { on: 'course_post', yes: only('own', branchKeepers) },
  'own.package': { on: 'own_package', yes: learners },
  'own.openPackage': { on: 'own_package', yes: learners },
  'own.keepPackage': { on: 'own_package', yes: learners },
  'own.courseFile': { on: 'own_course_file', yes: learners },
  'own.coursePart': { on: 'own_course_part', yes: learners },

  // 内容发布：稿件按范围，公开的文章谁都可以看
  'publishing.columns': { on: 'nothing', yes: only('self', newsroom) },
  'publishing.addColumn': { on: 'nothing', yes: { county_officer: 'self' } },
  'publishing.editColumn': { on: 'column', yes: { county_officer: anywhere } },
  'publishing.list': { on: 'article', list: true, yes: newsroom },
  'publishing.one': { on: 'article', yes: newsroom },
  'publishing.create': { on: 'column', yes: only(anywhere, writers), but: { foreign: 'refused' } },
  'publishing.save': { on: 'article', yes: writers },
  'publishing.submit': { on: 'article', yes: writers },
  'publishing.review': { on: 'submitted_article', yes: { reviewer: 'own' } },
  'publishing.publish': { on: 'approved_article', yes: writers },
  'publishing.schedule': { on: 'published_article', yes: writers },
  'publishing.withdraw': { on: 'published_article', yes: writers },
  'publishing.editions': { on: 'article', yes: newsroom },
  'publishing.edition': { on: 'article', yes: newsroom },
  'publishing.addImage': { on: 'article', yes: writers },
  'publishing.image': { on: 'article_picture', yes: newsroom },
  'publishing.contacts': { on: 'organisation', list: true, yes: { county_officer: here, township_worker: here } },
  'publishing.saveContact': { on: 'organisation', yes: { county_officer: here, township_worker: here } },
  'publishing.foot': { on: 'nothing', yes: { county_officer: 'self' } },
  'publishing.saveFoot': { on: 'nothing', yes: { county_officer: 'self' } },
  'publishing.publicFront': forAll,
  'publishing.publicColumns': forAll,
  'publishing.publicColumn': byCode,
  'publishing.publicArticle': {
    on: 'published_article',
    yes: all(anywhere),
    stranger: 'yes',
    former: 'yes',
    half: 'yes',
  },
  'publishing.publicImage': byCode,
  'publishing.publicSearch': forAll,
  'publishing.publicFeed': forAll,
  'publishing.publicPlaces': forAll,
  'publishing.publicOrganisations': forAll,
  'publishing.publicOrganisation': byCode,
  'publishing.publicFoot': forAll,

  // 基层负担：只有范围内的合计
  'burden.month': { on: 'nothing', yes: only('self', transferrers) },

  // 组织：县内公开的是组织本身，任职与届次按范围
  'organisations.tree': { on: 'organisation', list: true, yes: treeReaders },
  'organisations.one': { on: 'organisation', yes: treeReaders },
  'organisations.holdings': {
    on: 'holding',
    list: true,
    but: { foreign: 'not_found' },
    yes: {
      county_officer: here,
      township_worker: here,
      branch_secretary: here,
      organisation_member: here,
      discipline_officer: here,
    },
  },
  'organisations.dueTerms': {
    on: 'term',
    list: true,
    yes: {
      county_officer: here,
      township_worker: here,
      branch_secretary: here,
      organisation_member: here,
      discipline_officer: here,
    },
  },
  'organisations.advisories': {
    // Of the grounds themselves a secretary whom another question appoints takes the advice away.
    on: 'new_organisation',
    list: true,
    yes: {
      county_officer: here,
      township_worker: here,
      branch_secretary: 'own',
      organisation_member: 'own',
      discipline_officer: here,
    },
  },
  'organisations.candidates': { on: 'organisation', yes: officers },
  'organisations.previewCreation': { on: 'organisation', yes: officers },
  'organisations.previewEvent': { on: 'new_organisation', yes: officers },
  'organisations.create': { on: 'organisation', yes: officers },
  'organisations.change': { on: 'new_organisation', yes: officers },
  'organisations.rename': { on: 'new_organisation', yes: officers },
  'organisations.retype': { on: 'new_organisation', yes: officers },
  'organisations.move': { on: 'new_organisation', yes: officers },
  'organisations.merge': { on: 'new_organisation', yes: officers },
  'organisations.abolish': { on: 'new_organisation', yes: officers },
  'organisations.undo': { on: 'new_organisation', yes: officers },
  'organisations.appoint': { on: 'organisation', yes: officers },
  'organisations.correctPost': { on: 'holding', yes: officers },
  'organisations.endPost': { on: 'holding', yes: officers },
  'organisations.withdrawPost': { on: 'holding', yes: officers },
  'organisations.openTerm': { on: 'organisation', yes: officers },
  'organisations.correctTerm': { on: 'term', yes: officers },
  'organisations.endTerm': { on: 'term', yes: officers },
  'organisations.template': { on: 'nothing', yes: { county_officer: 'self' } },
  'organisations.export': { on: 'organisation', yes: { county_officer: here } },
  'organisations.previewImport': { on: 'nothing', yes: { county_officer: 'self' } },
  // A sheet is written by whoever uploaded it.
  'organisations.commitImport': { on: 'file', yes: { county_officer: 'self' } },

  // 党费：每人的数额只有本人和本支部，上级只有人数和合计
  'dues.treasurers': { on: 'nothing', yes: only('self', keepers) },
  'dues.nameTreasurer': { on: 'nothing', yes: { branch_secretary: 'self' } },
  'dues.endTreasurer': { on: 'treasurer', yes: { branch_secretary: 'own' } },
  'dues.sheet': { on: 'member', list: true, yes: keepers },
  'dues.setBases': { on: 'member', yes: keepers },
  'dues.pay': { on: 'payer', yes: keepers },
  'dues.payVoluntary': { on: 'member', yes: keepers },
  'dues.payments': { on: 'payment', list: true, yes: keepers },
  'dues.payment': { on: 'payment', yes: keepers },
  'dues.void': { on: 'payment', yes: keepers },
  'dues.reliefs': { on: 'relief', list: true, yes: keepers },
  'dues.askRelief': { on: 'payer', yes: keepers },
  'dues.consents': { on: 'consent', list: true, yes: keepers },
  'dues.agree': { on: 'member', yes: keepers },
  'dues.withdraw': { on: 'consent', yes: keepers },
  'dues.ledger': { on: 'entry', list: true, yes: only('own', keepers) },
  'dues.use': { on: 'nothing', yes: only('self', keepers) },
  'dues.book': { on: 'nothing', yes: only('self', keepers) },
  'dues.reverse': { on: 'entry', yes: only('own', keepers) },
  'dues.bank': { on: 'bank_line', list: true, yes: only('own', keepers) },
  'dues.readBank': { on: 'nothing', yes: only('self', keepers) },
  'dues.matchBank': { on: 'bank_line', yes: only('own', keepers) },
  'dues.unmatchBank': { on: 'bank_line', yes: only('own', keepers) },
  'dues.publish': { on: 'nothing', yes: only('self', keepers) },
  'dues.statement': { on: 'nothing', yes: { ...only('self', keepers), member: 'self', probationary: 'self' } },
  'dues.statementFile': {
    on: 'nothing',
    yes: { ...only('self', keepers), member: 'self', probationary: 'self' },
  },
  'dues.overview': { on: 'nothing', yes: only('self', officers) },
  'own.duesStatement': { on: 'nothing', yes: { member: 'self', probationary: 'self' } },
  'own.dues': { on: 'payment', list: true, yes: { member: 'self', probationary: 'self' } },

  // 规则与日历
  'rules.list': signedIn,
  'rules.ask': signedIn,
  'calendar.year': signedIn,
  'calendar.set': { on: 'nothing', yes: { county_officer: 'self' } },
  'calendar.fill': { on: 'nothing', yes: { county_officer: 'self' } },
};

/**
 * Who may do what. This table is the source: the router, the pages, the matrix of tests and the command
 * `zhibu permissions` read it. A role hangs on an organisation and reaches the range that `reach` says.
 */
export const roles = [
  'county_officer',
  'township_worker',
  'branch_secretary',
  'organisation_member',
  'member',
  'probationary',
  'applicant',
  'resident',
  'department_handler',
  'discipline_officer',
  'publisher',
  'reviewer',
  'party_school',
  'system_admin',
  'security_admin',
  'audit_admin',
] as const;
export type Role = (typeof roles)[number];

/**
 * `subtree`: the organisation and all below. `unit`: what that very organisation deals with, none of its people and
 * nothing below it. `self`: the person's own rows. `none`: no personal rows at all.
 */
export type Reach = 'subtree' | 'unit' | 'self' | 'none';

export interface RoleFacts {
  readonly label: { readonly zh: string; readonly en: string };
  readonly reach: Reach;
  /** Types of organisations on which the role can hang. */
  readonly on: readonly string[];
  readonly secondFactor: boolean;
  readonly guard: '' | 'accounts' | 'audit';
}

const committees = [
  'township_committee',
  'working_committee',
  'grassroots_committee',
  'village_committee_party',
  'general_branch',
];
const branches = ['branch', 'joint_branch', 'temporary_branch'];
const governments = [
  'government_department',
  'township_government',
  'village',
  'community',
  'unit',
  'county_department',
];

const role = (
  zh: string,
  en: string,
  reach: Reach,
  on: readonly string[],
  extra: Partial<RoleFacts> = {},
): RoleFacts => ({
  label: { zh, en },
  reach,
  on,
  secondFactor: false,
  guard: '',
  ...extra,
});

export const roleFacts: Readonly<Record<Role, RoleFacts>> = {
  county_officer: role('县委组织部工作人员', 'County officer', 'subtree', ['county_committee'], { secondFactor: true }),
  township_worker: role('党务工作者', 'Party-affairs worker', 'subtree', committees),
  branch_secretary: role('党支部书记', 'Branch secretary', 'subtree', [...branches, 'general_branch']),
  organisation_member: role('支部委员', 'Branch committee member', 'subtree', branches),
  member: role('党员', 'Member', 'self', branches),
  probationary: role('预备党员', 'Probationary member', 'self', branches),
  applicant: role('入党申请人', 'Applicant', 'self', branches),
  resident: role('群众', 'Resident', 'self', ['village', 'community']),
  department_handler: role('部门经办人', 'Department handler', 'unit', governments),
  discipline_officer: role('纪检干部', 'Discipline officer', 'subtree', ['county_committee', ...committees]),
  publisher: role('信息发布员', 'Publisher', 'unit', ['county_committee', 'county_department', ...committees]),
  reviewer: role('保密审查员', 'Reviewer', 'unit', ['county_committee', 'county_department', ...committees]),
  party_school: role('党校教师', 'Party-school teacher', 'unit', [
    'county_committee',
    'county_department',
    'party_school',
    ...committees,
  ]),
  system_admin: role('系统管理员', 'System administrator', 'none', ['county_committee'], {
    secondFactor: true,
    guard: 'accounts',
  }),
  security_admin: role('安全保密管理员', 'Security administrator', 'none', ['county_committee'], {
    secondFactor: true,
    guard: 'accounts',
  }),
  audit_admin: role('安全审计员', 'Audit administrator', 'none', ['county_committee'], {
    secondFactor: true,
    guard: 'audit',
  }),
};

/** Three different people (三员分立): no account may hold two of them, nor one of them and a role that reads files. */
export const separated: readonly Role[] = ['system_admin', 'security_admin', 'audit_admin'];

const staff: readonly Role[] = ['county_officer', 'township_worker', 'branch_secretary'];
const officers: readonly Role[] = ['county_officer', 'township_worker'];
const ownFile: readonly Role[] = ['member', 'probationary', 'applicant'];
const handlers: readonly Role[] = [...staff, 'department_handler'];
/** Whoever keeps the platform for others is taught and examined for it, as members are. */
const learners: readonly Role[] = [...ownFile, ...staff, 'organisation_member'];
const committee: readonly Role[] = [...staff, 'organisation_member'];

export const permissionTable = {
  /** 党员名册与档案 */
  'members.read': [...staff, 'organisation_member', 'discipline_officer'],
  'members.edit': staff,
  'members.reveal': staff,
  /** 谁查阅过档案 */
  'members.readings': ['county_officer', 'discipline_officer'],
  'members.export': staff,
  'members.bulk': officers,
  'members.import': officers,
  'members.merge': ['county_officer'],
  'corrections.decide': staff,
  /** 本人档案 */
  'own.read': ownFile,
  'own.correct': ownFile,
  /** 会议与活动：支委可安排和记录，办结由书记 */
  'meetings.read': [...committee, 'discipline_officer'],
  'meetings.edit': committee,
  'meetings.close': staff,
  'meetings.own': ['member', 'probationary', 'branch_secretary', 'organisation_member'],
  /** 组织关系转接 */
  'transfers.read': [...staff, 'organisation_member'],
  'transfers.prepare': [...staff, 'organisation_member'],
  'transfers.approve': officers,
  'transfers.trust': ['county_officer'],
  /** 流动党员：支部联系、报到登记，上级看得到 */
  'outflow.read': committee,
  'outflow.keep': ['branch_secretary', 'organisation_member'],
  /** 基层负担：按事项，不到人 */
  'burden.read': committee,
  /** 发展党员：支部、有审批权限的党委、县委组织部各办自己的步骤 */
  'admission.read': staff,
  'admission.open': ['branch_secretary', 'township_worker'],
  'admission.edit': staff,
  'admission.branch': ['branch_secretary'],
  'admission.committee': ['township_worker'],
  'admission.county': ['county_officer'],
  'admission.move': officers,
  /** 组织 */
  'organisations.read': [
    ...staff,
    'organisation_member',
    'member',
    'probationary',
    'discipline_officer',
    'department_handler',
    'publisher',
    'reviewer',
    'party_school',
    'system_admin',
    'security_admin',
    'audit_admin',
  ],
  'organisations.officers': [...staff, 'organisation_member', 'discipline_officer'],
  'organisations.edit': officers,
  'organisations.posts': officers,
  'organisations.exchange': ['county_officer'],
  /** 党费：只有本支部指定的党费管理人看得到每人的数额，上级只看人数和合计；可被指定的是下列角色 */
  'dues.keep': ['branch_secretary', 'organisation_member'],
  'dues.designate': ['branch_secretary'],
  'dues.overview': officers,
  'dues.statement': ['branch_secretary', 'organisation_member', 'member', 'probationary'],
  'own.dues': ['member', 'probationary'],
  /** 应尽之事 */
  'duties.read': [...staff, 'organisation_member'],
  /** 换届选举 */
  'elections.read': staff,
  'elections.edit': staff,
  /** 民主评议党员：本支部办理；上级看人数，党委看须处理的人员；本人只看自己 */
  'appraisals.read': [...staff, 'organisation_member'],
  'appraisals.keep': ['branch_secretary', 'organisation_member'],
  'appraisals.confirm': ['township_worker', 'branch_secretary', 'organisation_member'],
  'appraisals.overview': officers,
  'appraisals.attention': ['township_worker'],
  'own.appraisals': ['member', 'probationary'],
  /** 发展党员材料、文书模板和年度指标 */
  'admission.papers': staff,
  'admission.templates': officers,
  'admission.quotas': officers,
  'admission.setQuota': ['county_officer'],
  /** 群众诉求：承办单位办理，上级看得到 */
  'requests.read': handlers,
  'requests.handle': handlers,
  /** 诉求类别、权责清单和分派建议 */
  'requests.configure': ['county_officer'],
  /** 公开选登：承办单位提出，另一人审核 */
  'requests.publish': officers,
  /** 微心愿与点单：受理单位办理，上级看得到；党员提自己的、报名帮办 */
  'wishes.read': handlers,
  'wishes.handle': handlers,
  'own.wishes': ['member', 'probationary'],
  /** 本人的学习记录 */
  'own.records': ownFile,
  /** 关怀帮扶：支部和上级；慰问金额只有上级和本人看得到 */
  'care.read': staff,
  'care.keep': staff,
  'care.amounts': officers,
  'own.care': ['member', 'probationary'],
  'requests.templates': ['county_officer'],
  /** 由第二个单位标注不在职责范围；回访由县里随机抽取 */
  'requests.mark': officers,
  'requests.callBack': ['county_officer'],
  /** 在线交流：党员与本支部、群众与承办单位；党员对支部说的，上级看不到 */
  'talks.own': ['member', 'probationary'],
  'talks.branch': ['branch_secretary', 'organisation_member'],
  'talks.answer': [...handlers, 'organisation_member'],
  'talks.hours': handlers,
  /** 内容发布：起草、保密审查、签发由不同的人办，数据库也这样要求 */
  'publishing.read': [...officers, 'publisher', 'reviewer'],
  'publishing.write': [...officers, 'publisher'],
  'publishing.review': ['reviewer'],
  'publishing.publish': [...officers, 'publisher'],
  'publishing.columns': ['county_officer'],
  'publishing.contacts': officers,
  /** 题库：写题和审题由不同的人办，数据库也这样要求 */
  'bank.read': [...officers, 'party_school'],
  'bank.write': [...officers, 'party_school'],
  'bank.review': [...officers, 'party_school'],
  'bank.categories': ['county_officer'],
  /** 课程：提供单位编写，另一人审核发布；支部确认现场教学；本人学习 */
  'courses.read': [...staff, 'party_school', 'reviewer'],
  'courses.write': [...staff, 'party_school'],
  'courses.review': [...staff, 'party_school', 'reviewer'],
  'courses.confirm': ['branch_secretary', 'organisation_member'],
  'own.courses': learners,
  /** 学习主题：全县一套 */
  'courses.topics': ['county_officer'],
  /** 考试：只有组织考试的单位看得到答卷和成绩；支部看得到下一步学什么 */
  'exams.read': [...staff, 'party_school'],
  'exams.edit': [...staff, 'party_school'],
  'exams.topics': committee,
  'own.exams': learners,
  /** 学习：支部记主题、看本支部每人差多少；上级只看人数；党员看自己的学时 */
  'own.study': ['member', 'probationary', 'branch_secretary', 'organisation_member'],
  'study.keep': ['branch_secretary', 'organisation_member'],
  'study.read': [...committee, 'party_school'],
  'study.status': committee,
  'study.plan': staff,
  'study.teach': [...officers, 'party_school'],
  /** 演练：办理难以撤回的事之前，先在演练县做过；上级看各组织有没有管理员、演练过没有 */
  'practice.drill': [...staff, 'organisation_member', 'department_handler', 'publisher'],
  'practice.administrators': officers,
  /** 间隔复习和学习证据只有本人看得到；学习贡献由本支部签认 */
  'own.recall': ['member', 'probationary'],
  'contributions.sign': ['branch_secretary', 'organisation_member'],
  /** 第二人复核 */
  'approvals.read': officers,
  'approvals.decide': officers,
  /** 规则与日历 */
  'calendar.edit': ['county_officer'],
  /** 三员 */
  'accounts.read': ['system_admin', 'security_admin'],
  'accounts.manage': ['system_admin'],
  'grants.manage': ['security_admin'],
  'sessions.manage': ['security_admin'],
  'factors.reset': ['security_admin'],
  'keys.rotate': ['security_admin'],
  'audit.read': ['audit_admin'],
  /** 开放接口的密钥 */
  'exchange.keys': ['system_admin'],
  /** 学习记录接口的程序 */
  'records.keys': ['system_admin'],
} as const satisfies Record<string, readonly Role[]>;

export type Permission = keyof typeof permissionTable;
export const permissions = Object.keys(permissionTable) as Permission[];

const sets = new Map<Role, ReadonlySet<string>>(
  roles.map((role) => [
    role,
    new Set(permissions.filter((permission) => (permissionTable[permission] as readonly Role[]).includes(role))),
  ]),
);

export const permissionsOf = (role: Role): ReadonlySet<string> => sets.get(role) ?? new Set();

/** Whether the roles may be held by one account. */
export const mayHoldTogether = (held: readonly Role[]): boolean => {
  const special = held.filter((r) => separated.includes(r));
  if (new Set(special).size > 1) return false;
  return (
    special.length === 0 ||
    held.every((r) => separated.includes(r) || !['subtree', 'unit'].includes(roleFacts[r].reach))
  );
};

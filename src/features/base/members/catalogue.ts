/**
 * The field catalogue: every column of the platform that holds something about a person is declared here once. Masks, exports,
 * search, exchange and the check on row-level security derive from it; a test compares it with the migrated database.
 * `key` is the camelCase name of the column and the name on the wire.
 */
import type { CodeTableKey } from './codes.ts';
import { basis, keeping, purpose, receivers, truth, type BasisKey, type KeepingKey, type PurposeKey, type ReceiverKey, type TruthKey } from './catalogue/contract.ts';
export { basis, keeping, purpose, receivers, truth };

/** `partialDate`: known to the month; stored as the first day of it. `encrypted`: ciphertext in the column, text on the wire. */
export type FieldKind = 'text' | 'date' | 'partialDate' | 'code' | 'bool' | 'encrypted' | 'int' | 'reference' | 'time' | 'list';
export type Secrecy = 'open' | 'internal' | 'personal' | 'sensitive';
export type MaskKind = 'name' | 'idNumber' | 'phone' | 'landline' | 'address';
/** `self` is the person the row is about; the others are roles of the permission table, inside their subtree. */
export type Reader = 'self' | 'county_officer' | 'township_worker' | 'branch_secretary' | 'organisation_member' | 'discipline_officer' | 'system_admin' | 'security_admin' | 'audit_admin';

export interface Field<T extends string = string, C extends string = string> {
  readonly table: T;
  readonly column: C;
  readonly key: Camel<C>;
  readonly label: { readonly zh: string; readonly en: string };
  readonly kind: FieldKind;
  readonly codes?: CodeTableKey;
  readonly secrecy: Secrecy;
  /** Who is shown the field at all; where `mask` is set, masked until the full value is asked for with a reason. */
  readonly seenBy: readonly Reader[];
  readonly mask?: MaskKind;
  readonly purpose: PurposeKey;
  readonly legalBasis: BasisKey;
  readonly sourceOfTruth: TruthKey;
  readonly recipients: readonly ReceiverKey[];
  readonly retention: KeepingKey;
  /** A file without it is incomplete; `full` asks it of full members only. */
  readonly required?: 'always' | 'full';
  /** Place in the national collection form, 1 to 16. */
  readonly nationalForm?: number;
}

type Camel<S extends string> = S extends `${infer Head}_${infer Tail}` ? `${Head}${Capitalize<Camel<Tail>>}` : S;
const camel = (column: string): string => column.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());

type Profile = Pick<Field, 'secrecy' | 'seenBy' | 'purpose' | 'legalBasis' | 'sourceOfTruth' | 'recipients' | 'retention'>;
type Extra = Partial<Profile & Pick<Field, 'mask' | 'required' | 'nationalForm'>>;

const LINE = ['self', 'county_officer', 'township_worker', 'branch_secretary'] as const;
const COMMITTEE = [...LINE, 'organisation_member'] as const;

const IDENTITY: Profile = { secrecy: 'personal', seenBy: COMMITTEE, purpose: 'membership', legalBasis: 'education', sourceOfTruth: 'national', recipients: ['national', 'superior'], retention: 'file' };
const CONTACT: Profile = { ...IDENTITY, purpose: 'contact', sourceOfTruth: 'self', seenBy: LINE, secrecy: 'sensitive' };
const PLATFORM: Profile = { ...IDENTITY, purpose: 'education', sourceOfTruth: 'branch', recipients: ['superior'] };
const RECORD: Profile = { ...PLATFORM, seenBy: LINE };
const CARE: Profile = { ...RECORD, secrecy: 'sensitive', purpose: 'care', legalBasis: 'consent' };
const DISCIPLINE: Profile = { ...RECORD, secrecy: 'sensitive', purpose: 'discipline', sourceOfTruth: 'decision', seenBy: [...LINE, 'discipline_officer'] };
const ACCOUNT: Profile = { secrecy: 'internal', seenBy: ['self', 'system_admin', 'security_admin'], purpose: 'access', legalBasis: 'cybersecurity', sourceOfTruth: 'platform', recipients: [], retention: 'account' };
const TRACE: Profile = { ...ACCOUNT, secrecy: 'personal', seenBy: ['self', 'county_officer', 'discipline_officer', 'audit_admin'], purpose: 'oversight', retention: 'log' };

type FieldRow<C extends string> = readonly [column: C, zh: string, en: string, kind: FieldKind | CodeTableKey, extra?: Extra];
const plainKinds: readonly string[] = ['text', 'date', 'partialDate', 'bool', 'encrypted', 'int', 'reference', 'time', 'list'] satisfies FieldKind[];
const isPlain = (kind: FieldKind | CodeTableKey): kind is Exclude<FieldKind, 'code'> => plainKinds.includes(kind);

const fieldsOf = <const T extends string, const C extends string>(table: T, profile: Profile, rows: readonly FieldRow<C>[]): readonly Field<T, C>[] =>
  rows.map(([column, zh, en, kind, extra]) => ({
    table,
    column,
    // Safe: `camel` does at run time what `Camel` does in types.
    key: camel(column) as Camel<C>,
    label: { zh, en },
    ...(isPlain(kind) ? { kind } : { kind: 'code' as const, codes: kind as CodeTableKey }),
    ...profile,
    ...extra,
  }));

const form = (nationalForm: number, extra: Extra = {}): Extra => ({ nationalForm, required: 'always', ...extra });

export const personFields = [
  ...fieldsOf('person', IDENTITY, [
    ['name', '姓名', 'Name', 'text', form(1, { secrecy: 'internal', mask: 'name' })],
    ['former_name', '曾用名', 'Former name', 'text'],
    ['sex', '性别', 'Sex', 'sex', form(2)],
    ['ethnicity', '民族', 'Ethnicity', 'ethnicity', form(3)],
    ['id_number', '公民身份号码', 'Citizen ID number', 'encrypted', form(4, { secrecy: 'sensitive', seenBy: LINE, mask: 'idNumber' })],
    ['birth_date', '出生日期', 'Birth date', 'date', form(5)],
    ['education', '学历', 'Education', 'education', form(6)],
    ['degree', '学位', 'Degree', 'degree'],
    ['native_place', '籍贯', 'Native place', 'text'],
    ['household_place', '户籍所在地', 'Household place', 'text', { secrecy: 'sensitive', seenBy: LINE, mask: 'address' }],
    ['marital_status', '婚姻状况', 'Marital status', 'marital', { seenBy: LINE }],
    ['work_started_on', '参加工作日期', 'Start of work', 'partialDate'],
  ]),
  ...fieldsOf('person', CONTACT, [
    ['phone', '手机号码', 'Mobile phone', 'encrypted', form(12, { mask: 'phone' })],
    // Half of item 12; a member without a landline has a complete file.
    ['landline', '固定电话', 'Landline', 'encrypted', { mask: 'landline' }],
    ['address', '家庭住址', 'Home address', 'encrypted', form(13, { mask: 'address' })],
  ]),
] as const;

export const membershipFields = [
  ...fieldsOf('membership', IDENTITY, [
    ['category', '人员类别', 'Member category', 'memberCategory', form(7, { secrecy: 'internal' })],
    ['branch_id', '所在党支部', 'Branch', 'reference', form(8, { secrecy: 'internal' })],
    ['joined_on', '加入党组织日期', 'Date of joining', 'date', form(9)],
    ['full_on', '转为正式党员日期', 'Date of full membership', 'date', form(10, { required: 'full' })],
    ['job_post', '工作岗位', 'Job post', 'jobPost', form(11)],
    ['standing', '党籍状态', 'Standing', 'standing', form(14)],
    // Items 15 and 16: an empty date says "no", so the form's yes/no and its date are one fact here.
    ['lost_since', '失去联系日期', 'Lost contact since', 'partialDate', { nationalForm: 15 }],
    ['outflow_place', '外出流向', 'Outflow to', 'text', { nationalForm: 16 }],
    ['outflow_since', '外出日期', 'Outflow since', 'partialDate'],
    ['party_age_correction', '党龄校正值（月）', 'Party-age correction (months)', 'int'],
    ['join_kind', '入党类型', 'Way of joining', 'joinKind'],
    ['join_branch', '入党时所在支部', 'Branch at joining', 'text'],
    ['conversion', '转正情况', 'Conversion', 'conversionState'],
    ['probation_until', '延长预备期至', 'Probation extended until', 'date'],
    ['new_stratum', '新社会阶层类型', 'New social stratum', 'socialStratum'],
    ['technical_post', '从事专业技术职务', 'Technical post', 'technicalPost'],
    ['is_migrant_worker', '是否农民工', 'Migrant worker', 'bool'],
    ['is_front_line', '是否一线', 'Front-line worker', 'bool'],
    ['archive_unit', '档案所在单位', 'Unit keeping the paper file', 'text'],
    ['left_on', '离开日期', 'Left on', 'date'],
    ['leave_kind', '离开类型', 'Way of leaving', 'leaveKind'],
  ]),
] as const;

const note = ['note', '备注', 'Note', 'text'] as const;
const document = ['document', '文号', 'Document number', 'text'] as const;

export const recordFields = [
  ...fieldsOf('affiliation', IDENTITY, [
    ['branch_id', '党支部', 'Branch', 'reference'],
    ['during', '起止日期', 'From and to', 'text'],
    ['join_kind', '进入支部类型', 'Way into the branch', 'affiliationStart'],
    ['leave_kind', '离开支部类型', 'Way out of the branch', 'affiliationEnd'],
    note,
  ]),
  ...fieldsOf('post_holding', { ...PLATFORM, secrecy: 'internal' }, [
    ['organisation_id', '任职组织', 'Organisation', 'reference'],
    ['post', '党内职务', 'Post', 'partyPost'],
    ['term_id', '届次', 'Term', 'reference'],
    ['from_on', '任职日期', 'From', 'date'],
    ['to_on', '离任日期', 'To', 'date'],
    note,
  ]),
  ...fieldsOf('reward', RECORD, [
    ['kind', '奖励类型', 'Kind', 'rewardKind'],
    ['title', '奖励名称', 'Title', 'text'],
    ['granted_by', '批准单位', 'Granted by', 'text'],
    ['granted_on', '批准日期', 'Granted on', 'date'],
    document,
    note,
  ]),
  ...fieldsOf('sanction', DISCIPLINE, [
    ['kind', '处分种类', 'Kind', 'sanctionKind'],
    ['decided_by', '批准机关', 'Decided by', 'text'],
    ['decided_on', '批准日期', 'Decided on', 'date'],
    ['effective_until', '影响期至', 'Effective until', 'date'],
    document,
    note,
  ]),
  ...fieldsOf('family_member', { ...RECORD, secrecy: 'sensitive', sourceOfTruth: 'self', recipients: [] }, [
    ['relation', '与本人关系', 'Relation', 'familyRelation'],
    ['name', '家庭成员姓名', 'Name of the family member', 'text', { mask: 'name' }],
    ['birth_date', '家庭成员出生日期', 'Birth date of the family member', 'date'],
    ['politics', '政治面貌', 'Political affiliation', 'text'],
    ['work', '工作单位及职务', 'Work unit and post', 'text'],
  ]),
  ...fieldsOf('hardship', CARE, [
    ['kind', '困难类型', 'Kind', 'hardshipKind'],
    ['since', '起始日期', 'Since', 'date'],
    ['until', '截止日期', 'Until', 'date'],
    note,
  ]),
  ...fieldsOf('training_record', PLATFORM, [
    ['title', '培训名称', 'Title', 'text'],
    ['organiser', '主办单位', 'Organiser', 'text'],
    ['from_on', '开始日期', 'From', 'date'],
    ['to_on', '结束日期', 'To', 'date'],
    ['hours', '学时', 'Study hours', 'int'],
    ['certificate', '证书编号', 'Certificate', 'text'],
  ]),
  ...fieldsOf('outflow', { ...RECORD, recipients: ['national', 'superior', 'inflow'] }, [
    ['from_on', '外出日期', 'From', 'date'],
    ['to_on', '返回日期', 'To', 'date'],
    ['place', '外出地点', 'Place', 'text'],
    ['reason', '外出原因', 'Reason', 'outflowReason'],
    ['receiving_organisation', '流入地党组织', 'Receiving organisation', 'text'],
    ['contact_person', '联系人', 'Contact person', 'text', { mask: 'name' }],
    ['last_contact_on', '最近联系日期', 'Last contact', 'date'],
  ]),
  ...fieldsOf('lost_contact', RECORD, [
    ['from_on', '失去联系日期', 'Lost since', 'date'],
    ['to_on', '取得联系日期', 'Found on', 'date'],
    ['kind', '失联情形', 'Kind', 'lostContactKind'],
    ['searched', '查找情况', 'How searched', 'text'],
    note,
  ]),
  ...fieldsOf('attachment', { ...RECORD, secrecy: 'sensitive', seenBy: ['self', 'county_officer', 'township_worker'], purpose: 'archive', legalBasis: 'admission' }, [
    ['kind', '材料类型', 'Kind of paper', 'attachmentKind'],
    ['title', '材料名称', 'Title', 'text'],
    ['file_id', '电子件', 'Scan', 'reference'],
    ['paper_place', '纸质原件存放处', 'Place of the paper original', 'text'],
    ['dated_on', '材料日期', 'Date of the paper', 'date'],
  ]),
] as const;

export const accountFields = [
  ...fieldsOf('account', ACCOUNT, [
    ['sign_in_name', '登录名', 'Sign-in name', 'text'],
    ['display_name', '显示名', 'Display name', 'text', { secrecy: 'open' }],
    ['language', '界面语言', 'Language', 'text'],
    ['last_failure_at', '最近登录失败时间', 'Last failed sign-in', 'time'],
    ['disabled_at', '停用时间', 'Disabled at', 'time'],
  ]),
  ...fieldsOf('role_grant', ACCOUNT, [
    ['role', '角色', 'Role', 'text'],
    ['organisation_id', '角色所在组织', 'Organisation of the role', 'reference'],
    ['from_on', '角色起始日期', 'From', 'date'],
    ['to_on', '角色截止日期', 'To', 'date'],
  ]),
  ...fieldsOf('session', { ...ACCOUNT, retention: 'log' }, [
    ['device', '登录设备', 'Device', 'text'],
    ['seen_at', '最近活动时间', 'Last seen', 'time'],
  ]),
  ...fieldsOf('file_reading', TRACE, [
    ['reader', '查阅人', 'Reader', 'text'],
    ['role', '查阅人角色', 'Role of the reader', 'text'],
    ['organisation', '查阅人所在组织', 'Organisation of the reader', 'text'],
    ['at', '查阅时间', 'Read at', 'time'],
    ['fields', '查阅的完整字段', 'Fields shown in full', 'list'],
    ['reason', '查阅理由', 'Reason', 'text'],
  ]),
  ...fieldsOf('correction_request', { ...RECORD, sourceOfTruth: 'self', retention: 'log' }, [
    ['field', '申请更正的字段', 'Field', 'text'],
    ['current', '原值', 'Value as seen', 'text'],
    ['wanted', '更正为', 'Value wanted', 'encrypted'],
    ['reason', '更正理由', 'Reason', 'text'],
    ['decider', '处理人', 'Decided by', 'text'],
    ['answer', '处理答复', 'Answer', 'text'],
  ]),
] as const;

export type PersonKey = (typeof personFields)[number]['key'];
export type MembershipKey = (typeof membershipFields)[number]['key'];
/** A field of the file proper: person and membership share one flat set of names. */
export type FieldKey = PersonKey | MembershipKey;
export type FileField = (typeof personFields)[number] | (typeof membershipFields)[number];

/** The file proper, in the order in which pages and sheets show it. */
export const fileFields: readonly FileField[] = [...personFields, ...membershipFields];
export const catalogue: readonly Field[] = [...fileFields, ...recordFields, ...accountFields];

const byKey = new Map<string, FileField>(fileFields.map((field) => [field.key, field]));
export const isFieldKey = (key: string): key is FieldKey => byKey.has(key);
/** The declaration of a field of the file. Throws on a key that is not declared: that is a fault of the program. */
export const fieldOf = (key: FieldKey): FileField => {
  const field = byKey.get(key);
  if (!field) throw new Error(`undeclared field ${key}`);
  return field;
};

/** The declared fields of one table, for records, exports and the comparison with the database. */
export const fieldsOfTable = (table: string): readonly Field[] => catalogue.filter((field) => field.table === table);

/** The sixteen items of the national form, in its order; item 12 has the mobile phone only. */
export const nationalForm: readonly FileField[] = fileFields.filter((f) => f.nationalForm !== undefined).sort((a, b) => (a.nationalForm ?? 0) - (b.nationalForm ?? 0));

export const isSeenBy = (field: Field, reader: Reader): boolean => field.seenBy.includes(reader);

/** Columns of the tables above that repeat a declared field in a searchable form, and the field they repeat. */
export const derivedColumns: Readonly<Record<string, string>> = {
  'person.pinyin': 'person.name',
  'person.initials': 'person.name',
  'person.id_number_hash': 'person.id_number',
  'person.id_tail_hash': 'person.id_number',
  'person.phone_hash': 'person.phone',
  'person.phone_tail_hash': 'person.phone',
};

/** Columns that say nothing about a person: keys, scope, versions, states of a row, and credentials that no reply may carry. */
export const technicalColumns: readonly string[] = [
  'id', 'person_id', 'account_id', 'org_path', 'key_id', 'version', 'batch_id', 'created_at', 'updated_at', 'voided_at', 'merged_into_id', 'state', 'asked_at',
  'decided_by', 'decided_at', 'password_hash', 'password_set_at', 'must_set_password', 'totp_secret', 'totp_key_id', 'totp_confirmed_at', 'totp_last_step',
  'failures', 'post_holding_id', 'granted_by', 'ended_at', 'token_hash', 'grant_id', 'factor', 'expires_at',
];

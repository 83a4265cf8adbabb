import { CONTACT, IDENTITY, LINE, fieldsOf, type Extra } from './field.ts';

const form = (nationalForm: number, extra: Extra = {}): Extra => ({ nationalForm, required: 'always', ...extra });
/** What a transfer letter says of the member goes to the committee that receives one as well. */
const inLetter: Extra = { recipients: ['national', 'superior', 'transfer'] };

export const personFields = [
  ...fieldsOf('person', IDENTITY, [
    ['name', '姓名', 'Name', 'text', form(1, { ...inLetter, secrecy: 'internal', mask: 'name' })],
    ['former_name', '曾用名', 'Former name', 'text'],
    ['sex', '性别', 'Sex', 'sex', form(2, inLetter)],
    ['ethnicity', '民族', 'Ethnicity', 'ethnicity', form(3, inLetter)],
    [
      'id_number',
      '公民身份号码',
      'Citizen ID number',
      'encrypted',
      form(4, { ...inLetter, secrecy: 'sensitive', seenBy: LINE, mask: 'idNumber' }),
    ],
    ['birth_date', '出生日期', 'Birth date', 'date', form(5, inLetter)],
    ['education', '学历', 'Education', 'education', form(6)],
    ['degree', '学位', 'Degree', 'degree'],
    ['native_place', '籍贯', 'Native place', 'text'],
    [
      'household_place',
      '户籍所在地',
      'Household place',
      'text',
      { secrecy: 'sensitive', seenBy: LINE, mask: 'address' },
    ],
    ['marital_status', '婚姻状况', 'Marital status', 'marital', { seenBy: LINE }],
    ['work_started_on', '参加工作日期', 'Start of work', 'partialDate'],
    // No item of the national system: it goes no further than the superior.
    ['occupation', '从业状况', 'Occupation', 'occupation', { sourceOfTruth: 'self', recipients: ['superior'] }],
  ]),
  ...fieldsOf('person', CONTACT, [
    ['phone', '手机号码', 'Mobile phone', 'encrypted', form(12, { ...inLetter, mask: 'phone' })],
    // Half of item 12; a member without a landline has a complete file.
    ['landline', '固定电话', 'Landline', 'encrypted', { mask: 'landline' }],
    ['address', '家庭住址', 'Home address', 'encrypted', form(13, { mask: 'address' })],
  ]),
] as const;

export const membershipFields = [
  ...fieldsOf('membership', IDENTITY, [
    ['category', '人员类别', 'Member category', 'memberCategory', form(7, { ...inLetter, secrecy: 'internal' })],
    ['branch_id', '所在党支部', 'Branch', 'reference', form(8, { secrecy: 'internal' })],
    ['joined_on', '加入党组织日期', 'Date of joining', 'date', form(9, inLetter)],
    ['full_on', '转为正式党员日期', 'Date of full membership', 'date', form(10, { ...inLetter, required: 'full' })],
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

export type PersonKey = (typeof personFields)[number]['key'];
export type MembershipKey = (typeof membershipFields)[number]['key'];
/** A field of the file proper: person and membership share one flat set of names. */
export type FieldKey = PersonKey | MembershipKey;
export type FileField = (typeof personFields)[number] | (typeof membershipFields)[number];

/** The file proper, in the order in which pages and sheets show it. */
export const fileFields: readonly FileField[] = [...personFields, ...membershipFields];

import { ACCOUNT, CARE, DISCIPLINE, IDENTITY, PLATFORM, RECORD, TRACE, fieldsOf, type Profile } from './field.ts';

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
  ...fieldsOf('standing_change', { ...RECORD, sourceOfTruth: 'decision', recipients: ['national', 'superior'] }, [
    ['standing', '党籍状态', 'Standing', 'standing'],
    ['from_on', '自何日起', 'From', 'date'],
    ['decided_by', '决定机关', 'Decided by', 'text'],
    document,
    note,
  ]),
  ...fieldsOf('abroad_stay', RECORD, [
    ['from_on', '出国(境)日期', 'From', 'date'],
    ['to_on', '回国(境)日期', 'To', 'date'],
    ['place', '前往国家(地区)', 'Country or region', 'text'],
    ['purpose', '出国(境)事由', 'Purpose', 'abroadPurpose'],
    ['approved_by', '审批单位', 'Approved by', 'text'],
    ['last_contact_on', '最近联系日期', 'Last contact', 'date'],
    note,
  ]),
  ...fieldsOf(
    'attachment',
    {
      ...RECORD,
      secrecy: 'sensitive',
      seenBy: ['self', 'county_officer', 'township_worker'],
      purpose: 'archive',
      legalBasis: 'admission',
    },
    [
      ['kind', '材料类型', 'Kind of paper', 'attachmentKind'],
      ['title', '材料名称', 'Title', 'text'],
      ['file_id', '电子件', 'Scan', 'reference'],
      ['paper_place', '纸质原件存放处', 'Place of the paper original', 'text'],
      ['dated_on', '材料日期', 'Date of the paper', 'date'],
    ],
  ),
] as const;

/** What an election on paper keeps of its people; the names are those of the day. */
const ELECTION: Profile = { ...RECORD, secrecy: 'internal', sourceOfTruth: 'branch', recipients: ['superior'] };

export const accountFields = [
  ...fieldsOf('account', ACCOUNT, [
    ['sign_in_name', '登录名', 'Sign-in name', 'text'],
    ['display_name', '显示名', 'Display name', 'text', { secrecy: 'open' }],
    ['language', '界面语言', 'Language', 'text'],
    ['last_failure_at', '最近登录失败时间', 'Last failed sign-in', 'time'],
    ['disabled_at', '停用时间', 'Disabled at', 'time'],
    ['disabled_reason', '停用原因', 'Why it was disabled', 'text'],
    ['last_sign_in_at', '最近登录时间', 'Last sign-in', 'time'],
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
  ...fieldsOf('election_roll', ELECTION, [
    ['name', '名册姓名', 'Name on the roll', 'text', { mask: 'name' }],
    ['exclusion', '不计入应到会的情形', 'Why not counted', 'text', { secrecy: 'sensitive' }],
    ['since', '情形起始日期', 'Since', 'date', { secrecy: 'sensitive' }],
    ['consent', '上级同意文号', 'Consent of the superior', 'text'],
    ['resolved_on', '党员大会决议日期', 'Resolution of the meeting', 'date'],
    ['note', '情形说明', 'Note', 'text', { secrecy: 'sensitive' }],
  ]),
  ...fieldsOf('election_candidate', ELECTION, [
    ['name', '候选人姓名', 'Name of the candidate', 'text', { mask: 'name' }],
    ['position', '选票上的次序', 'Order on the ballot', 'int'],
    ['written_in', '是否另选人', 'Written in', 'bool'],
    ['yes', '赞成票', 'Votes for', 'int'],
    ['no', '不赞成票', 'Votes against', 'int'],
    ['abstain', '弃权票', 'Abstentions', 'int'],
    ['elected', '是否当选', 'Elected', 'bool'],
  ]),
  ...fieldsOf('bulk_change', { ...RECORD, retention: 'log' }, [
    ['actor', '批量修改经办人', 'Who changed', 'text'],
    ['fields', '批量修改内容', 'New values', 'list'],
    ['reason', '批量修改理由', 'Reason', 'text'],
  ]),
  ...fieldsOf('bulk_item', { ...RECORD, retention: 'log' }, [['before', '批量修改前的值', 'Former values', 'list']]),
  ...fieldsOf('import_batch', { ...RECORD, retention: 'log' }, [
    ['actor', '导入经办人', 'Who imported', 'text'],
    ['file_name', '导入文件名', 'Name of the file', 'text'],
    ['reason', '导入理由', 'Reason', 'text'],
    ['committed_by', '确认导入人', 'Who wrote the import', 'text'],
    ['undone_by', '撤销导入人', 'Who undid the import', 'text'],
  ]),
  ...fieldsOf('import_row', { ...RECORD, secrecy: 'sensitive', retention: 'log' }, [
    ['name', '导入行姓名', 'Name in the row', 'text'],
    ['sealed', '导入行原文', 'Cells of the row', 'encrypted'],
    ['prepared', '导入待写入内容', 'Values to write', 'list'],
    ['former', '导入前的内容', 'Former values', 'list'],
    ['changes', '导入变更', 'Changes', 'list'],
  ]),
] as const;

import type { accountFields, recordFields } from './record-fields.ts';
import type { FileField } from './file-fields.ts';

type Table = (FileField | (typeof recordFields)[number] | (typeof accountFields)[number])['table'];

/** What the tables of the catalogue hold, in words; in the order in which the page of the catalogue shows them. */
export const catalogueTables: Readonly<Record<Table, readonly [zh: string, en: string]>> = {
  person: ['党员基本信息', 'Person'],
  membership: ['党籍信息', 'Membership'],
  affiliation: ['组织关系', 'Affiliations'],
  post_holding: ['党内任职', 'Posts'],
  reward: ['奖励', 'Rewards'],
  sanction: ['处分', 'Sanctions'],
  family_member: ['家庭成员', 'Family'],
  hardship: ['生活困难', 'Hardship'],
  training_record: ['教育培训', 'Training'],
  outflow: ['流动情况', 'Outflows'],
  outflow_contact: ['流动党员联系', 'Contacts with mobile members'],
  lost_contact: ['失去联系', 'Lost contact'],
  standing_change: ['党籍变化', 'Standing'],
  abroad_stay: ['出国（境）', 'Stays abroad'],
  attachment: ['档案材料', 'Papers'],
  meeting_invitee: ['会议到会', 'Presence at meetings'],
  meeting_task: ['会议落实事项', 'Tasks of meetings'],
  dues_base: ['党费核定', 'Standards of dues'],
  dues_relief: ['党费减免', 'Reliefs of dues'],
  dues_payment: ['党费交纳', 'Payments of dues'],
  dues_bank_line: ['党费银行流水', 'Bank lines of dues'],
  account: ['账号', 'Accounts'],
  notice_address: ['通知地址', 'Addresses for notices'],
  role_grant: ['账号角色', 'Roles of accounts'],
  session: ['登录会话', 'Sessions'],
  file_reading: ['查阅记录', 'Readings of files'],
  correction_request: ['更正申请', 'Corrections'],
  election_roll: ['选举名册', 'Rolls of elections'],
  election_candidate: ['选举候选人', 'Candidates of elections'],
  appraisal_person: ['民主评议', 'Appraisals'],
  appraisal_tally_line: ['评议测评票', 'Forms of appraisals'],
  appraisal_follow_up: ['不合格党员处置', 'Follow-up of appraisals'],
  bulk_change: ['批量修改', 'Bulk changes'],
  bulk_item: ['批量修改明细', 'Rows of bulk changes'],
  import_batch: ['花名册导入', 'Imports'],
  import_row: ['花名册导入明细', 'Rows of imports'],
};

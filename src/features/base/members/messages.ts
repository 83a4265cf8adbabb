import { catalogue } from '#shared/text.ts';

/** What can be wrong with a member file. Keys are the `message` of a problem. */
export const fileProblemTexts = catalogue({
  name_required: ['请填写姓名', 'Please give the name'],
  name_hidden: ['姓名中有看不见的字符，请重新输入', 'The name holds invisible characters. Please type it again'],
  name_masked: ['姓名已被遮盖，请填写完整姓名', 'The name is masked. Please give it in full'],
  name_lost_character: ['姓名中有字丢失，请补写生僻字', 'A character of the name was lost. Please write it'],
  name_digits: ['姓名中不应有数字', 'A name has no digits'],
  name_characters: ['姓名中有不允许的符号', 'The name holds signs that are not allowed'],
  name_too_long: ['姓名最多 50 个字', 'A name has fifty characters at most'],
  id_required: ['请填写公民身份号码', 'Please give the ID number'],
  id_digits_lost: [
    '身份证号在表格中被存成数字，末几位已丢失，请按证件重填',
    'The ID number was stored as a number and lost its last digits. Please take it from the card',
  ],
  id_old: [
    '15 位身份证号已停用，请填写 18 位号码',
    'Numbers of fifteen digits are no longer valid. Please give eighteen',
  ],
  id_length: ['身份证号应为 18 位', 'An ID number has eighteen characters'],
  id_characters: ['身份证号只能是数字，末位可以是 X', 'An ID number has digits, and may end in X'],
  id_area: ['身份证号的地区码不存在', 'The area code of the ID number does not exist'],
  id_date: ['身份证号中的出生日期不存在', 'The birth date in the ID number does not exist'],
  id_checksum: ['身份证号末位校验不符，请核对', 'The last character of the ID number does not fit. Please check it'],
  sex_mismatch: ['性别与身份证号不一致', 'The sex does not agree with the ID number'],
  birth_mismatch: [
    '出生日期与身份证号不一致（身份证为 {value}）',
    'The birth date does not agree with the ID number ({value})',
  ],
  phone_format: ['手机号码格式不正确', 'The mobile number is not right'],
  landline_format: ['固定电话应带区号，如 0577-67221234', 'Give the landline with its area code, as 0577-67221234'],
  unknown_code: ['“{value}”不在代码表中', '“{value}” is not in the code table'],
  date_future: ['日期 {date} 在今天之后', 'The date {date} is in the future'],
  joined_before_birth: [
    '加入党组织日期 {joined} 早于出生日期 {birth}',
    'Joined on {joined}, before the birth on {birth}',
  ],
  joined_under_age: ['入党时 {age} 岁，未满 18 岁（{article}）', 'Joined at {age}, under eighteen ({article})'],
  full_before_joined: ['转正日期 {full} 早于入党日期 {joined}', 'Full member on {full}, before joining on {joined}'],
  work_before_birth: ['参加工作日期早于出生日期 {birth}', 'Work began before the birth on {birth}'],
  left_before_joined: ['离开日期早于入党日期 {joined}', 'Left before joining on {joined}'],
  leave_incomplete: ['离开日期和离开类型须同时填写', 'Give both the day and the way of leaving'],
  probationary_with_full_date: [
    '预备党员不应有已到期的转正日期',
    'A probationary member has no past date of full membership',
  ],
  conversion_category: ['转正情况与人员类别不一致', 'The conversion does not agree with the member category'],
});

/** What a person should look at; none of it blocks. */
export const fileAdvisoryTexts = catalogue({
  joined_young: [
    '入党时 {age} 岁，早于现有规则所载时期，请核对',
    'Joined at {age}, before the rules that are known. Please check',
  ],
  joined_date_missing: ['预备党员缺少加入党组织日期', 'The date of joining is missing'],
  lost_stop_due: [
    '失去联系至 {due} 已满 6 个月，查找无果的按规定停止党籍（{article}）',
    'Contact has been lost for six months since {due}; where the search found nothing the membership is stopped ({article})',
  ],
  lost_strike_due: [
    '停止党籍至 {due} 已满 2 年，仍未取得联系的按自行脱党除名（{article}）',
    'The membership has been stopped for two years since {due}; who is still lost is struck off ({article})',
  ],
  abroad_study_long: [
    '出国(境)学习至 {due} 已满 5 年仍未返回，一般停止党籍（{article}）',
    'Five years of study abroad passed on {due}; the membership is generally stopped ({article})',
  ],
  stop_not_corrected: [
    '停止党籍期间共 {months} 个月，党龄校正值扣除 {corrected} 个月，请核对',
    'The membership was stopped for {months} months; the correction takes off {corrected}. Please check',
  ],
  full_date_missing: [
    '正式党员缺少转正日期，无法计算党龄',
    'The date of full membership is missing: the party age cannot be computed',
  ],
  probation_short: [
    '预备期不满一年，应至 {due}（{article}）',
    'The probation is shorter than a year; it ends on {due} ({article})',
  ],
  probation_long: [
    '转正晚于最长延长期 {due}（{article}），请核对',
    'Full membership later than the longest extension, {due} ({article})',
  ],
  extension_short: [
    '延长预备期不足半年，应不早于 {due}（{article}）',
    'The extension is shorter than half a year: not before {due} ({article})',
  ],
  extension_long: [
    '延长预备期超过一年，应不晚于 {due}（{article}）',
    'The extension is longer than a year: not after {due} ({article})',
  ],
  probation_overdue: [
    '预备期已满（{due}），请及时讨论转正（{article}）',
    'The probation ended on {due}. The conversion is due ({article})',
  ],
});

/** Why the server refuses something about members. Keys are the `message` of a refusal or of a problem. */
export const memberRefusalTexts = catalogue({
  member_alike: ['有相似的档案，请先核对', 'There are files like this one. Please look at them first'],
  person_known: [
    '该公民身份号码和姓名已登记为本县的入党申请人，尚不是党员。请核对是否同一人',
    'An applicant of this county bears this ID number and name. Please check whether it is the same person',
  ],
  id_number_taken: ['该公民身份号码已登记在另一份档案中', 'This ID number is already in another file'],
  belonged_elsewhere: [
    '这一天本人的组织关系还在别处，请核对编入日期',
    'On this day the affiliation was still elsewhere. Please check the first day in the branch',
  ],
  branch_unknown: ['没有这个党支部，或不在您的管理范围内', 'No such branch, or it lies outside your range'],
  branch_holds_no_members: ['该组织不是党支部，不能编入党员', 'This organisation is not a branch and holds no members'],
  branch_abolished: ['该党支部已撤销', 'This branch has been abolished'],
  branch_same: ['党员已在该党支部', 'The member belongs to this branch already'],
  before_affiliation: [
    '日期须晚于编入现支部的日期 {since}',
    'The day must be after {since}, when the member came to the present branch',
  ],
  joined_after_since: [
    '编入支部日期早于加入党组织日期 {joined}',
    'The affiliation begins before the day of joining, {joined}',
  ],
  place_moved: ['所在组织刚刚调整，请重试', 'Your organisation has just been moved. Please try again'],
  membership_ended: ['该党员已登记离开，不能修改', 'The membership has ended; the file can no longer be changed'],
  not_in_branch: [
    '党员已不在转出的党支部，请核对后重新办理',
    'The member no longer belongs to the branch that lets go. Please check and begin anew',
  ],
  membership_not_ended: ['该党员没有登记离开', 'The membership has not ended'],
  affiliation_changed: ['组织关系已有变化，不能撤销', 'The affiliation has changed since; this cannot be taken back'],
  field_not_editable: ['此项不能在这里修改', 'This field cannot be changed here'],
  field_not_visible: ['您不能查看或使用此项', 'This field is not visible to you'],
  record_before_birth: ['日期早于出生日期 {birth}', 'The date is before the birth on {birth}'],
  record_overlaps: ['与已有记录的日期重叠', 'Its days overlap those of another record'],
  leave_probationary_only: [
    '只有预备党员可以取消预备党员资格',
    'Only the probation of a probationary member can be cancelled',
  ],
  return_kind: [
    '与原离开类型不符：转出的可以转入，停止党籍的可以恢复，被除名、开除的可以重新入党',
    'This does not fit how the membership ended: who moved away transfers in, a stopped membership is restored, who was removed is admitted anew',
  ],
  return_before_leaving: ['须晚于离开日期 {day}', 'It must be after the day of leaving, {day}'],
  return_document: ['恢复党籍须填写决定文号', 'Give the number of the decision that restores the membership'],
  return_too_early: ['{due} 前不得重新入党（{article}）', 'No readmission before {due} ({article})'],
  to_before_from: ['结束日期早于开始日期', 'The end is before the beginning'],
  reveal_limit: [
    '查看完整信息的次数已达上限（每小时 {hourly} 次、每天 {daily} 次）',
    'You have reached the limit of full values ({hourly} an hour, {daily} a day)',
  ],
  field_empty: ['此项没有内容', 'This field is empty'],
  value_same: ['与现有内容相同', 'This is what the file already says'],
  correction_waiting: ['此项已有一条更正申请等待办理', 'A request for this field is already waiting'],
  correction_over: ['该申请已办理或已撤回', 'This request has been decided or withdrawn'],
  answer_required: ['退回时请写明理由', 'Please say why you refuse'],
  export_gone: ['导出文件已过期或不存在，请重新导出', 'The exported file has expired. Please export again'],
  field_not_for_recipient: [
    '按信息目录，此项不提供给所选的接收方',
    'By the catalogue of personal data this does not go to that recipient',
  ],
  export_full_not_for_recipient: [
    '给其他单位的名单只能遮盖，不能导出完整信息',
    'A list for somebody else is masked; full values do not go there',
  ],
  export_full_not_allowed: ['您没有导出完整信息的权限', 'You may not export full values'],
  filter_number: [
    '证件号码、手机号码不能保存在筛选中',
    'ID numbers and telephone numbers are not kept in a saved filter',
  ],
  bulk_whom: ['请选择党员或筛选条件，二者取一', 'Choose people or a filter, one of the two'],
  bulk_nobody: ['没有需要修改的档案', 'No file would change'],
  bulk_too_many: ['一次最多修改 {limit} 人', 'At most {limit} people at once'],
  bulk_problems: ['{people} 人的档案不能这样修改', 'The files of {people} people cannot be changed like this'],
  bulk_stale: ['档案在预览后已有变化，请重新预览', 'Files have changed since the preview. Please preview again'],
  bulk_over: ['这次批量修改已经执行或已经撤销', 'This bulk change has been carried out or undone already'],
  merge_same: ['请选择两份不同的档案', 'Choose two different files'],
  merge_both_id_numbers: [
    '两份档案的身份证号不同：请对照身份证选定正确的号码，并写明依据',
    'The two files have different ID numbers: say which one the card shows, and how you know',
  ],
  merge_keep_lasting: ['请保留党籍仍存续的那份档案', 'Please keep the file whose membership lasts'],
  merge_overlap: [
    '两份档案的组织关系时间重叠，须作废被合并档案的那一段',
    'Both files belong to a branch on the same days; one of the two periods must be voided',
  ],
  merge_transfer: [
    '被合并的档案有未办结的组织关系转接，请先办结或撤回',
    'The file to be dropped has an open transfer. Please finish or recall it first',
  ],
  merge_admission_twice: [
    '两份档案都有未办结的发展党员流程，请先终止其中一个',
    'Both files have an admission under way. Please end one of the two cases first',
  ],
  merge_dues_twice: [
    '两份档案交纳了同一月份的党费，请支部先作废其中一张收据',
    'Dues of the same month were paid under both files. The branch has to void one of the receipts first',
  ],
  merge_account: ['被合并的档案有登录账号，请先停用', 'The file to be dropped has an account. Please disable it first'],
  scan_secret: [
    '文件名带有密级或内部标志，涉密材料不得上传',
    'The name bears a mark of secrecy; such papers must not be uploaded',
  ],
  scan_type: ['只能上传 PDF、JPEG 或 PNG', 'Only PDF, JPEG or PNG'],
});

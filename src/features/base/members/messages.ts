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
    '出生日期与身份证号不一致（身份证为 {expected}）',
    'The birth date does not agree with the ID number ({expected})',
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

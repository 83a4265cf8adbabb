import type { ErrorCode } from './errors.ts';
import { catalogue, type Text } from './text.ts';

/** What a refusal says to people. A code without a text in both languages does not compile. */
export const errorTexts = catalogue({
  invalid: ['有内容需要改正', 'Some entries need correcting'],
  unauthenticated: ['登录已失效，请重新登录', 'Your session has ended. Please sign in again'],
  second_factor_required: ['请完成第二步验证', 'Please complete the second sign-in step'],
  password_change_required: ['请先设置新密码', 'Please set a new password first'],
  forbidden: ['您没有办理此事的权限', 'You are not allowed to do this'],
  not_found: ['没有找到，或您无权查看', 'Not found, or not visible to you'],
  method_not_allowed: ['此地址不支持该操作', 'This address does not support the action'],
  conflict: ['与已有内容冲突', 'This conflicts with what is already there'],
  stale: ['内容已被他人修改，请核对后再保存', 'Somebody else has changed this. Please compare before saving'],
  in_flight: ['上一次提交还在办理，请稍候', 'Your earlier request is still being handled'],
  reused_key: [
    '重复提交的内容与上次不同，请重新提交',
    'The repeated request differs from the first. Please submit again',
  ],
  key_missing: ['请求缺少防重复标识，请刷新后重试', 'The request lacks its key. Please reload and try again'],
  too_large: ['文件或内容过大', 'The file or the content is too large'],
  unsupported_media: ['不支持这种文件', 'This kind of file is not supported'],
  refused: ['按现行规则不能办理', 'The rules in force do not allow this'],
  approval_required: ['需要另一位经办人同意', 'A second person has to approve this'],
  drill_required: [
    '办理此事前须先通过演练：教育培训 → 演练',
    'A drill has to be passed before this: Education, Drills',
  ],
  slow_down: ['操作过于频繁，请稍后再试', 'Too many attempts. Please wait a moment'],
  cross_site: ['请求来源不正确，已拒绝', 'The request came from another site and was refused'],
  overloaded: ['系统繁忙，请稍后再试', 'The system is busy. Please try again shortly'],
  internal: ['系统出现故障，请稍后再试', 'Something went wrong. Please try again later'],
} satisfies Record<ErrorCode, Text>);

/** What is wrong with one field. Features add their own keys in their `messages.ts`. */
export const problemTexts = catalogue({
  required: ['必填', 'Required'],
  bad_value: ['请选择或填写有效的值', 'Please give a valid value'],
  bad_format: ['格式不正确', 'The format is not right'],
  bad_date: ['日期应为 年-月-日，且真实存在', 'Give an existing date as year-month-day'],
  unstorable: ['含有无法保存的字符', 'Contains characters that cannot be stored'],
  bad_number: ['请填写数字', 'Please give a number'],
  too_short: ['至少 {min} 个字', 'At least {min} characters'],
  too_long: ['最多 {max} 个字', 'At most {max} characters'],
  too_few: ['至少 {min} 项', 'At least {min} items'],
  too_many: ['最多 {max} 项', 'At most {max} items'],
  too_small: ['不能小于 {min}', 'Not less than {min}'],
  too_big: ['不能大于 {max}', 'Not more than {max}'],
  file_too_large: ['文件超过 {max} MB', 'The file is larger than {max} MB'],
  picture_kind: ['不是 JPG、PNG 或 WebP 图片', 'Not a JPG, PNG or WebP picture'],
  picture_damaged: [
    '图片打不开，请用手机或电脑另存为 JPG 后再传',
    'The picture cannot be read. Please save it anew as JPG',
  ],
  picture_points: ['图片尺寸过大，请缩小后再传', 'The picture has too many points. Please make it smaller'],
  code_format: ['请输入 6 位数字', 'Give the six digits'],
  unknown_field: ['多余的内容：{names}', 'Unknown entries: {names}'],
});

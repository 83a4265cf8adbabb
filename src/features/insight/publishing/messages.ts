import { bodyProblems } from '#shared/body-texts.ts';
import { catalogue } from '#shared/text.ts';

export const publishingProblems = catalogue({
  ...bodyProblems,
  'publishing.empty': ['正文还是空的', 'The text is still empty'],
  'publishing.id_number': ['正文里有身份证号，请删去后再送审', 'The text holds an identity number: take it out first'],
  'publishing.slug': [
    '网址名只能用小写字母、数字和短横线，以字母开头',
    'Small letters, digits and hyphens, beginning with a letter',
  ],
  'publishing.slug_taken': ['这个网址名已经用了', 'That name of an address is taken'],
  'publishing.parent': ['上级栏目必须是第一层的另一个栏目', 'The column above must be another one of the first level'],
  'publishing.no_column': ['没有这个栏目，或栏目已停用', 'No such column, or it is hidden'],
  'publishing.checks': ['审查项要逐项填写', 'Each item of the review is to be answered'],
  'publishing.not_clear': ['有审查项不通过，只能退回', 'Where an item is not clear the article can only be returned'],
  'publishing.reason': ['请写明退回的原因', 'Please say why it is returned'],
  'publishing.other_person': [
    '起草或送审的人、审查的人、签发的人必须是不同的人',
    'Whoever wrote or submitted it, reviewed it and publishes it must be different people',
  ],
  'publishing.wrong_state': [
    '稿件已有新的进展，请看最新情况',
    'The article has moved on: please look at how it stands',
  ],
  'publishing.until_before': ['到期时间要晚于上线时间和现在', 'It must end after it begins, and after now'],
  'publishing.too_far': ['上线时间最多定到一年以后', 'At most a year ahead'],
  'publishing.phone_format': [
    '电话只能有数字、空格、短横线和括号',
    'A telephone holds digits, blanks, hyphens and brackets',
  ],
  'publishing.too_many_images': ['一篇稿件最多上传 60 张配图', 'An article takes at most 60 pictures'],
});

/** Words for states, steps, items and findings, for office pages and the public alike. */
export const publishingWords = catalogue({
  state_draft: ['草稿', 'Draft'],
  state_review: ['审查中', 'In review'],
  state_approved: ['待签发', 'Approved'],
  state_published: ['已签发', 'Published'],
  state_withdrawn: ['已撤稿', 'Withdrawn'],
  publication_none: ['未公开', 'Not public'],
  publication_scheduled: ['定时上线', 'Scheduled'],
  publication_live: ['公开中', 'Public'],
  publication_expired: ['已到期', 'Expired'],
  kind_news: ['要闻', 'News'],
  kind_notice: ['通知公告', 'Notices'],
  step_propose: ['送审', 'Submitted'],
  step_return: ['退回', 'Returned'],
  step_approve: ['审查通过', 'Approved'],
  step_publish: ['签发', 'Published'],
  step_withdraw: ['撤稿', 'Withdrawn'],
  item_state_secret: ['不涉及国家秘密', 'No state secrets'],
  item_work_secret: ['不涉及工作秘密和内部事项', 'No work secrets or internal matters'],
  item_personal_data: [
    '没有不应公开的个人信息（身份证号、住址、电话、病情等）',
    'No personal data that must not be public (identity numbers, addresses, telephones, illness)',
  ],
  item_minors: ['涉及未成年人的内容已做处理', 'Nothing that identifies minors'],
  item_images: [
    '图片中没有涉密标识、证件、屏幕和未同意的人像',
    'Pictures show no marks, papers, screens or unwilling faces',
  ],
  item_maps: ['地图和地名规范', 'Maps and place names are correct'],
  item_sources: ['转载内容有来源且允许转载', 'What is reprinted names its source and may be reprinted'],
  item_facts: ['职务、姓名、数字、引文核对无误', 'Titles, names, figures and quotations were checked'],
  finding_id_number: ['身份证号', 'Identity number'],
  finding_mobile: ['手机号', 'Mobile number'],
  finding_bank_card: ['银行卡号', 'Bank card'],
  finding_e_mail: ['电子邮箱', 'E-mail address'],
});

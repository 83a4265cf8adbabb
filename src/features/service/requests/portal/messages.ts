import { catalogue } from '#shared/text.ts';

/** What the pages for residents say; kinds, categories and states are named in the feature's own texts. */
export const portalTexts = catalogue({
  sendShort: ['提诉求', 'Send a request'],
  sendTitle: ['提一件诉求', 'Send a request'],
  sendEntry: [
    '咨询、求助、投诉、举报、建议、表扬都可以提，不用注册。提交后给您一个查询码，并说明由谁办、哪天前答复。',
    'Ask, ask for help, complain, report, suggest or praise, without an account. You get a code, and are told who has it and by which day you will be answered.',
  ],
  followShort: ['查进度', 'Follow a request'],
  followTitle: ['查办理进度', 'Follow a request'],
  followEntry: [
    '凭查询码看谁在办、到哪一步、哪天前答复；看答复，认可或者要求重新办理。',
    'With your code you see who has it, how far it is and when it is due; you read the answer, accept it or ask once more.',
  ],

  person: [
    '反映党员、干部违纪违法的（检举控告），这里不收、不保存。请打 12388，或者向县纪委监委反映。',
    'What is said against Party members or officials is neither taken nor kept here: call 12388 or turn to the discipline commission.',
  ],
  personKind: ['检举控告', 'An accusation'],
  personHint: [
    '反映党员、干部违纪违法：不在这里提，请打 12388',
    'Against a member or an official: not here, call 12388',
  ],
  kind: ['您要提的是', 'What is it?'],
  hint_consult: ['问政策、问怎么办', 'You want to know something'],
  hint_help: ['有困难，需要帮忙解决', 'You need something solved'],
  hint_complaint: ['对事情的处理、服务不满意', 'You are not content with how you were served'],
  hint_report: ['发现违法违规的事情，如污染、违建、安全隐患', 'Something unlawful: pollution, building, danger'],
  hint_suggest: ['有好的主意', 'You have an idea'],
  hint_praise: ['谁做得好，说一声', 'Somebody did well'],
  area: ['事情在哪个村（社区）', 'Which village or community is it about?'],
  areaHint: ['由那里的承办单位先办', 'The unit there gets it first'],
  category: ['属于哪一类', 'What is it about?'],
  categoryHint: ['拿不准就选“其他”', 'If unsure, choose “Other”'],
  categoryElse: ['{category}：其他情况', '{category}: something else'],
  text: ['说说是什么事', 'Tell what it is'],
  textHint: [
    '时间、地点、经过、想怎么解决，写清楚办得快。最多 2000 字。不要写他人的身份证号、病情。',
    'When, where, what happened, what you want done: the clearer, the sooner. At most 2,000 characters. Leave out other people’s identity numbers and illnesses.',
  ],
  name: ['您的姓名', 'Your name'],
  nameHint: ['不填也能办', 'It is handled without one as well'],
  phone: ['联系电话', 'Phone'],
  phoneHint: ['需要向您了解情况时用', 'Used when something has to be asked'],
  hideName: ['不让承办人员看到我的姓名和电话', 'Those who handle it are not to see my name and phone'],
  privacyTitle: ['您填的信息怎么用', 'What becomes of what you enter'],
  privacy: [
    '按《个人信息保护法》第三十五条告知：诉求内容、姓名和电话只为办理这件事使用，加密保存，由承办单位和上级督办人员查看，每次办理都有记录。不满十四周岁的，请由监护人代提。',
    'As article 35 of the Personal Information Protection Law asks: text, name and phone are used for this request alone, kept encrypted, and seen by the unit in charge and those above it; every step is recorded. A guardian sends it for a child under fourteen.',
  ],
  send: ['提交诉求', 'Send the request'],
  noAreas: [
    '还没有可以受理的村（社区）。请打 12345。',
    'No village or community takes requests here yet. Please call 12345.',
  ],

  doneTitle: ['已经收到您的诉求', 'Your request has been received'],
  code: ['查询码', 'Your code'],
  codeHint: [
    '请记下、拍照或打印。查询码只显示这一次，丢了找不回来；有了它就能看到内容，不要给别人。',
    'Write it down, take a picture or print this page. It is shown this once and nobody can look it up; whoever has it can read the request.',
  ],
  by: ['由谁办', 'Who has it'],
  whyThem: ['为什么由它办', 'Why that unit'],
  dueOn: ['最迟哪天答复', 'Answered by'],
  next: ['接下来', 'What happens now'],
  nextText: [
    '承办单位受理后办理并答复。您随时可以凭查询码查看进度，不用打电话催。',
    'The unit takes it and answers. You can look at any time with your code.',
  ],
  toFollow: ['去查办理进度', 'Follow it'],

  followCode: ['查询码', 'Code'],
  followHint: [
    '提交时给您的 12 位字母和数字，大小写、空格、横线都不要紧',
    'The twelve letters and digits you were given; capitals, blanks and hyphens do not matter',
  ],
  follow: ['查看', 'Look'],
  lost: [
    '查询码丢了找不回来，这样才没有别人能看到您的诉求。可以重新提一件，或者打 12345。',
    'A lost code cannot be looked up, so that nobody else can read your request. Send it again, or call 12345.',
  ],
  unknownCode: ['没有这个查询码，请核对', 'There is no such code: please check it'],
  refresh: ['看最新进展', 'Look again'],
  since: ['{unit}，{day}起', '{unit}, since {day}'],
  sent: ['您写的', 'What you wrote'],
  thread: ['办理过程', 'What happened'],
  you: ['您', 'You'],
  way: ['可以这样办：{way}', 'Where to turn: {way}'],
  acceptTitle: ['对答复满意吗？', 'Are you content with the answer?'],
  accept: ['满意，办结', 'Yes, close it'],
  accepted: ['已办结。谢谢您。', 'It is closed. Thank you.'],
  reopenTitle: ['不满意，要求重新办理', 'Not content: ask once more'],
  reopenHint: [
    '说说哪里没有解决。只能要求一次，答复期限从今天重新算。',
    'Say what is not solved. It can be asked once; the term starts again today.',
  ],
  reason: ['哪里没有解决', 'What is not solved'],
  reopen: ['要求重新办理', 'Ask once more'],
  reopened: ['已要求重新办理，答复期限重新计算。', 'It will be handled once more, and the term starts again.'],

  whyDay: ['为什么是这一天', 'Why that day'],
  source: ['依据：{source}{article}', 'By: {source}, {article}'],
  unchecked: [
    '条文来自别处或未经核对，县里可以另定。',
    'Taken from elsewhere or not checked; the county may set it otherwise.',
  ],
  practice: ['按惯例，县里可以另定。', 'By practice; the county may set it otherwise.'],

  otherTitle: ['也可以打电话', 'By telephone'],
  hotline: ['政务服务便民热线', 'The public service line'],
  discipline: ['纪检监察举报', 'The discipline commission’s line'],
});

import { catalogue } from '#shared/text.ts';

/** What every page for the public says, and the front page. */
export const portalTexts = catalogue({
  portal: ['{county}群众服务', 'Public services of {county}'],
  skip: ['跳到正文', 'Skip to the content'],
  home: ['首页', 'Home'],
  nav: ['栏目', 'Sections'],
  moreWays: ['更多', 'More'],
  view: ['显示方式', 'Display'],
  view_large: ['长辈版', 'Elder view'],
  view_normal: ['标准版', 'Standard view'],
  view_contrast: ['高对比', 'High contrast'],
  view_plain: ['普通对比', 'Plain contrast'],
  urgent: ['遇到危险，先打电话', 'In danger, call first'],
  police: ['报警', 'Police'],
  fire: ['火警', 'Fire'],
  ambulance: ['急救', 'Ambulance'],
  traffic: ['交通事故', 'Road accident'],
  demo: [
    '演示环境，内容均为虚构，请勿填写真实信息。',
    'A demonstration: everything is made up. Do not enter real data.',
  ],
  foot: [
    '本站由{county}主办。不用注册，不用下载，关掉脚本也能使用。',
    'Run by {county}. No account and no download needed; works without script.',
  ],
  welcome: ['您要办什么事？', 'What do you need?'],
  problems: ['有内容需要改正', 'Some entries need correcting'],
  problem: ['错误：{text}', 'Error: {text}'],
  problemOf: ['{label}：{words}', '{label}: {words}'],
  wrongTitle: ['需要改正：{title}', 'To correct: {title}'],
  optional: ['（选填）', ' (optional)'],
  choose: ['请选择', 'Please choose'],
  notFound: ['没有这个页面', 'There is no such page'],
  notFoundText: ['地址可能写错了，或者页面已经不在。', 'The address may be mistyped, or the page is gone.'],
  failed: ['没有办成', 'This did not work'],
  toHome: ['回到首页', 'Back to the start'],
  sendAgain: ['再试一次', 'Try again'],
  kept: [
    '您填的内容没有丢，按“再试一次”即可，不会重复提交。',
    'What you entered is not lost. Press “Try again”; nothing is sent twice.',
  ],
  reload: ['过一会儿刷新本页即可，不会重复提交。', 'Reload this page in a moment; nothing is sent twice.'],
  goBack: [
    '按浏览器的“后退”回到刚才的页面，您填的内容还在。',
    'Go back by the button of your browser: what you entered is still there.',
  ],
  wait: ['请等 {seconds} 秒再试。', 'Please wait {seconds} {seconds?second:seconds}.'],
  sentBefore: [
    '上一件已经收到。这一件内容不同：确要再提交一件，请再按一次提交。',
    'The earlier one has been received. This one differs: press the button once more to send it as a further one.',
  ],
});

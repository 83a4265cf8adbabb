import { catalogue } from '#shared/text.ts';

export const contactTexts = catalogue({
  title: ['对外联系方式', 'Public contacts'],
  intro: [
    '门户“组织机构”页显示这里填写的电话和地址。请填单位的公开电话，不填个人手机号。',
    'The portal shows these telephones and addresses. Enter those of the office, never somebody’s own number.',
  ],
  caption: ['组织对外联系方式列表', 'Public contacts of organisations'],
  search: ['按组织名称查找', 'Find by name'],
  name: ['组织', 'Organisation'],
  phone: ['公开电话', 'Public telephone'],
  address: ['办公地址', 'Address'],
  hours: ['办公时间', 'Office hours'],
  edit: ['修改', 'Change'],
  editOf: ['修改{name}的联系方式', 'Change the contact of {name}'],
  save: ['保存', 'Save'],
  saved: ['已保存，门户即时更新', 'Saved; the portal follows at once'],
  empty: ['没有找到组织', 'No organisation was found'],
  foot: ['门户页脚', 'Foot of the portal'],
  footIntro: [
    '这些内容显示在门户每一页的页脚；留空的不显示。',
    'These stand at the foot of every page of the portal; what is left empty is not shown.',
  ],
  sponsor: ['主办单位', 'Run by'],
  icp: ['ICP备案号', 'ICP filing'],
  police: ['公安备案号', 'Police filing'],
  siteCode: ['网站标识码', 'Site code'],
  footPhone: ['网站联系电话', 'Contact for this site'],
});

/** The words that the field catalogue refers to: why a field is kept, on what basis, who is right about it, who may receive it, how long it stays. */
interface Words {
  readonly zh: string;
  readonly en: string;
}
const words = <K extends string>(table: Record<K, readonly [zh: string, en: string]>): Readonly<Record<K, Words>> =>
  Object.fromEntries(
    Object.entries<readonly [string, string]>(table).map(([key, [zh, en]]) => [key, { zh, en }]),
  ) as Record<K, Words>;

export const purpose = words({
  membership: ['党员身份与组织关系管理', 'Managing membership and affiliation'],
  contact: ['联系和服务党员', 'Reaching and serving the member'],
  education: ['党员教育管理', 'Education and management of members'],
  care: ['关怀帮扶困难党员', 'Care for members in hardship'],
  discipline: ['执行处分决定、保障党员权利', 'Carrying out sanctions and protecting rights'],
  archive: ['党员档案管理', 'Keeping the papers of the file'],
  access: ['登录与权限管理', 'Signing in and permissions'],
  oversight: ['查阅留痕与监督', 'Tracing who read what'],
  requests: ['办理群众诉求', 'Handling requests of residents'],
});

export const basis = words({
  education: [
    '《中国共产党党员教育管理工作条例》；个人信息保护法第十三条第一款第三项（法定职责）',
    'Regulations on member education and management; PIPL Article 13(1)(3), statutory duty',
  ],
  admission: [
    '《中国共产党发展党员工作细则》第三十六条；个人信息保护法第十三条第一款第三项',
    'Admission rules, Article 36; PIPL Article 13(1)(3)',
  ],
  dues: [
    '《关于中国共产党党费收缴、使用和管理的规定》；个人信息保护法第十三条第一款第三项（法定职责）',
    'Rules on collecting, using and managing Party dues; PIPL Article 13(1)(3), statutory duty',
  ],
  petitions: [
    '《信访工作条例》；个人信息保护法第十三条第一款第三项（法定职责）',
    'Regulations on petitions; PIPL Article 13(1)(3), statutory duty',
  ],
  cybersecurity: ['网络安全法（日志留存、身份管理）', 'Cybersecurity Law: logs and identity'],
  consent: [
    '个人信息保护法第十三条第一款第一项、第二十九条（单独同意）',
    'PIPL Articles 13(1)(1) and 29: separate consent',
  ],
});

export const truth = words({
  national: ['全国党员管理信息系统', 'The national member system'],
  self: ['党员本人', 'The member'],
  branch: ['党支部', 'The branch'],
  decision: ['有权机关的决定', 'The decision of the competent body'],
  platform: ['本平台', 'This platform'],
  resident: ['来件群众', 'The resident who wrote'],
});

export const receivers = words({
  national: ['全国党员管理信息系统（导出文件）', 'The national member system, by file'],
  superior: ['上级党组织（含县委组织部）', 'Superior Party organisations'],
  transfer: ['转入的基层党委（介绍信）', 'The receiving committee of a transfer, by its letter'],
  inflow: ['流入地党组织', 'The receiving organisation of an outflow'],
});

/** `{term}` is what the rule says: the days stand there and nowhere else. */
export const keeping = words({
  file: ['永久，离开后随档案保存', 'For good; after the membership with the file'],
  account: ['账号存续期间', 'While the account exists'],
  log: ['至少{term}，不自动删除', 'At least {term}; no job deletes it'],
  session: ['会话结束后{term}', '{term} after the session ends'],
  import: ['写入后{term}，其间可撤销', '{term} after the import; until then it can be undone'],
});

/** The rule behind each: it holds the term, its source and how sure that is; what a sweep deletes, it deletes by this rule. */
export const keepingRules = {
  file: 'keep.file',
  account: 'keep.account',
  log: 'log.retention',
  session: 'keep.session',
  import: 'keep.import',
} as const satisfies Record<keyof typeof keeping, string>;

export type PurposeKey = keyof typeof purpose;
export type BasisKey = keyof typeof basis;
export type TruthKey = keyof typeof truth;
export type ReceiverKey = keyof typeof receivers;
export type KeepingKey = keyof typeof keeping;

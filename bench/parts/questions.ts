/** A bank of made-up questions: originals, near-duplicates of some of them, and others that look alike and are not the same. */
import type { Option, Question } from '#features/education/bank/rules.ts';

export interface Made extends Question {
  /** The place of the original that it repeats; null where it is a question of its own. */
  readonly repeats: number | null;
  /** It looks like another and is none. */
  readonly trap: boolean;
}

/** The same numbers for the same seed (mulberry32). */
const randomOf = (seed: number) => {
  let state = seed >>> 0;
  return (below: number): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let value = Math.imul(state ^ (state >>> 15), state | 1);
    value ^= value + Math.imul(value ^ (value >>> 7), value | 61);
    return ((value ^ (value >>> 14)) >>> 0) % below;
  };
};
type Random = ReturnType<typeof randomOf>;

const parts = (text: string): readonly string[] => text.split(' ');
const organs = parts(
  '党支部 党小组 支部委员会 党员大会 基层党委 党总支 组织委员 宣传委员 纪检委员 流动党员 预备党员 入党介绍人 培养联系人 村民委员会 居民委员会 村务监督委员会 驻村工作队 党群服务中心 乡镇党委 街道党工委 县委组织部 党校教师 退役军人党员 年轻干部 农民合作社 社会组织 非公企业 教育系统 卫生院 网格员',
);
const deeds = parts(
  '组织学习 开展评议 报告工作 审查材料 走访慰问 收缴党费 召开会议 公示名单 转接关系 登记流动 培训骨干 调查研究 民主议事 志愿服务 谈心谈话 处置险情 整理档案 答复诉求 制定计划 核对名册 表彰先进 化解矛盾 宣讲政策 帮扶困难 管理资产 公开账目 清理隐患 保护文物 修复水利 推广农技',
);
const objects = parts(
  '年度总结 主题党日 组织生活 选举办法 会议记录 发展规划 集体收入 村规民约 信访事项 防汛预案 扶贫项目 土地流转 人居环境 垃圾分类 饮水安全 养老服务 留守儿童 电商销售 茶叶加工 杨梅采摘 古村落 山塘水库 乡村道路 消防设施 网络安全 保密检查 数据填报 党员档案 学时登记 考试成绩',
);
const ways = parts(
  '先征求意见 集体讨论决定 逐级上报 如实记录 张榜公布 限期整改 分类处理 专人负责 双人核对 签字确认 归档保存 当面说明 书面通知 限额使用 按月统计 定期回访 现场勘查 专家评审 轮流值班 统一编号 联合检查 随机抽查 专题研究 集中办理 上门代办 延期答复 重新评估 公开承诺 第三方监督 建立台账',
);
const ends = parts(
  '并向群众反馈 并报上级备案 并接受监督 以防遗漏 以便查阅 避免重复填报 保证公平 方便群众 节约开支 确保安全 明确责任 保守秘密 提高效率 体现民主 维护稳定 落实制度 促进团结 减轻负担 服务大局 改进作风',
);

const pick = <T>(random: Random, list: readonly T[]): T => list[random(list.length)] as T;
const optionsOf = (texts: readonly string[]): Option[] => texts.map((text, at) => ({ key: 'ABCD'.charAt(at), text }));

const unlike = (random: Random, count: number): string[] => {
  const found = new Set<string>();
  while (found.size < count) found.add(`${pick(random, ways)}${pick(random, ends)}`);
  return [...found];
};

const original = (random: Random): Question => {
  const [organ, deed, object] = [pick(random, organs), pick(random, deeds), pick(random, objects)];
  const second = `${pick(random, deeds)}和${pick(random, objects)}`;
  if (random(3) === 0) {
    const stem = `${organ}在${object}方面${deed}，涉及${second}的，应当${pick(random, ways)}，${pick(random, ends)}。`;
    return { kind: 'judge', stem, options: [], answer: { holds: random(2) === 0 } };
  }
  const number = 2 + random(28);
  const stem = `${organ}就${object}${deed}，${number}日内涉及${second}的，正确的做法是（ ）。`;
  return { kind: 'single', stem, options: optionsOf(unlike(random, 4)), answer: { keys: ['ABCD'.charAt(random(4))] } };
};

const rewordings: readonly ((stem: string) => string)[] = [
  (stem) => stem.replace('应当', '应').replace('正确的做法是', '正确做法是'),
  (stem) => stem.replace('，', '').replace('。', ''),
  (stem) => stem.replace('涉及', '凡涉及'),
  (stem) => stem.replace('方面', '').replace('就', '对'),
  (stem) => stem.replace('的，', '的情况，'),
  (stem) => `关于${stem}`,
  (stem) => stem.replace('党', '党 ').replace('（ ）', '(  )'),
  (stem) => stem.replace(/(.)和/u, '$1以及'),
];

/** The right answer stays right: options are only turned, with the key that follows. */
const turned = ({ options, answer, ...rest }: Question, random: Random): Question => {
  if (options.length === 0 || !('keys' in answer)) return { options, answer, ...rest };
  const by = random(options.length);
  const order = [...options.slice(by), ...options.slice(0, by)];
  const right = order.findIndex(({ key }) => answer.keys.includes(key));
  return { ...rest, options: optionsOf(order.map(({ text }) => text)), answer: { keys: ['ABCD'.charAt(right)] } };
};

const near = (question: Question, random: Random): Question => {
  const stem = [0, 1].slice(0, 1 + random(2)).reduce((text) => pick(random, rewordings)(text), question.stem);
  return turned({ ...question, stem }, random);
};

/** Another number, another place, the contrary, or the same beginning with other options. */
const trap = (question: Question, random: Random): Question => {
  if (question.kind === 'judge') {
    const from = organs.find((organ) => question.stem.startsWith(organ)) ?? '';
    if (random(2) === 0 && 'holds' in question.answer)
      return {
        ...question,
        stem: question.stem.replace('应当', '不应当'),
        answer: { holds: !question.answer.holds },
      };
    const other = pick(
      random,
      organs.filter((organ) => organ !== from && organ.length >= 3 && from.length >= 3),
    );
    return { ...question, stem: question.stem.replace(from, other) };
  }
  const way = random(3);
  if (way === 0)
    return { ...question, stem: question.stem.replace(/\d+日/u, (found) => `${Number.parseInt(found, 10) + 3}日`) };
  if (way === 1) return { ...question, stem: question.stem.replace('正确的', '不正确的') };
  return { ...question, options: optionsOf(unlike(random, 4)) };
};

export const generateQuestions = (count: number, seed: number, shares = { near: 0.1, trap: 0.05 }): Made[] => {
  const random = randomOf(seed);
  const [nears, traps] = [Math.round(count * shares.near), Math.round(count * shares.trap)];
  const made: Made[] = [];
  const stems = new Set<string>();
  while (made.length < count - nears - traps) {
    const question = original(random);
    if (stems.has(question.stem)) continue;
    stems.add(question.stem);
    made.push({ ...question, repeats: null, trap: false });
  }
  const originals = made.length;
  for (let n = 0; n < traps; n += 1) {
    const at = n * 5 + 1;
    const from = made[at % originals];
    if (from !== undefined) made.push({ ...trap(from, random), repeats: null, trap: true });
  }
  for (let n = 0; n < nears; n += 1) {
    const at = (n * 7 + 3) % originals;
    const from = made[at];
    if (from !== undefined) made.push({ ...near(from, random), repeats: at, trap: false });
  }
  return made;
};

/** What units offer and what people wish for, in every state, with those who help. */
import { matterPath } from '#platform/access/scope.ts';
import { slipsOf } from '#features/service/requests/index.ts';
import type { WishCategory, WishEntryKind, WishState } from '#features/service/wishes/rules.ts';
import { sealHelper, sealWish } from '#features/service/wishes/thread/queries.ts';
import { addDays } from '#shared/days.ts';
import { newId } from '#shared/ids.ts';
import { landmarks } from '../landmarks.ts';
import { bytes } from '../loading.ts';
import type { Filed } from '../organisation-rows.ts';
import { someName, type Service } from './desk.ts';
import { instant } from './request-plan.ts';
import { idAt } from './request-rows.ts';
import { areasOf, askerOf } from './requests.ts';

const offers: readonly (readonly [unit: string, category: WishCategory, title: string, details: string])[] = [
  [landmarks.demoPlace, 'errand', '上门理发', '七十岁以上老人，每月第一个周六，提前三天登记。'],
  [landmarks.demoPlace, 'study', '放学后作业辅导', '小学生，工作日下午四点到五点半，社区书屋。'],
  [landmarks.demoPlace, 'repair', '小家电义务维修', '每月十五日上午，社区广场，自带物品。'],
  [landmarks.secondPlace, 'health', '血压血糖免费检测', '每周三上午，社区卫生服务站。'],
  [landmarks.secondPlace, 'company', '陪伴独居老人', '结对走访，每周一次，由志愿者轮流。'],
  [landmarks.demoGovernment, 'skills', '法律咨询日', '每月二十日，镇便民服务中心，律师值班。'],
  [landmarks.demoGovernment, 'errand', '代办跑腿', '行动不便的群众，社会保险、医保事项上门代办。'],
  [landmarks.civilAffairs, 'goods', '辅具租借', '轮椅、护理床免费租借三个月，可续借。'],
];

type Wished = readonly [category: WishCategory, text: string, publicWords: string, state: WishState, ago: number];

const wishes: readonly Wished[] = [
  ['repair', '家里木窗关不严，冬天漏风，自己修不动。', '一位独居老人想请人修好漏风的窗', 'listed', 4],
  ['goods', '孙子上初中，想要一张能放下书的小书桌。', '一名初中生想要一张书桌', 'listed', 6],
  ['company', '儿女在外，想有人陪着去县城做一次体检。', '一位老人想有人陪同去体检', 'claimed', 8],
  ['study', '孩子数学跟不上，想请大学生每周辅导两次。', '一名五年级学生想请人辅导数学', 'claimed', 10],
  ['health', '母亲卧床，想请人教一教翻身护理。', '一个家庭想学卧床老人的护理', 'done', 14],
  ['errand', '腿脚不便，想请人代买降压药。', '一位老人想请人定期代买常用药', 'done', 12],
  ['skills', '想学手机视频通话，和外地的女儿见面。', '一位老人想学手机视频通话', 'confirmed', 25],
  ['goods', '想要一件过冬的厚棉衣。', '一位老人想要一件过冬棉衣', 'confirmed', 40],
  ['repair', '屋里灯一闪一闪，怕线路有问题。', '一户家庭想请人检查老旧线路', 'confirmed', 55],
  ['study', '想借几本中考复习资料。', '一名初三学生想借复习资料', 'confirmed', 70],
  ['company', '想请人周末陪着下下棋。', '一位老人想找人周末下棋', 'confirmed', 90],
  ['errand', '院子里的柴想请人帮忙劈一劈、码好。', '一位老人想请人帮忙整理柴火', 'received', 1],
  ['goods', '想要一副助听器，试过邻居的听得清。', '一位老人想要一副助听器', 'received', 2],
  ['other', '想让村里给我家修一条水泥路到门口。', '', 'refused', 20],
  ['skills', '想学做短视频卖自家杨梅。', '一户果农想学短视频销售', 'withdrawn', 33],
];

const ladder: readonly WishState[] = ['received', 'listed', 'claimed', 'done', 'confirmed'];
const lineOf: Readonly<Record<string, WishEntryKind>> = {
  received: 'received',
  listed: 'listed',
  claimed: 'claimed',
  done: 'done',
  confirmed: 'confirmed',
};

interface Case {
  readonly id: string;
  readonly unit: Filed;
  readonly area: Filed;
  readonly wished: Wished;
  /** The member who wishes. */
  readonly person: string | null;
  readonly name?: string;
}

/** The days of each step; none of them is ahead. */
const daysOf = ({ today }: Service, ago: number, steps: number): string[] =>
  Array.from({ length: steps }, (_, n) => addDays(today, Math.min(-ago + n * Math.max(1, Math.floor(ago / 5)), 0)));

const putThread = (service: Service, { id, unit, wished, person }: Case, days: readonly string[]): void => {
  const { loader, county, actorOf, now } = service;
  const state = wished[3];
  const last: WishEntryKind[] = state === 'refused' || state === 'withdrawn' ? [state] : [];
  const kinds = [...ladder.slice(0, days.length - last.length).map((one) => lineOf[one] ?? 'received'), ...last];
  for (const [n, kind] of kinds.entries()) {
    const at = Math.min(instant(days[n] ?? service.today, 560 + n * 40), now - (kinds.length - n) * 60_000);
    const own = ['confirmed', 'withdrawn'].includes(kind);
    const words =
      kind === 'refused'
        ? { text: '修路属于项目建设，不在微心愿范围。', way: '请通过“提诉求”提出，由镇里统筹。' }
        : kind === 'done'
          ? { text: '已经办好，请看看合不合意。', way: null }
          : null;
    loader.put('wish_entry', {
      id: idAt(at),
      wish_id: id,
      person_id: person,
      org_path: matterPath(unit.path, id),
      kind,
      unit_id: own ? null : unit.id,
      actor: own || kind === 'received' ? null : actorOf(unit),
      sealed: words === null ? null : bytes(county.crypto.encrypt(JSON.stringify(words))),
      key_id: county.crypto.currentKeyId,
      at: new Date(at).toISOString(),
    });
  }
};

const helperState = { claimed: 'agreed', done: 'stated', confirmed: 'confirmed' } as const;

const putHelper = (service: Service, { id, unit, wished, person }: Case, helper: string | null): void => {
  const { loader, county, chance, today } = service;
  const state = wished[3];
  if (state !== 'claimed' && state !== 'done' && state !== 'confirmed') return;
  const { sealed, key_id } = sealHelper(county, { name: someName(chance), words: '周六上午到，带工具。' });
  const hours = state === 'claimed' ? null : chance.whole(2, 8) / 2;
  loader.put('wish_helper', {
    id: newId(),
    wish_id: id,
    person_id: helper,
    wisher_id: person,
    org_path: matterPath(unit.path, id),
    state: helperState[state],
    sealed: bytes(sealed),
    key_id,
    hours,
    stated_on: hours === null ? null : addDays(today, -Math.min(wished[4], 3)),
    confirmed_on: state === 'confirmed' ? addDays(today, -1) : null,
  });
};

const putWish = (service: Service, one: Case): void => {
  const { loader, county } = service;
  const { id, unit, area, person } = one;
  const [category, text, publicWords, state, ago] = one.wished;
  const rung = ladder.indexOf(state);
  const days = daysOf(service, ago, rung < 0 ? (state === 'withdrawn' ? 3 : 2) : rung + 1);
  const at = (step: number): string | null => (rung >= step ? (days[step] ?? null) : null);
  const { name, phone } = askerOf(service, 'portal');
  const { sealed, key_id } = sealWish(county, {
    text,
    name: one.name ?? name ?? someName(service.chance),
    phone: phone ?? '13800050001',
  });
  const { codeOf, hashOf } = slipsOf('wish');
  const listed = state === 'withdrawn' ? (days[1] ?? null) : at(1);
  loader.put('wish', {
    id,
    code_hash: person === null ? bytes(hashOf(county, codeOf(county, id))) : null,
    person_id: person,
    org_path: matterPath(unit.path, id),
    unit_id: unit.id,
    area_id: area.id,
    category,
    state,
    sealed: bytes(sealed),
    key_id,
    public_words: listed === null ? null : publicWords,
    doer_id: rung >= 2 ? unit.id : null,
    received_on: days[0],
    listed_on: listed,
    claimed_on: at(2),
    done_on: at(3),
    ended_on: state === 'confirmed' || rung < 0 ? days.at(-1) : null,
    version: days.length,
    created_at: new Date(instant(days[0] ?? service.today, 1)).toISOString(),
  });
  putThread(service, one, days);
};

export const putWishes = (service: Service): void => {
  const { loader, holdings, at, chance, today } = service;
  for (const [unit, category, title, details] of offers)
    loader.put('service_offer', {
      id: newId(),
      unit_id: at(unit).id,
      category,
      title,
      details,
      version: 1,
      ended_on: null,
      created_at: new Date(instant(addDays(today, -chance.whole(20, 200)), 600)).toISOString(),
    });
  const holder = holdings.find(({ role }) => role === 'member');
  const member = holder?.personId ?? null;
  const branch = at(landmarks.demoBranch);
  const id = idAt(instant(addDays(today, -3), 560));
  const own: Wished = [
    'skills',
    '想学用手机拍短片，把村里老人的故事记下来。',
    '一位党员想学拍短片记录村史',
    'listed',
    3,
  ];
  putWish(service, {
    id,
    unit: branch,
    area: branch,
    wished: own,
    person: member,
    ...(holder && { name: holder.name }),
  });
  const areas = areasOf(service);
  for (const [n, wished] of wishes.entries()) {
    const place = n % 3 === 2 ? null : at(n % 2 === 0 ? landmarks.demoPlace : landmarks.secondPlace);
    const area = place ?? chance.pick(areas.own);
    const unit = place ?? at(landmarks.demoGovernment);
    const one: Case = { id: idAt(instant(addDays(today, -wished[4]), 540)), unit, area, wished, person: null };
    putWish(service, one);
    // The member with an account helps with the first that is claimed.
    putHelper(service, one, n === 2 ? member : null);
  }
};

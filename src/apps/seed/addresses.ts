import { leadingSurname } from './names.ts';
import { mix, random, textSeed, type Random } from './random.ts';
import type { PlannedBranch, Tree } from './tree.ts';

export interface Home {
  /** 浙江省温州市永嘉县枫林镇福田村. */
  readonly place: string;
  readonly address: string;
  /** Leading family of the place; null outside the county. */
  readonly leading: string | null;
}

interface KnownPlace {
  readonly name: string;
  readonly isVillage: boolean;
  readonly leading: string;
}

export interface Gazetteer {
  readonly byCode: ReadonlyMap<string, KnownPlace>;
  readonly byTownship: ReadonlyMap<string, readonly KnownPlace[]>;
  readonly town: readonly KnownPlace[];
}

/** Where people of county organs, schools and enterprises mostly live. */
const townCodes = ['330324001', '330324002', '330324003', '330324006', '330324009'];

/** The places of the county with an invented leading family each. */
export const gazetteerOf = (tree: Tree): Gazetteer => {
  const byCode = new Map<string, KnownPlace>();
  const byTownship = new Map<string, KnownPlace[]>();
  for (const node of tree.nodes) {
    if ((node.type !== 'village' && node.type !== 'community') || node.divisionCode === null) continue;
    const leading = leadingSurname(random(mix(tree.seed, textSeed(node.key), 5)));
    const place = { name: node.name, isVillage: node.type === 'village', leading };
    byCode.set(node.divisionCode, place);
    const township = node.divisionCode.slice(0, 9);
    byTownship.set(township, [...(byTownship.get(township) ?? []), place]);
  }
  return { byCode, byTownship, town: townCodes.flatMap((code) => byTownship.get(code) ?? []) };
};

const villageLanes = ['溪东路', '大屋路', '祠堂前巷', '上路', '桥头路', '水碓巷', '古樟路', '下宅路', ''] as const;
const townRoads = ['环城路', '广场路', '永建路', '阳光大道', '屿山路', '双塔路', '滨江路', '楠江路'] as const;

const houseIn = (chance: Random, place: KnownPlace): string =>
  place.isVillage
    ? `${chance.pick(villageLanes)}${chance.whole(1, 260)}号`
    : `${chance.pick(townRoads)}${chance.whole(1, 420)}号${chance.whole(1, 18)}幢${chance.whole(1, 17)}0${chance.whole(1, 4)}室`;

const placeOf = (chance: Random, gazetteer: Gazetteer, branch: PlannedBranch): KnownPlace => {
  const own = branch.placeCode === null ? undefined : gazetteer.byCode.get(branch.placeCode);
  if (own && chance.chance(0.88)) return own;
  const near = branch.townshipCode === null ? undefined : gazetteer.byTownship.get(branch.townshipCode);
  return near && chance.chance(0.7) ? chance.pick(near) : chance.pick(gazetteer.town);
};

/** An invented home in a real village or community. */
export const homeOf = (chance: Random, gazetteer: Gazetteer, branch: PlannedBranch): Home => {
  const place = placeOf(chance, gazetteer, branch);
  const full = `浙江省温州市${place.name}`;
  return { place: full, address: `${full}${houseIn(chance, place)}`, leading: place.leading };
};

/** As `homeOf`, in a place of a given division code. Throws where the county has no such place. */
export const homeIn = (chance: Random, gazetteer: Gazetteer, code: string): Home => {
  const place = gazetteer.byCode.get(code);
  if (!place) throw new RangeError(`no place ${code}`);
  const full = `浙江省温州市${place.name}`;
  return { place: full, address: `${full}${houseIn(chance, place)}`, leading: place.leading };
};

/** Where members away from the county are, in the order province, city, county. */
export const destinations = [
  '浙江省杭州市萧山区',
  '浙江省杭州市余杭区',
  '浙江省宁波市鄞州区',
  '浙江省金华市义乌市',
  '浙江省温州市鹿城区',
  '浙江省温州市乐清市',
  '浙江省台州市路桥区',
  '上海市市辖区闵行区',
  '上海市市辖区嘉定区',
  '江苏省苏州市昆山市',
  '江苏省无锡市江阴市',
  '江苏省南京市江宁区',
  '广东省深圳市宝安区',
  '广东省广州市白云区',
  '广东省佛山市南海区',
  '北京市市辖区丰台区',
  '北京市市辖区大兴区',
  '福建省泉州市晋江市',
  '山东省临沂市兰山区',
  '陕西省西安市未央区',
  '四川省成都市金牛区',
  '云南省昆明市官渡区',
  '贵州省贵阳市南明区',
  '新疆维吾尔自治区乌鲁木齐市新市区',
  '辽宁省沈阳市铁西区',
  '湖北省武汉市汉阳区',
  '河南省郑州市管城回族区',
  '安徽省合肥市瑶海区',
] as const;

/** Origins of members: most are natives, whose identity numbers begin with the county's code. */
export const origins = [
  { native: '浙江永嘉', area: '330324', share: 905 },
  { native: '浙江永嘉', area: '330321', share: 12 },
  { native: '浙江乐清', area: '330382', share: 18 },
  { native: '浙江瑞安', area: '330381', share: 10 },
  { native: '浙江温州鹿城', area: '330302', share: 10 },
  { native: '浙江平阳', area: '330326', share: 7 },
  { native: '浙江文成', area: '330328', share: 6 },
  { native: '浙江缙云', area: '331122', share: 6 },
  { native: '浙江仙居', area: '331024', share: 5 },
  { native: '浙江青田', area: '331121', share: 6 },
  { native: '江西上饶', area: '362301', share: 5 },
  { native: '安徽阜阳', area: '341202', share: 4 },
  { native: '湖北恩施', area: '422801', share: 3 },
  { native: '贵州毕节', area: '522401', share: 3 },
] as const;

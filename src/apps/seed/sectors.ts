import type { Township } from './divisions.ts';
import { addPartyUnit, type PartyUnit } from './party.ts';
import { addPrivateBranches } from './private.ts';
import { apportion, spreadWeight } from './quotas.ts';
import type { BranchKind, OrganisationType } from './shapes.ts';
import { addNode, chanceOf, type Tree } from './tree.ts';
import { shortCode } from './townships.ts';
import {
  governmentDepartments,
  hospitals,
  otherOrgans,
  partyDepartments,
  schools,
  stateEnterprises,
  type UnitRow,
} from './units.ts';

/** Shares of the county's own sectors among the members who do not belong to a township. */
const sectorShares = { organs: 31, education: 29, health: 12, enterprises: 10, police: 5, private: 13 } as const;

interface Sector {
  readonly members: number;
  readonly parentKey: string;
  readonly kind: BranchKind;
  readonly units: readonly UnitRow[];
  readonly least: number;
  readonly retiredLast: boolean;
  readonly foundedBetween: readonly [number, number];
}

/** County units with fixed keys: the county committee's office always has the seats of the county committee. */
const atLeast: Readonly<Record<string, number>> = { 'd-office': 14, 'd-org': 8, 'd-discipline': 8 };

/** Departments whose own office stands beside the units that they lead. */
const ownOffice: ReadonlySet<string> = new Set(['g-education', 'g-health']);

const addSector = (tree: Tree, sector: Sector): void => {
  const least = sector.units.map(([key]) => atLeast[key] ?? sector.least);
  const sizes = apportion(
    sector.members,
    sector.units.map(([key, , weight]) => weight * spreadWeight(chanceOf(tree, `w${key}`), 0.2)),
    least,
  );
  sector.units.forEach(([key, name], index) => {
    const office = ownOffice.has(key) ? '机关' : '';
    const unit: PartyUnit = {
      key: `p-${key}`,
      parentKey: sector.parentKey,
      unitKey: key,
      unitName: (tree.byKey.get(key)?.name.replace(/^中共/, '') ?? name) + office,
      shortUnit: (tree.byKey.get(key)?.shortName ?? name) + office,
      members: sizes[index] ?? 0,
      kind: sector.kind,
      townshipCode: null,
      retiredLast: sector.retiredLast,
      foundedBetween: sector.foundedBetween,
    };
    addPartyUnit(tree, unit);
  });
};

const addUnits = (
  tree: Tree,
  type: OrganisationType,
  units: readonly UnitRow[],
  parentKey: string,
  head = '永嘉县',
): void => {
  for (const [key, name] of units) {
    const shortName = type === 'county_department' ? `县${name}` : name.replace(/^人民政府办公室$/, '县政府办公室');
    addNode(tree, { key, parentKey, type, name: `${head}${name}`, shortName, foundedBetween: [1984, 2019] });
  }
};

const workingCommittees = [
  ['w-organs', '直属机关工作委员会', '县直机关工委'],
  ['w-education', '教育工作委员会', '教育工委'],
  ['w-enterprises', '国有企业工作委员会', '国企工委'],
  ['w-private', '新经济组织与新社会组织工作委员会', '两新工委'],
] as const;

/** The county committee, its departments and working committees, the departments of the government, other organs. */
export const addCountyFrame = (tree: Tree): void => {
  const below = { parentKey: 'county' } as const;
  addNode(tree, {
    key: 'county',
    parentKey: null,
    type: 'county_committee',
    name: '中国共产党永嘉县委员会',
    shortName: '永嘉县委',
    divisionCode: '330324',
    foundedBetween: [1949, 1949],
    termYears: 5,
  });
  addUnits(tree, 'county_department', partyDepartments, 'county', '中共永嘉县');
  addNode(tree, {
    ...below,
    key: 'd-discipline',
    type: 'discipline_commission',
    name: '中共永嘉县纪律检查委员会、永嘉县监察委员会',
    shortName: '县纪委县监委',
    foundedBetween: [1979, 1979],
    termYears: 5,
  });
  addNode(tree, {
    ...below,
    key: 'party-school',
    type: 'party_school',
    name: '中共永嘉县委党校',
    shortName: '县委党校',
    foundedBetween: [1956, 1960],
  });
  for (const [key, name, shortName] of workingCommittees) {
    addNode(tree, {
      ...below,
      key,
      type: 'working_committee',
      name: `中共永嘉县委${name}`,
      shortName,
      foundedBetween: [1984, 2012],
    });
  }
  addUnits(tree, 'government_department', governmentDepartments, 'county');
  for (const [key, name] of [
    ['g-education', '教育局'],
    ['g-health', '卫生健康局'],
    ['g-police', '公安局'],
  ] as const) {
    addNode(tree, { ...below, key, type: 'government_department', name: `永嘉县${name}`, shortName: `县${name}` });
  }
  addUnits(tree, 'unit', otherOrgans, 'county');
};

/** Each township has a middle school and a primary school. */
const townshipSchools = (townships: readonly Township[]): UnitRow[] =>
  townships
    .filter((township) => !township.isFarm)
    .flatMap((township): UnitRow[] => [
      [`s-${shortCode(township.code)}-middle`, `${township.name}中学`, 0.5 + township.places.length / 40],
      [`s-${shortCode(township.code)}-primary`, `${township.name}中心小学`, 0.5 + township.places.length / 40],
    ]);

const townshipHospitals = (townships: readonly Township[]): UnitRow[] =>
  townships
    .filter((township) => !township.isFarm)
    .map((township): UnitRow => [
      `h-${shortCode(township.code)}`,
      `${township.name}${township.name.endsWith('街道') ? '社区卫生服务中心' : '卫生院'}`,
      0.4 + township.places.length / 60,
    ]);

const addGrassroots = (tree: Tree, key: string, unitKey: string, name: string, shortName: string): void => {
  addNode(tree, {
    key,
    parentKey: 'county',
    type: 'grassroots_committee',
    name: `中共永嘉县${name}委员会`,
    shortName,
    unitKey,
    termYears: 5,
    foundedBetween: [1984, 2004],
  });
};

/** A team for a task: leaders are appointed and its members keep their own branches, so it holds nobody (BR18). */
const addTemporaryBranch = (tree: Tree): void => {
  addNode(tree, {
    key: 'p-temporary',
    parentKey: 'w-organs',
    type: 'temporary_branch',
    name: '中共永嘉县楠溪江流域防洪工程指挥部临时支部',
    shortName: '防洪工程指挥部临时党支部',
    foundedBetween: [2024, 2025],
  });
};

const addSchools = (tree: Tree, townships: readonly Township[], members: number): void => {
  const units = [...schools, ...townshipSchools(townships)];
  addUnits(tree, 'unit', units, 'g-education');
  addSector(tree, {
    members,
    parentKey: 'w-education',
    kind: 'school',
    units: [['g-education', '教育局', 2], ...units],
    least: 4,
    retiredLast: true,
    foundedBetween: [1956, 2015],
  });
};

const addHospitals = (tree: Tree, townships: readonly Township[], members: number): void => {
  const units = [...hospitals, ...townshipHospitals(townships)];
  addUnits(tree, 'unit', units, 'g-health');
  addGrassroots(tree, 'c-health', 'g-health', '卫生健康局', '县卫健局党委');
  addSector(tree, {
    members,
    parentKey: 'c-health',
    kind: 'health',
    units: [['g-health', '卫生健康局', 1.6], ...units],
    least: 3,
    retiredLast: true,
    foundedBetween: [1986, 2015],
  });
};

const policeUnits: readonly UnitRow[] = [
  ['u-police-office', '公安局机关', 3],
  ['u-police-crime', '公安局刑事侦查大队', 1.4],
  ['u-police-order', '公安局治安大队', 1.2],
  ['u-police-traffic', '公安局交通警察大队', 2.4],
  ['u-police-stations', '公安局基层派出所', 3],
];

const addPolice = (tree: Tree, members: number): void => {
  addUnits(tree, 'unit', policeUnits, 'g-police');
  addGrassroots(tree, 'c-police', 'g-police', '公安局', '县公安局党委');
  addSector(tree, {
    members,
    parentKey: 'c-police',
    kind: 'organ',
    units: policeUnits,
    least: 4,
    retiredLast: true,
    foundedBetween: [1984, 2015],
  });
};

/** Adds the county's organs, schools, hospitals, state enterprises, police and private sector with so many members. */
export const addSectors = (tree: Tree, townships: readonly Township[], members: number): void => {
  const [organs = 0, education = 0, health = 0, enterprises = 0, police = 0, companies = 0] = apportion(
    members,
    Object.values(sectorShares),
  );
  addSector(tree, {
    members: organs,
    parentKey: 'w-organs',
    kind: 'organ',
    units: [
      ...partyDepartments,
      ['d-discipline', '纪委监委', 1.8],
      ['party-school', '党校', 0.9],
      ...governmentDepartments,
      ...otherOrgans,
    ],
    least: 4,
    retiredLast: true,
    foundedBetween: [1956, 2015],
  });
  addTemporaryBranch(tree);
  addSchools(tree, townships, education);
  addHospitals(tree, townships, health);
  addUnits(tree, 'unit', stateEnterprises, 'g-finance');
  addSector(tree, {
    members: enterprises,
    parentKey: 'w-enterprises',
    kind: 'state_enterprise',
    units: stateEnterprises,
    least: 4,
    retiredLast: true,
    foundedBetween: [1990, 2019],
  });
  addPolice(tree, police);
  addPrivateBranches(tree, {
    key: 'p-private',
    parentKey: 'w-private',
    unitsBelow: 'g-industry',
    area: '永嘉县',
    shortArea: '县',
    members: companies,
    townshipCode: null,
  });
};

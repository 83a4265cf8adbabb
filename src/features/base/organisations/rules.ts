/**
 * The typed tree, and what the rules would advise about a node of it. Advice never blocks: thresholds have exceptions "as the work
 * needs", and it is people who know them. Each advice names its rule and article, and the facts it lacked.
 */
import { addMonths } from '#shared/days.ts';
import {
  deadline,
  evaluate,
  findRule,
  holds,
  ruleAt,
  versionsOf,
  type Answer,
  type Rule,
  type Words,
} from '#features/base/rules/rules.ts';

export const organisationTypes = [
  'county_committee',
  'county_department',
  'discipline_commission',
  'party_school',
  'working_committee',
  'township_committee',
  'grassroots_committee',
  'village_committee_party',
  'general_branch',
  'branch',
  'joint_branch',
  'temporary_branch',
  'group',
  'government_department',
  'township_government',
  'village',
  'community',
  'grid',
  'unit',
] as const;
export type OrganisationType = (typeof organisationTypes)[number];

export const typeNames: Readonly<Record<OrganisationType, Words>> = {
  county_committee: { zh: '县委', en: 'County committee' },
  county_department: { zh: '县委部门', en: 'County Party department' },
  discipline_commission: { zh: '纪委', en: 'Discipline commission' },
  party_school: { zh: '党校', en: 'Party school' },
  working_committee: { zh: '工委', en: 'Working committee' },
  township_committee: { zh: '乡镇（街道）党委', en: 'Township committee' },
  grassroots_committee: { zh: '基层党委', en: 'Grassroots committee' },
  village_committee_party: { zh: '村党委', en: 'Village Party committee' },
  general_branch: { zh: '党总支', en: 'General branch' },
  branch: { zh: '党支部', en: 'Branch' },
  joint_branch: { zh: '联合党支部', en: 'Joint branch' },
  temporary_branch: { zh: '临时党支部', en: 'Temporary branch' },
  group: { zh: '党小组', en: 'Group' },
  government_department: { zh: '政府部门', en: 'Government department' },
  township_government: { zh: '乡镇（街道）政府', en: 'Township government' },
  village: { zh: '村', en: 'Village' },
  community: { zh: '社区', en: 'Community' },
  grid: { zh: '网格', en: 'Grid' },
  unit: { zh: '单位', en: 'Unit' },
};

const branches = ['branch', 'joint_branch', 'temporary_branch'] as const;
const belowCommittee = ['general_branch', ...branches] as const;

/** What may hang below what. Party organisations follow the leading body; departments, villages and units hang where they are led or lie. */
export const allowedChildren: Readonly<Record<OrganisationType, readonly OrganisationType[]>> = {
  county_committee: [
    'county_department',
    'discipline_commission',
    'party_school',
    'working_committee',
    'township_committee',
    'grassroots_committee',
    ...belowCommittee,
    'government_department',
    'unit',
  ],
  county_department: [...belowCommittee, 'grassroots_committee', 'unit'],
  discipline_commission: belowCommittee,
  party_school: belowCommittee,
  working_committee: ['grassroots_committee', ...belowCommittee, 'unit', 'government_department'],
  township_committee: [
    'grassroots_committee',
    'village_committee_party',
    ...belowCommittee,
    'township_government',
    'village',
    'community',
    'unit',
    'discipline_commission',
  ],
  grassroots_committee: ['grassroots_committee', ...belowCommittee, 'unit'],
  village_committee_party: belowCommittee,
  general_branch: [...branches, 'unit'],
  branch: ['group'],
  joint_branch: ['group'],
  temporary_branch: ['group'],
  // A group is not a unit: it decides nothing, and nothing hangs below it.
  group: [],
  government_department: [...belowCommittee, 'grassroots_committee', 'unit'],
  township_government: ['unit', ...belowCommittee],
  village: [...belowCommittee, 'village_committee_party', 'grid', 'unit'],
  community: [...belowCommittee, 'grassroots_committee', 'grid', 'unit'],
  // Residents belong to a grid; Party organisations are not set up by it.
  grid: [],
  unit: ['grassroots_committee', ...belowCommittee, 'unit'],
};

export const mayHang = (child: OrganisationType, parent: OrganisationType | null): boolean =>
  parent === null ? child === 'county_committee' : allowedChildren[parent].includes(child);

/** Types that hold members directly: a member's affiliation points to one of them. */
export const holdsMembers = (type: OrganisationType): boolean => branches.some((b) => b === type);
const administrative: readonly OrganisationType[] = [
  'government_department',
  'township_government',
  'village',
  'community',
  'grid',
  'unit',
];
export const isPartyOrganisation = (type: OrganisationType): boolean => !administrative.includes(type);
const committees: readonly OrganisationType[] = [
  'county_committee',
  'township_committee',
  'grassroots_committee',
  'village_committee_party',
];
/** Types that are elected and so have terms; a temporary branch is appointed, a group has a leader only. */
export const hasTerms = (type: OrganisationType): boolean =>
  committees.includes(type) || type === 'general_branch' || type === 'branch' || type === 'joint_branch';

/** The rule that sets the term of a type; in villages and communities every level serves five years. Undefined where there is none. */
export const termRuleOf = (type: OrganisationType, inVillage: boolean): string | undefined => {
  if (!hasTerms(type)) return undefined;
  if (type === 'county_committee') return 'term.county';
  if (inVillage || type === 'village_committee_party') return 'term.village';
  return committees.includes(type) ? 'term.committee' : 'term.branch';
};

/** The rule in force on a day, or its first known version: what began before is reckoned by the oldest text that was read. */
const knownRule = (id: string, on: string): Rule => findRule(id, on) ?? versionsOf(id)[0] ?? ruleAt(id, on);

/** The day on which a term that began on `startedOn` ends, with its article. Undefined for a type without terms. */
export const termEnd = (type: OrganisationType, inVillage: boolean, startedOn: string): Answer<string> | undefined => {
  const id = termRuleOf(type, inVillage);
  if (id === undefined) return undefined;
  const { value, ...rest } = evaluate(knownRule(id, startedOn), { from: startedOn });
  return { ...rest, value: String(value) };
};

export type TermState = 'running' | 'ending' | 'overdue';

/** Where a term stands on a day: `ending` within the reminder of the pack (six months), `overdue` after its last day. */
export const termState = (dueOn: string, today: string): TermState => {
  if (dueOn < today) return 'overdue';
  const reminder = ruleAt('term.reminder', today).value;
  const months = reminder.kind === 'period' && reminder.unit === 'months' ? reminder.count : 0;
  return addMonths(dueOn, -months) <= today ? 'ending' : 'running';
};

/** What is known about a node. A count that is unknown is left out: the advice then names it as missing instead of guessing. */
export interface OrganisationFacts {
  readonly type: OrganisationType;
  /** The node or an ancestor of it is a village or community. */
  readonly inVillage: boolean;
  readonly today: string;
  readonly fullMembers?: number;
  readonly members?: number;
  readonly committeeSize?: number;
  readonly hasSecretary?: boolean;
  /** Units that a joint branch covers. */
  readonly units?: number;
  readonly termDueOn?: string;
  readonly foundedOn?: string;
}

export type Fact = Exclude<keyof OrganisationFacts, 'type' | 'inVillage' | 'today'>;

export interface OrganisationAdvice {
  readonly ruleId: string;
  /** Key of the text in `messages.ts`. */
  readonly message: string;
  readonly params: Readonly<Record<string, string | number>>;
  readonly why?: Answer['why'];
  /** Facts without which the rule could not be asked; `why` is absent then. */
  readonly missing: readonly Fact[];
}

interface Asking {
  readonly facts: OrganisationFacts;
  readonly advice: OrganisationAdvice[];
}

const answers = new Map<string, Answer<boolean>>();
const mostAnswers = 5_000;

/** A threshold answers the same for the same count: a county asks a few of them for thousands of organisations in a row. */
const counted = (rule: string, day: string, count: number): Answer<boolean> => {
  const key = `${rule} ${day} ${count}`;
  const known = answers.get(key);
  if (known !== undefined) return known;
  if (answers.size >= mostAnswers) answers.clear();
  const answer = holds(rule, day, { count });
  answers.set(key, answer);
  return answer;
};

interface Question {
  readonly rule: string;
  readonly fact: 'fullMembers' | 'members' | 'committeeSize' | 'units';
  /** The answer of the rule that calls for advice. */
  readonly when: boolean;
  readonly message: string;
}

const question = ({ facts, advice }: Asking, { rule, fact, when, message }: Question): void => {
  const count = facts[fact];
  if (count === undefined) {
    advice.push({ ruleId: rule, message: 'facts_missing', params: {}, missing: [fact] });
    return;
  }
  const { value, why } = counted(rule, facts.today, count);
  if (value === when) advice.push({ ruleId: rule, message, params: { count, article: why.article }, why, missing: [] });
};

const askCommittee = (at: Asking): void => {
  const { type, fullMembers, committeeSize } = at.facts;
  const sized: Partial<Record<OrganisationType, readonly [size: string, max?: string]>> = {
    general_branch: ['generalBranchCommittee.size', 'generalBranchCommittee.max'],
    grassroots_committee: ['grassrootsCommittee.size', 'grassrootsCommittee.max'],
    village_committee_party: ['grassrootsCommittee.size', 'grassrootsCommittee.max'],
    township_committee: ['townshipCommittee.size'],
    branch: ['branchCommittee.size', 'branchCommittee.max'],
    joint_branch: ['branchCommittee.size', 'branchCommittee.max'],
  };
  const rules = sized[type];
  if (!rules) return;
  const [size, max] = rules;
  if (type === 'branch' || type === 'joint_branch') {
    if (fullMembers === undefined || !counted('committee.requiredWhenFull', at.facts.today, fullMembers).value) return;
    if (committeeSize === 0)
      return question(at, {
        rule: 'committee.requiredWhenFull',
        fact: 'fullMembers',
        when: true,
        message: 'committee_required',
      });
  }
  const isOver = max !== undefined && committeeSize !== undefined && !counted(max, at.facts.today, committeeSize).value;
  question(
    at,
    isOver
      ? { rule: max, fact: 'committeeSize', when: false, message: 'committee_too_large' }
      : { rule: size, fact: 'committeeSize', when: false, message: 'committee_size' },
  );
};

const askSize = (at: Asking): void => {
  const { type, inVillage } = at.facts;
  if (type === 'branch' || type === 'joint_branch') {
    question(at, { rule: 'branch.minFull', fact: 'fullMembers', when: false, message: 'branch_too_small' });
    question(at, { rule: 'branch.maxMembers', fact: 'members', when: false, message: 'branch_too_large' });
  }
  if (type === 'joint_branch')
    question(at, { rule: 'joint.maxUnits', fact: 'units', when: false, message: 'joint_too_many_units' });
  if (type === 'general_branch')
    question(at, { rule: 'generalBranch.min', fact: 'members', when: false, message: 'general_branch_small' });
  if (type === 'village_committee_party')
    question(at, { rule: 'villageCommittee.min', fact: 'members', when: false, message: 'committee_small' });
  if (type === 'grassroots_committee')
    question(at, {
      rule: inVillage ? 'villageCommittee.min' : 'committee.min',
      fact: 'members',
      when: false,
      message: 'committee_small',
    });
};

const askTerm = ({ facts, advice }: Asking): void => {
  const rule = termRuleOf(facts.type, facts.inVillage);
  if (rule === undefined) return;
  if (facts.termDueOn === undefined) {
    advice.push({ ruleId: rule, message: 'facts_missing', params: {}, missing: ['termDueOn'] });
    return;
  }
  const state = termState(facts.termDueOn, facts.today);
  if (state === 'running') return;
  const { value: latest, why } = evaluate(knownRule('election.shift', facts.termDueOn), { from: facts.termDueOn });
  const term = ruleAt(rule, facts.today);
  advice.push({
    ruleId: state === 'ending' ? 'term.reminder' : 'election.shift',
    message: state === 'ending' ? 'term_ending' : 'term_overdue',
    params: { due: facts.termDueOn, latest: String(latest), article: state === 'ending' ? term.article : why.article },
    why: state === 'ending' ? evaluate(ruleAt('term.reminder', facts.today), { from: facts.today }).why : why,
    missing: [],
  });
};

const askTemporary = (at: Asking): void => {
  const { facts, advice } = at;
  if (facts.type !== 'temporary_branch') return;
  question(at, { rule: 'temporary.members', fact: 'members', when: false, message: 'temporary_members' });
  if (facts.foundedOn === undefined) {
    advice.push({ ruleId: 'temporary.regularAfter', message: 'facts_missing', params: {}, missing: ['foundedOn'] });
    return;
  }
  const { value, why } = deadline('temporary.regularAfter', facts.foundedOn);
  if (value <= facts.today)
    advice.push({
      ruleId: 'temporary.regularAfter',
      message: 'temporary_too_long',
      params: { due: value, article: why.article },
      why,
      missing: [],
    });
};

const askSecretary = ({ facts, advice }: Asking): void => {
  if (!hasTerms(facts.type) || facts.hasSecretary !== false) return;
  const { why } = counted('secretary.required', facts.today, 0);
  advice.push({ ruleId: why.ruleId, message: 'secretary_missing', params: { article: why.article }, why, missing: [] });
};

/** All advice about one organisation, in the order: size, committee, secretary, term. Empty for departments, villages and units. */
export const adviseOrganisation = (facts: OrganisationFacts): readonly OrganisationAdvice[] => {
  const at: Asking = { facts, advice: [] };
  if (!isPartyOrganisation(facts.type)) return at.advice;
  for (const ask of [askSize, askCommittee, askSecretary, askTerm, askTemporary]) ask(at);
  return at.advice;
};

/** What a temporary branch may not do: admit, convert, discipline or transfer members, or hold an election (branch regulations, chapter 2). */
export const mayDecideOnMembers = (type: OrganisationType): boolean => type !== 'temporary_branch' && type !== 'group';

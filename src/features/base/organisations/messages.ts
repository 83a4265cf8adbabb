import { catalogue } from '#shared/text.ts';

/** What the rules advise about an organisation; none of it blocks. Keys are the `message` of an advice. */
export const adviceTexts = catalogue({
  facts_missing: ['缺少数据，无法核对', 'Facts are missing; the rule could not be checked'],
  branch_too_small: [
    '正式党员 {count} 名，不足 3 名，可与相近单位成立联合党支部（{article}）',
    'There {count?is:are} {count} full {count?member:members}, fewer than three: a joint branch is the usual form ({article})',
  ],
  branch_too_large: [
    '党员 {count} 名，一般不超过 50 名（{article}）',
    'There are {count} members; a branch generally has no more than fifty ({article})',
  ],
  joint_too_many_units: [
    '覆盖 {count} 个单位，一般不超过 5 个（{article}）',
    'It covers {count} units; generally no more than five ({article})',
  ],
  general_branch_small: [
    '党员 {count} 名，党总支一般超过 50 名，或确因工作需要（{article}）',
    'There are {count} members; a general branch has more than fifty, or a need of the work ({article})',
  ],
  committee_small: [
    '党员 {count} 名，少于设党委的一般人数（{article}）',
    'There are {count} members, fewer than a committee generally has ({article})',
  ],
  committee_required: [
    '正式党员 {count} 名，应当设立支部委员会（{article}）',
    'With {count} full members a branch committee is to be set up ({article})',
  ],
  committee_size: [
    '委员 {count} 名，与规定的一般名额不符（{article}）',
    'The committee has {count} {count?member:members}, not the usual number ({article})',
  ],
  committee_too_large: [
    '委员 {count} 名，超过最多名额（{article}）',
    'The committee has {count} members, more than the most ({article})',
  ],
  secretary_missing: ['没有在任书记（{article}）', 'There is no secretary in office ({article})'],
  term_ending: [
    '任期将于 {due} 届满，请准备换届（{article}）',
    'The term ends on {due}. Please prepare the election ({article})',
  ],
  term_overdue: [
    '任期已于 {due} 届满；延期须经上级批准，最迟至 {latest}（{article}）',
    'The term ended on {due}. A delay needs the superior’s approval, to {latest} at the latest ({article})',
  ],
  temporary_too_long: [
    '临时党支部成立已满 6 个月（{due}），符合条件的应当成立党支部（{article}）',
    'Six months have passed ({due}); where the conditions are met a regular branch is due ({article})',
  ],
});

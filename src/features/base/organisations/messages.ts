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
  temporary_members: [
    '有 {count} 名党员的组织关系在临时党支部，按规定组织关系不转入临时党支部（{article}）',
    'There {count?is:are} {count} {count?member:members} affiliated to this temporary branch; by rule members stay with the former one ({article})',
  ],
  temporary_too_long: [
    '临时党支部成立已满 6 个月（{due}），符合条件的应当成立党支部（{article}）',
    'Six months have passed ({due}); where the conditions are met a regular branch is due ({article})',
  ],
});

/** Why an event of the tree is refused. Keys are the `message` of a problem or refusal. */
export const organisationProblemTexts = catalogue({
  event_future: ['生效日期不能晚于今天（{today}）', 'The day cannot be after today ({today})'],
  event_before_last: [
    '不能早于该组织或其下级最近一次变动（{day}）',
    'Not before the last event of the organisation or of one below it ({day})',
  ],
  target_unknown: ['请选择您管理范围内的组织', 'Choose an organisation that you keep'],
  target_abolished: ['所选组织已撤销', 'The chosen organisation is abolished'],
  target_same: ['已经在该组织之下', 'It hangs there already'],
  target_below: ['不能划到自己的下级', 'It cannot hang below itself'],
  target_later: ['所选组织自 {day} 起才在现位置', 'The chosen organisation is where it is only since {day}'],
  type_not_below: ['此类组织不能设在所选上级之下', 'This type of organisation cannot hang there'],
  type_unchanged: ['类型没有变化', 'The type is the same'],
  name_unchanged: ['名称没有变化', 'The name is the same'],
  merge_type: ['只能在党支部之间合并', 'Only branches can be merged'],
  people_later: ['有党员 {day} 才转入，合并不能早于该日', 'A member came on {day}; the merger cannot be earlier'],
  members_until: [
    '{day} 的前一天还有党员在此，撤销不能早于该日',
    'Members belonged here until the day before {day}; it cannot be abolished earlier',
  ],
  children_in_place: [
    '还有 {count} 个下级组织，请先划转或撤销',
    '{count} {count?organisation hangs:organisations hang} below; move or abolish them first',
  ],
  members_in_place: [
    '还有 {count} 名党员，请先调整到其他支部',
    'There {count?is:are} {count} {count?member:members}; move them to another branch first',
  ],
  people_in_place: [
    '还有 {count} 名群众或申请人登记在此',
    '{count} {count?resident or applicant is:residents or applicants are} registered here',
  ],
  root_stays: ['县委不能划转、合并或撤销', 'The county committee cannot be moved, merged or abolished'],
  units_of_joint_branch: ['只有联合党支部登记覆盖单位', 'Only a joint branch covers units'],
  already_abolished: ['该组织已撤销', 'The organisation is abolished'],
  code_taken: ['组织代码已被使用', 'The code is in use'],
  post_not_here: ['此类组织不设该职务', 'There is no such post in this type of organisation'],
  post_twice: ['此人同期已任该职务', 'The person holds this post at that time'],
  person_unknown: ['没有找到此人，或不在您的管理范围内', 'Nobody of that kind in your range'],
  before_founding: ['早于该组织成立日期（{day}）', 'Before the organisation was founded ({day})'],
  end_before_start: ['结束日期早于开始日期（{day}）', 'The end lies before the beginning ({day})'],
  term_not_here: ['此类组织没有任期', 'This type of organisation has no terms'],
  term_unknown: ['所选届次不属于该组织', 'The term belongs to another organisation'],
  term_before_last: ['须晚于上一届开始日期（{day}）', 'It must begin after the term before ({day})'],
  shift_needs_reason: [
    '与规定届满日（{day}）不同，请写明批准依据',
    'The day by rule is {day}; give the approval as the reason',
  ],
  import_no_headings: [
    '没有找到表头：至少要有“组织全称”和另一列，可下载模板对照',
    'No headings found: the name and one more column are needed. Compare with the template',
  ],
  import_too_many: ['超过 {max} 行', 'More than {max} rows'],
  import_name_ambiguous: [
    '有多个同名组织，请填写组织代码或上级',
    'Several have this name; give the code or the parent',
  ],
  import_parent_ambiguous: ['有多个同名上级，请填写上级组织代码', 'Several parents have this name; give the code'],
  import_parent_unknown: ['没有找到上级组织', 'The parent was not found'],
  import_parent_wrong: ['上级所在的第 {line} 行有误', 'Row {line}, which holds the parent, is wrong'],
  import_code_twice: ['同一代码出现多次', 'The code stands in several rows'],
  import_row_twice: ['多行指向同一组织', 'Several rows mean the same organisation'],
  import_type_unknown: ['没有这种组织类别', 'There is no such type'],
  import_type_differs: ['组织类别不同，请用“改建”办理', 'The type differs; use the change of type'],
  import_rows_wrong: ['还有行需要改正', 'Some rows need correcting'],
  import_tree_changed: ['组织树或文件已变化，请重新预览', 'The tree or the file has changed. Please look at it again'],
  undo_not_possible: ['这次变动已不能撤回', 'This event can no longer be taken back'],
  undo_built_on: [
    '之后已有别的变动或登记，不能撤回',
    'Something has been built on this event; it cannot be taken back',
  ],
});

/** What a person should know before an event; none of it blocks. */
export const organisationWarningTexts = catalogue({
  name_taken: ['同一上级下已有“{name}”', 'There is another “{name}” below the same organisation'],
  accounts_affected: [
    '{count} 个账号的权限范围将随之改变',
    'The rights of {count} {count?account:accounts} will reach elsewhere or end',
  ],
  posts_end: ['{count} 项任职将同时终止', '{count} {count?post ends:posts end} with it'],
  target_temporary: ['临时党支部不得接收组织关系，请核对', 'A temporary branch may not receive members. Please check'],
  secretary_twice: [
    '在任书记 {count} 名，应为 1 名（{article}）',
    'There are {count} secretaries in office; one is due ({article})',
  ],
});

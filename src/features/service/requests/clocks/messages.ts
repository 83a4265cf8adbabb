import { catalogue } from '#shared/text.ts';

export const clockProblems = catalogue({
  'requests.pause_reason': ['不在可以暂停计时的情形之内', 'Not among the reasons for which the clock may stand still'],
  'requests.not_decider': [
    '由上一级单位决定；没有上一级的，由另一人决定',
    'Decided by the unit above, or by another person where none stands above',
  ],
  'requests.review_elsewhere': [
    '复查、复核要向承办单位的上一级机关提出，不在本平台办理',
    'The review is asked for at the authority above, outside of this platform',
  ],
});

export const clockTexts = catalogue({
  title: ['期限', 'Clock'],
  procedure: ['办理程序', 'Procedure'],
  procedure_ordinary: ['一般诉求', 'Ordinary request'],
  procedure_petition: ['信访事项', 'Petition'],
  stage_register: ['受理期限', 'To be taken by'],
  stage_answer: ['答复期限', 'Answer by'],
  plain: ['最初的期限', 'By the first clock'],
  plainHint: [
    '{day}（统计按这一天：暂停、延期、转程序和重新办理都不改变它）',
    '{day} (figures count by this day: pauses, extensions, another procedure and reopening do not move it)',
  ],
  running: ['计时中', 'Running'],
  overdue: ['已超期', 'Overdue'],
  paused: ['已暂停', 'Stands still'],
  pausedSince: [
    '{since}起暂停：{reason}；最迟 {latest} 的次日恢复',
    'Since {since} it stands still: {reason}. It runs on after {latest} at the latest',
  ],
  reason_materials: ['等待来件人补充材料', 'Waiting for what the resident has to add'],
  reason_expertise: ['等待鉴定、检测、评估结果', 'An expert examines, measures or values'],
  reason_disaster: ['不可抗力，无法办理', 'A disaster keeps everybody from it'],
  reason_hearing: ['举行听证', 'A hearing'],
  extended: ['延期', 'More time'],
  extendedOn: ['{day} 批准延期', 'Granted on {day}'],
  escalated: ['督办', 'Above'],
  escalatedTo: ['超期，已报 {unit} 督办', 'Overdue: {unit} has been told'],
  review_1: ['复查', 'Review'],
  review_2: ['复核', 'Second review'],
  reviewOpen: ['{unit}正在办理，{asked}提出，{due}前作出意见', '{unit} has it since {asked} and decides by {due}'],
  reviewDone: ['{unit}，{day}：{outcome}', '{unit}, {day}: {outcome}'],
  outcome_upheld: ['维持原答复', 'the answer stands'],
  outcome_annulled: ['撤销原答复，重新办理', 'annulled, to be handled again'],
  silence: ['办结', 'Closing'],
  silenceUntil: [
    '来件人到 {day} 仍未提出意见的，次日自动办结',
    'Closed by itself after {day} where the resident says nothing',
  ],
  lapsed: ['来件人未表示意见，期满自动办结', 'Closed because nobody said anything in time'],
  final: [
    '复核已维持原答复：同一事实和理由不再受理',
    'The second review let the answer stand: the same facts are not taken up again',
  ],
  asked: ['待批', 'Asked for'],
  askedLine: ['{day} 申请{what}，等待{unit}决定', '{what} was asked for on {day}: {unit} decides'],
  kind_extension: ['延期', 'More time'],
  kind_petition: ['转为信访事项', 'Handling as a petition'],

  pause: ['暂停计时', 'Stop the clock'],
  pauseHint: [
    '只限规则库列明的情形。来件人看得到理由；到最长期限自动恢复。',
    'For the listed reasons only. The resident reads why, and it runs on by itself at the latest day.',
  ],
  pauseReason: ['情形', 'Reason'],
  pauseText: ['说明（群众可见）', 'In words (shown to the resident)'],
  pauseDone: ['已暂停计时', 'The clock stands still'],
  resume: ['恢复计时', 'Let it run on'],
  resumed: ['已恢复计时', 'The clock runs'],
  askExtension: ['申请延期', 'Ask for more time'],
  askExtensionHint: [
    '到期前提出，一次为限，由上一级单位批准；批准后告知来件人。统计仍按最初的期限。',
    'Before it is due, once, granted by the unit above and told to the resident. Figures still count by the first clock.',
  ],
  askPetition: ['申请转为信访事项', 'Ask to handle it as a petition'],
  askPetitionHint: [
    '按《信访工作条例》办理：15 日内受理告知，受理后 60 日内办结；对答复不服的，可以请求复查、复核。由上一级单位决定。',
    'By the Regulations on petitions: taken within 15 days, decided within 60, and reviewed twice where it is disputed. The unit above decides.',
  ],
  askReason: ['理由（群众可见）', 'Reason (shown to the resident)'],
  askDone: ['已提出申请', 'Asked for'],
  decideAsk: ['审批申请', 'Decide'],
  decision: ['决定', 'Decision'],
  grant: ['同意', 'Grant'],
  deny: ['不同意', 'Deny'],
  decideDone: ['已作出决定', 'Decided'],
  decideReview: ['作出复查、复核意见', 'Decide the review'],
  reviewHint: [
    '写明请求、事实和理由、意见和依据。撤销的，由原承办单位重新办理。',
    'State the request, facts and reasons, your opinion and its basis. If you annul the answer, the unit in charge handles it again.',
  ],
  reviewText: ['复查（复核）意见（群众可见）', 'Opinion (shown to the resident)'],
});

/** What the pages for residents say of the clock. */
export const clockPortalTexts = catalogue({
  stage_register: ['最迟哪天受理', 'Taken by'],
  procedure: ['按什么程序', 'Procedure'],
  procedure_ordinary: ['一般诉求', 'Ordinary request'],
  procedure_petition: ['信访事项', 'Petition'],
  overdue: ['已经超过期限', 'It is overdue'],
  overdueTo: ['已经超过期限，已报 {unit} 督办', 'It is overdue, and {unit} has been told'],
  paused: [
    '{since}起暂停计时：{reason}。最迟 {latest} 的次日恢复，恢复得早，期限也提前。',
    'Since {since} the clock stands still: {reason}. It runs on after {latest} at the latest; if sooner, the day above comes sooner.',
  ],
  extended: ['{day} 经上级批准延期', 'More time was granted from above on {day}'],
  reviewOpen: ['{unit}正在{what}，{day}前作出意见', '{what} by {unit}, to be decided by {day}'],
  reviewDone: ['{day} {unit}{what}：{outcome}', '{what} by {unit}, {day}: {outcome}'],
  clock: ['期限怎么样了', 'How the clock stands'],
  silence: [
    '{day} 前没有表示的，自动办结；办结以后，没有要求过重新办理的，仍可要求一次。',
    'If you say nothing by {day} it is closed; you may still ask once more later, if you have not yet.',
  ],
  silencePetition: ['{day} 前没有请求{what}的，办结。', 'If no {what} is asked for by {day}, it is closed.'],
  lapsed: ['因为没有收到您的意见，已自动办结。', 'It was closed because nothing was heard from you.'],
  final: [
    '复核意见是终结意见：同一事实和理由，各级机关不再受理。',
    'The second review is final: the same facts and reasons are not taken up again.',
  ],
  petition: ['作为信访事项提出', 'Send it as a petition'],
  petitionHint: [
    '信访事项 15 日内告知是否受理，受理后 60 日内书面答复，不服的可以请求复查、复核；不选的按一般诉求办，快得多，不满意可以要求重新办理一次。',
    'A petition is taken within 15 days and answered in writing within 60 more, and can be reviewed twice. Left empty it is an ordinary request: much sooner, and handled once more if you are not content.',
  ],
  declareHint: [
    '信访事项 15 日内告知是否受理，受理后 60 日内书面答复，不服的可以请求复查、复核；一般诉求快得多，不满意可以要求重新办理一次。声明以后不能改回。',
    'A petition is taken within 15 days and answered in writing within 60 more, and can be reviewed twice; an ordinary request is much sooner, and handled once more if you are not content. It cannot be taken back.',
  ],
  declareTitle: ['改为信访事项', 'Make it a petition'],
  declare: ['声明为信访事项', 'Declare it a petition'],
  declared: [
    '已经声明为信访事项，期限见下；声明以后不能改回。',
    'It is a petition now; see its clock below. This cannot be taken back.',
  ],
  askTitle: ['不服答复，请求{what}', 'Not content: ask for a {what}'],
  askHint: [
    '由 {unit} {what}，30 日内作出意见。{day} 前可以提出。说说哪里不服、为什么。',
    '{unit} decides within 30 days. It can be asked for by {day}. Say what you dispute and why.',
  ],
  askElsewhere: [
    '不服答复的，{day} 前可以向承办单位的上一级机关书面请求{what}；上一级机关不在本平台。',
    'If you dispute the answer you may ask the authority above in writing for a {what} by {day}; it is not on this platform.',
  ],
  askReason: ['哪里不服，为什么', 'What you dispute, and why'],
  ask: ['提出请求', 'Ask for it'],
  askDone: ['已经提出。办理单位和期限见下。', 'It has been asked for. See below who decides and by when.'],
});

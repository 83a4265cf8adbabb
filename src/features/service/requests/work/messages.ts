import { catalogue } from '#shared/text.ts';

export const workProblems = catalogue({
  'requests.not_quoted': ['诉求点须与群众所写的原文一致', 'A point quotes what the resident wrote, word for word'],
  'requests.points_unmarked': [
    '还有可能是诉求点的句子没有标出：请逐句标为诉求点，或标为不是',
    'Sentences that may be points are not marked yet: say of each whether it is one',
  ],
  'requests.point_open': [
    '这一点还没有答复：请勾选答复中对应的句子，或写明为什么不答复',
    'This point is not answered: tick the sentence that answers it, or say why there is none',
  ],
  'requests.no_sentence': ['答复已经改动，请重新勾选对应的句子', 'The answer has changed: tick its sentences again'],
  'requests.no_point': ['诉求点已经改动，请重新打开', 'The points have changed: please open it again'],
  'requests.day_gone': ['这一天已经过去', 'That day has passed'],
  'requests.not_asked': ['只有被请协办的单位可以回复', 'Only the unit that was asked answers'],
  'requests.not_yours': ['这不由您的单位办理', 'This is not for your unit to do'],
  'requests.settled': [
    '承办单位已由上级核定，不得再次退回或转交',
    'The unit above has named who is in charge: it is neither returned nor given on again',
  ],
  'requests.return_open': ['已申请退单，等待上级核定', 'A return waits for the decision of the unit above'],
  'requests.return_late': ['已超过提出异议的 5 个工作日', 'The five working days for an objection have passed'],
  'requests.nobody_above': ['上级没有办理诉求的人员', 'Nobody above handles requests'],
  'requests.no_return': ['没有待核定的退单', 'No return waits for a decision'],
  'requests.same_request': ['不能与自身合并', 'A request is not related to itself'],
  'requests.not_related': ['没有合并办理', 'It is worked by itself already'],
  'requests.no_opinion': ['这件诉求没有处理意见', 'No answer to this request decides'],
  'requests.opinion_needed': [
    '信访事项须有处理意见，写明事实、理由和依据',
    'A petition needs an opinion with facts, reasons and legal basis',
  ],
});

export const workTexts = catalogue({
  points: ['诉求点', 'Points'],
  pointsHint: [
    '逐句标出群众提出的问题；答复时每一点都要有对应的句子或理由。',
    'Mark what the resident asks, sentence by sentence: an answer has a sentence or a reason for each.',
  ],
  pointsOfReopening: ['重新办理的理由：{text}', 'Reopened because: {text}'],
  editPoints: ['标出诉求点', 'Mark points'],
  leavePoints: ['不保存', 'Leave'],
  unmarked: [
    '还有 {count} 句可能是诉求点，没有标出；标出以后才能答复。',
    '{count} {count?sentence:sentences} may be points and {count?is:are} not marked; an answer waits for that.',
  ],
  onePoint: ['只有一个问题，答复时不必逐点对应。', 'One question: the answer as a whole is about it.'],
  suggested: ['可能是诉求点', 'Probably a point'],
  ownWords: ['选中文字后标为一点', 'Mark the selected words'],
  noSelection: ['请先在原文中选中文字', 'Select words of the text first'],
  pointNumber: ['第 {count} 点', 'Point {count}'],
  removePoint: ['去掉', 'Remove'],
  savePoints: ['保存诉求点', 'Save the points'],
  pointsSaved: ['已保存诉求点', 'Points saved'],
  pointsFirst: [
    '这件诉求可能有 {count} 点，还没有标出。请先标出诉求点，再答复。',
    'This request may raise {count} points that are not marked. Mark them first, then answer.',
  ],
  toPoints: ['去标出', 'Mark them'],
  answerPoints: ['逐点对应', 'Point by point'],
  answerPointsHint: [
    '为每一点勾选答复中的句子；确实不能答复的，写明原因（群众可见）。',
    'Tick the sentences that answer each point; where there is none, say why. The resident reads it.',
  ],
  sentences: ['答复中的句子', 'Sentences of the answer'],
  noSentences: ['先写答复内容', 'Write the answer first'],
  pointReason: ['不作答复的原因', 'Why it is not answered'],
  answeredBy: ['答复：{text}', 'Answer: {text}'],
  notAnswered: ['未作答复，原因：{text}', 'Not answered, because: {text}'],
  decides: ['这是一份处理意见（决定）', 'This is an opinion that decides'],
  outcome: ['处理意见', 'Opinion'],
  outcome_support: ['支持诉求', 'The claim is supported'],
  outcome_explain: ['作出解释说明', 'An explanation is given'],
  outcome_decline: ['不予支持', 'The claim is not supported'],
  facts: ['事实和理由', 'Facts and reasons'],
  basis: ['法律法规依据', 'Legal basis'],
});

/** What units are told: nothing of what was written. */
export const workNotices = catalogue({
  'requests.asked': ['请协办一件诉求，请在 {day} 前回复', 'Support is asked for a request: reply by {day}'],
  'requests.supported': ['协办单位已回复（期限 {day}）', 'A supporting unit has replied (due {day})'],
  'requests.disputed': ['一件诉求申请退单，请核定承办单位', 'A return of a request waits for your decision'],
  'requests.settled': ['退单已核定', 'A return was decided'],
});

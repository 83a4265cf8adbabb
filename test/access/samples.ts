/**
 * One valid request for each endpoint, about the thing that the cell is about: only who asks decides the answer.
 * Over 400 lines: an entry for each endpoint, in the one table that the matrix walks.
 */
import { makeIdNumber } from '#features/base/members/factory.ts';
import { reviewItems } from '#features/insight/publishing/rules.ts';
import { dayOf } from '#shared/days.ts';
import { newId } from '#shared/ids.ts';
import { duesYear, type Target } from './targets.ts';
import type { Actor } from './world.ts';

export interface Request {
  readonly params?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  readonly file?: { readonly name: string; readonly content: string };
}

export type Sample = (target: Target, actor: Actor) => Request;

const day = '2026-03-02';
const reason = '核对';
const id = ({ id: one }: Target): Request['params'] => ({ id: one });
const versioned =
  (more: object = {}): Sample =>
  (target) => ({ params: { id: target.id }, body: { version: 1, reason, ...more } });
const named: Sample = (target) => ({ params: { id: target.id } });
const nothing: Sample = () => ({});
const record =
  (body: object): Sample =>
  (target) => ({
    params: { id: target.of, table: 'reward', recordId: target.id },
    body: { version: 1, reason, ...body },
  });

let count = 0;
const fresh = (word: string): string => {
  count += 1;
  return `${word}.${count}`;
};

const appraisalSheet = (target: Target) => ({
  version: 1,
  issued: 1,
  returned: 1,
  valid: 1,
  invalid: 0,
  lines: [{ personId: target.of, excellent: 0, qualified: 1, basic: 0, unqualified: 0 }],
});

const classFields = {
  audience: 'member',
  title: '轮训班',
  place: '党校',
  topics: ['theory'],
  quota: 20,
  applyBy: '2026-03-01',
  lessons: [{ onDay: '2026-03-02', part: 'day', subject: '理论' }],
};
const planFields = {
  year: 2026,
  audience: 'member',
  title: '年度计划',
  lines: [{ month: 3, topic: 'theory', form: 'lesson', hours: 2 }],
};

let quarters = 0;

let phones = 0;
/** Each number has a budget of its own. */
const kind = {
  nameZh: '表达',
  nameEn: 'A word',
  hintZh: '想说的话',
  hintEn: 'What you want to say',
  position: 9,
  treatment: 'handle',
};
const freshPhone = (): string => {
  phones += 1;
  return `139${String(phones).padStart(8, '0')}`;
};
/** An article that is beginning. */
const articleText = (columnId: string) => ({
  columnId,
  title: '村务公开',
  body: { type: 'doc', content: [{ type: 'paragraph', content: [{ type: 'text', text: '账目已经公布' }] }] },
});
const columnFields = { nameZh: '栏目', nameEn: 'Column', parentId: null, kind: 'news', position: 1, hidden: false };
const topicFields = { nameZh: '主题', nameEn: 'Topic', position: 99 };
const categoryFields = { nameZh: '分类', nameEn: 'Category', topic: 'charter', position: 99 };
const questionText = {
  kind: 'judge',
  stem: '支部委员会会议一般每月召开一次',
  options: [],
  answer: { holds: true },
  explanation: '',
  level: 2,
  categoryCode: 'branch',
  topic: 'branch',
  source: '',
  licence: '',
};
const moved =
  (more: object = {}): Sample =>
  (target) => ({ body: { items: [{ id: target.id, version: 1 }], ...more } });
const courseFields = {
  title: '课程',
  summary: '',
  topics: ['charter'],
  audience: { stages: [], posts: [], types: [] },
  hours: null,
  expiresOn: null,
  content: { chapters: [] },
};
const footFields = { sponsor: '', icp: '', police: '', siteCode: '', phone: '' };

/** An exam of the asker's own organisation. */
const examFields = (audienceId: string) => ({
  title: '测试',
  kind: 'check',
  opensAt: '2026-03-02T01:00:00Z',
  closesAt: '2099-03-02T03:00:00Z',
  minutes: 30,
  audienceId,
  stages: ['full'],
});

/** What a resident sends about a village or community. */
export const sentRequest = (areaId: string) => ({
  kind: 'help',
  category: 'roads',
  areaId,
  text: '村口路灯坏了三盏',
  name: '某群众',
  phone: '13800000000',
});

export const sentWish = (areaId: string) => ({
  category: 'repair',
  areaId,
  text: '院门坏了关不上',
  name: '某群众',
  phone: '13800000000',
});
const spoken =
  (words: string, more: object = {}): Sample =>
  (target) => ({ params: { id: target.id }, body: { version: 1, words, ...more } });
const visited =
  (more: object): Sample =>
  (target) => ({ params: { id: target.of, visitId: target.id }, body: { version: 1, ...more } });
const offered = { category: 'health', title: '上门量血压', details: '七十岁以上老人，每周三上午' };

export const samples: Readonly<Record<string, Sample>> = {
  'session.current': nothing,
  'session.signIn': () => ({ body: { name: fresh('nobody'), password: 'wrong wrong' } }),
  'session.giveFactor': () => ({ body: { code: '000000' } }),
  'session.beginEnrolment': nothing,
  'session.setPassword': () => ({ body: { current: 'wrong wrong', next: 'another long word' } }),
  'session.chooseRole': (_target, actor) => ({ body: { grantId: actor.grantId } }),
  'session.setLanguage': () => ({ body: { language: 'en' } }),
  'session.signOut': nothing,
  'session.deviceKey': () => ({ query: { device: '0190a5e2-0000-4000-8000-000000000000' } }),
  'session.mine': nothing,
  'session.end': named,

  'accounts.list': (target) => ({ query: { search: target.id, state: 'all' } }),
  'accounts.review': nothing,
  'accounts.one': named,
  'accounts.create': () => ({ body: { signInName: fresh('new.name'), displayName: '新账号' } }),
  'accounts.change': versioned({ displayName: '改名' }),
  'accounts.issuePassword': (target) => ({ params: id(target) ?? {}, body: { reason } }),
  'accounts.disable': versioned(),
  'accounts.enable': versioned(),
  'accounts.resetFactor': versioned(),
  'accounts.sessions': named,
  'accounts.endSession': (target) => ({ params: { id: target.of, sessionId: target.id } }),
  'accounts.endSessions': named,
  'accounts.posts': named,
  'grants.places': (target) => ({ query: { role: 'county_officer', search: target.node.name.slice(0, 60) } }),
  'grants.give': (target) => ({
    params: { id: target.id },
    body: { role: 'reviewer', organisationId: target.node.id, reason },
  }),
  'grants.end': versioned(),

  'accounts.drills': named,
  'accounts.giveDrill': (target) => ({
    params: { id: target.id },
    body: { drill: 'roster', until: dayOf(Date.now() + 86_400_000), reason },
  }),
  'accounts.endDrill': (target) => ({ params: { id: target.of, rightId: target.id }, body: { version: 1, reason } }),
  'accounts.heldDrills': nothing,
  'practice.drills': nothing,
  'practice.administrators': nothing,
  'practice.begin': () => ({ body: { drill: 'roster' } }),
  'practice.run': named,
  'practice.enter': named,
  'practice.finish': named,
  'practice.giveUp': named,
  'practice.task': nothing,
  'practice.material': nothing,
  'practice.leave': nothing,

  'keys.state': nothing,
  'keys.rotate': () => ({ body: { reason } }),

  'audit.list': (target) => ({ query: { organisationId: target.node.id, limit: '200' } }),
  'audit.export': () => ({ query: { action: 'test' } }),
  'audit.chain': nothing,
  'audit.verify': nothing,

  'approvals.list': () => ({ query: { limit: '100', state: 'all' } }),
  'approvals.mine': () => ({ query: { limit: '100' } }),
  'approvals.one': named,
  'approvals.decide': (target) => ({ params: { id: target.id }, body: { approve: false, answer: '不同意' } }),
  'approvals.withdraw': named,

  'inbox.list': nothing,
  'inbox.started': nothing,
  'inbox.takers': (target) => ({ query: { kind: 'meetings.tasks', item: target.id } }),
  // To nobody for whom it waits: it is refused at the grant where the matter itself is found.
  'inbox.handOver': (target) => ({
    body: { kind: 'meetings.tasks', item: target.id, grantId: target.of, note: '请代为办理' },
  }),
  'inbox.finish': (target) => ({ body: { kind: 'meetings.tasks', item: target.id, version: 1, note: '已走访' } }),
  'inbox.endHandover': named,
  'notices.load': (target) => ({ query: { organisationId: target.id } }),
  'notices.list': () => ({ query: { limit: '100' } }),
  'notices.unread': nothing,
  'notices.read': named,
  'notices.readAll': nothing,
  'notices.settings': nothing,
  'notices.set': () => ({ body: { kind: fresh('kind'), channel: 'email', enabled: false } }),
  'notices.setAddress': () => ({ params: { channel: 'email' }, body: { address: 'name@example.org' } }),

  'jobs.list': nothing,
  'jobs.one': named,
  'jobs.cancel': named,

  'members.list': (target) => ({ query: { q: target.name, limit: '100' } }),
  'members.total': nothing,
  'members.counts': nothing,
  'members.fields': nothing,
  'members.file': named,
  'members.history': named,
  'members.readings': named,
  'members.create': (target) => ({ body: { branchId: target.node.id, fields: { name: '新党员' }, reason } }),
  'members.edit': versioned({ fields: { formerName: '曾用名' } }),
  'members.move': (target) => ({
    params: { id: target.id },
    body: { version: 1, branchId: target.node.id, on: day, reason },
  }),
  'members.leave': versioned({ kind: 'transferred_out', on: day }),
  'members.undoLeave': versioned(),
  'members.return': (target) => ({
    params: { id: target.id },
    body: { version: 1, branchId: target.node.id, kind: 'transferred_in', on: day, reason },
  }),
  'members.addRecord': (target) => ({
    params: { id: target.id, table: 'reward' },
    body: { values: { title: '奖励' }, reason },
  }),
  'members.editRecord': record({ values: { title: '奖励' } }),
  'members.voidRecord': record({}),

  'members.reveal': (target) => ({ params: { id: target.id }, body: { fields: ['idNumber'], reason: '核对身份信息' } }),
  'members.attachScan': (target) => ({
    params: { id: target.of, recordId: target.id },
    file: { name: 'x.pdf', content: '%PDF-1.4' },
  }),
  'members.scan': (target) => ({ params: { id: target.of, recordId: target.id }, body: { reason } }),
  'members.twins': nothing,
  'members.alike': () => ({ query: { name: '王小明', birthDate: '1980-05-17' } }),
  'members.mergePreview': (target, actor) => ({ query: { keepId: target.id, dropId: actor.person.id } }),
  // Of versions that are not the newest: nothing is merged.
  'members.merge': (target, actor) => ({
    body: { keepId: target.id, dropId: actor.person.id, keepVersion: 99, dropVersion: 99, take: [], reason },
  }),

  'members.export': (target) => ({
    body: { filter: { organisationId: target.node.id }, columns: ['name'], recipient: 'own', reason },
  }),
  'members.exportApproved': (target) => ({ body: { approvalId: target.id } }),
  'members.exportFile': (target) => ({ params: { jobId: target.id } }),

  'members.bulk.list': nothing,
  'members.bulk.one': named,
  'members.bulk.people': named,
  'members.bulk.preview': (target) => ({ body: { ids: [target.id], fields: { nativePlace: '浙江永嘉' }, reason } }),
  'members.bulk.commit': named,
  'members.bulk.undo': (target) => ({ params: { id: target.id }, body: { reason } }),

  'members.import.template': nothing,
  'members.import.upload': () => ({ file: { name: 'x.csv', content: '姓名,身份证号' } }),
  'members.import.list': nothing,
  'members.import.one': named,
  'members.import.rows': named,
  'members.import.problems': named,
  'members.import.branches': named,
  'members.import.errors': named,
  'members.import.map': versioned({ sheets: [] }),
  'members.import.confirmBranches': versioned({ choices: [{ text: '第一支部', branchId: null }] }),
  'members.import.read': versioned(),
  'members.import.mend': (target) => ({
    params: { id: target.id, seq: '1' },
    body: { version: 1, cells: [{ column: 0, text: '某人' }] },
  }),
  'members.import.decide': (target) => ({ params: { id: target.id }, body: { rows: [{ seq: 1, decision: null }] } }),
  'members.import.commit': versioned(),
  'members.import.undo': versioned(),
  'members.import.cancel': versioned(),

  'corrections.list': () => ({ query: { limit: '100' } }),
  'corrections.reveal': (target) => ({ params: { id: target.id }, body: { reason: '核对身份信息' } }),
  'corrections.decide': (target) => ({
    params: { id: target.id },
    body: { version: 1, accept: false, answer: '不予更正' },
  }),
  'filters.list': nothing,
  'filters.save': () => ({ body: { name: fresh('筛选'), filter: {} } }),
  'filters.remove': named,

  'own.file': nothing,
  'own.values': nothing,
  'own.readings': nothing,
  'own.history': nothing,
  'own.branch': nothing,
  'own.corrections': nothing,
  'own.attachment': (target) => ({ params: { recordId: target.id } }),
  'own.askCorrection': () => ({ body: { field: 'nativePlace', wanted: '浙江永嘉', reason: '登记有误' } }),
  'own.withdrawCorrection': (target) => ({ params: { id: target.id }, body: { version: 1 } }),

  'meetings.list': () => ({ query: { limit: '100' } }),
  'meetings.one': named,
  'meetings.along': (target) => ({ query: { organisationId: target.id } }),
  'meetings.changes': named,
  'meetings.roll': (target) => ({
    params: id(target) ?? {},
    body: { marks: [{ personId: target.of, seen: null, attendance: 'present' }] },
  }),
  'meetings.organisations': nothing,
  'meetings.draft': (target) => ({ query: { organisationId: target.id, type: 'party_day', day } }),
  'meetings.plan': (target) => ({
    body: { organisationId: target.id, type: 'party_day', title: '主题党日', day, time: '14:30', agenda: ['学习'] },
  }),
  'meetings.planFromLast': (target) => ({ body: { organisationId: target.node.id, type: 'party_day', day } }),
  'meetings.planSeries': (target) => ({
    body: { organisationId: target.id, type: 'party_day', title: '主题党日', day, time: '14:30', months: 3 },
  }),
  'meetings.edit': (target) => ({
    params: id(target) ?? {},
    body: { version: 1, title: '主题党日', day, time: '09:00' },
  }),
  'meetings.cancel': versioned(),
  'meetings.series': named,
  'meetings.respondFor': (target) => ({
    params: id(target) ?? {},
    body: { personId: target.of, act: 'decline', excuse: '住院' },
  }),
  'meetings.code': named,
  'meetings.attend': (target) => ({ params: id(target) ?? {}, body: { people: [target.of], attendance: 'present' } }),
  'meetings.confirm': (target) => ({ params: id(target) ?? {}, body: { version: 1 } }),
  'meetings.setGuests': (target) => ({
    params: id(target) ?? {},
    body: { guests: [{ name: '王强', home: '镇党委' }] },
  }),
  'meetings.record': (target) => ({
    params: id(target) ?? {},
    body: { version: 1, content: '学习', tasks: [{ task: '走访', ownerPersonId: target.of, dueOn: day }] },
  }),
  'meetings.close': (target) => ({ params: id(target) ?? {}, body: { version: 1 } }),
  'meetings.amend': versioned({ content: '更正后的内容' }),
  'meetings.newDay': (target) => ({ params: id(target) ?? {}, query: { day: '2026-01-05' } }),
  'meetings.finishTask': (target) => ({ params: id(target) ?? {}, body: { version: 1, note: '已走访' } }),
  'meetings.minutes': named,
  'meetings.sheet': named,
  'meetings.ledger': (target) => ({ query: { organisationId: target.id, year: '2026' } }),
  'meetings.attachMaterial': (target) => ({
    params: id(target) ?? {},
    query: { kind: 'paper' },
    file: { name: 'x.pdf', content: '%PDF-1.4' },
  }),
  'meetings.material': (target) => ({ params: { id: target.of, materialId: target.id } }),
  'meetings.removeMaterial': (target) => ({ params: { id: target.of, materialId: target.id }, body: {} }),
  'own.meetingMaterial': (target) => ({ params: { id: target.of, materialId: target.id } }),
  'own.meetings': nothing,
  'own.meeting': named,
  'own.signIn': (target) => ({ params: id(target) ?? {}, body: { code: '000000', device: newId() } }),
  'own.respond': (target) => ({ params: id(target) ?? {}, body: { act: 'decline', excuse: '外出务工' } }),
  'transfers.list': () => ({ query: { queue: 'all', limit: '100' } }),
  'transfers.one': named,
  'transfers.create': (target) => ({
    body: { personId: target.id, outside: '中共某县委组织部', kind: 'cross_province', reason, duesPaidTo: '2026-02' },
  }),
  'transfers.paidMonth': (target) => ({ query: { personId: target.id } }),
  'transfers.register': (target) => ({
    body: {
      toBranchId: target.id,
      outside: '中共某县委组织部',
      kind: 'cross_province',
      letterNo: '2026-1',
      issuedOn: day,
      validUntil: '2026-03-20',
      duesPaidTo: '2026-02',
      reason,
      name: '新党员',
      idNumber: '330324199204161317',
      category: 'full',
      joinedOn: '2015-07-01',
      fullOn: '2016-07-01',
    },
  }),
  // A step that leads nowhere from a draft: whoever may ask is told so.
  'transfers.step': versioned({ step: 'accept' }),
  'transfers.print': named,
  'transfers.units': () => ({ query: { limit: '100' } }),
  'transfers.unit': named,
  'transfers.createUnit': (target) => ({
    body: { organisationId: target.id, outside: '中共某县委组织部', reason, duesPaidTo: '2026-02' },
  }),
  'transfers.registerUnit': (target) => ({
    body: {
      toBranchId: target.id,
      outside: '中共某县委组织部',
      name: '某企业党支部',
      letterNo: '2026-2',
      issuedOn: day,
      validUntil: '2026-03-20',
      duesPaidTo: '2026-02',
      reason,
      members: [
        {
          name: '新党员',
          idNumber: '330324199204161317',
          category: 'full',
          joinedOn: '2015-07-01',
          fullOn: '2016-07-01',
        },
      ],
    },
  }),
  // A step that leads nowhere from a draft: whoever may ask is told so.
  'transfers.joinUnit': (target) => ({ params: { id: target.id }, body: { version: 1, people: [newId()] } }),
  'transfers.unitPreview': (target) => ({ query: { organisationId: target.id } }),
  'transfers.unitEnding': named,
  'transfers.abolishUnit': versioned({ on: day }),
  'transfers.unitStep': versioned({ step: 'accept' }),
  'transfers.printUnit': named,
  'transfers.openUnitFile': () => ({ body: { file: '{}' } }),
  'transfers.openFile': () => ({ body: { file: '{}' } }),
  'transfers.signers': nothing,
  'transfers.trustSigner': () => ({ body: { publicKey: 'x'.repeat(43), name: fresh('某县') } }),
  'transfers.dropSigner': () => ({ body: { publicKey: 'y'.repeat(43), reason } }),
  'own.transfers': nothing,

  'burden.month': nothing,
  'outflow.list': (target) => ({ query: { show: 'all', personId: target.of } }),
  'outflow.contact': (target) => ({ params: id(target) ?? {}, body: { onDay: day, channel: 'phone' } }),
  'outflow.voidContact': (target) => ({ params: id(target) ?? {}, body: { reason } }),
  'outflow.place': (target) => ({ params: id(target) ?? {}, body: { branchId: null } }),
  'outflow.arrivals': () => ({ query: { limit: '100' } }),
  'outflow.enterArrival': (target) => ({
    body: { branchId: target.id, name: '某人', home: '中共某县某村支部', since: day },
  }),
  'outflow.setGuest': (target) => ({ params: id(target) ?? {}, body: { meetingId: newId(), state: 'asked' } }),
  'outflow.sendWord': (target) => ({ params: id(target) ?? {}, body: { year: 2026, result: '参加了评议' } }),
  'outflow.endArrival': (target) => ({ params: id(target) ?? {}, body: { version: 1, on: day } }),

  'exchange.keys': nothing,
  'exchange.makeKey': () => ({ body: { name: fresh('程序'), contact: '某单位' } }),
  'exchange.revokeKey': versioned({ reason }),
  'records.programs': nothing,
  'records.addProgram': () => ({ body: { name: fresh('程序'), contact: '某单位', scopes: ['statements/write'] } }),
  'records.revokeProgram': versioned({ reason }),
  'records.own': nothing,
  'records.makeOwnKey': () => ({ body: {} }),
  'records.endOwnKey': () => ({ body: {} }),
  'exchange.points': nothing,
  'exchange.placeArea': (target) => ({ params: id(target) ?? {}, body: { lat: 28.15, long: 120.69 } }),
  'requests.areas': nothing,
  'requests.send': (target) => ({ body: sentRequest(target.id === '' ? newId() : target.id) }),
  'requests.categories': nothing,
  'requests.kinds': nothing,
  'requests.places': nothing,
  'requests.duties': nothing,
  'requests.route': () => ({ query: { areaId: newId(), category: 'roads' } }),
  // No code at all: what could be one is counted as a guess.
  'requests.follow': () => ({ query: { code: 'nobody' } }),
  'requests.accept': () => ({ body: { code: 'nobody' } }),
  'requests.reopen': () => ({ body: { code: 'nobody', reason: '还是没有修好' } }),
  'requests.alike': () => ({ query: { areaId: newId(), category: 'roads' } }),
  'requests.enter': (target) => ({
    body: { ...sentRequest(target.id === '' ? newId() : target.id), channel: 'phone' },
  }),
  'requests.printForms': () => ({ body: { count: 1 } }),
  'requests.form': (target) => ({ query: { number: target.name === '' ? 'ZZZZZZZZ' : target.name } }),
  'requests.mine': nothing,
  'requests.claim': () => ({ body: { code: 'nobody' } }),
  'residents.sendCode': () => ({ body: { phone: freshPhone() } }),
  'residents.signIn': () => ({ body: { phone: freshPhone(), code: '000000' } }),
  'residents.me': nothing,
  'residents.signOut': () => ({ body: { everywhere: false } }),
  'residents.close': () => ({ body: { sure: true } }),
  'residents.makeAtDesk': () => ({ body: { phone: '13800001234' } }),
  'requests.followedPhotos': () => ({ query: { code: 'nobody' } }),
  'requests.followedPhoto': () => ({ params: { link: 'nobody.nobody.nobody.nobody' } }),
  'requests.declarePetition': () => ({ body: { code: 'nobody' } }),
  'requests.followedOpinion': () => ({ params: { link: 'nobody.nobody.nobody.nobody' } }),
  'requests.addPhotos': () => ({ body: { code: 'nobody', photos: ['aGVsbG8='] } }),
  'requests.photos': named,
  'requests.photo': (target) => ({ params: { id: target.of, photo: target.id } }),
  'requests.list': () => ({ query: { limit: '100', show: 'all' } }),
  'requests.one': named,
  'requests.units': named,
  'requests.showPhone': named,
  'requests.take': (target) => ({ params: id(target) ?? {}, body: { version: 1 } }),
  'requests.assign': (target) => ({
    params: id(target) ?? {},
    body: { version: 1, unitId: newId(), reason: '由该单位办理' },
  }),
  'requests.answer': (target) => ({ params: id(target) ?? {}, body: { version: 1, text: '路灯已经修好' } }),
  'requests.refuse': (target) => ({
    params: id(target) ?? {},
    body: { version: 1, reason: '属于诉讼事项', way: '请向人民法院起诉' },
  }),
  'requests.points': named,
  'requests.markPoints': (target) => ({
    params: id(target) ?? {},
    body: { version: 1, marks: [{ quote: '路灯', aside: false }] },
  }),
  'requests.work': named,
  'requests.addRecord': (target) => ({
    params: id(target) ?? {},
    body: { kind: 'note', on: day, text: '已到现场看过' },
  }),
  'requests.supportUnits': named,
  'requests.ask': (target) => ({
    params: id(target) ?? {},
    body: { unitId: newId(), dueOn: '2099-01-01', ask: '请核实路灯由谁管' },
  }),
  'requests.tasks': () => ({ query: { show: 'all' } }),
  'requests.task': named,
  'requests.answerTask': (target) => ({ params: id(target) ?? {}, body: { version: 1, reply: '路灯由本单位管' } }),
  'requests.withdrawTask': (target) => ({ params: id(target) ?? {}, body: { version: 1 } }),
  'requests.return': (target) => ({ params: id(target) ?? {}, body: { version: 1, reason: '不属于本单位职责' } }),
  'requests.decideReturn': (target) => ({
    params: id(target) ?? {},
    body: { version: 1, unitId: newId(), reason: '由该单位办理' },
  }),
  'requests.returns': nothing,
  'requests.relate': (target) => ({ params: id(target) ?? {}, body: { otherId: newId() } }),
  'requests.unrelate': (target) => ({ params: id(target) ?? {}, body: {} }),
  'requests.opinion': named,
  'requests.templates': nothing,
  'requests.addTemplate': () => ({ body: { act: 'answer', category: null, name: '收悉', text: '您反映的问题收悉。' } }),
  'requests.editTemplate': (target) => ({
    params: id(target) ?? {},
    body: { version: 1, act: 'answer', category: null, name: '收悉', text: '您反映的问题收悉。', retired: false },
  }),

  'requests.sort': (target) => ({ params: id(target) ?? {}, body: { version: 1, category: 'roads.lights' } }),
  'requests.addCategory': () => ({
    body: { code: fresh('roads.c').replace('c.', 'c'), nameZh: '桥梁', nameEn: 'Bridges', position: 9 },
  }),
  'requests.editCategory': () => ({
    params: { code: 'roads.buses' },
    body: { version: 1, nameZh: '公交', nameEn: 'Buses', position: 4, retired: false },
  }),
  'requests.addKind': () => ({ body: { code: fresh('k').replace('.', ''), ...kind } }),
  'requests.editKind': () => ({ params: { code: 'suggest' }, body: { version: 1, ...kind, retired: false } }),
  'requests.dutyUnits': nothing,
  'requests.setDuty': () => ({ body: { category: 'roads', level: 'place', reason: '村内道路由村里管护' } }),
  'requests.endDuty': () => ({ params: { id: newId() }, body: { version: 1, reason } }),

  'requests.learning': nothing,
  'requests.learn': () => ({ body: {} }),
  'requests.suggestions': named,
  'requests.published': nothing,
  'requests.publications': nothing,
  'requests.publication': named,
  'requests.proposeAnswer': (target) => ({
    params: id(target) ?? {},
    body: { question: '路灯坏了找谁修', answer: '请找村里的网格员登记' },
  }),
  'requests.publishAnswer': (target) => ({ params: id(target) ?? {}, body: { version: 1 } }),
  'requests.returnAnswer': (target) => ({ params: id(target) ?? {}, body: { version: 1, reason } }),
  'requests.withdrawAnswer': (target) => ({ params: id(target) ?? {}, body: { version: 1, reason } }),
  'care.list': () => ({ query: { limit: '100' } }),
  'care.candidates': nothing,
  'care.find': (target) => ({ query: { q: target.name === '' ? '无' : target.name } }),
  'care.one': named,
  'care.visits': nothing,
  'care.add': (target) => ({
    body: { personId: target.id === '' ? newId() : target.id, reasons: ['ill'], note: '住院' },
  }),
  'care.end': (target) => ({ params: id(target) ?? {}, body: { version: 1, reason: '已经脱困' } }),
  'care.plan': (target) => ({
    params: id(target) ?? {},
    body: { occasion: 'routine', plannedOn: day, visitor: '书记' },
  }),
  'care.record': visited({ visitedOn: day, words: '身体好转' }),
  'care.cancel': visited({ reason: '本人外出' }),
  'care.setAmount': (target) => ({
    params: { id: target.of, visitId: target.id },
    body: { version: 0, cents: 100_000 },
  }),
  'own.care': nothing,

  'wishes.offers': nothing,
  'wishes.open': nothing,
  'wishes.send': (target) => ({ body: sentWish(target.id === '' ? newId() : target.id) }),
  'wishes.follow': () => ({ query: { code: 'nobody' } }),
  'wishes.answer': () => ({ body: { code: 'nobody', act: 'confirm' } }),
  'wishes.list': () => ({ query: { limit: '100', show: 'all' } }),
  'wishes.one': named,
  'wishes.showPhone': named,
  'wishes.publish': spoken('一位老人要修门'),
  'wishes.claim': spoken('周六上午去修'),
  'wishes.claimListed': (target) => ({ params: id(target) ?? {}, body: { words: '周六上午去修' } }),
  'wishes.release': spoken('木匠这周来不了'),
  'wishes.done': spoken('门轴已换新'),
  'wishes.refuse': spoken('没有木匠可派', { way: '请找镇上的门店' }),
  'wishes.decideHelper': (target) => ({
    params: { id: target.of, helperId: target.id },
    body: { version: 1, agree: true, words: '周三上午八点' },
  }),
  'wishes.addHelper': (target) => ({ params: id(target) ?? {}, body: { name: '热心邻居' } }),
  'wishes.stateHours': (target) => ({
    params: { id: target.of, helperId: target.id },
    body: { version: 1, hours: 2 },
  }),
  'wishes.offerList': nothing,
  'wishes.createOffer': () => ({ body: offered }),
  'wishes.changeOffer': (target) => ({ params: id(target) ?? {}, body: { version: 1, ...offered } }),
  'wishes.endOffer': (target) => ({ params: id(target) ?? {}, body: { version: 1 } }),
  'own.wishes': nothing,
  'own.makeWish': () => ({ body: { category: 'company', text: '想有人陪着去医院' } }),
  'own.answerWish': (target) => ({ params: id(target) ?? {}, body: { version: 1, act: 'confirm' } }),
  'own.helps': nothing,
  'own.help': (target) => ({ body: { wishId: target.id === '' ? newId() : target.id } }),
  'own.stateHours': (target) => ({ params: id(target) ?? {}, body: { version: 1, hours: 2 } }),
  'own.leaveHelp': (target) => ({ params: id(target) ?? {}, body: { version: 1 } }),
  'requests.clock': named,
  'requests.pause': (target) => ({
    params: id(target) ?? {},
    body: { version: 1, reason: 'materials', text: '等待补充材料' },
  }),
  'requests.resume': (target) => ({ params: id(target) ?? {}, body: { version: 1 } }),
  'requests.askTerm': (target) => ({
    params: id(target) ?? {},
    body: { version: 1, kind: 'petition', reason: '要求按信访程序办理' },
  }),
  'requests.decideTerm': (target) => ({
    params: id(target) ?? {},
    body: { version: 1, grant: true, reason: '情况属实' },
  }),
  'requests.decideReview': (target) => ({
    params: id(target) ?? {},
    body: { version: 1, outcome: 'upheld', text: '维持原答复意见' },
  }),
  'requests.askReview': () => ({ body: { code: 'nobody', reason: '答复与事实不符' } }),
  'requests.figures': nothing,
  'requests.figureList': () => ({ query: { limit: '100' } }),
  'requests.satisfaction': nothing,
  'requests.rating': () => ({ query: { code: 'nobody' } }),
  'requests.rate': () => ({ body: { code: 'nobody', grade: 'fair' } }),
  'requests.mark': (target) => ({
    params: id(target) ?? {},
    body: { unitId: target.node.id, ground: 'foreign', reason: '属于电力公司职责' },
  }),
  'requests.withdrawMark': named,
  'requests.drawCallbacks': () => ({ body: { from: day, to: day, size: 1 } }),
  'requests.callbackDraws': nothing,
  'requests.callbackList': named,
  'requests.callbackPhone': (target) => ({ params: { id: target.id, requestId: target.of } }),
  'requests.recordCallback': (target) => ({
    params: { id: target.id, requestId: target.of },
    body: { outcome: 'declined' },
  }),

  'requests.talk': () => ({ query: { code: 'nobody' } }),
  'requests.say': () => ({ body: { code: 'nobody', text: '在吗' } }),
  'requests.officeTalk': named,
  'requests.tell': (target) => ({ params: id(target) ?? {}, body: { text: '您好' } }),
  'talks.own': nothing,
  'talks.say': () => ({ body: { text: '有事请教' } }),
  'talks.list': () => ({ query: { limit: '100', show: 'all' } }),
  'talks.one': named,
  'talks.answer': (target) => ({ params: id(target) ?? {}, body: { text: '您好' } }),
  'talks.attend': named,
  'talks.staff': named,
  'talks.handOver': (target) => ({ params: id(target) ?? {}, body: { accountId: newId(), note: '请接着谈' } }),
  'talks.hours': nothing,
  'talks.setHours': () => ({ body: { working: [[510, 1_050]], off: [], promiseMinutes: 60, version: null } }),

  'exams.list': () => ({ query: { limit: '100' } }),
  'exams.one': named,
  'exams.create': (_target, actor) => ({ body: examFields(actor.place.id) }),
  'exams.change': (target) => ({ params: { id: target.id }, body: { version: 1, ...examFields(target.node.id) } }),
  'exams.step': (target) => ({ params: { id: target.id }, body: { version: 1, act: 'publish' } }),
  'exams.remove': (target) => ({ params: { id: target.id }, body: { version: 1 } }),
  'exams.pool': nothing,
  'exams.audiences': nothing,
  'exams.attempts': named,
  'exams.analysis': named,
  'exams.readings': named,
  'exams.read': (target) => ({
    params: { id: target.id },
    body: { attemptId: target.of === '' ? newId() : target.of, item: 1, points: 1 },
  }),
  'exams.appeals': named,
  'exams.decideAppeal': (target) => ({ params: { id: target.id }, body: { answer: '已复核，维持原分' } }),
  'exams.helpers': named,
  'exams.setHelpers': (target) => ({ params: { id: target.id }, body: { units: [] } }),
  'exams.helping': nothing,
  'exams.takers': (target) => ({ params: { id: target.id }, query: { words: '某' } }),
  'exams.printPaper': (target) => ({
    params: { id: target.id },
    body: { personId: target.of === '' ? newId() : target.of },
  }),
  'exams.paperSheet': (target) => ({ params: { code: target.id === '' ? '0000000000' : target.id } }),
  'exams.paperItems': (target) => ({ params: { code: target.id === '' ? '0000000000' : target.id } }),
  'exams.enterPaper': (target) => ({
    params: { code: target.id === '' ? '0000000000' : target.id },
    body: { answers: [{ item: 1, answer: ['要按期'] }] },
  }),
  'exams.topics': nothing,
  'own.exams': nothing,
  'own.takeSeat': named,
  'own.beginExam': (target) => ({ params: { id: target.id }, body: { device: newId() } }),
  'own.keepAnswers': (target) => ({ params: { id: target.id }, body: { sitting: 1, lines: [] } }),
  'own.handIn': (target) => ({ params: { id: target.id }, body: { sitting: 1, seq: 0 } }),
  'own.examResult': named,
  'own.appealMark': (target) => ({ params: { id: target.id }, body: { item: 1, words: '请复核这道题' } }),
  'own.studyHours': nothing,
  'own.studyClasses': nothing,
  'own.studyCertificate': named,
  'own.applyForClass': named,
  'own.leaveClass': versioned(),
  'own.studyNeeds': nothing,
  'own.askStudy': () => ({ body: { topic: 'law', words: '想学法律' } }),
  'own.dropStudyNeed': versioned(),
  'study.branch': nothing,
  'study.person': named,
  'study.sessions': () => ({ query: { year: '2026' } }),
  'study.noteSession': (target) => ({ params: id(target) ?? {}, body: { version: 0, topics: ['law'] } }),
  'study.needsPeople': nothing,
  'study.printNeeds': (target) => ({
    body: { who: 'chosen', personIds: [target.id === '' ? newId() : target.id] },
  }),
  'study.needsSheets': named,
  'study.needsPaper': (target) => ({ params: { code: target.name === '' ? '0000000000' : target.name } }),
  'study.enterNeeds': (target) => ({
    params: { code: target.name === '' ? '0000000000' : target.name },
    body: { topics: ['law'], words: '想学法律' },
  }),
  'study.classes': nothing,
  'study.oneClass': named,
  'study.createClass': () => ({ body: classFields }),
  'study.changeClass': (target) => ({ params: id(target) ?? {}, body: { version: 1, ...classFields } }),
  'study.cancelClass': (target) => ({ params: id(target) ?? {}, body: { version: 1 } }),
  'study.endClass': (target) => ({ params: id(target) ?? {}, body: { version: 1 } }),
  'study.callRoll': (target) => ({
    params: { id: target.of, lessonId: target.name === '' ? newId() : target.name },
    body: { present: [] },
  }),
  'study.enrol': (target) => ({
    params: { id: target.of },
    body: { personId: target.id === '' ? newId() : target.id },
  }),
  'study.withdraw': (target) => ({ params: { id: target.of, personId: target.id }, body: { version: 1 } }),
  'study.withdrawCertificate': (target) => ({
    params: { id: target.of, certificateId: target.id },
    body: { version: 1, why: '发错了人' },
  }),
  'study.certificateFile': (target) => ({ params: { id: target.of, certificateId: target.id } }),
  'study.checkCertificate': () => ({ query: { number: 'nobody' } }),
  'study.plans': () => ({ query: { year: '2026' } }),
  'study.createPlan': () => ({ body: planFields }),
  'study.changePlan': (target) => ({ params: id(target) ?? {}, body: { version: 1, ...planFields } }),
  'study.issuePlan': (target) => ({ params: id(target) ?? {}, body: { version: 1 } }),
  'study.endPlan': (target) => ({ params: id(target) ?? {}, body: { version: 1 } }),
  'study.status': (target) => ({ query: target.id === '' ? {} : { organisationId: target.id } }),
  'study.trainingTable': (target) => ({ query: target.id === '' ? {} : { organisationId: target.id } }),
  'education.topics': nothing,
  'education.addTopic': () => ({ body: { code: `t_${newId().slice(-12)}`, ...topicFields } }),
  'education.editTopic': (target) => ({ params: { code: target.id }, body: { version: 1, ...topicFields } }),
  'education.retireTopic': (target) => ({ params: { code: target.id }, body: { version: 1, retired: true } }),
  'own.recall': nothing,
  'own.chooseRecall': () => ({ body: { topics: ['charter'], weekly: 10 } }),
  'own.leaveRecall': nothing,
  'own.answerRecall': (target) => ({
    body: { itemId: target.id === '' ? newId() : target.id, answered: 0, given: { keys: ['A'] } },
  }),
  'own.evidence': nothing,
  'own.stateContribution': () => ({ body: { topic: 'charter', givenOn: '2026-03-02', words: '讲了一堂微党课' } }),
  'contributions.list': nothing,
  'contributions.decide': (target) => ({ params: id(target) ?? {}, body: { version: 1, sign: true } }),
  'bank.categories': nothing,
  'bank.addCategory': () => ({ body: { code: `q_${newId().slice(-12)}`, ...categoryFields } }),
  'bank.editCategory': (target) => ({
    params: { code: target.id },
    body: { version: 1, ...categoryFields, retired: false },
  }),
  'bank.list': ({ name }) => ({ query: { limit: '100', ...(name === '' ? {} : { words: name }) } }),
  'bank.export': () => ({ query: { format: 'json' } }),
  'bank.one': named,
  'bank.create': () => ({ body: questionText }),
  'bank.save': (target) => ({ params: id(target) ?? {}, body: { version: 1, ...questionText } }),
  'bank.remove': (target) => ({ params: id(target) ?? {}, body: { version: 1 } }),
  'bank.propose': moved(),
  'bank.approve': moved(),
  'bank.return': moved({ note: reason }),
  'bank.retire': moved({ note: reason }),
  'bank.import.template': nothing,
  'bank.import.upload': () => ({ file: { name: 'x.csv', content: '题干,答案' } }),
  'bank.import.list': nothing,
  'bank.import.one': named,
  'bank.import.rows': named,
  'bank.import.mend': (target) => ({ params: { id: target.id, seq: '1' }, body: { version: 1, ...questionText } }),
  'bank.import.map': (target) => ({
    params: id(target) ?? {},
    body: { version: 1, sheet: '', line: 1, uses: ['stem', 'answer'] },
  }),
  'bank.import.decide': (target) => ({ params: id(target) ?? {}, body: { rows: [1], decision: 'skip' } }),
  'bank.import.assign': (target) => ({
    params: id(target) ?? {},
    body: { version: 1, text: '组织生活', categoryCode: 'branch' },
  }),
  'bank.import.commit': (target) => ({ params: id(target) ?? {}, body: { version: 1, leaveOut: true } }),
  'bank.import.undo': (target) => ({ params: id(target) ?? {}, body: { version: 1 } }),
  'bank.import.cancel': (target) => ({ params: id(target) ?? {}, body: { version: 1 } }),
  'courses.list': () => ({ query: { limit: '100' } }),
  'courses.one': named,
  'courses.create': () => ({ body: { title: '新课', topics: ['charter'] } }),
  'courses.save': (target) => ({ params: { id: target.id }, body: { version: 1, ...courseFields } }),
  'courses.submit': (target) => ({ params: { id: target.id }, body: { version: 1 } }),
  'courses.takeBack': versioned(),
  'courses.review': (target) => ({
    params: { id: target.id },
    body: { version: 1, decision: 'return', note: '再改改' },
  }),
  'courses.withdraw': versioned(),
  'courses.pool': nothing,
  'courses.addFile': (target) => ({
    params: { id: target.id },
    query: { kind: 'captions', source: '本校', licence: '自有' },
    file: { name: '字幕.vtt', content: 'WEBVTT\n\n00:01.000 --> 00:02.000\n你好\n' },
  }),
  'courses.remove': versioned(),
  'courses.reusable': () => ({ query: { kind: 'document' } }),
  'courses.reuseFile': (target) => ({ params: { id: target.of }, body: { from: target.of, file: target.id } }),
  'courses.beginSet': (target) => ({
    params: { id: target.id },
    body: { name: 'index.m3u8', source: '本校', licence: '自有' },
  }),
  'courses.addPart': (target) => ({
    params: { id: target.of, file: target.id },
    query: { part: 'a.m3u8' },
    file: { name: 'a.m3u8', content: '#EXTM3U\n' },
  }),
  'courses.closeSet': (target) => ({ params: { id: target.of, file: target.id } }),
  'courses.part': (target) => ({ params: { id: target.of, file: target.id, part: target.name } }),
  'courses.file': (target) => ({ params: { id: target.of, file: target.id } }),
  'courses.package': (target) => ({ params: { id: target.of, file: target.id } }),
  'courses.waiting': nothing,
  'courses.confirm': (target) => ({ params: { id: target.id }, body: { version: 1, decision: 'confirm' } }),
  'own.courses': nothing,
  'own.course': named,
  'own.answerQuiz': (target) => ({
    params: { id: target.id, unit: target.of },
    body: {
      attemptId: newId(),
      answers: [{ itemId: target.name === '' ? newId() : target.name, given: { keys: ['B'] } }],
    },
  }),
  'own.saidTask': (target) => ({ params: { id: target.of, unit: target.id } }),
  'own.discussion': (target) => ({ params: { id: target.of, unit: target.id } }),
  'own.sayInCourse': (target) => ({
    params: { id: target.of, unit: target.id },
    body: { postId: newId(), text: '我的体会' },
  }),
  'courses.removePost': (target) => ({ params: { id: target.id }, body: { reason } }),
  'own.package': (target) => ({ params: { id: target.of, unit: target.id } }),
  'own.openPackage': (target) => ({ params: { id: target.of, unit: target.id }, body: { part: 0 } }),
  'own.keepPackage': (target) => ({
    params: { id: target.of, unit: target.id },
    body: { part: 0, kept: { 'cmi.core.lesson_status': 'completed' } },
  }),
  'own.courseFile': (target) => ({ params: { id: target.of, file: target.id } }),
  'own.coursePart': (target) => ({ params: { id: target.of, file: target.id, part: target.name } }),
  'publishing.columns': nothing,
  'publishing.addColumn': () => ({ body: { slug: `c${newId()}`, ...columnFields } }),
  'publishing.editColumn': (target) => ({ params: id(target) ?? {}, body: { version: 1, ...columnFields } }),
  'publishing.list': () => ({ query: { limit: '100' } }),
  'publishing.one': named,
  'publishing.create': (target) => ({ body: articleText(target.id) }),
  'publishing.save': (target) => ({ params: id(target) ?? {}, body: { version: 1, ...articleText(target.of) } }),
  'publishing.submit': (target) => ({ params: id(target) ?? {}, body: { version: 1 } }),
  'publishing.review': (target) => ({
    params: id(target) ?? {},
    body: { version: 1, decision: 'approve', checks: reviewItems.map((item) => ({ item, clear: true })) },
  }),
  'publishing.publish': (target) => ({ params: id(target) ?? {}, body: { version: 1 } }),
  'publishing.schedule': (target) => ({ params: id(target) ?? {}, body: { version: 1 } }),
  'publishing.withdraw': (target) => ({ params: id(target) ?? {}, body: { version: 1, reason } }),
  'publishing.editions': named,
  'publishing.edition': (target) => ({ params: { id: target.id, edition: '1' } }),
  'publishing.addImage': (target) => ({ params: id(target) ?? {}, file: { name: 'x.png', content: 'no picture' } }),
  'publishing.image': (target) => ({ params: { id: target.of, file: target.id } }),
  'publishing.contacts': (target) => ({ query: { words: target.name, limit: '100' } }),
  'publishing.saveContact': (target) => ({
    params: id(target) ?? {},
    body: { version: 0, phone: '12345', address: '', hours: '' },
  }),
  'publishing.foot': nothing,
  'publishing.saveFoot': () => ({ body: { version: 1, ...footFields } }),
  'publishing.publicFront': nothing,
  'publishing.publicColumns': nothing,
  'publishing.publicColumn': () => ({ params: { slug: 'none' } }),
  'publishing.publicArticle': named,
  'publishing.publicImage': () => ({ params: { file: newId() } }),
  'publishing.publicSearch': () => ({ query: { words: '村务' } }),
  'publishing.publicFeed': () => ({ params: { slug: 'all' } }),
  'publishing.publicPlaces': nothing,
  'publishing.publicOrganisations': nothing,
  'publishing.publicOrganisation': () => ({ params: { id: newId() } }),
  'publishing.publicFoot': nothing,

  'organisations.tree': nothing,
  'organisations.one': named,
  'organisations.holdings': (target) => ({ params: { id: target.of } }),
  'organisations.dueTerms': () => ({ query: { within: '60', limit: '100' } }),
  'organisations.advisories': () => ({ query: { limit: '100' } }),
  'organisations.candidates': (target) => ({ params: { id: target.id }, query: { q: '某人' } }),
  'organisations.previewCreation': (target) => ({
    query: { parentId: target.id, type: 'branch', name: '新支部', on: day },
  }),
  'organisations.previewEvent': (target) => ({ params: { id: target.id }, query: { kind: 'abolished', on: day } }),
  'organisations.create': (target) => ({
    body: { parentId: target.id, type: 'branch', name: fresh('新支部'), on: day },
  }),
  'organisations.change': versioned({ unitCode: 'x' }),
  'organisations.rename': versioned({ name: '改名支部', on: day }),
  'organisations.retype': versioned({ type: 'joint_branch', name: '联合支部', on: day }),
  'organisations.move': (target) => ({
    params: { id: target.id },
    body: { version: 1, parentId: target.node.id, on: day },
  }),
  'organisations.merge': (target) => ({
    params: { id: target.id },
    body: { version: 1, targetId: target.id, on: day },
  }),
  'organisations.abolish': versioned({ on: day }),
  'organisations.undo': versioned({ eventId: newId() }),
  'organisations.appoint': (_target, actor) => ({
    params: { id: _target.id },
    body: { personId: actor.person.id, post: 'secretary', fromOn: day },
  }),
  'organisations.correctPost': versioned({ note: '更正' }),
  'organisations.endPost': versioned({ toOn: day }),
  'organisations.withdrawPost': versioned(),
  'organisations.openTerm': (target) => ({ params: { id: target.id }, body: { startedOn: day, reason } }),
  'organisations.correctTerm': versioned({ ordinal: 3 }),
  'organisations.endTerm': versioned({ endedOn: day }),

  'organisations.template': nothing,
  'organisations.export': (target) => ({ query: { organisationId: target.id } }),
  'organisations.previewImport': () => ({ file: { name: 'x.csv', content: '上级,名称' } }),
  'organisations.commitImport': (target) => ({ params: { id: target.id }, body: { digest: 'x', on: day } }),

  'dues.treasurers': nothing,
  'dues.nameTreasurer': () => ({ body: { accountId: newId(), reason } }),
  'dues.endTreasurer': (target) => ({ params: id(target) ?? {}, body: { reason } }),
  'dues.sheet': () => ({ query: { year: String(duesYear) } }),
  'dues.setBases': (target) => ({
    body: {
      year: duesYear,
      items: [{ personId: target.id, kind: 'farmer', baseFen: 0, monthlyFen: 20, basis: '年初核定', version: 0 }],
    },
  }),
  'dues.pay': (target) => ({
    body: {
      fromMonth: `${duesYear}-01-01`,
      toMonth: `${duesYear}-01-01`,
      paidOn: `${duesYear}-01-01`,
      method: 'cash',
      people: [{ personId: target.id, amountFen: 20 }],
    },
  }),
  'dues.payVoluntary': (target) => ({
    body: { personId: target.id, amountFen: 5_000, paidOn: `${duesYear}-01-01`, method: 'cash' },
  }),
  'dues.payments': () => ({ query: { limit: '100' } }),
  'dues.payment': named,
  'dues.void': versioned(),
  'dues.reliefs': nothing,
  'dues.askRelief': (target) => ({
    body: {
      personId: target.id,
      fromMonth: `${duesYear}-10-01`,
      toMonth: `${duesYear}-12-01`,
      monthlyFen: 0,
      decidedOn: `${duesYear}-01-01`,
      reason: '家庭困难',
    },
  }),
  'dues.consents': nothing,
  'dues.agree': (target) => ({ body: { people: [target.id], fromOn: `${duesYear}-01-01`, reason: '在外务工' } }),
  'dues.withdraw': (target) => ({
    params: { id: target.id },
    body: { version: 1, until: `${duesYear + 1}-01-01`, reason },
  }),
  'dues.ledger': () => ({ query: { limit: '100' } }),
  'dues.use': () => ({
    body: {
      category: 'training',
      amountFen: 100,
      bookedOn: `${duesYear}-01-01`,
      from: 'cash',
      decidedOn: `${duesYear}-01-01`,
      document: '支部会议记录',
    },
  }),
  'dues.book': () => ({
    body: { kind: 'opening', amountFen: 100, bookedOn: `${duesYear}-01-01`, money: 'cash', document: '上年结转' },
  }),
  'dues.reverse': (target) => ({ params: { id: target.id }, body: { reason } }),
  'dues.bank': () => ({ query: { state: 'all' } }),
  'dues.readBank': () => ({ body: { text: `日期,金额,对方户名\n${duesYear}-01-05,${fresh('12')},某人` } }),
  'dues.matchBank': (target) => ({ params: { id: target.id }, body: { entryId: target.of } }),
  'dues.unmatchBank': named,
  // The first quarter that is not published yet: each sample is a later one.
  'dues.publish': () => {
    const at = quarters++;
    return { body: { year: 2009 + Math.floor(at / 4), quarter: (at % 4) + 1 } };
  },
  'dues.statement': () => ({ query: { year: String(duesYear) } }),
  'dues.statementFile': () => ({ query: { year: '2010' } }),
  'own.duesStatement': () => ({ query: { year: String(duesYear) } }),
  'dues.overview': () => ({ query: { year: String(duesYear), quarter: '1' } }),
  'own.dues': nothing,
  'duties.one': named,
  'duties.overview': (target) => ({ query: { organisationId: target.id } }),
  'duties.list': (target) => ({ query: { organisationId: target.id, kind: 'party_day', period: '2026-03' } }),
  'duties.own': nothing,
  'admission.list': () => ({ query: { queue: 'open', limit: '100' } }),
  'admission.one': named,
  'admission.open': (target) => ({
    body: { branchId: target.id, name: '林小雨', idNumber: makeIdNumber('2000-01-01', '2'), begunOn: day },
  }),
  'admission.contradictions': nothing,
  'admission.takeOver': (target) => ({
    body: {
      branchId: target.id,
      name: '林小雨',
      idNumber: makeIdNumber('2000-01-01', '2'),
      begunOn: '2024-03-01',
      facts: [{ step: 'talk', on: '2024-03-20', outcome: 'done' }],
    },
  }),
  // Each office its own step: those of others are refused it.
  'admission.record': (target, { role }) => ({
    params: { id: target.id },
    body: {
      version: 1,
      ...(role === 'county_officer'
        ? { step: 'filing', outcome: 'done' }
        : role === 'township_worker'
          ? { step: 'precheck', outcome: 'passed', concludedBy: '王五' }
          : { step: 'talk', outcome: 'done', names: ['王五'] }),
      on: day,
    },
  }),
  'admission.undo': (target) => ({ params: { id: target.of, factId: target.id }, body: { version: 1, reason } }),
  'admission.close': (target, { role }) => ({
    params: { id: target.id },
    body: { version: 1, kind: role === 'county_officer' ? 'not_recognised' : 'withdrawn', on: day, reason },
  }),
  'admission.reopen': versioned({ reason }),
  'admission.move': (target) => ({
    params: { id: target.id },
    body: { version: 1, branchId: target.node.id, reason },
  }),
  'admission.extras': nothing,
  'admission.setExtra': () => ({ body: { extra: 'autobiography', wanted: true } }),
  'admission.recordExtra': versioned({ extra: 'autobiography', on: day }),
  'admission.undoExtra': (target) => ({
    params: { id: target.of, recordId: target.id },
    body: { version: 1, reason },
  }),
  'admission.papers': named,
  'admission.filledPaper': (target) => ({ params: { id: target.id, paper: 'talkRecord' } }),
  'admission.archive': named,
  'admission.keepPaper': (target) => ({
    params: { id: target.id },
    body: { paper: 'talkRecord', on: day, place: '镇党委档案柜' },
  }),
  'admission.placePaper': (target) => ({
    params: { id: target.of, paperId: target.id },
    body: { version: 1, place: '县档案馆' },
  }),
  'admission.voidPaper': (target) => ({ params: { id: target.of, paperId: target.id }, body: { reason } }),
  'admission.scanPaper': (target) => ({
    params: { id: target.of, paperId: target.id },
    file: { name: 'x.pdf', content: '%PDF-1.4' },
  }),
  'admission.paperScan': (target) => ({ params: { id: target.of, paperId: target.id } }),
  'admission.caseQuota': named,
  'admission.templates': nothing,
  'admission.template': () => ({ params: { paper: 'talkRecord' } }),
  'admission.uploadTemplate': () => ({
    params: { paper: 'talkRecord' },
    file: { name: 'x.docx', content: 'no document' },
  }),
  'admission.resetTemplate': () => ({ params: { paper: 'talkRecord' } }),
  'admission.restoreTemplate': (target) => ({ params: { paper: 'talkRecord' }, body: { version: target.id } }),
  'admission.quotas': () => ({ query: { year: '2026' } }),
  'admission.quotaCases': (target) => ({ query: { year: '2026', organisationId: target.id, of: 'used' } }),
  'admission.setQuota': (target) => ({
    body: { year: 2026, organisationId: target.id, places: 5, decidedOn: day, reason },
  }),
  'own.admission': nothing,
  'elections.list': () => ({ query: { state: 'all', limit: '100' } }),
  'elections.one': named,
  'elections.create': (target) => ({
    body: { organisationId: target.id, kind: 'committee', method: 'surplus', seats: 3, heldOn: '2026-12-20' },
  }),
  'elections.edit': (target) => ({
    params: { id: target.id },
    body: { version: 1, seats: 5, method: 'surplus', heldOn: day, basis: 'entitled' },
  }),
  'elections.takeRoll': (target) => ({ params: { id: target.id }, body: { version: 1 } }),
  'elections.exclude': (target) => ({
    params: { id: target.id, personId: target.of },
    body: { version: 1, exclusion: 'bedridden', consent: '永组〔2026〕1号', resolvedOn: day, note: '长期卧床' },
  }),
  'elections.namable': (target) => ({ params: { id: target.id }, query: { q: '林' } }),
  'elections.candidates': (target) => ({ params: { id: target.id }, body: { version: 1, people: [target.of] } }),
  'elections.count': (target) => ({
    params: { id: target.id },
    body: {
      version: 1,
      present: 1,
      issued: 1,
      returned: 1,
      valid: 1,
      invalid: 0,
      candidates: [{ personId: target.of, yes: 1, no: 0, abstain: 0 }],
      writeIns: [],
      scrutineers: ['监票'],
      tellers: ['计票'],
    },
  }),
  'elections.confirm': (target) => ({ params: { id: target.id }, body: { version: 1 } }),
  'elections.announce': (target) => ({
    params: { id: target.id },
    body: { version: 1, elected: [target.of], announcedBy: '主持人', announcedOn: day },
  }),
  'elections.enter': versioned({ fromOn: day, newTerm: false, endPosts: false }),
  'elections.cancel': versioned(),
  'appraisals.list': () => ({ query: { limit: '100' } }),
  'appraisals.one': named,
  'appraisals.create': () => {
    count += 1;
    return { body: { year: 2019 + (count % 7), rollOn: day } };
  },
  'appraisals.edit': (target) => ({
    params: { id: target.id },
    body: {
      version: 1,
      meetingId: null,
      studiedOn: day,
      mutualOn: day,
      mutualForm: 'meeting',
      mutualSummary: '肯定成绩，指出不足',
    },
  }),
  'appraisals.takeRoll': (target) => ({ params: { id: target.id }, body: { version: 1, rollOn: day } }),
  'appraisals.excuse': (target) => ({
    params: { id: target.id, personId: target.of },
    body: { version: 1, excuse: null },
  }),
  'appraisals.self': (target) => ({
    params: { id: target.id, personId: target.of },
    body: { version: 1, text: '坚持学习，联系群众不够' },
  }),
  'appraisals.count': (target) => ({ params: { id: target.id }, body: { ...appraisalSheet(target), testedOn: day } }),
  'appraisals.confirm': (target) => ({ params: { id: target.id }, body: appraisalSheet(target) }),
  'appraisals.grade': (target) => ({
    params: { id: target.id },
    body: {
      version: 1,
      decidedBy: 'committee',
      decidedOn: day,
      grades: [{ personId: target.of, grade: 'qualified', reason: null }],
    },
  }),
  'appraisals.tell': versioned(),
  'appraisals.answer': (target) => ({
    params: { id: target.id, personId: target.of },
    body: { version: 1, answer: '已当面说明' },
  }),
  'appraisals.talk': (target) => ({
    params: { id: target.id, personId: target.of },
    body: { version: 1, talkOn: day, note: '已谈话' },
  }),
  'appraisals.follow': (target) => ({
    params: { id: target.id, personId: target.of },
    body: {
      version: 1,
      investigatedOn: day,
      researchedOn: null,
      filedOn: null,
      measure: null,
      decidedOn: null,
      untilOn: null,
      finishedOn: null,
    },
  }),
  'appraisals.close': versioned(),
  'appraisals.cancel': versioned(),
  'appraisals.form': named,
  'appraisals.report': named,
  'appraisals.overview': () => ({ query: { year: '2026' } }),
  'appraisals.attention': () => ({ query: { year: '2026' } }),
  'own.appraisals': nothing,
  'own.writeSelf': (target) => ({ params: { id: target.id }, body: { text: '坚持学习，联系群众不够' } }),
  'own.respondToGrade': (target) => ({ params: { id: target.id }, body: { response: 'accepted', words: '' } }),

  'rules.list': nothing,
  'rules.ask': () => ({ params: { id: 'term.branch' }, query: { on: day } }),
  'calendar.year': () => ({ params: { year: '2026' } }),
  'calendar.set': () => ({ params: { year: '2026' }, body: { source: '国务院办公厅通知', days: [] } }),
  'calendar.fill': () => ({ params: { year: '2025' } }),
};

import { beforeAll, describe, expect, test } from 'vitest';
import type { Endpoint } from '#shared/endpoint.ts';
import { useApp } from '#test/harness/app.ts';
import type { Client } from '#test/harness/client.ts';
import { pdfLines } from '#test/files/pdf.ts';
import { wordPart, wordText } from '#test/files/word.ts';
import { hostile } from '#test/harness/hostile.ts';
import type { Person } from '#test/harness/tree.ts';
import * as contract from '../contract.ts';
import { amendMeeting } from '../record/amending/contract.ts';
import * as documents from './contract.ts';

const server = useApp({ now: () => new Date('2026-11-26T08:00:00Z') });
const app = () => server.current;

let secretary: Client;
let people: Person[] = [];
let meeting: contract.Meeting;

/** A closed meeting of three, with everything that minutes can say. */
const closedMeeting = async (): Promise<contract.Meeting> => {
  const [first, second, third] = people as [Person, Person, Person];
  const { id } = await secretary.call(contract.planMeeting, {
    body: {
      organisationId: app().tree.branchA1.id,
      type: 'members_meeting',
      title: `讨论村道硬化${hostile}`,
      day: '2026-11-26',
      time: '14:30',
      endTime: '15:30',
      place: '村部二楼',
      chairPersonId: first.id,
      recorderPersonId: second.id,
      agenda: ['通报党费使用', '表决村道硬化'],
    },
  });
  const at = { params: { id } };
  const marks = [
    { people: [first.id, second.id], attendance: 'present' as const },
    { people: [third.id], attendance: 'excused' as const, reason: '住院' },
  ];
  for (const body of marks) await secretary.call(contract.takeAttendance, { ...at, body });
  const held = await secretary.call(contract.confirmAttendance, { ...at, body: { version: 1 } });
  const { version } = await secretary.call(contract.recordMeeting, {
    ...at,
    body: {
      version: held.version,
      content: `第一段${hostile}\n第二段`,
      resolutions: [{ wording: '同意硬化村道', vote: 'branch', yes: 2 }],
      tasks: [{ task: '联系施工队', ownerPersonId: first.id, dueOn: '2026-12-15' }],
    },
  });
  return secretary.call(contract.closeMeeting, { ...at, body: { version } });
};

beforeAll(async () => {
  secretary = await app().as('branch_secretary');
  people = [await app().member(), await app().member(), await app().member()];
  meeting = await closedMeeting();
});

const fetched = async (endpoint: Endpoint, query = {}, { id } = meeting) => {
  const reply = await secretary.raw(endpoint, { params: { id }, query });
  expect(reply.status).toBe(200);
  expect(reply.headers['content-type']).toContain('wordprocessingml');
  return reply.bytes;
};

describe('the minutes', () => {
  test('say when, where, who, what was decided and what is to be done', async () => {
    const [first, , third] = people as [Person, Person, Person];
    const words = await wordText(await fetched(documents.meetingMinutes));
    for (const expected of [
      app().tree.branchA1.name,
      '支部党员大会会议纪要',
      `会议主题：讨论村道硬化${hostile}`,
      '时间：2026年11月26日14:30至15:30',
      '地点：村部二楼',
      `主持人：${first.name}`,
      '应到3人，实到2人，缺席0人，请假1人；应到会有表决权3人，实到2人',
      `缺席、请假人员：${third.name}（住院）`,
      '2. 表决村道硬化',
      `第一段${hostile}`,
      '第二段',
      '表决情况：应到会有表决权3人，实到2人；赞成2票，反对0票，弃权0票，通过。',
      `1. 联系施工队。责任人：${first.name}，完成时限：2026年12月15日`,
    ])
      expect(words).toContain(expected);
    expect(words.split('\n')).toContain('第二段');
  });

  test('are laid out as a letter: 22 lines of 28 characters', async () => {
    const xml = await wordPart(await fetched(documents.meetingMinutes));
    expect(xml).toMatch(/<w:pgSz w:w="1190\d" w:h="1683\d"/);
    expect(xml).toMatch(/w:top="2097"/);
    expect(xml).toContain('w:line="579" w:lineRule="exact"');
    expect(xml).toContain('<w:spacing w:val="-5"/>');
    expect(xml).toContain('w:eastAsia="仿宋_GB2312"');
    expect(xml).toContain('<w:sz w:val="32"/>');
  });

  test('show an amendment with its reason', async () => {
    const { id, version } = await closedMeeting();
    const body = { version, content: '更正后的内容', reason: `数字写错${hostile}` };
    const amended = await secretary.call(amendMeeting, { params: { id }, body });
    const words = await wordText(await fetched(documents.meetingMinutes, {}, amended));
    expect(words).toContain('更正后的内容');
    expect(words).toContain(`数字写错${hostile}`);
    expect(words).not.toContain('第二段');
  });
});

test('the sheet has a line to sign for everybody who is asked', async () => {
  const words = await wordText(await fetched(documents.attendanceSheet));
  expect(words).toContain('支部党员大会签到表');
  for (const { name } of people) expect(words).toContain(name);
  expect(words).toContain('签名');
});

test('the ledger of a year holds its closed meetings, and no others', async () => {
  const ledger = async (year: string) => {
    const organisationId = app().tree.branchA1.id;
    return wordText(await fetched(documents.yearLedger, { organisationId, year }));
  };
  const words = await ledger('2026');
  expect(words).toContain('2026年组织生活台账');
  expect(words).toContain('支部党员大会会议纪要');
  expect(await ledger('2025')).not.toContain('会议纪要');
});

test('minutes, sheet and ledger come as PDF as well, and say the same', async () => {
  const read = async (endpoint: Endpoint, query = {}): Promise<string> => {
    const reply = await secretary.raw(endpoint, { params: { id: meeting.id }, query: { ...query, as: 'pdf' } });
    expect(reply.headers['content-type']).toBe('application/pdf');
    return (await pdfLines(reply.bytes)).flat().join('');
  };
  const minutes = await read(documents.meetingMinutes);
  const [first] = people as [Person];
  for (const expected of [
    '支部党员大会会议纪要',
    '时间：2026年11月26日14:30至15:30',
    `主持人：${first.name}`,
    '第二段',
  ])
    expect(minutes).toContain(expected);
  expect(await read(documents.attendanceSheet)).toContain('支部党员大会签到表');
  const ledger = { organisationId: app().tree.branchA1.id, year: '2026' };
  expect(await read(documents.yearLedger, ledger)).toContain('2026年组织生活台账');
});

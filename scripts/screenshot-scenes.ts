/** Fills the demonstration county with work under way, so that the pictures of its pages show some. */
import { randomUUID } from 'node:crypto';
import { idCheckCharacter } from '#features/base/members/identity/rules.ts';

export interface Caller {
  readonly address: string;
  readonly token: string;
}

const headersOf = (token: string): Record<string, string> => ({
  cookie: `zhibu_session=${token}`,
  'idempotency-key': randomUUID(),
});

const answered = async <T>(reply: Response): Promise<T> => {
  if (!reply.ok) throw new Error(`${reply.url}: ${reply.status} ${await reply.text()}`);
  return (await reply.json()) as T;
};

/** Asks an endpoint of the platform. */
export const read = async <T>({ address, token }: Caller, path: string): Promise<T> =>
  answered<T>(await fetch(`${address}/api${path}`, { headers: headersOf(token) }));

/** Sends a command with a JSON body to an endpoint of the platform. */
export const send = async <T>(
  { address, token }: Caller,
  path: string,
  body: unknown,
  method: 'POST' | 'PUT' = 'POST',
): Promise<T> =>
  answered<T>(
    await fetch(`${address}/api${path}`, {
      method,
      headers: { ...headersOf(token), 'content-type': 'application/json' },
      body: JSON.stringify(body),
    }),
  );

interface Row {
  readonly id: string;
  readonly name: string;
  readonly sex: string;
  readonly birthDate: string;
  readonly branchId: string;
  readonly branchName: string;
}

const idNumber = (birthDate: string, order: number): string => {
  const seventeen = `330324${birthDate.replaceAll('-', '')}${String(order).padStart(3, '0')}`;
  return seventeen + idCheckCharacter(seventeen);
};

const headings = '姓名,性别,公民身份号码,民族,学历,人员类别,加入党组织日期,转为正式党员日期,手机号码,所在党支部';
const newcomers = ['章晓岚', '麻建勋', '谷雨薇', '滕一鸣', '金思远', '陈若曦', '胡立新', '戴海燕'] as const;

/** A roster as a township sends it: new people, one whom the county may know already, one wrong number, one odd date. */
const roster = (known: Row): string => {
  const line = (name: string, order: number, joined: string, id = idNumber('1992-04-16', order)): string =>
    [
      name,
      '男',
      id,
      '汉族',
      '大学本科毕业',
      '正式党员',
      joined,
      joined.replace('2015', '2016'),
      '',
      known.branchName,
    ].join(',');
  return [
    '枫林镇党员花名册,,,,,,,,,',
    headings,
    ...newcomers.map((name, place) => line(name, 101 + place * 2, '2015.7.1')),
    line(known.name, 121, '2015年7月', idNumber(known.birthDate, 121)),
    line('徐明远', 131, '2015-07-01', '330324199204161317'),
    line('邵静怡', 133, '2015.13.1'),
  ].join('\r\n');
};

interface Batch {
  readonly id: string;
  readonly version: number;
  readonly state: string;
}

/** Once it has come to rest: read, or committed. */
const settledBatch = async (caller: Caller, id: string): Promise<Batch> => {
  for (let tries = 0; tries < 60; tries += 1) {
    const batch = await read<Batch>(caller, `/members/imports/${id}`);
    if (!['uploaded', 'reading', 'committing'].includes(batch.state)) return batch;
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
  throw new Error(`the import ${id} does not come to rest`);
};

const sendRoster = async (caller: Caller, name: string, text: string): Promise<Batch> => {
  const form = new FormData();
  form.append('file', new Blob([text], { type: 'text/csv' }), name);
  const begun = await answered<{ id: string }>(
    await fetch(`${caller.address}/api/members/imports`, {
      method: 'POST',
      headers: headersOf(caller.token),
      body: form,
    }),
  );
  return settledBatch(caller, begun.id);
};

/** More than one person may change alone. */
const many = 60;
const surnames = ['周', '林', '陈', '徐', '潘', '金', '谢', '叶'];
const given = ['志强', '美芳', '建平', '雪梅', '国华', '晓东', '玉兰', '文杰', '春燕', '海波'];

const importRoster = (caller: Caller, known: Row): Promise<Batch> =>
  sendRoster(caller, '枫林镇党员花名册.csv', roster(known));

const commitRoster = async (caller: Caller, { id, version }: Batch): Promise<Batch> => {
  await send(caller, `/members/imports/${id}/commit`, { version, leaveOut: false, reason: '年度核对' });
  return settledBatch(caller, id);
};

/** Newcomers by one file, and another that changes more of them than one person may change alone: it waits for a second one. */
const askForImport = async (caller: Caller, known: Row): Promise<void> => {
  const lines = (place: string): string =>
    [
      '姓名,公民身份号码,人员类别,加入党组织日期,转为正式党员日期,籍贯,所在党支部',
      ...Array.from({ length: many }, (_, n) => {
        const name = `${surnames[n % surnames.length]}${given[Math.floor(n / surnames.length)]}`;
        const id = idNumber(`19${60 + (n % 30)}-05-1${n % 10}`, 201 + n * 2);
        return [name, id, '正式党员', '2010-07-01', '2011-07-01', place, known.branchName].join(',');
      }),
    ].join('\r\n');
  await commitRoster(caller, await sendRoster(caller, '岩头片区花名册.csv', lines('浙江永嘉')));
  const { id, version } = await sendRoster(caller, '岩头片区更正.csv', lines('浙江温州'));
  await send(caller, `/members/imports/${id}/commit`, { version, leaveOut: false, reason: '按户口簿更正籍贯' });
};

/** A correction that is refused, so that the member has a notice of it. */
const decideOne = async (officer: Caller, member: Caller): Promise<void> => {
  const wanted = { field: 'formerName', wanted: '小满', reason: '曾用名登记遗漏' };
  const { id, version } = await send<{ id: string; version: number }>(member, '/own/corrections', wanted);
  await send(officer, `/corrections/${id}/decide`, { version, accept: false, answer: '请附户口簿复印件' });
};

interface Transfer {
  readonly id: string;
  readonly version: number;
  readonly can: readonly string[];
}

/** A transfer on its way with its letter, and a draft. */
const transferSome = async (officer: Caller, items: readonly Row[]): Promise<void> => {
  const [moving, staying] = items.slice(2);
  const target = items.find((row) => row.branchId !== moving?.branchId);
  if (moving === undefined || staying === undefined || target === undefined) return;
  const reasons = { reason: '工作调动', duesPaidTo: '2026-10' };
  const body = { personId: moving.id, outside: '中共杭州市余杭区委组织部', kind: 'within_province', ...reasons };
  let transfer = await send<Transfer>(officer, '/transfers', body);
  for (const step of ['agree', 'issue'])
    transfer = await send<Transfer>(officer, `/transfers/${transfer.id}/steps`, {
      version: transfer.version,
      step,
      ...(step === 'issue' ? { days: 30 } : {}),
    });
  if (staying.branchId !== target.branchId)
    await send(officer, '/transfers', { personId: staying.id, toBranchId: target.branchId, ...reasons });
};

interface Branch {
  readonly id: string;
  readonly type: string;
  readonly members: number | null;
}

/** A small branch that leaves as a whole by its letter, but for one member with a transfer of their own. */
const moveUnit = async (officer: Caller, but: readonly Row[]): Promise<void> => {
  const { items } = await read<{ items: Branch[] }>(officer, '/organisations/tree');
  const taken = new Set(but.map(({ branchId }) => branchId));
  const small = items.filter(({ id, type, members }) => type === 'branch' && (members ?? 0) > 3 && !taken.has(id));
  const [unit] = small.toSorted((a, b) => (a.members ?? 0) - (b.members ?? 0));
  const people = await read<{ items: Row[] }>(officer, `/members?organisationId=${unit?.id ?? ''}&limit=1`);
  const [first] = people.items;
  if (unit === undefined || first === undefined) return;
  const reasons = { reason: '企业迁址', duesPaidTo: '2026-10' };
  await send(officer, '/transfers', {
    personId: first.id,
    outside: '中共杭州市余杭区委组织部',
    kind: 'within_province',
    ...reasons,
  });
  const body = { organisationId: unit.id, outside: '中共台州市黄岩区委组织部', ...reasons };
  let letter = await send<Transfer>(officer, '/transfers/units', body);
  for (const step of ['agree', 'issue'])
    letter = await send<Transfer>(officer, `/transfers/units/${letter.id}/steps`, {
      version: letter.version,
      step,
      ...(step === 'issue' ? { days: 30 } : {}),
    });
};

interface Place {
  readonly id: string;
  readonly type: string;
}

/** Two branches that are about to elect, one by a preliminary vote first: the roll is taken, the candidates stand. */
const prepareElection = async (caller: Caller): Promise<void> => {
  const { items } = await read<{ items: { organisation: Place }[] }>(caller, '/organisations/terms/due?limit=50');
  const places = items.filter(({ organisation }) => organisation.type === 'branch').map((one) => one.organisation);
  const [whole, first] = places;
  if (whole !== undefined) await prepareOne(caller, whole.id, { method: 'surplus' });
  if (first !== undefined) await prepareOne(caller, first.id, { method: 'preliminary', preliminary: true });
};

const prepareOne = async (caller: Caller, organisationId: string, how: object): Promise<void> => {
  const heldOn = new Date(Date.now() + 14 * 86_400_000).toISOString().slice(0, 10);
  const facts = { kind: 'committee', seats: 3, heldOn, ...how };
  const { id, version } = await send<{ id: string; version: number }>(caller, '/elections', {
    organisationId,
    ...facts,
  });
  const { roll } = await read<{ roll: { items: { personId: string }[] } }>(caller, `/elections/${id}`);
  const people = roll.items.slice(0, 4).map(({ personId }) => personId);
  await send(caller, `/elections/${id}/candidates`, { version, people }, 'PUT');
};

/** A paper beside the meeting that the secretary's list shows first. */
const handOutPaper = async (secretary: Caller): Promise<void> => {
  const { items } = await read<{ items: { id: string; state: string }[] }>(secretary, '/meetings');
  const first = items.find(({ state }) => state === 'planned' || state === 'held');
  if (first === undefined) return;
  const form = new FormData();
  const notes = ['%PDF-1.7', '%%EOF'].join('\n');
  form.append('file', new Blob([notes], { type: 'application/pdf' }), '村道清洁分工表.pdf');
  await answered(
    await fetch(`${secretary.address}/api/meetings/${first.id}/materials?kind=paper`, {
      method: 'POST',
      headers: headersOf(secretary.token),
      body: form,
    }),
  );
};

/** Corrections decided and asked for, two files of one person, a bulk change, an export that waits, a roster read, an election, transfers, a unit that leaves, a paper of a meeting. */
export const setScenes = async (officer: Caller, secretary: Caller, member: Caller): Promise<void> => {
  const { items } = await read<{ items: Row[] }>(officer, '/members?limit=20');
  const [known, other] = items;
  if (known === undefined || other === undefined) throw new Error('the demonstration county holds nobody');
  await decideOne(officer, member);
  await send(member, '/own/corrections', { field: 'nativePlace', wanted: '浙江永嘉岩头', reason: '户口簿上是岩头' });
  await send(officer, '/members', {
    branchId: other.branchId,
    fields: {
      name: known.name,
      sex: known.sex,
      birthDate: known.birthDate,
      category: 'full',
      joinedOn: '2015-07-01',
      fullOn: '2016-07-01',
    },
  });
  await send(officer, '/members/bulk', {
    filter: { category: ['probationary'] },
    fields: { isFrontLine: true },
    reason: '永组〔2026〕8号',
  });
  await send(officer, '/members/exports', {
    filter: {},
    columns: ['name', 'sex', 'birthDate', 'category', 'joinedOn', 'branchId'],
    recipient: 'department',
    reason: '年度党内统计',
  });
  await prepareElection(officer);
  await askForImport(officer, known);
  await importRoster(officer, known);
  await transferSome(officer, items);
  await moveUnit(officer, items);
  await handOutPaper(secretary);
};

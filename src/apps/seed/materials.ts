/** A paper for meetings that are coming up and a signed sheet of some that were held; most have none, as in life. */
import { Readable } from 'node:stream';
import type { County } from '#platform/county/county.ts';
import type { Tx } from '#platform/db/types.ts';
import { pdfType, writePdf } from '#platform/documents/pdf.ts';
import { formatDay } from '#shared/format.ts';
import { newId } from '#shared/ids.ts';
import type { Block } from '#shared/letter.ts';

const each = 4;

interface Put {
  readonly meeting: { readonly id: string; readonly org_path: string; readonly day: string };
  readonly kind: 'paper' | 'sheet';
  readonly name: string;
  readonly blocks: readonly Block[];
}

const put = async (tx: Tx, county: County, { meeting, kind, name, blocks }: Put): Promise<void> => {
  const content = await writePdf(name, blocks);
  const { id, size, digest, keyId } = await county.files.put(Readable.from([content]), { maxBytes: content.length });
  const { org_path } = meeting;
  const facts = { org_path, name: `${name}.pdf`, media_type: pdfType, size };
  await tx
    .insertInto('file')
    .values({ id, ...facts, digest, key_id: keyId })
    .execute();
  await tx
    .insertInto('meeting_material')
    .values({
      id: newId(),
      meeting_id: meeting.id,
      ...facts,
      kind,
      file_id: id,
      added_by: '支部书记',
      added_at: county.now().toISOString(),
    })
    .execute();
};

const paper = (day: string): readonly Block[] => [
  { kind: 'title', text: '主题党日学习材料' },
  { kind: 'plain', text: '' },
  { kind: 'text', text: `时间：${formatDay('zh', day)}` },
  { kind: 'heading', text: '一、学习内容' },
  { kind: 'text', text: '党章总纲；农村基层组织工作条例有关支部职责的条款。请到会前通读，划出有疑问之处。' },
  { kind: 'heading', text: '二、讨论题' },
  { kind: 'text', text: '1. 本村公益事业哪些事项应由党员大会讨论？' },
  { kind: 'text', text: '2. 党员联系户制度还有哪些不便？' },
];
const sheet = (day: string): readonly Block[] => [
  { kind: 'title', text: '签到表（扫描件）' },
  { kind: 'plain', text: '' },
  { kind: 'text', text: `会议日期：${formatDay('zh', day)}。演示数据，签名从略。` },
];

/** Writes them for a few branches; whoever undoes the transaction leaves files that the nightly sweep takes. */
export const putMaterials = async (tx: Tx, county: County): Promise<void> => {
  const meetings = (state: 'planned' | 'closed', type: 'party_day' | 'members_meeting') =>
    tx
      .selectFrom('meeting')
      .select(['id', 'org_path', 'starts_at'])
      .where('state', '=', state)
      .where('type', '=', type)
      .orderBy('org_path')
      .orderBy('starts_at', 'desc')
      .limit(each)
      .execute();
  for (const { starts_at, ...row } of await meetings('planned', 'party_day')) {
    const meeting = { ...row, day: starts_at.slice(0, 10) };
    await put(tx, county, { meeting, kind: 'paper', name: '主题党日学习材料', blocks: paper(meeting.day) });
  }
  for (const { starts_at, ...row } of await meetings('closed', 'members_meeting')) {
    const meeting = { ...row, day: starts_at.slice(0, 10) };
    await put(tx, county, { meeting, kind: 'sheet', name: '签到表扫描件', blocks: sheet(meeting.day) });
  }
};

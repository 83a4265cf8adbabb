import { sql } from 'kysely';
import type { Db } from '#platform/db/types.ts';
import { allCategories, allKinds, requestTexts } from '#features/service/requests/index.ts';
import { majorOf } from '#features/service/requests/categories/rules.ts';
import type { RequestState } from '#features/service/requests/rules.ts';
import { say } from '#shared/text.ts';
import type { Tree } from './documents/rules.ts';
import { endOfDay, mostRequests, type Span, statusOf, writeInstant } from './rules.ts';

export interface Service {
  readonly code: string;
  readonly name: string;
  readonly english: string;
  /** The major category that it belongs to; its own name where it is one. */
  readonly group: string;
}

/** What can be asked for: the county's categories of both levels, without those that are offered no more. */
export const services = async (db: Db): Promise<readonly Service[]> => {
  const all = await allCategories(db);
  const names = new Map(all.map(({ code, name }) => [code, name.zh]));
  return all
    .filter(({ retired }) => !retired)
    .map(({ code, parent, name }) => ({
      code,
      name: name.zh,
      english: name.en,
      group: names.get(parent ?? code) ?? name.zh,
    }));
};

export const serviceOf = async (db: Db, code: string): Promise<Service | undefined> =>
  (await services(db)).find((service) => service.code === code);

export const serviceTree = ({ code, name, english, group }: Service): Tree => ({
  service_code: code,
  service_name: name,
  description: `${name}方面的诉求 / ${english}`,
  metadata: true,
  type: 'realtime',
  keywords: name === group ? `${name}, ${english}` : `${name}, ${english}, ${group}`,
  group,
});

/** Kinds that programs may send. */
export const openKinds = async (db: Db) =>
  (await allKinds(db)).filter(({ retired, byPrograms }) => byPrograms && !retired);
export type OpenKind = Awaited<ReturnType<typeof openKinds>>[number];

/** What is asked beside the place and the words: what kind it is, and whether everybody may follow it. */
export const definitionTree = ({ code }: Service, kinds: readonly OpenKind[]): Tree => ({
  service_code: code,
  attributes: [
    {
      variable: true,
      code: 'KIND',
      datatype: 'singlevaluelist',
      required: false,
      datatype_description: '不选按第一类办理 / taken as the first that is handled where it is left out',
      order: 1,
      description: '类型。检举控告请拨打 12388，不在这里受理 / What it is. Accusations: call 12388',
      values: kinds.map((kind) => ({ key: kind.code, name: kind.name.zh })),
    },
    {
      variable: true,
      code: 'PUBLIC',
      datatype: 'singlevaluelist',
      required: false,
      datatype_description: '不选为不公开 / not public where it is left out',
      order: 2,
      description:
        '是否公开办理进度（只公开类别、村社区、承办单位和日期，不公开内容和姓名） / May everybody follow it? Category, village, unit and days are shown, neither words nor names',
      values: [
        { key: 'yes', name: '公开' },
        { key: 'no', name: '不公开' },
      ],
    },
  ],
});

export interface Asked {
  readonly ids: readonly string[] | null;
  readonly codes: readonly string[] | null;
  readonly states: readonly RequestState[] | null;
  readonly span: Span;
}

interface Row {
  readonly id: string;
  readonly category: string;
  readonly state: RequestState;
  readonly unit: string;
  readonly area_id: string;
  readonly area: string;
  readonly town: string | null;
  readonly requested_at: string | Date;
  readonly updated_at: string | Date;
  /** Null of thanks. */
  readonly due_on: string | null;
}

/** Requests that came by this interface: those asked for by their ids, else the listed ones, the newest first. */
export const openRequests = async (db: Db, { ids, codes, states, span }: Asked): Promise<readonly Row[]> => {
  const { rows } = await sql<Row>`select * from open311_requests(
    ${ids === null ? null : [...ids]}::uuid[], ${codes === null ? null : [...codes]}::text[],
    ${states === null ? null : [...states]}::text[], ${span.since.toISOString()}::timestamptz,
    ${span.until.toISOString()}::timestamptz, ${mostRequests}::integer)`.execute(db);
  return rows;
};

const nameOf = (category: string, known: readonly Service[]): string =>
  known.find(({ code }) => code === category)?.name ?? category;

/** How it stands, for everybody: nothing of what was written. */
export const requestTree = (row: Row, known: readonly Service[]): Tree => ({
  service_request_id: row.id,
  status: statusOf(row.state),
  status_notes: say('zh', requestTexts[`state_${row.state}`]),
  // Services are the major categories: a minor one is told as what lies above it.
  service_name: nameOf(majorOf(row.category), known),
  service_code: majorOf(row.category),
  description: null,
  agency_responsible: row.unit,
  service_notice: null,
  requested_datetime: writeInstant(new Date(row.requested_at)),
  updated_datetime: writeInstant(new Date(row.updated_at)),
  expected_datetime: row.due_on === null ? null : endOfDay(row.due_on),
  address: `${row.area}${row.town === null ? '' : `，${row.town}`}`,
  address_id: row.area_id,
  zipcode: null,
  lat: null,
  long: null,
  media_url: null,
});

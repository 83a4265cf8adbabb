/**
 * What the database knew before somebody typed. A typed value counts as known where the branch could have been spared it:
 *
 * - any text, day or time that stands in a row of the branch or of its people, or the name of any organisation, said again as a whole
 *   (spaces, punctuation and width apart): a title, a place, a name, an agenda, a date, a phone or an ID number;
 * - the counts of the meeting at hand (present, absent, excused, expected, entitled, voters present), and of amounts those
 *   of the branch's dues and ledger.
 *
 * A sentence about what happened counts as new, also where it mentions somebody by name: nobody could have known it. Nor does
 * a number of two digits that is none of those counts: a capacity, a quantity. What is chosen from a list or a calendar is not typed.
 */
import { rangeEnd } from '#platform/access/scope.ts';
import type { BranchGround } from './branch-ground.ts';

export interface Known {
  /** Where the database had it; undefined: it was new. */
  readonly of: (typed: string) => string | undefined;
  readonly size: number;
}

/** 2026年3月2日, 2026.3.2 and 2026/03/02 are one day. */
const days = (text: string): string =>
  text.replaceAll(
    /(\d{4})\s*[年./-]\s*(\d{1,2})\s*[月./-]\s*(\d{1,2})\s*日?/g,
    (_, year: string, month: string, day: string) => `${year}${month.padStart(2, '0')}${day.padStart(2, '0')}`,
  );

const plain = (text: string): string =>
  days(text.normalize('NFKC'))
    .toLowerCase()
    .replaceAll(/[\s\p{P}\p{S}]/gu, '');

const isNumber = (text: string): boolean => /^\d+([.,]\d+)?$/.test(text.trim());

interface Column {
  readonly table: string;
  readonly column: string;
  readonly type: string;
}

const columnsOf = (ground: BranchGround): Promise<Column[]> =>
  ground.look<Column>(
    `select c.table_name as "table", c.column_name as "column", c.data_type as type from information_schema.columns c
      where c.table_schema = current_schema() and c.data_type in ('text', 'date', 'timestamp with time zone')
        and c.column_name not in ('org_path', 'to_path', 'path', 'version')
        and exists (select from information_schema.columns p where p.table_schema = c.table_schema
          and p.table_name = c.table_name and p.column_name = 'org_path')`,
  );

const shown = ({ column, type }: Column): string =>
  type === 'timestamp with time zone'
    ? `unnest(array[to_char("${column}" at time zone 'Asia/Shanghai', 'YYYY-MM-DD'), to_char("${column}" at time zone 'Asia/Shanghai', 'HH24:MI')])`
    : `"${column}"::text`;

const countNames = ['expected', 'present', 'absent', 'excused', 'entitled', 'voters present'] as const;

/** The counts of the branch's latest meeting, as its page tells them. */
const meetingCounts = async (ground: BranchGround): Promise<Record<string, number>> => {
  const [row] = await ground.look<Record<string, number>>(
    `select count(*) filter (where not exempt or attendance = 'present')::int4 as expected,
        count(*) filter (where attendance = 'present')::int4 as present,
        count(*) filter (where attendance = 'absent')::int4 as absent,
        count(*) filter (where attendance = 'excused')::int4 as excused,
        count(*) filter (where votes)::int4 as entitled,
        count(*) filter (where votes and attendance = 'present')::int4 as "voters present"
      from meeting_invitee where meeting_id = (select id from meeting where organisation_id = $1 order by id desc limit 1)`,
    [ground.branch.id],
  );
  return row ?? {};
};

const amounts = (ground: BranchGround): Promise<{ fen: number; at: string }[]> =>
  ground.look(
    `select distinct monthly_fen as fen, 'dues_base.monthly_fen' as at from dues_base where branch_id = $1
      union select distinct base_fen, 'dues_base.base_fen' from dues_base where branch_id = $1
      union select distinct amount_fen, 'dues_payment.amount_fen' from dues_payment where branch_id = $1
      union select distinct amount_fen, 'dues_entry.amount_fen' from dues_entry where organisation_id = $1`,
    [ground.branch.id],
  );

/** Phone and ID numbers of the branch, in the clear. */
const sealedOf = async (ground: BranchGround): Promise<[string, string][]> => {
  const rows = await ground.look<Record<string, Buffer | null>>(
    `select id_number, phone, landline, address from person where org_path >= $1 and org_path < $2`,
    [ground.branch.path, rangeEnd(ground.branch.path)],
  );
  return rows.flatMap((row) =>
    Object.entries(row).flatMap(([column, value]): [string, string][] =>
      value === null ? [] : [[ground.county.crypto.decrypt(value), `person.${column}`]],
    ),
  );
};

export const knownValues = async (ground: BranchGround): Promise<Known> => {
  const { path } = ground.branch;
  const texts = new Map<string, string>();
  const numbers = new Map<string, string>();
  const learn = (value: string, at: string): void => {
    const key = plain(value);
    if (key !== '' && !texts.has(key)) texts.set(key, at);
  };
  for (const column of await columnsOf(ground)) {
    const rows = await ground.look<{ value: string | null }>(
      `select distinct ${shown(column)} as value from "${column.table}" where org_path >= $1 and org_path < $2`,
      [path, rangeEnd(path)],
    );
    for (const { value } of rows) if (value !== null) learn(value, `${column.table}.${column.column}`);
  }
  for (const { name, short_name } of await ground.look<{ name: string; short_name: string }>(
    'select name, short_name from organisation',
  )) {
    learn(name, 'organisation.name');
    learn(short_name, 'organisation.short_name');
  }
  for (const [value, at] of await sealedOf(ground)) learn(value, at);
  for (const { fen, at } of await amounts(ground)) numbers.set(String(fen / 100), at);
  const counts = await meetingCounts(ground);
  for (const name of countNames) numbers.set(String(counts[name] ?? ''), `the meeting’s ${name}`);
  return {
    of: (typed) =>
      isNumber(typed)
        ? (numbers.get(String(Number(typed.replace(',', '.')))) ?? texts.get(plain(typed)))
        : texts.get(plain(typed)),
    size: texts.size + numbers.size,
  };
};

/** Values that the branch's own rows hold, in the ways people write them: a look that missed one would prove nothing. */
export const plantedValues = async (ground: BranchGround): Promise<readonly string[]> => {
  const [meeting] = await ground.look<{ title: string; place: string; day: string; topic: string; name: string }>(
    `select m.title, m.place, to_char(m.held_on, 'FMYYYY"年"FMMM"月"FMDD"日"') as day, a.topic, i.name from meeting m
      join agenda_item a on a.meeting_id = m.id join meeting_invitee i on i.meeting_id = m.id
      where m.organisation_id = $1 and m.held_on is not null order by m.id desc limit 1`,
    [ground.branch.id],
  );
  if (meeting === undefined) throw new Error('the branch has held no meeting');
  const [sealed = ''] = (await sealedOf(ground)).find(([, at]) => at === 'person.phone') ?? [];
  const [dues] = (await amounts(ground)).filter(({ fen }) => fen > 0);
  const { entitled = 0 } = await meetingCounts(ground);
  const { title, place, day, topic, name } = meeting;
  const spaced = `${ground.branch.name.slice(0, 4)} ${ground.branch.name.slice(4)}。`;
  return [
    title,
    `${place}，`,
    day,
    topic,
    name,
    sealed,
    '１４：３０',
    spaced,
    String((dues?.fen ?? 0) / 100),
    String(entitled),
  ];
};

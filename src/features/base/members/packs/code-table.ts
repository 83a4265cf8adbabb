/**
 * National and platform code tables. A table with a GB number uses the national codes; a table without one uses readable
 * keys of our own, and accepts the numbers seen in exports of the national system as variants.
 */
export interface Code {
  readonly code: string;
  readonly label: { readonly zh: string; readonly en: string };
  /** Other spellings that rosters use for the same value. */
  readonly also?: readonly string[];
}

export interface CodeTable {
  readonly key: string;
  readonly name: { readonly zh: string; readonly en: string };
  readonly source: string;
  /** Codes are a tree by prefix, shorter ones may be padded with zeros on the right (工作岗位 0110 = 011). */
  readonly tree?: boolean;
  /** A code that ends in 0 stands for its whole group (学历 20 = 21, 22, 23, 28). */
  readonly groups?: boolean;
  readonly codes: readonly Code[];
}

export type Row = readonly [code: string, zh: string, en: string, also?: string];
const rowsOf = (rows: readonly Row[]): readonly Code[] =>
  rows.map(([code, zh, en, also]) => ({ code, label: { zh, en }, ...(also ? { also: also.split(' ') } : {}) }));
export const table = (key: string, zh: string, en: string, source: string, rows: readonly Row[]): CodeTable => ({
  key,
  name: { zh, en },
  source,
  codes: rowsOf(rows),
});
export const OTHER: Row = ['other', '其他', 'Other'];
export const OWN = '本平台键值（国家系统未公开编码）';

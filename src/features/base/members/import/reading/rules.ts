/** What a row of a roster means for the register. Pure: who is known is handed in. */
import type { FieldKey } from '../../catalogue.ts';
import { isFieldKey, fieldOf } from '../../catalogue.ts';
import type { MemberFields, Value } from '../../contract.ts';
import { checkFile, type MemberFile } from '../../rules.ts';
import type { Fields, RowProblem } from '../rules.ts';

/** Dates as they are stored: a month is kept as its first day. Truth values and numbers get their type. */
const typed = (key: FieldKey, text: string): Value => {
  const { kind } = fieldOf(key);
  if (kind === 'bool') return text === 'true';
  if (kind === 'int') return Number(text);
  return /^\d{4}-\d{2}$/.test(text) ? `${text}-01` : text;
};

/** The fields of the file that the row gives; what it leaves blank stays as it is. */
export const fieldsOfRow = (fields: Fields): MemberFields => {
  const entries = Object.entries(fields).filter(
    ([key]) => isFieldKey(key) && key !== 'branchId' && key !== 'leftOn' && key !== 'leaveKind',
  );
  return Object.fromEntries(entries.map(([key, text]) => [key, typed(key as FieldKey, text)]));
};

/** Problems of the file as a whole that the single cells do not show: orders of dates, category against dates. */
export const wholeProblems = (
  file: MemberFile,
  today: string,
  columnOf: (field: string) => number,
  known: readonly RowProblem[],
): RowProblem[] => {
  const faulty = new Set(known.map((p) => p.field));
  return checkFile(file, { today, required: [] })
    .problems.filter((p) => !faulty.has(p.path as RowProblem['field']))
    .map((p): RowProblem => ({
      column: columnOf(p.path),
      field: p.path as RowProblem['field'],
      level: 'error',
      message: p.message,
      ...(p.params === undefined ? {} : { params: p.params }),
    }));
};

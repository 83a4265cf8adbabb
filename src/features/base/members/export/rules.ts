import { masks } from '#shared/mask.ts';
import { fieldOf, type FieldKey, type FileField } from '../catalogue.ts';
import { codeTables, labelOf } from '../codes.ts';
import type { Value } from '../contract.ts';
import type { ExportRecipient } from './recipients/contract.ts';
import { passageOf } from './recipients/rules.ts';

/** More people than this, and a second person must agree (issue: exports above 500). */
export const exportAlone = 500;

/** The rule that says how long a finished file can be fetched: long enough for the afternoon's work, then it is gone. */
export const exportRule = 'keep.export';

const widths: Partial<Record<FieldKey, number>> = { branchId: 40, address: 40, idNumber: 22, name: 12, phone: 16 };
const isDate = (field: FileField): boolean => field.kind === 'date' || field.kind === 'partialDate';

export const columnOf = (key: FieldKey) => {
  const field = fieldOf(key);
  const kind = isDate(field) ? ('date' as const) : field.kind === 'int' ? ('number' as const) : ('text' as const);
  return { title: field.label.zh, kind, width: widths[key] ?? 14 };
};

interface Cell {
  readonly full: boolean;
  readonly branch: string;
  readonly recipient: ExportRecipient;
}

/**
 * What stands in a cell: labels of codes, masks unless the full value was asked for and may go to the recipient. `branch` is
 * the branch's full name.
 */
export const cellOf = (
  key: FieldKey,
  value: Value,
  { full, branch, recipient }: Cell,
): string | number | boolean | null => {
  if (key === 'branchId') return branch;
  if (value === null) return null;
  const field = fieldOf(key);
  if (field.kind === 'code' && field.codes !== undefined) return labelOf(codeTables[field.codes], String(value));
  const passage = passageOf(key, recipient);
  if (passage === 'no') return null;
  if ((!full || passage === 'masked') && field.mask !== undefined && field.mask !== 'name' && typeof value === 'string')
    return masks[field.mask](value);
  return value;
};

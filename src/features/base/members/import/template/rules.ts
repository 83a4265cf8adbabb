/** The form that a county hands out: its columns, what may stand in them, and an example. */
import { fieldOf, isFieldKey } from '../../catalogue.ts';
import { codeTables } from '../../codes.ts';
import { importLabel, requiredFields, type ImportField } from '../headings/rules.ts';

export interface TemplateColumn {
  readonly field: ImportField;
  readonly title: string;
  readonly width: number;
  readonly kind: 'text';
  readonly required: boolean;
  readonly note?: string;
  readonly choices?: readonly string[];
}

/** Fields of the form with the value of the example row; the person does not exist, and the number belongs to no one. */
const example: readonly (readonly [field: ImportField, value: string, width?: number])[] = [
  ['name', '张三', 12],
  ['sex', '男', 8],
  ['idNumber', '330324198506071237', 22],
  ['ethnicity', '汉族', 10],
  ['birthDate', '1985-06-07'],
  ['education', '大学本科毕业', 16],
  ['category', '正式党员', 12],
  ['branchId', '浦一村党支部', 28],
  ['phone', '13800012345'],
  ['landline', ''],
  ['joinedOn', '2006-07-01'],
  ['fullOn', '2007-07-01'],
  ['jobPost', '农牧渔民', 20],
  ['address', '瓯北街道浦一村', 28],
  ['standing', '正常', 12],
  ['isLost', '否', 14],
  ['lostSince', ''],
  ['isOutflow', '否', 14],
  ['outflowPlace', '', 20],
  ['degree', '', 12],
  ['householdPlace', '', 20],
  ['isMigrantWorker', '否', 12],
  ['newStratum', '', 18],
  ['technicalPost', '', 18],
  ['partyAgeCorrection', '0', 16],
];

const notes: Readonly<Partial<Record<ImportField, string>>> = {
  name: '与身份证一致。少数民族姓名中间用“·”。',
  idNumber: '18 位。请先把单元格设为文本，否则末几位会变成 0。',
  branchId: '写支部全称。名称不完全一致时，导入前会请您确认。',
  lostSince: '失联党员填写，可以只到月：2024-03。',
  outflowPlace: '流动党员填写省、市、县。',
  partyAgeCorrection: '月数，可以是负数。',
};
const DATE_NOTE = '年-月-日：1985-06-07。';

const kindOf = (field: ImportField): string => (isFieldKey(field) ? fieldOf(field).kind : 'bool');

const noteOf = (field: ImportField): string | undefined =>
  notes[field] ?? (kindOf(field) === 'date' ? DATE_NOTE : undefined);

const choicesOf = (field: ImportField): readonly string[] | undefined => {
  if (kindOf(field) === 'bool') return ['是', '否'];
  const codes = isFieldKey(field) ? fieldOf(field).codes : undefined;
  return codes && codeTables[codes].codes.map((code) => code.label.zh);
};

/** Columns of the form, in its order. */
export const templateColumns: readonly TemplateColumn[] = example.map(([field, , width = 14]) => {
  const note = noteOf(field);
  const choices = choicesOf(field);
  return {
    field,
    title: importLabel(field).zh,
    width,
    kind: 'text',
    required: requiredFields.includes(field),
    ...(note ? { note } : {}),
    ...(choices ? { choices } : {}),
  };
});

/** The example row, by column. */
export const templateExample: readonly string[] = example.map(([, value]) => value);

import type { Field } from '#ui/field.ts';
import type { ItemView } from '../../contract.ts';
import type { RowView } from '../../import/contract.ts';
import type { Answer, BankKind, Option } from '../../rules.ts';

interface FormOfQuestion {
  readonly field: (name: never) => unknown;
}

/** The fields of a form whose schema is that of a question, whichever command sends it. */
export const fieldsOf = (form: FormOfQuestion) => {
  // Safe: each schema of a question declares these names with these types.
  const field = form.field as (name: string) => Field<unknown>;
  return {
    kind: field('kind') as unknown as Field<BankKind>,
    stem: field('stem') as unknown as Field<string>,
    options: field('options') as unknown as Field<readonly Option[]>,
    answer: field('answer') as unknown as Field<Answer>,
    explanation: field('explanation') as unknown as Field<string>,
    level: field('level') as unknown as Field<number>,
    categoryCode: field('categoryCode') as unknown as Field<string>,
    topic: field('topic') as unknown as Field<string>,
    source: field('source') as unknown as Field<string>,
    licence: field('licence') as unknown as Field<string>,
  };
};

/** What those fields begin with, from a question or from a row of a file. */
export const valuesOf = (question: ItemView | RowView['item']) => {
  const { kind, stem, options, answer, explanation, level, categoryCode, topic, source, licence } = question;
  return { kind, stem, options: [...options], answer, explanation, level, categoryCode, topic, source, licence };
};

import type { Field } from '#ui/field.ts';
import type { Form } from '#webkit/form.ts';
import type { FormSchema } from '#webkit/form-state.ts';

/** A line that may be left empty: emptied it is an empty text, where other fields would be missing. */
export const emptyLine = <S extends FormSchema>(form: Form<S>, name: string): Field<string> => {
  const field = form.field(name as never) as unknown as Field<string>;
  return {
    ...field,
    required: false,
    onChange: (value) => form.set({ [name]: value ?? '' } as Parameters<Form<S>['set']>[0]),
  };
};

import type { FileField } from '../catalogue.ts';
import type { Value } from '../contract.ts';

/** The value of a field from the text of a request. Undefined: the text says nothing of that kind. */
export const valueOfText = (field: FileField, text: string): Value | undefined => {
  if (field.kind === 'bool') return text === 'true' ? true : text === 'false' ? false : undefined;
  if (field.kind === 'int') return /^-?\d{1,4}$/.test(text) ? Number(text) : undefined;
  return text;
};

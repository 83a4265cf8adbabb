import { useMemo } from 'react';
import { useApi } from '#webkit/query.ts';
import { useFormat, useLanguage, useText } from '#ui/language.tsx';
import { uiTexts } from '#ui/messages.ts';
import type { Text } from '#shared/text.ts';
import { catalogue, type Field } from '../../catalogue.ts';
import { codeTables, labelOf, type CodeTableKey } from '../../codes.ts';
import type { Value } from '../../contract.ts';
import { fileTexts } from '../../file/messages.ts';
import { fieldsSeen } from '../../seen/contract.ts';

/** The catalogue's label as a text of the interface. */
export const textOf = ({ label }: Pick<Field, 'label'>): Text => [label.zh, label.en];

/** Fields of the file by key, fields of records as the history writes them: `reward.granted_on`. */
const declared: ReadonlyMap<string, Field> = new Map(
  catalogue.flatMap((field): [string, Field][] => {
    const own = field.table === 'person' || field.table === 'membership';
    return [[own ? field.key : `${field.table}.${field.column}`, field]];
  }),
);
export const declarationOf = (name: string): Field | undefined => declared.get(name);

export interface Words {
  readonly label: (name: string) => string;
  /** A stored value as people read it; nothing reads as an empty text. */
  readonly value: (field: Field | undefined, value: Value | undefined) => string;
  readonly code: (table: CodeTableKey, code: string | null | undefined) => string;
  /** Codes of a table to choose from. */
  readonly choices: (table: CodeTableKey) => { value: string; label: string }[];
  readonly partyAge: (months: number) => string;
}

/** The catalogue's words in the language of the interface. */
export const useWords = (): Words => {
  const t = useText();
  const format = useFormat();
  const { language } = useLanguage();
  return useMemo(() => {
    const code = (table: CodeTableKey, value: string | null | undefined): string =>
      value === null || value === undefined ? '' : labelOf(codeTables[table], value, language);
    const shown = (field: Field | undefined, value: Value | undefined): string => {
      if (value === null || value === undefined || value === '') return '';
      if (typeof value === 'boolean') return t(value ? uiTexts.yes : uiTexts.no);
      if (field?.kind === 'code' && field.codes) return code(field.codes, String(value));
      if (field?.kind === 'date') return format.day(String(value));
      if (field?.kind === 'partialDate') return format.month(String(value));
      return String(value);
    };
    return {
      label: (name) => declared.get(name)?.label[language] ?? name,
      value: shown,
      code,
      choices: (table) => codeTables[table].codes.map((c) => ({ value: c.code, label: c.label[language] })),
      partyAge: (months) => t(fileTexts.partyAgeLong, { years: Math.floor(months / 12), months: months % 12 }),
    };
  }, [t, format, language]);
};

export interface Seen {
  readonly field: (key: string) => boolean;
  readonly record: (table: string) => boolean;
  readonly known: boolean;
}

/** What the session's role sees of files; nothing is offered before the answer is there. */
export const useSeen = (): Seen => {
  const { data } = useApi(fieldsSeen, {});
  return useMemo(() => {
    const fields = new Set<string>(data?.fields);
    const records = new Set<string>(data?.records);
    return { field: (key) => fields.has(key), record: (table) => records.has(table), known: data !== undefined };
  }, [data]);
};

/** A request for a correction travels as text; yes and no read as such. */
export const valueOf = (text: string | null): Value => (text === 'true' || text === 'false' ? text === 'true' : text);

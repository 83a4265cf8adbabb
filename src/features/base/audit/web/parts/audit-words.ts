import { catalogue } from '#features/base/members/catalogue.ts';
import type { Text } from '#shared/text.ts';
import { useText } from '#ui/language.tsx';
import { useWord } from '#ui/words.tsx';
import { auditActionTexts, auditEntityTexts, auditFieldTexts, auditTexts } from '../../messages.ts';

type Texts = Readonly<Record<string, Text>>;
const actions: Texts = auditActionTexts;
const entities: Texts = auditEntityTexts;
const ownFields: Texts = auditFieldTexts;

/** Personal fields as events write them: `phone`, `reward.granted_on`. */
const personalFields: ReadonlyMap<string, Text> = new Map(
  catalogue.map((field): [string, Text] => {
    const isFile = field.table === 'person' || field.table === 'membership';
    return [isFile ? field.key : `${field.table}.${field.column}`, [field.label.zh, field.label.en]];
  }),
);

export interface AuditWords {
  readonly action: (action: string) => string;
  readonly entity: (entity: string) => string;
  /** Of an event about that kind of object: a person's `name` is not an organisation's. */
  readonly field: (field: string, entity: string) => string;
  readonly role: (role: string) => string;
  readonly source: (source: string) => string;
}

/** The words of the log; a code that nobody has a word for stands as it is. */
export const useAuditWords = (): AuditWords => {
  const t = useText();
  const word = useWord();
  const known = (text: Text | undefined, code: string): string => (text ? t.loose(text) : code);
  return {
    action: (action) => known(actions[`action.${action}`], word(`action.${action}`, action)),
    entity: (entity) => known(entities[entity], entity),
    field: (field, entity) => {
      const personal = personalFields.get(field);
      const own = ownFields[field];
      return known(entity === 'person' ? (personal ?? own) : (own ?? personal), field);
    },
    role: (role) => word(`role.${role}`, role),
    source: (source) => {
      if (source === 'screen') return t(auditTexts.sourceScreen);
      if (source === 'seed') return t(auditTexts.sourceSeed);
      const [kind = '', name = ''] = source.split(':');
      return kind === 'job' ? word(`job.${name}`, source) : word(`source.${kind}`, source);
    },
  };
};

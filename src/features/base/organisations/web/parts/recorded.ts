import { useCallback } from 'react';
import type { Text } from '#shared/text.ts';
import type { FieldChange } from '#ui/field-diff.tsx';
import { useFormat, useText } from '#ui/language.tsx';
import { organisationTexts, unitRelationTexts } from '../../detail/messages.ts';
import { eventTexts } from '../../events/messages.ts';
import { textUnder, useRecordedType } from './words.ts';

type Told = Readonly<Record<string, string | null>>;

/** Names that the record of an event gives to what changed; ids beside names are not for reading. */
const labels: Readonly<Record<string, Text>> = {
  name: organisationTexts.name,
  shortName: organisationTexts.shortName,
  parent: organisationTexts.parent,
  parentName: organisationTexts.parent,
  type: organisationTexts.type,
  mergedInto: eventTexts.mergeTarget,
  abolishedOn: organisationTexts.abolishedOn,
  foundedOn: organisationTexts.foundedOn,
  code: organisationTexts.code,
  divisionCode: organisationTexts.divisionCode,
  unitRelation: organisationTexts.unitRelation,
  unitCode: organisationTexts.unitCode,
  phone: organisationTexts.phone,
  address: organisationTexts.address,
  position: organisationTexts.position,
};

/** The lines of before and after of an event, as people read them. */
export const useRecordedLine = (): ((before: Told, after: Told) => FieldChange[]) => {
  const t = useText();
  const format = useFormat();
  const typeOf = useRecordedType();
  return useCallback(
    (before, after) => {
      const shown = (field: string, value: string | null | undefined): string => {
        if (value === null || value === undefined) return '';
        if (field === 'type') return typeOf(value);
        if (field.endsWith('On')) return format.day(value);
        const relation = field === 'unitRelation' ? textUnder(unitRelationTexts, value) : undefined;
        return relation ? t.loose(relation) : value;
      };
      // What stands only before is told to name the thing, such as what an abolished organisation was called.
      return Object.keys(after).flatMap((field) => {
        const label = labels[field];
        if (!label || (before[field] ?? null) === (after[field] ?? null)) return [];
        return [{ label: t.loose(label), before: shown(field, before[field]), after: shown(field, after[field]) }];
      });
    },
    [t, format, typeOf],
  );
};

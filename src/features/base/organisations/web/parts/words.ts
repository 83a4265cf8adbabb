import { useCallback } from 'react';
import type { Text } from '#shared/text.ts';
import { useLanguage } from '#ui/language.tsx';
import { type OrganisationType, typeNames } from '../../rules.ts';

/** The name of a type of organisation in the language of the interface. */
export const useTypeName = (): ((type: OrganisationType) => string) => {
  const { language } = useLanguage();
  return useCallback((type: OrganisationType) => typeNames[type][language], [language]);
};

const isType = (value: string): value is OrganisationType => value in typeNames;

/** A type as it stands in the record of an event, where it may be anything. */
export const useRecordedType = (): ((value: string) => string) => {
  const name = useTypeName();
  return useCallback((value: string) => (isType(value) ? name(value) : value), [name]);
};

/** The text under a key that came from the server. */
export const textUnder = (texts: Readonly<Record<string, Text>>, key: string): Text | undefined => texts[key];

import { useState } from 'react';
import type { Choice } from '#ui/field.ts';
import { useText } from '#ui/language.tsx';
import { useRestedText } from '#ui/use-rested-text.ts';
import { useApi } from '#webkit/query.ts';
import { examAudiences } from '../../contract.ts';
import { examTexts } from '../../messages.ts';

interface Units {
  /** What fits the words, and whatever was chosen by name. */
  readonly choices: readonly Choice[];
  readonly onFind: (typed: string) => void;
  readonly finding: boolean;
  /** Said where there are more than are listed. */
  readonly hint?: string;
  /** Keeps the names of what is chosen, and forgets the words by which it was found. */
  readonly keep: (ids: readonly string[]) => void;
}

/** Organisations of the own range at any depth, looked for on the server by name or pinyin initials. */
export const useUnits = (chosen: readonly Choice[]): Units => {
  const t = useText();
  const [text, setText] = useState('');
  const [kept, setKept] = useState<readonly Choice[]>([]);
  const typed = text.trim().slice(0, 40);
  const q = useRestedText(typed);
  const { data, isFetching } = useApi(examAudiences, { query: q === '' ? {} : { q } }, { keep: true });
  const found = (data?.items ?? []).map(({ id, name, parentName }) => ({
    value: id,
    label: parentName === null ? name : `${name} · ${parentName}`,
  }));
  const listed = new Set(found.map(({ value }) => value));
  const others = new Map([...chosen, ...kept].map((one) => [one.value, one]));
  const choices = [...found, ...[...others.values()].filter(({ value }) => !listed.has(value))];
  return {
    choices,
    onFind: setText,
    finding: isFetching || typed !== q,
    ...(data?.more === true ? { hint: t(examTexts.unitsMore, { count: found.length }) } : {}),
    keep: (ids) => {
      setKept(choices.filter(({ value }) => ids.includes(value)));
      setText('');
    },
  };
};

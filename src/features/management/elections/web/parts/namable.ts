import { useState } from 'react';
import { useRestedText } from '#ui/use-rested-text.ts';
import { useApi } from '#webkit/query.ts';
import { type Election, namableList } from '../../contract.ts';
import { mayStand } from '../../roll/rules.ts';
import { standsOutsideRoll } from '../../rules.ts';

export interface NamableChoice {
  readonly value: string;
  readonly label: string;
}

/**
 * Whom the ballot may name: the roll as it stands, or of a congress the members below it, looked for by what is typed. Names that were
 * found once stay choices, so that what is chosen keeps its name.
 */
export const useNamable = (election: Election) => {
  const wide = standsOutsideRoll(election.voters);
  const [text, setText] = useState('');
  const [seen, setSeen] = useState<ReadonlyMap<string, string>>(
    () => new Map(election.candidates.items.map(({ personId, name }) => [personId, name])),
  );
  const q = useRestedText(text.trim());
  const { data, isFetching } = useApi(
    namableList,
    { params: { id: election.id }, query: { q } },
    { enabled: wide && q !== '', keep: true },
  );
  if (!wide) {
    const choices = election.roll.items
      .filter(mayStand)
      .map(({ personId, name }) => ({ value: personId, label: name }));
    return { choices, find: undefined, finding: false, keep: () => undefined };
  }
  const found =
    q === '' ? [] : (data?.items ?? []).map((one) => ({ value: one.personId, label: `${one.name} · ${one.branch}` }));
  const ids = new Set(found.map(({ value }) => value));
  const kept = [...seen].filter(([value]) => !ids.has(value)).map(([value, label]) => ({ value, label }));
  const choices: readonly NamableChoice[] = [...found, ...kept];
  const keep = (people: readonly string[]): void => {
    const chosen = choices.filter(({ value }) => people.includes(value));
    setSeen(new Map([...seen, ...chosen.map(({ value, label }) => [value, label] as const)]));
  };
  return { choices, find: setText, finding: isFetching, keep };
};

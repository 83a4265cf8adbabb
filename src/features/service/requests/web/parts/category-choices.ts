import type { Say } from '#ui/language.tsx';
import type { RequestCategory } from '../../categories/contract.ts';

/** `道路交通 · 路灯`: a minor one with its major one, so that both are found by typing. */
export const categoryChoices = (t: Say, categories: readonly RequestCategory[]) => {
  const offered = categories.filter(({ retired }) => !retired);
  const names = new Map(offered.map(({ code, name }) => [code, t.loose([name.zh, name.en])]));
  return offered.map(({ code, parent }) => {
    const own = names.get(code) ?? code;
    return { value: code, label: parent === null ? own : `${names.get(parent) ?? parent} · ${own}` };
  });
};

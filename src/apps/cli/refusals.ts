/** Sentences for what the platform's commands refuse: the same texts as the pages show. */
import { importProblems, importRefusals } from '#features/base/members/import/messages.ts';
import { fileProblemTexts, memberRefusalTexts } from '#features/base/members/messages.ts';
import { exportTexts } from '#features/base/members/export/messages.ts';
import { sheetRefusalTexts } from '#shared/sheet-texts.ts';
import type { Text, TextParams } from '#shared/text.ts';
import type { Terminal } from './terminal.ts';

const texts: Readonly<Record<string, Text>> = {
  ...sheetRefusalTexts,
  ...memberRefusalTexts,
  ...fileProblemTexts,
  ...importProblems,
  ...importRefusals,
  ...exportTexts,
};

/** The sentence of a key, or nothing where it is none of ours. Values that are not known stand as an ellipsis. */
export const sentenceOf = (terminal: Terminal, key: string, params: TextParams = {}): string | undefined => {
  const text = texts[key];
  return text === undefined ? undefined : terminal.text(text, params).replaceAll(/\{\w+\}/g, '…');
};

import type { ReactNode } from 'react';
import { useFormat, useLanguage, useText } from '#ui/language.tsx';
import { PlainTable } from '#ui/office/plain-table.tsx';
import type { RuleRow } from '../../contract.ts';
import { ruleTexts } from '../../messages.ts';
import { answerText, inputsText } from './wording.ts';

/** The worked cases of a rule: what was given, and what must come out. */
export const GoldenCases = ({ rule }: { rule: RuleRow }): ReactNode => {
  const t = useText();
  const format = useFormat();
  const { language } = useLanguage();
  const voice = { t, format };
  return (
    <PlainTable
      caption={t(ruleTexts.golden)}
      rows={rule.golden}
      rowKey={(one) => one.says.zh}
      empty="–"
      columns={[
        { key: 'says', title: t(ruleTexts.says), render: (one) => one.says[language] },
        { key: 'input', title: t(ruleTexts.input), render: (one) => inputsText(voice, rule, one.input) },
        { key: 'expect', title: t(ruleTexts.expect), render: (one) => answerText(voice, rule, one.expect) },
      ]}
    />
  );
};

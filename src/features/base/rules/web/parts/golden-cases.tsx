import type { ReactNode } from 'react';
import { useFormat, useText } from '#ui/language.tsx';
import type { RuleRow } from '../../contract.ts';
import { ruleTexts } from '../../messages.ts';
import css from './rules.module.css';
import { answerText, inputsText } from './wording.ts';

/** The worked cases of a rule: what was given, and what must come out. */
export const GoldenCases = ({ rule }: { rule: RuleRow }): ReactNode => {
  const t = useText();
  const format = useFormat();
  const voice = { t, format };
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a part that scrolls must be reachable by keyboard
    <div className={css.scroll} role="region" aria-label={t(ruleTexts.golden)} tabIndex={0}>
      <table className={css.table}>
        <thead>
          <tr>
            <th scope="col">{t(ruleTexts.says)}</th>
            <th scope="col">{t(ruleTexts.input)}</th>
            <th scope="col">{t(ruleTexts.expect)}</th>
          </tr>
        </thead>
        <tbody>
          {rule.golden.map((one) => (
            <tr key={one.says}>
              <th scope="row" lang="zh-CN">
                {one.says}
              </th>
              <td>{inputsText(voice, rule, one.input) || '–'}</td>
              <td>{answerText(voice, rule, one.expect)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
};

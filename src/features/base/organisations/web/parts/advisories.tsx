import type { ReactNode } from 'react';
import { useFormat, useText } from '#ui/language.tsx';
import { Section } from '#ui/office/page.tsx';
import { Why } from '#ui/why.tsx';
import type { Advisory } from '../../contract.ts';
import { advisoryTexts } from '../../detail/messages.ts';
import { adviceTexts, organisationWarningTexts } from '../../messages.ts';
import css from './organisation.module.css';
import { textUnder } from './words.ts';

/** An advice in one sentence. */
export const useAdvice = (): ((advisory: Advisory) => string) => {
  const t = useText();
  const format = useFormat();
  return ({ message, params, missing }) => {
    const text = textUnder({ ...organisationWarningTexts, ...adviceTexts }, message);
    const sentence = text ? t.loose(text, params) : message;
    if (missing.length === 0) return sentence;
    const facts = missing.map((fact) => {
      const name = textUnder(advisoryTexts, fact);
      return name ? t.loose(name) : fact;
    });
    return t(advisoryTexts.missing, { sentence, facts: format.list(facts) });
  };
};

/** Advices, each with its reason behind it. */
export const AdviceList = ({ advisories }: { advisories: readonly Advisory[] }): ReactNode => {
  const say = useAdvice();
  return (
    <ul className={css.advice}>
      {advisories.map((advisory) => (
        <li key={`${advisory.ruleId} ${advisory.message}`}>
          {advisory.why ? (
            <details>
              <summary>
                <span className={css.sentence}>{say(advisory)}</span>
              </summary>
              <div>
                <Why why={advisory.why} to={`/rules/${advisory.ruleId}`} />
              </div>
            </details>
          ) : (
            <span className={css.sentence} data-missing="true">
              {say(advisory)}
            </span>
          )}
        </li>
      ))}
    </ul>
  );
};

/** What the rules advise about an organisation. */
export const Advisories = ({ advisories }: { advisories: readonly Advisory[] }): ReactNode => {
  const t = useText();
  return (
    <Section title={t(advisoryTexts.title)}>
      <p className={css.intro}>{t(advisoryTexts.intro)}</p>
      {advisories.length === 0 ? (
        <p className={css.quiet}>{t(advisoryTexts.none)}</p>
      ) : (
        <AdviceList advisories={advisories} />
      )}
    </Section>
  );
};

import type { ReactNode } from 'react';
import { useText } from '#ui/language.tsx';
import { LinkButton } from '#ui/office/link-button.tsx';
import { Section } from '#ui/office/page.tsx';
import { Tag } from '#ui/tag.tsx';
import { Why } from '#ui/why.tsx';
import type { Election } from '../../contract.ts';
import { electionRefusals, electionTexts } from '../../messages.ts';
import css from './election.module.css';

/** The way to the sheets that are printed, once the candidates are enough. */
export const BallotStep = ({ election }: { election: Election }): ReactNode => {
  const t = useText();
  const { problem } = election.candidates;
  const problemText =
    problem && (electionRefusals as Readonly<Record<string, readonly [string, string]>>)[problem.message];
  return (
    <Section title={t(electionTexts.stepBallots)}>
      <p className={css.line}>{t(electionTexts.printHint)}</p>
      {problem && problemText ? (
        <Tag tone="warning">{t.loose(problemText, problem.params)}</Tag>
      ) : (
        <p className={css.line}>
          <LinkButton to={`/elections/${election.id}/print`}>{t(electionTexts.printOpen)}</LinkButton>
        </p>
      )}
      <details>
        <summary>{t(electionTexts.why)}</summary>
        <Why why={election.ballotWhy} to={`/rules/${election.ballotWhy.ruleId}`} />
      </details>
    </Section>
  );
};

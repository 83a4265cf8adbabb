import { Alert } from 'antd';
import type { ReactNode } from 'react';
import { type Fact, Facts } from '#ui/facts.tsx';
import { useFormat, useText } from '#ui/language.tsx';
import { Section } from '#ui/office/page.tsx';
import { problemText } from '#ui/problem-text.ts';
import { Tag } from '#ui/tag.tsx';
import { type Reason, Why } from '#ui/why.tsx';
import type { MemberFile } from '../../contract.ts';
import { fileTexts } from '../../file/messages.ts';
import { fileAdvisoryTexts } from '../../messages.ts';
import { problemTexts } from './field-form.ts';
import css from './file-header.module.css';
import { sectionOfField } from './sections.ts';
import { useWords } from './words.ts';

const findingTexts = { ...problemTexts, ...fileAdvisoryTexts };

/** States that somebody must see before anything else. */
export const FileTags = ({ file }: { file: MemberFile }): ReactNode => {
  const t = useText();
  const words = useWords();
  const { category, standing, lostSince, outflowPlace, outflowSince } = file.fields;
  return (
    <span className={css.tags}>
      <Tag tone={category === 'probationary' ? 'info' : 'plain'}>
        {t(category === 'probationary' ? fileTexts.probationary : fileTexts.full)}
      </Tag>
      {standing && standing !== '1' && <Tag tone="warning">{words.code('standing', String(standing))}</Tag>}
      {lostSince && <Tag tone="error">{t(fileTexts.lostTag)}</Tag>}
      {(outflowPlace || outflowSince) && <Tag tone="warning">{t(fileTexts.outflowTag)}</Tag>}
      {file.ended && <Tag tone="error">{t(fileTexts.endedTag)}</Tag>}
    </span>
  );
};

interface FillProps {
  readonly file: MemberFile;
  /** Opens the section of a missing field for editing. */
  readonly onFill: (key: string) => void;
}

const Completeness = ({ file, onFill }: FillProps): ReactNode => {
  const t = useText();
  const words = useWords();
  const { percent, missing } = file.completeness;
  if (missing.length === 0) return <Tag tone="success">{t(fileTexts.complete)}</Tag>;
  return (
    <span className={css.missing}>
      <Tag tone="warning">
        {percent}% · {t(fileTexts.missingCount, { count: missing.length })}
      </Tag>
      {missing.map((key) => {
        const label = words.label(key);
        const section = sectionOfField(key);
        if (!section || !(key in file.fields)) return <span key={key}>{label}</span>;
        return file.can.edit ? (
          <button
            key={key}
            type="button"
            className={css.fill}
            onClick={() => onFill(key)}
            aria-label={t(fileTexts.fillIn, { label })}
          >
            {label}
          </button>
        ) : (
          <a key={key} href={`#${section.id}`}>
            {label}
          </a>
        );
      })}
    </span>
  );
};

/** What a rule says, with its reason behind it where there is one. */
const Reasoned = ({ why, children }: { readonly why: Reason | undefined; readonly children: ReactNode }): ReactNode =>
  why === undefined ? (
    children
  ) : (
    <details className={css.reasoned}>
      <summary>{children}</summary>
      <Why why={why} to={`/rules/${why.ruleId}`} />
    </details>
  );

const partyAgeOf = (file: MemberFile): 'known' | 'later' | 'unknown' => {
  if (file.partyAgeMonths !== null) return 'known';
  return file.fields.category === 'probationary' ? 'later' : 'unknown';
};

/** What one wants to know first: who, where, since when, and what the file still lacks. */
export const FileHeader = ({ file, onFill }: FillProps): ReactNode => {
  const t = useText();
  const format = useFormat();
  const words = useWords();
  const ages = {
    known: <Reasoned why={file.partyAgeWhy ?? undefined}>{words.partyAge(file.partyAgeMonths ?? 0)}</Reasoned>,
    later: t(fileTexts.partyAgeLater),
    unknown: t(fileTexts.partyAgeUnknown),
  };
  const facts: Fact[] = [
    { label: t(fileTexts.branch), value: file.branchPathNames.join(' › ') || file.branchName, wide: true },
    { label: t(fileTexts.partyAge), value: ages[partyAgeOf(file)] },
    ...(file.age === null ? [] : [{ label: t(fileTexts.age), value: t(fileTexts.ageYears, { years: file.age }) }]),
    { label: words.label('joinedOn'), value: format.day(file.fields.joinedOn as string | null) },
    ...(file.fields.fullOn ? [{ label: words.label('fullOn'), value: format.day(String(file.fields.fullOn)) }] : []),
    { label: t(fileTexts.completeness), value: <Completeness file={file} onFill={onFill} />, wide: true },
  ];
  return (
    <Section>
      {file.ended && (
        <Alert
          className={css.notice ?? ''}
          type="warning"
          showIcon
          title={t(fileTexts.endedOn, {
            day: format.day(file.ended.on),
            kind: words.code('leaveKind', file.ended.kind) || t(fileTexts.endedKindHidden),
          })}
        />
      )}
      <Facts facts={facts} />
      <Findings file={file} />
    </Section>
  );
};

/** What is odd in the file, each with the article that says so. None of it blocks. */
const Findings = ({ file }: { file: MemberFile }): ReactNode => {
  const t = useText();
  const words = useWords();
  if (file.problems.length === 0) return null;
  return (
    <div className={css.findings} role="group" aria-label={t(fileTexts.toCheck, { count: file.problems.length })}>
      <strong>
        <Tag tone="warning">{t(fileTexts.toCheck, { count: file.problems.length })}</Tag>
      </strong>
      <ul>
        {file.problems.map((problem) => {
          const section = sectionOfField(problem.path);
          const { params, why, ...rest } = problem;
          return (
            <li key={`${problem.path} ${problem.message}`}>
              {section ? <a href={`#${section.id}`}>{words.label(problem.path)}</a> : words.label(problem.path)}
              {t(fileTexts.colon)}
              <Reasoned why={why}>{problemText(t, params ? { ...rest, params } : rest, findingTexts)}</Reasoned>
            </li>
          );
        })}
      </ul>
    </div>
  );
};

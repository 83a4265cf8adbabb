import type { ReactNode } from 'react';
import { type Fact, Facts } from '#ui/facts.tsx';
import { useFormat, useText } from '#ui/language.tsx';
import { Section } from '#ui/phone/page.tsx';
import { ProgressBar } from '#ui/progress-bar.tsx';
import { Tag } from '#ui/tag.tsx';
import type { MemberFile } from '../../contract.ts';
import { fileTexts } from '../../file/messages.ts';
import { useWords } from '../parts/words.ts';
import css from './file-summary.module.css';

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

const usePartyAge = (file: MemberFile): string => {
  const t = useText();
  const words = useWords();
  if (file.partyAgeMonths !== null) return words.partyAge(file.partyAgeMonths);
  return t(file.fields.category === 'probationary' ? fileTexts.partyAgeLater : fileTexts.partyAgeUnknown);
};

interface Props {
  readonly file: MemberFile;
  /** Below the facts: what one can do about what is missing. */
  readonly children?: ReactNode;
}

/** Who, in which branch, since when, and how complete the file is. */
export const FileSummary = ({ file, children }: Props): ReactNode => {
  const t = useText();
  const format = useFormat();
  const words = useWords();
  const partyAge = usePartyAge(file);
  const facts: Fact[] = [
    { label: t(fileTexts.branch), value: file.branchName },
    { label: t(fileTexts.partyAge), value: partyAge },
    { label: words.label('joinedOn'), value: format.day(file.fields.joinedOn as string | null) },
    ...(file.age === null ? [] : [{ label: t(fileTexts.age), value: t(fileTexts.ageYears, { years: file.age }) }]),
  ];
  return (
    <Section>
      <div className={css.who}>
        <strong className={css.name}>{String(file.fields.name ?? '')}</strong>
        <FileTags file={file} />
      </div>
      {file.ended && (
        <p className={css.ended}>
          {t(fileTexts.endedOn, {
            day: format.day(file.ended.on),
            kind: words.code('leaveKind', file.ended.kind) || t(fileTexts.endedKindHidden),
          })}
        </p>
      )}
      <Facts facts={facts} columns={1} />
      <div className={css.complete}>
        <span>{t(fileTexts.completeness)}</span>
        <ProgressBar
          label={t(fileTexts.completeness)}
          done={file.completeness.percent}
          total={100}
          bare
          tone={file.completeness.missing.length ? 'running' : 'done'}
        />
      </div>
      {children}
    </Section>
  );
};

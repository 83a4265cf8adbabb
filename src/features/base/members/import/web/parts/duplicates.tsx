import { Button } from 'antd';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { useFormat, useText } from '#ui/language.tsx';
import { Tag } from '#ui/tag.tsx';
import type { ImportRow } from '../../contract.ts';
import { rowTexts } from '../../preview/messages.ts';
import css from './import.module.css';

type Twin = ImportRow['duplicates'][number];

export interface Choice {
  readonly seq: number;
  readonly decision: 'link' | 'new' | 'skip' | null;
  readonly personId?: string;
}

const TwinLine = ({ twin }: { twin: Twin }): ReactNode => {
  const t = useText();
  const format = useFormat();
  const born = twin.birthDate ? [format.day(twin.birthDate)] : [];
  const about = format.parts([...born, ...(twin.branchName ? [twin.branchName] : [])]);
  return (
    <>
      <Tag tone="warning">{t(rowTexts[twin.reason])}</Tag>
      {twin.personId && twin.reason !== 'applicant' ? (
        <Link to={`/members/${twin.personId}`} target="_blank">
          {twin.name}
        </Link>
      ) : (
        <span>
          {twin.name}
          {twin.personId === null &&
            `（${t(rowTexts.inFile)}${
              twin.sheet !== null && twin.line !== null
                ? ` ${t(rowTexts.lineOf, { sheet: twin.sheet, line: twin.line })}`
                : ''
            }）`}
        </span>
      )}
      {about && <span className={css.quiet}>{about}</span>}
    </>
  );
};

interface Props {
  readonly row: ImportRow;
  readonly busy: boolean;
  readonly onDecide: (choice: Choice) => void;
}

/** Whom a row may mean, each with the button that says so. */
export const Twins = ({ row, busy, onDecide }: Props): ReactNode => {
  const t = useText();
  return row.duplicates.map((twin) => (
    <div key={`${twin.personId ?? ''} ${twin.seq ?? ''}`} className={css.candidate}>
      <TwinLine twin={twin} />
      {twin.personId && (
        <Button
          size="small"
          disabled={busy}
          aria-label={`${t(rowTexts.link)} ${twin.name}`}
          onClick={() => twin.personId && onDecide({ seq: row.seq, decision: 'link', personId: twin.personId })}
        >
          {t(rowTexts.link)}
        </Button>
      )}
    </div>
  ));
};

/** With one ID number two rows, or a row and an applicant, are one person: it can be mended or left out, not be somebody else. */
const mayBeNew = (row: ImportRow): boolean =>
  row.duplicates.every((twin) => twin.reason !== 'same_id' && twin.reason !== 'applicant');

/** The other two answers: somebody else, or not at all. */
export const TwinButtons = ({ row, busy, onDecide }: Props): ReactNode => {
  const t = useText();
  const named = row.name ?? '';
  return (
    <div className={css.buttons}>
      {mayBeNew(row) && (
        <Button
          size="small"
          disabled={busy}
          aria-label={`${t(rowTexts.asNew)} ${named}`}
          onClick={() => onDecide({ seq: row.seq, decision: 'new' })}
        >
          {t(rowTexts.asNew)}
        </Button>
      )}
      <Button
        size="small"
        disabled={busy}
        aria-label={`${t(rowTexts.skip)} ${named}`}
        onClick={() => onDecide({ seq: row.seq, decision: 'skip' })}
      >
        {t(rowTexts.skip)}
      </Button>
    </div>
  );
};

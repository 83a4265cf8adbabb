import { Alert, Button, Input } from 'antd';
import { type ReactNode, useId, useState } from 'react';
import { useText } from '#ui/language.tsx';
import { FileDrop } from '#ui/office/file-drop.tsx';
import { Section } from '#ui/office/page.tsx';
import { ErrorNotice } from '#ui/office/state-view.tsx';
import { transferTexts } from '../../messages.ts';
import css from './letter-file.module.css';
import { problemTexts } from './step-dialog.tsx';

interface Letter {
  /** The county whose key is known; null where nobody vouches for it. */
  readonly signedBy: string | null;
}

interface Taking<L extends Letter> {
  /** How a scanner's text is to be put in. */
  readonly scanHint: string;
  readonly rows: number;
  readonly busy: boolean;
  readonly error: Error | null;
  /** @throws what the server refuses, which `error` then says */
  readonly read: (file: string) => Promise<L>;
  readonly onOpened: (letter: L, file: string) => void;
}

/** Takes the signed file of a letter, or the text of its scanned squares, and says whether the signature is known. */
export const LetterFile = <L extends Letter>({ scanHint, rows, busy, error, read, onOpened }: Taking<L>): ReactNode => {
  const t = useText();
  const [letter, setLetter] = useState<L | null>(null);
  const [scanned, setScanned] = useState('');
  const id = useId();
  const take = async (file: string): Promise<void> => {
    const opened = await read(file).catch(() => null);
    setLetter(opened);
    if (opened) onOpened(opened, file);
  };
  return (
    <Section title={t(transferTexts.arrivalFile)}>
      <FileDrop
        label={t(transferTexts.arrivalFile)}
        accept=".json"
        hint={t(transferTexts.arrivalFileHint)}
        onFile={(chosen) => void chosen.text().then(take)}
      />
      <div className={css.scan}>
        <label htmlFor={id}>{t(transferTexts.scanned)}</label>
        <Input.TextArea
          id={id}
          rows={rows}
          value={scanned}
          placeholder={scanHint}
          onChange={(event) => setScanned(event.target.value)}
        />
        <Button disabled={scanned.trim() === ''} loading={busy} onClick={() => void take(scanned.trim())}>
          {t(transferTexts.scannedRead)}
        </Button>
      </div>
      {error && <ErrorNotice error={error} texts={problemTexts} />}
      {letter && (
        <Alert
          type={letter.signedBy === null ? 'warning' : 'success'}
          showIcon
          title={
            letter.signedBy === null
              ? t(transferTexts.fileUnverified)
              : t(transferTexts.fileVerified, { county: letter.signedBy })
          }
        />
      )}
    </Section>
  );
};

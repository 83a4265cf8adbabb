import { Alert } from 'antd';
import { type ReactNode, useState } from 'react';
import { Facts } from '#ui/facts.tsx';
import { useFormat, useText } from '#ui/language.tsx';
import { FileDrop } from '#ui/office/file-drop.tsx';
import { intakeTexts } from '../../../intake/messages.ts';
import type { Letter, LetterFault } from '../../../intake/letters/rules.ts';
import css from '../intake.module.css';
import { readLetter } from './read-letter.ts';

interface Props {
  readonly letter: Letter | null;
  readonly onLetter: (letter: Letter) => void;
}

const Read = ({ letter }: { readonly letter: Letter }): ReactNode => {
  const t = useText();
  const format = useFormat();
  const facts = [
    { label: t(intakeTexts.letterFrom), value: letter.address },
    ...(letter.sentOn === null ? [] : [{ label: t(intakeTexts.letterSentOn), value: format.day(letter.sentOn) }]),
    ...(letter.photos.length === 0
      ? []
      : [
          {
            label: t(intakeTexts.letterPhotos),
            value: t(intakeTexts.letterPhotosLater, { count: letter.photos.length }),
          },
        ]),
    ...(letter.left.length === 0
      ? []
      : [{ label: t(intakeTexts.letterLeft), value: format.list([...letter.left]), wide: true }]),
  ];
  return <Facts facts={facts} />;
};

/** Takes a letter, and fills in what it says. */
export const LetterDrop = ({ letter, onLetter }: Props): ReactNode => {
  const t = useText();
  const [fault, setFault] = useState<LetterFault | null>(null);
  const take = async (file: File): Promise<void> => {
    const read = await readLetter(file);
    setFault(typeof read === 'string' ? read : null);
    if (typeof read !== 'string') onLetter(read);
  };
  return (
    <div className={css.letter}>
      <FileDrop
        label={t(intakeTexts.letter)}
        accept=".eml,message/rfc822"
        hint={t(intakeTexts.letterHint)}
        onFile={(file) => void take(file)}
      />
      {fault !== null && <Alert type="error" showIcon title={t(intakeTexts[fault])} />}
      {letter !== null && fault === null && <Read letter={letter} />}
    </div>
  );
};

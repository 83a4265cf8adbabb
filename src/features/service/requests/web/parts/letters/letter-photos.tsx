import { Alert, Button } from 'antd';
import { type ReactNode, useState } from 'react';
import { useText } from '#ui/language.tsx';
import { ErrorNotice } from '#ui/office/state-view.tsx';
import { useCommand } from '#webkit/query.ts';
import { intakeTexts } from '../../../intake/messages.ts';
import type { Letter } from '../../../intake/letters/rules.ts';
import { requestProblems } from '#features/service/requests/messages.ts';
import { addPhotos } from '../../../photos/contract.ts';
import { photoProblems } from '../../../photos/messages.ts';
import css from '../intake.module.css';
import { drawPhoto } from './draw-photo.ts';

/** Whom to tell the code, and the pictures of the letter: they are added by the code, as the resident would. */
export const LetterAfter = ({ letter, code }: { readonly letter: Letter; readonly code: string }): ReactNode => {
  const t = useText();
  const [added, setAdded] = useState(0);
  const [unread, setUnread] = useState(0);
  const { run, busy, error } = useCommand(addPhotos, {});
  const left = letter.photos.slice(added + unread);
  const add = async (): Promise<void> => {
    for (const photo of left) {
      const drawn = await drawPhoto(photo).catch(() => null);
      if (drawn === null) setUnread((count) => count + 1);
      else {
        await run({ body: { code, photos: [drawn] } });
        setAdded((count) => count + 1);
      }
    }
  };
  return (
    <div className={css.after}>
      {letter.address !== '' && <p>{t(intakeTexts.letterAnswer, { address: letter.address })}</p>}
      {error && <ErrorNotice error={error} texts={{ ...requestProblems, ...photoProblems }} />}
      {left.length > 0 && (
        <Button loading={busy} onClick={() => void add().catch(() => undefined)}>
          {t(intakeTexts.letterAddPhotos, { count: left.length })}
        </Button>
      )}
      {added > 0 && <Alert type="success" showIcon title={t(intakeTexts.letterAdded, { count: added })} />}
      {unread > 0 && <Alert type="warning" showIcon title={t(intakeTexts.letterUnread, { count: unread })} />}
    </div>
  );
};

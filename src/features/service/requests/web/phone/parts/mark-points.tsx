import { type ReactNode, useState } from 'react';
import { useParams } from 'react-router';
import { useText } from '#ui/language.tsx';
import { Button } from '#ui/phone/button.tsx';
import { ErrorNotice } from '#ui/phone/state-view.tsx';
import { useCommand } from '#webkit/query.ts';
import { oneRequest } from '#features/service/requests/contract.ts';
import { workProblems, workTexts } from '../../../work/messages.ts';
import { markPoints, requestPoints, type RequestPoints } from '../../../work/points/contract.ts';
import { marksOf, sentencesIn, ticksOf } from '../../parts/work/marks.ts';
import css from './phone.module.css';

interface Props {
  readonly points: RequestPoints;
  readonly onDone: () => void;
}

/** Which sentences ask something. Words of the handler's own choice are marked in the office. */
export const MarkPoints = ({ points, onDone }: Props): ReactNode => {
  const t = useText();
  const { id = '' } = useParams();
  const [ticked, setTicked] = useState(() => ticksOf(points));
  const { fire, busy, error } = useCommand(markPoints, { touches: [requestPoints, oneRequest], onDone });
  const sentences = sentencesIn(points.texts);
  const quotes = [...sentences, ...ticked.filter((quote) => !sentences.includes(quote))];
  return (
    <>
      {error && <ErrorNotice error={error} texts={workProblems} />}
      {quotes.map((quote) => (
        <label key={quote} className={css.tick}>
          <input
            type="checkbox"
            checked={ticked.includes(quote)}
            onChange={({ target }) =>
              setTicked((before) => (target.checked ? [...before, quote] : before.filter((one) => one !== quote)))
            }
          />
          <span>{quote}</span>
        </label>
      ))}
      <Button
        filled
        busy={busy}
        onClick={() => fire({ params: { id }, body: { version: points.version, marks: marksOf(points, ticked) } })}
      >
        {t(workTexts.savePoints)}
      </Button>
    </>
  );
};

import { App, Button, Checkbox } from 'antd';
import { type ReactNode, useState } from 'react';
import { useText } from '#ui/language.tsx';
import { Section } from '#ui/office/page.tsx';
import { ErrorNotice } from '#ui/office/state-view.tsx';
import { useApi, useCommand } from '#webkit/query.ts';
import { oneRequest, type RequestView } from '#features/service/requests/contract.ts';
import { workProblems, workTexts } from '#features/service/requests/work/messages.ts';
import { markPoints, requestPoints, type RequestPoints } from '#features/service/requests/work/points/contract.ts';
import { isQuoted } from '#features/service/requests/work/points/rules.ts';
import { marksOf, sentencesIn, ticksOf } from './marks.ts';
import css from './work.module.css';

interface Props {
  readonly request: Pick<RequestView, 'id'>;
}
interface DoneProps extends Props {
  readonly points: RequestPoints;
  readonly onDone: () => void;
}

const EditPoints = ({ request, points, onDone }: DoneProps): ReactNode => {
  const t = useText();
  const { message } = App.useApp();
  const [ticked, setTicked] = useState(() => ticksOf(points));
  const { fire, busy, error } = useCommand(markPoints, {
    touches: [requestPoints, oneRequest],
    onDone: () => {
      void message.success(t(workTexts.pointsSaved));
      onDone();
    },
  });
  const sentences = sentencesIn(points.texts);
  const own = ticked.filter((quote) => !sentences.includes(quote));
  const tick = (quote: string, on: boolean): void =>
    setTicked((before) =>
      on ? [...before.filter((one) => one !== quote), quote] : before.filter((one) => one !== quote),
    );
  const addSelected = (): void => {
    const words = globalThis.getSelection()?.toString().trim() ?? '';
    if (words === '' || !isQuoted(points.texts, words)) void message.info(t(workTexts.noSelection));
    else tick(words, true);
  };
  const save = (): void =>
    fire({ params: { id: request.id }, body: { version: points.version, marks: marksOf(points, ticked) } });
  return (
    <>
      {error && <ErrorNotice error={error} texts={workProblems} />}
      <p>{t(workTexts.pointsHint)}</p>
      <ul className={css.lines}>
        {sentences.map((quote) => (
          <li key={quote}>
            <Checkbox checked={ticked.includes(quote)} onChange={(event) => tick(quote, event.target.checked)}>
              {quote}
              {points.suggested.includes(quote) && t(workTexts.suggested)}
            </Checkbox>
          </li>
        ))}
        {own.map((quote) => (
          <li key={quote} className={css.line}>
            <span className={css.quote}>{quote}</span>
            <Button size="small" onClick={() => tick(quote, false)}>
              {t(workTexts.removePoint)}
            </Button>
          </li>
        ))}
      </ul>
      <div className={css.line}>
        <Button loading={busy} onClick={save}>
          {t(workTexts.savePoints)}
        </Button>
        <Button onMouseDown={(event) => event.preventDefault()} onClick={addSelected}>
          {t(workTexts.ownWords)}
        </Button>
        <Button onClick={onDone}>{t(workTexts.leavePoints)}</Button>
      </div>
    </>
  );
};

/** What the request asks, one by one: marked by a handler, and answered one by one. */
export const Points = ({ request }: Props): ReactNode => {
  const t = useText();
  const [editing, setEditing] = useState(false);
  const { data: points } = useApi(requestPoints, { params: { id: request.id } });
  if (points === undefined || (!points.can.mark && points.points.length === 0)) return null;
  const { unmarked } = points;
  return (
    <Section
      id="points"
      title={t(workTexts.points)}
      actions={
        points.can.mark && !editing && <Button onClick={() => setEditing(true)}>{t(workTexts.editPoints)}</Button>
      }
    >
      {points.texts.length > 1 && (
        <p className={css.text}>{t(workTexts.pointsOfReopening, { text: points.texts[0] ?? '' })}</p>
      )}
      {editing ? (
        <EditPoints key={points.version} request={request} points={points} onDone={() => setEditing(false)} />
      ) : (
        <>
          {points.points.length > 0 && (
            <ol className={css.points}>
              {points.points.map(({ id, quote }) => (
                <li key={id}>{quote}</li>
              ))}
            </ol>
          )}
          {unmarked.length > 0 && <p>{t(workTexts.unmarked, { count: unmarked.length })}</p>}
          {points.points.length === 0 && unmarked.length === 0 && <p>{t(workTexts.onePoint)}</p>}
        </>
      )}
    </Section>
  );
};

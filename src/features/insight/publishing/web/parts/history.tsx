import { Button, Modal } from 'antd';
import { type ReactNode, useState } from 'react';
import { BodyView } from '#ui/body-view.tsx';
import { useFormat, useText } from '#ui/language.tsx';
import { StateView } from '#ui/office/state-view.tsx';
import { Timeline, type TimelineEntry } from '#ui/timeline.tsx';
import { addressOf } from '#webkit/api.ts';
import { useApi } from '#webkit/query.ts';
import { articleEditions, articleImage, type ArticleStep, type ArticleView, oneEdition } from '../../contract.ts';
import { publishingWords } from '../../messages.ts';
import { articleTexts } from '../messages.ts';
import css from './article.module.css';

const Detail = ({ step }: { step: ArticleStep }): ReactNode => {
  const t = useText();
  const found = (step.checks ?? []).filter(({ clear }) => !clear);
  if (found.length === 0 && step.note === null) return null;
  return (
    <div className={css.stack}>
      {step.note !== null && <div>{step.note}</div>}
      {found.map(({ item: name, note }) => {
        const item = t(publishingWords[`item_${name}`]);
        return (
          <div key={name}>
            {note ? t(articleTexts.notClearNote, { item, note }) : t(articleTexts.notClear, { item })}
          </div>
        );
      })}
    </div>
  );
};

/** Who proposed, reviewed, published and withdrew it. */
export const Steps = ({ article }: { article: ArticleView }): ReactNode => {
  const t = useText();
  if (article.steps.length === 0) return <p>{t(articleTexts.noSteps)}</p>;
  const entries: TimelineEntry[] = article.steps.map((step, place) => ({
    id: String(place),
    at: step.at,
    title: t(articleTexts.step, {
      what: t(publishingWords[`step_${step.kind}`]),
      round: step.round,
      edition: step.edition,
    }),
    by: step.actor,
    detail: <Detail step={step} />,
    tone: step.kind === 'return' || step.kind === 'withdraw' ? 'warning' : 'plain',
  }));
  return <Timeline label={t(articleTexts.steps)} entries={entries} />;
};

const EditionText = ({ id, edition }: { id: string; edition: number }): ReactNode => {
  const { data, error, isPending, refetch } = useApi(oneEdition, { params: { id, edition } });
  return (
    <StateView error={error} loading={isPending} onAgain={() => void refetch()} lines={6}>
      {() =>
        data && (
          <div className={css.stack}>
            <strong>{data.title}</strong>
            {data.summary !== '' && <p className={css.hint}>{data.summary}</p>}
            <BodyView body={data.body} imageAt={(file) => addressOf(articleImage, { params: { id, file } })} />
          </div>
        )
      }
    </StateView>
  );
};

/** Every text that was kept; each can be read again. */
export const Editions = ({ article: { id } }: { article: ArticleView }): ReactNode => {
  const t = useText();
  const format = useFormat();
  const [shown, setShown] = useState<number | null>(null);
  const { data, error, isPending, refetch } = useApi(articleEditions, { params: { id } });
  return (
    <StateView error={error} loading={isPending} onAgain={() => void refetch()} lines={2}>
      {() => (
        <>
          <ul className={css.plain}>
            {(data?.items ?? []).map(({ edition, writer, at }) => {
              const name = t(articleTexts.edition, { edition });
              return (
                <li key={edition}>
                  {t(articleTexts.editionBy, { edition: name, writer, at: format.moment(at) })}{' '}
                  <Button
                    type="link"
                    size="small"
                    aria-label={`${t(articleTexts.look)} ${name}`}
                    onClick={() => setShown(edition)}
                  >
                    {t(articleTexts.look)}
                  </Button>
                </li>
              );
            })}
          </ul>
          <Modal
            open={shown !== null}
            title={t(articleTexts.edition, { edition: shown ?? 0 })}
            footer={null}
            width={760}
            onCancel={() => setShown(null)}
            destroyOnHidden
          >
            {shown !== null && <EditionText id={id} edition={shown} />}
          </Modal>
        </>
      )}
    </StateView>
  );
};

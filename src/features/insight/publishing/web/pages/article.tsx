import { Alert, App, Button } from 'antd';
import { type ReactNode, useState } from 'react';
import { useParams } from 'react-router';
import { BodyView } from '#ui/body-view.tsx';
import { type Fact, Facts } from '#ui/facts.tsx';
import { useFormat, useText } from '#ui/language.tsx';
import { ConfirmDialog } from '#ui/office/dialogs.tsx';
import { LinkButton } from '#ui/office/link-button.tsx';
import { Page as Frame, Section } from '#ui/office/page.tsx';
import { ErrorNotice, StateView } from '#ui/office/state-view.tsx';
import { addressOf } from '#webkit/api.ts';
import { useApi, useCommand } from '#webkit/query.ts';
import { articleImage, type ArticleView, oneArticle, submitArticle, withdrawArticle } from '../../contract.ts';
import { publishingProblems, publishingWords } from '../../messages.ts';
import { articleTexts } from '../messages.ts';
import { Editions, Steps } from '../parts/history.tsx';
import { ReviewForm } from '../parts/review.tsx';
import { TimeDialog } from '../parts/time-dialogs.tsx';
import { touchedByArticle } from '../parts/touched.ts';
import { ArticleStateTag, useColumnName, usePublication } from '../parts/words.tsx';

type Act = 'publish' | 'schedule' | 'withdraw';

const Acts = ({ article, onAct }: { article: ArticleView; onAct: (act: Act) => void }): ReactNode => {
  const t = useText();
  const { message } = App.useApp();
  const { fire, busy, error } = useCommand(submitArticle, {
    touches: touchedByArticle,
    onDone: () => void message.success(t(articleTexts.submitted)),
  });
  const { id, version, can } = article;
  return (
    <>
      {error && <ErrorNotice error={error} texts={publishingProblems} />}
      {can.withdraw && (
        <Button danger onClick={() => onAct('withdraw')}>
          {t(articleTexts.withdraw)}
        </Button>
      )}
      {can.schedule && <Button onClick={() => onAct('schedule')}>{t(articleTexts.schedule)}</Button>}
      {can.save && <LinkButton to={`/publishing/${id}/edit`}>{t(articleTexts.edit)}</LinkButton>}
      {can.submit && (
        <Button type="primary" loading={busy} onClick={() => fire({ params: { id }, body: { version } })}>
          {t(articleTexts.submit)}
        </Button>
      )}
      {can.publish && (
        <Button type="primary" onClick={() => onAct('publish')}>
          {t(articleTexts.publish)}
        </Button>
      )}
    </>
  );
};

const ArticleFacts = ({ article }: { article: ArticleView }): ReactNode => {
  const t = useText();
  const format = useFormat();
  const columnName = useColumnName();
  const publication = usePublication();
  const facts: Fact[] = [
    { label: t(articleTexts.column), value: columnName(article.columnName) },
    { label: t(articleTexts.unit), value: article.unitName },
    { label: t(articleTexts.source), value: article.source === '' ? t(articleTexts.own) : article.source },
    { label: t(articleTexts.summary), value: article.summary === '' ? t(articleTexts.none) : article.summary },
    { label: t(articleTexts.publication), value: publication(article) },
    { label: t(articleTexts.writer), value: format.parts([article.writer, format.moment(article.changedAt)]) },
  ];
  return <Facts facts={facts} />;
};

const Notices = ({ article }: { article: ArticleView }): ReactNode => {
  const t = useText();
  const { findings, otherPerson, publication, edition } = article;
  return (
    <>
      {otherPerson && <Alert type="info" showIcon title={t(articleTexts.otherPerson)} />}
      {findings.length > 0 && (
        <Alert
          type="warning"
          showIcon
          title={t(articleTexts.findings)}
          description={findings.map(({ kind, text }) => (
            <div key={`${kind} ${text}`}>
              {t(articleTexts.finding, { kind: t(publishingWords[`finding_${kind}`]), text })}
            </div>
          ))}
        />
      )}
      {publication !== null && publication.edition !== edition && (
        <Alert type="info" showIcon title={t(articleTexts.newer, { shown: publication.edition, edition })} />
      )}
    </>
  );
};

const Withdraw = ({
  article,
  open,
  onClose,
}: {
  article: ArticleView;
  open: boolean;
  onClose: () => void;
}): ReactNode => {
  const t = useText();
  const { message } = App.useApp();
  const { fire, busy, error } = useCommand(withdrawArticle, {
    touches: touchedByArticle,
    onDone: () => {
      void message.success(t(articleTexts.withdrawn));
      onClose();
    },
  });
  const { id, version } = article;
  return (
    <ConfirmDialog
      open={open}
      title={t(articleTexts.withdrawTitle)}
      consequence={t(articleTexts.withdrawHint)}
      verb={t(articleTexts.withdraw)}
      reasonFrom={4}
      busy={busy}
      error={error}
      texts={publishingProblems}
      onConfirm={(reason) => fire({ params: { id }, body: { version, reason } })}
      onClose={onClose}
    />
  );
};

/** One article: what it says, how it stands, who dealt with it, and what may follow. */
export const Page = (): ReactNode => {
  const t = useText();
  const { id = '' } = useParams();
  const [act, setAct] = useState<Act | null>(null);
  const { data: article, error, isPending, refetch } = useApi(oneArticle, { params: { id } });
  const close = (): void => setAct(null);
  return (
    <Frame
      title={
        article ? (
          <>
            {article.title} <ArticleStateTag state={article.state} />
          </>
        ) : (
          t(articleTexts.article)
        )
      }
      crumbs={[{ title: t(articleTexts.title), to: '/publishing' }, { title: t(articleTexts.article) }]}
      actions={article && <Acts article={article} onAct={setAct} />}
    >
      <StateView error={error} loading={isPending} onAgain={() => void refetch()} lines={8}>
        {() =>
          article && (
            <>
              <Notices article={article} />
              <Section title={t(articleTexts.facts)}>
                <ArticleFacts article={article} />
              </Section>
              <Section title={t(articleTexts.body)}>
                <BodyView body={article.body} imageAt={(file) => addressOf(articleImage, { params: { id, file } })} />
              </Section>
              {article.can.review && (
                <Section title={t(articleTexts.review)}>
                  <ReviewForm key={article.version} article={article} />
                </Section>
              )}
              <Section title={t(articleTexts.steps)}>
                <Steps article={article} />
              </Section>
              <Section title={t(articleTexts.editions)}>
                <Editions article={article} />
              </Section>
              <TimeDialog act={act === 'withdraw' ? null : act} article={article} onClose={close} />
              <Withdraw open={act === 'withdraw'} article={article} onClose={close} />
            </>
          )
        }
      </StateView>
    </Frame>
  );
};

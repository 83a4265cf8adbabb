import { App, Button } from 'antd';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { useFormat, useText } from '#ui/language.tsx';
import { Section } from '#ui/office/page.tsx';
import { PlainTable } from '#ui/office/plain-table.tsx';
import { ErrorNotice, StateView } from '#ui/office/state-view.tsx';
import { ProgressBar } from '#ui/progress-bar.tsx';
import { useApi, useCommand } from '#webkit/query.ts';
import { type LearnedModel, learningState, startLearning } from '../../learning/contract.ts';
import { requestProblems } from '../../messages.ts';
import { routingTexts } from '../../routing/messages.ts';
import css from '#ui/office/matter.module.css';
import { percent } from './percent.ts';

const lookEveryMs = 2_000;

const Models = ({ models }: { readonly models: readonly LearnedModel[] }): ReactNode => {
  const t = useText();
  const format = useFormat();
  return (
    <PlainTable
      caption={t(routingTexts.models)}
      rows={models}
      rowKey={({ madeAt, kind }) => `${madeAt} ${kind}`}
      empty={t(routingTexts.noModels)}
      columns={[
        { key: 'kind', title: t(routingTexts.kind), render: ({ kind }) => t(routingTexts[`kind_${kind}`]) },
        { key: 'madeAt', title: t(routingTexts.madeAt), render: ({ madeAt }) => format.moment(madeAt) },
        { key: 'trainedOn', title: t(routingTexts.trainedOn), render: ({ trainedOn }) => format.number(trainedOn) },
        { key: 'accuracy', title: t(routingTexts.accuracy), render: ({ accuracy }) => percent(accuracy) },
        { key: 'usual', title: t(routingTexts.usual), render: ({ usual }) => percent(usual) },
        { key: 'macroF1', title: t(routingTexts.macroF1), render: ({ macroF1 }) => percent(macroF1) },
        { key: 'calibration', title: t(routingTexts.calibration), render: ({ calibration }) => percent(calibration) },
      ]}
    />
  );
};

/** What was learned, how well it does, and the way to learn anew. */
export const Learning = (): ReactNode => {
  const t = useText();
  const { message } = App.useApp();
  const { data, error, isPending, refetch } = useApi(
    learningState,
    {},
    { every: (seen) => (seen?.running ? lookEveryMs : false) },
  );
  const start = useCommand(startLearning, {
    touches: [learningState],
    onDone: () => void message.success(t(routingTexts.learnStarted)),
  });
  return (
    <Section
      title={t(routingTexts.part_learning)}
      actions={
        <Button
          type="primary"
          loading={start.busy}
          disabled={data === undefined || data.running !== null || data.examples < data.needed}
          onClick={() => start.fire({ body: {} })}
        >
          {t(routingTexts.learn)}
        </Button>
      }
    >
      <p>{t(routingTexts.learningIntro)}</p>
      {start.error && <ErrorNotice error={start.error} texts={requestProblems} />}
      <StateView error={error} loading={isPending} onAgain={() => void refetch()} lines={4}>
        {() =>
          data && (
            <>
              <p className={css.hint}>{t(routingTexts.examples, { count: data.examples, needed: data.needed })}</p>
              {data.running && (
                <>
                  <ProgressBar label={t(routingTexts.learning)} done={data.running.done} total={data.running.total} />
                  {data.running.own && <Link to={`/jobs/${data.running.jobId}`}>{t(routingTexts.learning)}</Link>}
                </>
              )}
              <Models models={data.models} />
              {data.models.length > 0 && <p className={css.hint}>{t(routingTexts.measuredHint)}</p>}
            </>
          )
        }
      </StateView>
    </Section>
  );
};

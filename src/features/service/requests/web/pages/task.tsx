import { App } from 'antd';
import type { ReactNode } from 'react';
import { Link, useParams } from 'react-router';
import { Facts } from '#ui/facts.tsx';
import { useFormat, useText } from '#ui/language.tsx';
import { LongTextField } from '#ui/office/fields.tsx';
import { FormFrame } from '#ui/office/form-frame.tsx';
import { Page as Frame, Section } from '#ui/office/page.tsx';
import { StateView } from '#ui/office/state-view.tsx';
import { useForm } from '#webkit/form.ts';
import { useApi, useCommand } from '#webkit/query.ts';
import { requestProblems, requestTexts } from '../../messages.ts';
import { workProblems, workTexts } from '../../work/messages.ts';
import { answerTask, oneTask, taskList, type RequestTask } from '../../work/tasks/contract.ts';
import css from '../parts/work/work.module.css';

const ReplyForm = ({ task }: { readonly task: RequestTask }): ReactNode => {
  const t = useText();
  const { message } = App.useApp();
  const { run } = useCommand(answerTask, { touches: [oneTask, taskList] });
  const form = useForm({
    schema: answerTask.body.pick({ reply: true }),
    labels: { reply: workTexts.taskReply },
    texts: { ...requestProblems, ...workProblems },
    submit: async (body) => {
      await run({ params: { id: task.id }, body: { ...body, version: task.version } });
      void message.success(t(workTexts.replied));
    },
  });
  const verb = t(workTexts.taskReply);
  return (
    <FormFrame form={form} verb={verb} label={verb}>
      <p>{t(workTexts.taskReplyHint)}</p>
      <LongTextField field={form.field('reply')} rows={6} />
    </FormFrame>
  );
};

const Shown = ({ task }: { readonly task: RequestTask }): ReactNode => {
  const t = useText();
  const format = useFormat();
  return (
    <>
      <Section title={t(workTexts.taskAsk)}>
        <p className={css.text}>{task.ask}</p>
        {task.quotes.length > 0 && (
          <>
            <h3>{t(workTexts.taskQuotes)}</h3>
            <ul className={css.lines}>
              {task.quotes.map((quote) => (
                <li key={quote} className={css.quote}>
                  {quote}
                </li>
              ))}
            </ul>
          </>
        )}
      </Section>
      <Section>
        <Facts
          facts={[
            { label: t(workTexts.taskFrom), value: task.fromName },
            { label: t(workTexts.askUnit), value: task.unitName },
            { label: t(workTexts.taskArea), value: task.areaName },
            { label: t(workTexts.askDue), value: format.day(task.dueOn) },
            { label: t(requestTexts.state), value: t(workTexts[`task_${task.state}`]) },
          ]}
        />
        {task.requestId !== null && <Link to={`/requests/${task.requestId}`}>{t(workTexts.openRequest)}</Link>}
      </Section>
      {task.reply !== null && (
        <Section title={t(workTexts.taskReply)}>
          <p className={css.text}>{task.reply}</p>
        </Section>
      )}
      {task.can.answer && (
        <Section title={t(workTexts.taskReply)}>
          <ReplyForm task={task} />
        </Section>
      )}
    </>
  );
};

/** What another unit asks of the own one: this, and nothing more of the request. */
export const Page = (): ReactNode => {
  const t = useText();
  const { id = '' } = useParams();
  const { data: task, error, isPending, refetch } = useApi(oneTask, { params: { id } });
  return (
    <Frame
      title={t(workTexts.task)}
      crumbs={[{ title: t(workTexts.taskList), to: '/requests/tasks' }, { title: t(workTexts.task) }]}
    >
      <StateView error={error} loading={isPending} onAgain={() => void refetch()} lines={6}>
        {() => task && <Shown task={task} />}
      </StateView>
    </Frame>
  );
};

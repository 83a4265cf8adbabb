import { App, Button, Space } from 'antd';
import type { ReactNode } from 'react';
import { useFormat, useText } from '#ui/language.tsx';
import { DataTable } from '#ui/office/data-table.tsx';
import { Page as Frame, Section } from '#ui/office/page.tsx';
import { ErrorNotice } from '#ui/office/state-view.tsx';
import { useWholeList } from '#webkit/list.ts';
import { useCommand } from '#webkit/query.ts';
import { courseProblems } from '../../messages.ts';
import { confirmTask, waitingTasks, type WaitingTask } from '../../tasks/contract.ts';
import { taskTexts } from '../messages.ts';

/** What members say they have done on site, for the branch to confirm. */
export const Page = (): ReactNode => {
  const t = useText();
  const format = useFormat();
  const { message } = App.useApp();
  const list = useWholeList(waitingTasks, {});
  const { fire, busy, error } = useCommand(confirmTask, {
    touches: [waitingTasks],
    onDone: ({ state }) => void message.success(t(state === 'done' ? taskTexts.confirmed : taskTexts.returned)),
  });
  const decide = ({ id, version }: WaitingTask, decision: 'confirm' | 'return'): void =>
    fire({ params: { id }, body: { version, decision } });
  return (
    <Frame title={t(taskTexts.title)} intro={t(taskTexts.intro)}>
      {error && <ErrorNotice error={error} texts={courseProblems} />}
      <Section flush>
        <DataTable
          name="course-tasks"
          caption={t(taskTexts.caption)}
          columns={[
            { key: 'person', title: t(taskTexts.person), main: true, render: (row) => row.personName },
            {
              key: 'task',
              title: t(taskTexts.task),
              render: (row) => (row.place === '' ? row.task : format.parts([row.task, row.place])),
            },
            { key: 'course', title: t(taskTexts.course), render: (row) => row.courseTitle },
            { key: 'askedOn', title: t(taskTexts.askedOn), width: 130, render: (row) => format.day(row.askedOn) },
            {
              key: 'act',
              title: t(taskTexts.act),
              width: 180,
              render: (row) => (
                <Space>
                  <Button
                    size="small"
                    disabled={busy}
                    aria-label={t(taskTexts.confirmOf, { name: row.personName, task: row.task })}
                    onClick={() => decide(row, 'confirm')}
                  >
                    {t(taskTexts.confirm)}
                  </Button>
                  <Button
                    size="small"
                    disabled={busy}
                    aria-label={t(taskTexts.giveBackOf, { name: row.personName, task: row.task })}
                    onClick={() => decide(row, 'return')}
                  >
                    {t(taskTexts.giveBack)}
                  </Button>
                </Space>
              ),
            },
          ]}
          list={list}
          rowKey={(row) => row.id}
          whenEmpty={<p>{t(taskTexts.empty)}</p>}
        />
      </Section>
    </Frame>
  );
};

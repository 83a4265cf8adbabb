import { App, Button, Modal } from 'antd';
import { type ReactNode, useState } from 'react';
import { z } from 'zod';
import { useFormat, useText } from '#ui/language.tsx';
import { uiTexts } from '#ui/messages.ts';
import { ManyField, NumberField, TextField } from '#ui/office/fields.tsx';
import { FormFrame } from '#ui/office/form-frame.tsx';
import { LinkButton } from '#ui/office/link-button.tsx';
import { Page as Frame, Section, Toolbar } from '#ui/office/page.tsx';
import { PlainTable } from '#ui/office/plain-table.tsx';
import { StateView } from '#ui/office/state-view.tsx';
import { Tag } from '#ui/tag.tsx';
import { useForm } from '#webkit/form.ts';
import { useApi, useCommand } from '#webkit/query.ts';
import { useAddressState } from '#webkit/router.tsx';
import { studyProblems, workTexts } from '../../messages.ts';
import { paperTexts } from '../../needs/paper/messages.ts';
import { noteSession, sessionList, type StudySession } from '../../sessions/contract.ts';
import { useHourWords, useTopics } from '../parts/words.ts';
import { YearSelect } from '../parts/year-select.tsx';

const address = z.object({
  year: z
    .string()
    .regex(/^20\d\d$/)
    .optional(),
});

const NoteForm = ({
  session,
  onClose,
}: {
  readonly session: StudySession;
  readonly onClose: () => void;
}): ReactNode => {
  const t = useText();
  const { message } = App.useApp();
  const { choices } = useTopics();
  const { run } = useCommand(noteSession, { touches: [sessionList] });
  const form = useForm({
    schema: noteSession.body,
    labels: { topics: workTexts.notedTopics, lecturer: workTexts.lecturer, hours: workTexts.statedHours },
    initial: {
      version: session.version,
      topics: session.topics,
      hours: session.statedHours,
      ...(session.lecturer === null ? {} : { lecturer: session.lecturer }),
    },
    texts: studyProblems,
    submit: async (body) => {
      await run({ params: { id: session.meetingId }, body });
      void message.success(t(workTexts.saved));
      onClose();
    },
  });
  return (
    <FormFrame form={form} verb={t(uiTexts.save)} label={t(workTexts.note)} onCancel={onClose}>
      <ManyField field={form.field('topics')} choices={choices} />
      <TextField field={form.field('lecturer')} />
      <NumberField field={form.field('hours')} hint={t(workTexts.statedHint)} />
    </FormFrame>
  );
};

/** Meetings of the own branch as collective study, and what each of them taught. */
export const Page = (): ReactNode => {
  const t = useText();
  const format = useFormat();
  const words = useHourWords();
  const topics = useTopics();
  const [{ year }, setState] = useAddressState(address);
  const [noting, setNoting] = useState<StudySession | null>(null);
  const { data, error, isPending, refetch } = useApi(sessionList, {
    query: year === undefined ? {} : { year: Number(year) },
  });
  return (
    <Frame
      title={t(workTexts.sessions)}
      intro={t(workTexts.sessionsIntro)}
      actions={<LinkButton to="/education/needs">{t(paperTexts.title)}</LinkButton>}
    >
      <StateView error={error} loading={isPending} onAgain={() => void refetch()} lines={8}>
        {() =>
          data && (
            <>
              <Toolbar>
                <YearSelect data={data} onChange={(next) => setState({ year: next })} />
                {data.unnoted > 0 && <span>{t(workTexts.unnoted, { count: data.unnoted })}</span>}
              </Toolbar>
              <Section flush>
                <PlainTable
                  caption={t(workTexts.sessions)}
                  rows={data.items}
                  rowKey={({ meetingId }) => meetingId}
                  empty={t(workTexts.noSessions)}
                  columns={[
                    { key: 'title', title: t(workTexts.title), render: ({ title }) => title },
                    { key: 'on', title: t(workTexts.day), render: ({ on }) => format.day(on) },
                    {
                      key: 'kind',
                      title: t(workTexts.form),
                      render: ({ kind }) => words.kindOf({ source: 'meeting', kind }),
                    },
                    {
                      key: 'topics',
                      title: t(workTexts.notedTopics),
                      render: (one) =>
                        one.lacksTopic ? (
                          <Tag tone="warning">{t(workTexts.topicMissing)}</Tag>
                        ) : (
                          topics.namesOf(one.topics)
                        ),
                    },
                    { key: 'lecturer', title: t(workTexts.lecturer), render: ({ lecturer }) => lecturer },
                    { key: 'present', title: t(workTexts.present), render: ({ present }) => String(present) },
                    {
                      key: 'credit',
                      title: t(workTexts.each),
                      render: ({ credit }) => (credit === null ? t(workTexts.noStudy) : String(credit)),
                    },
                  ]}
                  renderActions={(session) => (
                    <Button
                      size="small"
                      aria-label={t(workTexts.noteOf, { title: session.title })}
                      onClick={() => setNoting(session)}
                    >
                      {t(workTexts.note)}
                    </Button>
                  )}
                />
              </Section>
            </>
          )
        }
      </StateView>
      <Modal
        open={noting !== null}
        title={noting === null ? '' : t(workTexts.noteOf, { title: noting.title })}
        footer={null}
        mask={{ closable: false }}
        onCancel={() => setNoting(null)}
        destroyOnHidden
      >
        {noting && <NoteForm session={noting} onClose={() => setNoting(null)} />}
      </Modal>
    </Frame>
  );
};

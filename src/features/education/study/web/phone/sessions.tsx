import { type ReactNode, useState } from 'react';
import { z } from 'zod';
import { useFormat, useText } from '#ui/language.tsx';
import { uiTexts } from '#ui/messages.ts';
import { Button } from '#ui/phone/button.tsx';
import { ChoiceField, TextField } from '#ui/phone/fields.tsx';
import { FormFrame } from '#ui/phone/form-frame.tsx';
import css from '#ui/phone/own.module.css';
import { Page as Frame, Section } from '#ui/phone/page.tsx';
import { Sheet } from '#ui/phone/sheet.tsx';
import { Notice, StateView } from '#ui/phone/state-view.tsx';
import { Tag } from '#ui/tag.tsx';
import { useForm } from '#webkit/form.ts';
import { useApi, useCommand } from '#webkit/query.ts';
import { hourTexts } from '../../hours/messages.ts';
import { ownTexts, studyProblems, workTexts } from '../../messages.ts';
import { noteSession, sessionList, type StudySession } from '../../sessions/contract.ts';
import { useHourWords, useTopics } from '../parts/words.ts';

/** In the hall one topic is enough; several are chosen in the office. */
const NoteForm = ({ session, onDone }: { readonly session: StudySession; readonly onDone: () => void }): ReactNode => {
  const t = useText();
  const { choices } = useTopics();
  const { run } = useCommand(noteSession, { touches: [sessionList] });
  const form = useForm({
    schema: z.object({ topic: z.string().min(1), lecturer: z.string().trim().max(60).optional() }),
    labels: { topic: ownTexts.topic, lecturer: workTexts.lecturer },
    initial: {
      ...(session.topics[0] === undefined ? {} : { topic: session.topics[0] }),
      ...(session.lecturer === null ? {} : { lecturer: session.lecturer }),
    },
    texts: studyProblems,
    submit: async ({ topic, lecturer }) => {
      await run({
        params: { id: session.meetingId },
        body: {
          version: session.version,
          topics: [topic, ...session.topics.slice(1).filter((one) => one !== topic)],
          hours: session.statedHours,
          ...(lecturer === undefined ? {} : { lecturer }),
        },
      });
      onDone();
    },
  });
  return (
    <FormFrame form={form} verb={t(uiTexts.save)} label={t(workTexts.note)}>
      <ChoiceField field={form.field('topic')} choices={choices} />
      <TextField field={form.field('lecturer')} />
    </FormFrame>
  );
};

/** Closed meetings of the branch, and what each taught: the secretary notes it on the way home. */
export const Page = (): ReactNode => {
  const t = useText();
  const format = useFormat();
  const words = useHourWords();
  const topics = useTopics();
  const [noting, setNoting] = useState<StudySession | null>(null);
  const { data, error, isPending, refetch } = useApi(sessionList, { query: {} });
  const items = data?.items ?? [];
  return (
    <Frame title={t(ownTexts.sessions)} intro={t(ownTexts.sessionsIntro)} back="/">
      <StateView
        error={error}
        loading={isPending}
        empty={items.length === 0}
        whenEmpty={<Notice title={t(workTexts.noSessions)} />}
        onAgain={() => void refetch()}
      >
        {items.map((session) => (
          <Section key={session.meetingId} title={session.title}>
            <div className={css.stack}>
              <p className={css.quiet}>
                {format.day(session.on)} · {words.kindOf({ source: 'meeting', kind: session.kind })} ·{' '}
                {t(workTexts.present)} {session.present}
              </p>
              <p className={css.line}>
                {session.lacksTopic && (
                  <>
                    <Tag tone="warning">{t(workTexts.topicMissing)}</Tag>{' '}
                  </>
                )}
                {session.credit === null ? t(workTexts.noStudy) : t(hourTexts.hours, { hours: session.credit })}
                {session.topics.length > 0 && ` · ${topics.namesOf(session.topics)}`}
              </p>
              <Button label={t(workTexts.noteOf, { title: session.title })} onClick={() => setNoting(session)}>
                {t(workTexts.note)}
              </Button>
            </div>
          </Section>
        ))}
        <Sheet open={noting !== null} title={t(workTexts.note)} onClose={() => setNoting(null)}>
          {noting && <NoteForm session={noting} onDone={() => setNoting(null)} />}
        </Sheet>
      </StateView>
    </Frame>
  );
};

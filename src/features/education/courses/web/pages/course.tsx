import { Alert, App, Button } from 'antd';
import { type ComponentProps, type ReactNode, useState } from 'react';
import { useParams } from 'react-router';
import { type Fact, Facts } from '#ui/facts.tsx';
import { useFormat, useText } from '#ui/language.tsx';
import { ConfirmDialog } from '#ui/office/dialogs.tsx';
import { LongTextField, RadioField } from '#ui/office/fields.tsx';
import { FormFrame } from '#ui/office/form-frame.tsx';
import { LinkButton } from '#ui/office/link-button.tsx';
import { Page as Frame, Section } from '#ui/office/page.tsx';
import { ErrorNotice, StateView } from '#ui/office/state-view.tsx';
import { Timeline } from '#ui/timeline.tsx';
import { useForm } from '#webkit/form.ts';
import { useApi, useCommand } from '#webkit/query.ts';
import { useGoOn } from '#webkit/router.tsx';
import {
  courseList,
  type CourseView,
  oneCourse,
  removeCourse,
  reviewCourse,
  submitCourse,
  takeBackCourse,
  withdrawCourse,
} from '../../contract.ts';
import { courseProblems } from '../../messages.ts';
import { courseTexts } from '../messages.ts';
import { Outline } from '../parts/outline.tsx';
import { touchedByCourse } from '../parts/touched.ts';
import { CourseStateTag, useAudience, useTopics } from '../parts/words.tsx';

interface Props {
  readonly course: CourseView;
}

/** A button whose act is asked about first. */
const AskedFirst = ({
  danger = false,
  verb,
  onConfirm,
  ...said
}: Pick<ComponentProps<typeof ConfirmDialog>, 'title' | 'consequence' | 'verb' | 'busy' | 'error'> & {
  readonly danger?: boolean;
  readonly onConfirm: () => void;
}): ReactNode => {
  const [asking, setAsking] = useState(false);
  return (
    <>
      <Button danger={danger} onClick={() => setAsking(true)}>
        {verb}
      </Button>
      <ConfirmDialog
        {...said}
        verb={verb}
        open={asking}
        texts={courseProblems}
        onConfirm={onConfirm}
        onClose={() => setAsking(false)}
      />
    </>
  );
};

/** Deletes a draft that was never published, after a word of what goes with it. */
const Remove = ({ course: { id, version } }: Props): ReactNode => {
  const t = useText();
  const goOn = useGoOn();
  const { message } = App.useApp();
  const { fire, busy, error } = useCommand(removeCourse, {
    touches: [courseList],
    onDone: () => {
      void message.success(t(courseTexts.removed));
      goOn('/education/courses');
    },
  });
  return (
    <AskedFirst
      danger
      title={t(courseTexts.removeTitle)}
      consequence={t(courseTexts.removeHint)}
      verb={t(courseTexts.remove)}
      busy={busy}
      error={error}
      onConfirm={() => fire({ params: { id }, body: { version } })}
    />
  );
};

/** Goes with its dialog once the course is a draft again. */
const TakeBack = ({ course: { id, version } }: Props): ReactNode => {
  const t = useText();
  const { message } = App.useApp();
  const { fire, busy, error } = useCommand(takeBackCourse, {
    touches: touchedByCourse,
    onDone: () => void message.success(t(courseTexts.takenBack)),
  });
  return (
    <AskedFirst
      title={t(courseTexts.takeBackTitle)}
      consequence={t(courseTexts.takeBackHint)}
      verb={t(courseTexts.takeBack)}
      busy={busy}
      error={error}
      onConfirm={() => fire({ params: { id }, body: { version } })}
    />
  );
};

const Acts = ({ course, onWithdraw }: Props & { readonly onWithdraw: () => void }): ReactNode => {
  const t = useText();
  const { message } = App.useApp();
  const { fire, busy, error } = useCommand(submitCourse, {
    touches: touchedByCourse,
    onDone: () => void message.success(t(courseTexts.submitted)),
  });
  const { id, version, can, faults } = course;
  return (
    <>
      {error && <ErrorNotice error={error} texts={courseProblems} />}
      {can.remove && <Remove course={course} />}
      {can.withdraw && (
        <Button danger onClick={onWithdraw}>
          {t(courseTexts.withdraw)}
        </Button>
      )}
      {can.takeBack && <TakeBack course={course} />}
      {can.save && <LinkButton to={`/education/courses/${id}/edit`}>{t(courseTexts.edit)}</LinkButton>}
      {can.submit && (
        <Button
          type="primary"
          loading={busy}
          disabled={faults.length > 0}
          onClick={() => fire({ params: { id }, body: { version } })}
        >
          {t(courseTexts.submit)}
        </Button>
      )}
    </>
  );
};

const CourseFacts = ({ course }: Props): ReactNode => {
  const t = useText();
  const format = useFormat();
  const audience = useAudience();
  const { nameOf } = useTopics();
  const persons = (count: number | null): string =>
    count === null ? t(courseTexts.fewPersons) : t(courseTexts.persons, { count });
  const facts: Fact[] = [
    { label: t(courseTexts.provider), value: course.providerName },
    { label: t(courseTexts.topics), value: format.parts(course.topics.map(nameOf)) },
    { label: t(courseTexts.summary), value: course.summary === '' ? t(courseTexts.none) : course.summary },
    { label: t(courseTexts.audience), value: audience(course.audience) },
    {
      label: t(courseTexts.hours),
      value: course.hours === null ? t(courseTexts.none) : t(courseTexts.hoursOf, { hours: course.hours }),
    },
    {
      label: t(courseTexts.expiresOn),
      value: course.expiresOn === null ? t(courseTexts.unlimited) : format.day(course.expiresOn),
    },
    {
      label: t(courseTexts.offered),
      value: course.edition === null ? t(courseTexts.notOffered) : t(courseTexts.edition, { edition: course.edition }),
    },
    ...(course.taken === null
      ? []
      : [
          {
            label: t(courseTexts.taken),
            value: t(courseTexts.takenOf, {
              begun: persons(course.taken.begun),
              finished: persons(course.taken.finished),
            }),
          },
        ]),
    { label: t(courseTexts.writer), value: format.parts([course.writer, format.moment(course.changedAt)]) },
  ];
  return <Facts facts={facts} />;
};

const Notices = ({ course }: Props): ReactNode => {
  const t = useText();
  const format = useFormat();
  const { faults, easyQuizzes, otherPerson, edition, state } = course;
  const problem = (key: string): string =>
    key in courseProblems ? t.loose(courseProblems[key as keyof typeof courseProblems]) : key;
  return (
    <>
      {otherPerson && <Alert type="info" showIcon title={t(courseTexts.otherPerson)} />}
      {state === 'draft' && faults.length > 0 && (
        <Alert
          type="warning"
          showIcon
          title={t(courseTexts.faults)}
          description={faults.map((key) => (
            <div key={key}>
              {problem(key)}
              {key === 'courses.quiz_guess' && t(courseTexts.easyQuizzes, { titles: format.parts(easyQuizzes) })}
            </div>
          ))}
        />
      )}
      {edition !== null && state !== 'published' && (
        <Alert type="info" showIcon title={t(courseTexts.newer, { edition })} />
      )}
    </>
  );
};

const ReviewForm = ({ course }: Props): ReactNode => {
  const t = useText();
  const { message } = App.useApp();
  const { run } = useCommand(reviewCourse, { touches: touchedByCourse });
  const form = useForm({
    schema: reviewCourse.body,
    labels: { decision: courseTexts.decision, note: courseTexts.note },
    texts: courseProblems,
    initial: { version: course.version },
    submit: async (body) => {
      await run({ params: { id: course.id }, body });
      void message.success(t(courseTexts[`reviewed_${body.decision}`]));
    },
  });
  return (
    <FormFrame form={form} verb={t(courseTexts.decide)} label={t(courseTexts.review)}>
      <p>{t(courseTexts.reviewHint)}</p>
      <RadioField
        field={form.field('decision')}
        choices={[
          { value: 'publish', label: t(courseTexts.decision_publish) },
          { value: 'return', label: t(courseTexts.decision_return) },
        ]}
      />
      {form.values.decision === 'return' && <LongTextField field={form.field('note')} rows={3} />}
    </FormFrame>
  );
};

const Withdraw = ({ course, open, onClose }: Props & { readonly open: boolean; readonly onClose: () => void }) => {
  const t = useText();
  const { message } = App.useApp();
  const { fire, busy, error } = useCommand(withdrawCourse, {
    touches: touchedByCourse,
    onDone: () => {
      void message.success(t(courseTexts.withdrawn));
      onClose();
    },
  });
  const { id, version } = course;
  return (
    <ConfirmDialog
      open={open}
      title={t(courseTexts.withdrawTitle)}
      consequence={t(courseTexts.withdrawHint)}
      verb={t(courseTexts.withdraw)}
      reasonFrom={4}
      busy={busy}
      error={error}
      texts={courseProblems}
      onConfirm={(reason) => fire({ params: { id }, body: { version, reason } })}
      onClose={onClose}
    />
  );
};

const Steps = ({ course }: Props): ReactNode => {
  const t = useText();
  if (course.steps.length === 0) return <p>{t(courseTexts.none)}</p>;
  return (
    <Timeline
      label={t(courseTexts.steps)}
      entries={course.steps.toReversed().map(({ at, kind, actor, note }) => ({
        id: at,
        at,
        title: t(courseTexts[`step_${kind}`]),
        by: actor,
        ...(note === null ? {} : { detail: note }),
      }))}
    />
  );
};

/** One course: what it holds, how it stands, and what may follow. */
export const Page = (): ReactNode => {
  const t = useText();
  const { id = '' } = useParams();
  const [withdrawing, setWithdrawing] = useState(false);
  const { data: course, error, isPending, refetch } = useApi(oneCourse, { params: { id } });
  return (
    <Frame
      title={
        course ? (
          <>
            {course.title} <CourseStateTag state={course.state} />
          </>
        ) : (
          t(courseTexts.course)
        )
      }
      crumbs={[
        { title: t(courseTexts.title), to: '/education/courses' },
        { title: course?.title ?? t(courseTexts.course) },
      ]}
      actions={course && <Acts course={course} onWithdraw={() => setWithdrawing(true)} />}
    >
      <StateView error={error} loading={isPending} onAgain={() => void refetch()} lines={8}>
        {() =>
          course && (
            <>
              <Notices course={course} />
              <Section title={t(courseTexts.facts)}>
                <CourseFacts course={course} />
              </Section>
              <Section title={t(courseTexts.content)}>
                <Outline course={course} />
              </Section>
              {course.can.review && (
                <Section title={t(courseTexts.review)}>
                  <ReviewForm key={course.version} course={course} />
                </Section>
              )}
              <Section title={t(courseTexts.steps)}>
                <Steps course={course} />
              </Section>
              <Withdraw course={course} open={withdrawing} onClose={() => setWithdrawing(false)} />
            </>
          )
        }
      </StateView>
    </Frame>
  );
};

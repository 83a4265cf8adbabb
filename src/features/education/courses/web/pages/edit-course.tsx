import { App } from 'antd';
import type { ReactNode } from 'react';
import { useParams } from 'react-router';
import { organisationTypes, typeNames } from '#features/base/organisations/rules.ts';
import type { Text } from '#shared/text.ts';
import type { Field } from '#ui/field.ts';
import { useLanguage, useText } from '#ui/language.tsx';
import { LeaveDialog } from '#ui/office/dialogs.tsx';
import { DayField, FieldGrid, LongTextField, ManyField, NumberField, TextField } from '#ui/office/fields.tsx';
import { FormFrame } from '#ui/office/form-frame.tsx';
import { Page as Frame, Section } from '#ui/office/page.tsx';
import { StateView } from '#ui/office/state-view.tsx';
import { useForm } from '#webkit/form.ts';
import { useApi, useCommand } from '#webkit/query.ts';
import { useGoOn, useLeaveGuard } from '#webkit/router.tsx';
import type { Content } from '../../content/rules.ts';
import { type CourseFields, type CourseView, oneCourse, saveCourse } from '../../contract.ts';
import { courseProblems } from '../../messages.ts';
import { audiencePosts, stages } from '../../rules.ts';
import { courseTexts } from '../messages.ts';
import { OutlineEditor } from '../parts/outline-editor.tsx';
import { touchedByCourse } from '../parts/touched.ts';
import { useShown } from '../parts/use-shown.ts';
import { useTopics } from '../parts/words.tsx';

type Audience = CourseView['audience'];

interface AudienceProps {
  readonly field: Field<Audience>;
}

const AudienceFields = ({ field }: AudienceProps): ReactNode => {
  const t = useText();
  const { language } = useLanguage();
  const value: Audience = field.value ?? { stages: [], posts: [], types: [] };
  const part = <K extends keyof Audience>(name: K, label: string): Field<Audience[K]> => ({
    id: `${field.id}-${name}`,
    label,
    value: value[name],
    onChange: (next) => field.onChange({ ...value, [name]: next ?? [] }),
    onBlur: field.onBlur,
    errors: [],
    required: false,
    disabled: field.disabled,
  });
  return (
    <>
      <ManyField
        field={part('stages', t(courseTexts.stages))}
        hint={t(courseTexts.audienceHint)}
        choices={stages.map((one) => ({ value: one, label: t(courseTexts[`stage_${one}`]) }))}
      />
      <ManyField
        field={part('posts', t(courseTexts.posts))}
        choices={audiencePosts.map((one) => ({ value: one, label: t(courseTexts[`post_${one}`]) }))}
      />
      <ManyField
        field={part('types', t(courseTexts.types))}
        choices={organisationTypes.map((one) => ({ value: one, label: typeNames[one][language] }))}
      />
    </>
  );
};

const EditForm = ({ course }: { course: CourseView }): ReactNode => {
  const t = useText();
  const goOn = useGoOn();
  const { message } = App.useApp();
  const { choices } = useTopics();
  const { run } = useCommand(saveCourse, { touches: touchedByCourse });
  const { id, version, title, summary, topics, audience, hours, expiresOn, content } = course;
  const page = `/education/courses/${id}`;
  const show = useShown(course);
  const form = useForm({
    schema: saveCourse.body,
    labels: {
      title: courseTexts.name,
      summary: courseTexts.summary,
      topics: courseTexts.topics,
      audience: courseTexts.audience,
      hours: courseTexts.hours,
      expiresOn: courseTexts.expiresOn,
      content: courseTexts.content,
    } satisfies Record<keyof CourseFields, Text>,
    texts: courseProblems,
    // What was kept is given back as it is: the schema reads it again.
    initial: {
      version,
      title,
      summary,
      topics,
      audience,
      hours,
      expiresOn,
      content: content as never,
    } satisfies Record<keyof CourseFields | 'version', unknown>,
    draft: `course:${id}`,
    show,
    joins: true,
    submit: async (body) => {
      await run({ params: { id }, body: { ...body, expiresOn: body.expiresOn ?? null, hours: body.hours ?? null } });
      void message.success(t(courseTexts.saved));
      goOn(page);
    },
  });
  return (
    <>
      <FormFrame form={form} verb={t(courseTexts.save)} label={t(courseTexts.editTitle)} onCancel={() => goOn(page)}>
        <FieldGrid>
          <TextField field={form.field('title')} wide />
          <LongTextField field={form.field('summary')} rows={2} wide />
          <ManyField field={form.field('topics')} choices={choices(topics)} wide />
          <NumberField field={form.field('hours')} hint={t(courseTexts.hoursHint)} />
          <DayField field={form.field('expiresOn')} hint={t(courseTexts.expiresHint)} />
          <AudienceFields field={form.field('audience')} />
        </FieldGrid>
        <h2>{t(courseTexts.content)}</h2>
        {/* What the schema takes is judged by it; the editor writes nothing else. */}
        <OutlineEditor
          course={course}
          field={form.field('content') as unknown as Field<Content>}
          errorsAt={form.errorsAt}
        />
      </FormFrame>
      <LeaveDialog {...useLeaveGuard(form.dirty)} />
    </>
  );
};

/** What a course holds, and whom it is for. */
export const Page = (): ReactNode => {
  const t = useText();
  const { id = '' } = useParams();
  const { data: course, error, isPending, refetch } = useApi(oneCourse, { params: { id } });
  return (
    <Frame
      title={t(courseTexts.editTitle)}
      crumbs={[
        { title: t(courseTexts.title), to: '/education/courses' },
        { title: course?.title ?? t(courseTexts.course), to: `/education/courses/${id}` },
        { title: t(courseTexts.editTitle) },
      ]}
    >
      <Section>
        <StateView error={error} loading={isPending} onAgain={() => void refetch()} lines={8}>
          {() => course && <EditForm course={course} />}
        </StateView>
      </Section>
    </Frame>
  );
};

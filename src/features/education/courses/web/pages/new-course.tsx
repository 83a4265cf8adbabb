import type { ReactNode } from 'react';
import { useText } from '#ui/language.tsx';
import { LeaveDialog } from '#ui/office/dialogs.tsx';
import { FieldGrid, ManyField, TextField } from '#ui/office/fields.tsx';
import { FormFrame } from '#ui/office/form-frame.tsx';
import { Page as Frame, Section } from '#ui/office/page.tsx';
import { useForm } from '#webkit/form.ts';
import { useCommand } from '#webkit/query.ts';
import { useGoOn, useLeaveGuard } from '#webkit/router.tsx';
import { createCourse } from '../../contract.ts';
import { courseProblems } from '../../messages.ts';
import { courseTexts } from '../messages.ts';
import { touchedByCourse } from '../parts/touched.ts';
import { useTopics } from '../parts/words.tsx';

/** Begins a course: files belong to one, so it is there before its content. */
export const Page = (): ReactNode => {
  const t = useText();
  const goOn = useGoOn();
  const { choices } = useTopics();
  const { run } = useCommand(createCourse, { touches: touchedByCourse });
  const form = useForm({
    schema: createCourse.body,
    labels: { title: courseTexts.name, topics: courseTexts.topics },
    texts: courseProblems,
    initial: { topics: [] },
    submit: async (body) => {
      const { id } = await run({ body });
      goOn(`/education/courses/${id}/edit`, { replace: true });
    },
  });
  return (
    <Frame
      title={t(courseTexts.add)}
      intro={t(courseTexts.addHint)}
      crumbs={[{ title: t(courseTexts.title), to: '/education/courses' }, { title: t(courseTexts.add) }]}
    >
      <Section>
        <FormFrame form={form} verb={t(courseTexts.begin)} label={t(courseTexts.add)}>
          <FieldGrid>
            <TextField field={form.field('title')} wide />
            <ManyField field={form.field('topics')} choices={choices()} wide />
          </FieldGrid>
        </FormFrame>
        <LeaveDialog {...useLeaveGuard(form.dirty)} />
      </Section>
    </Frame>
  );
};

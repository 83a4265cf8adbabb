import type { ReactNode } from 'react';
import { useText } from '#ui/language.tsx';
import { Page as Frame } from '#ui/office/page.tsx';
import { useCommand } from '#webkit/query.ts';
import { useGoOn } from '#webkit/router.tsx';
import { createExam, examList } from '../../contract.ts';
import { examTexts } from '../../messages.ts';
import { ExamForm } from '../parts/exam-form.tsx';

/** A new exam: when, for whom, and what it asks. */
export const Page = (): ReactNode => {
  const t = useText();
  const goOn = useGoOn();
  const create = useCommand(createExam, { touches: [examList] });
  return (
    <Frame
      title={t(examTexts.add)}
      crumbs={[{ title: t(examTexts.title), to: '/education/exams' }, { title: t(examTexts.add) }]}
    >
      <ExamForm
        exam={null}
        onSave={async (body) => {
          const { id } = await create.run({ body });
          goOn(`/education/exams/${id}`);
        }}
      />
    </Frame>
  );
};

import type { ReactNode } from 'react';
import { useParams } from 'react-router';
import { useText } from '#ui/language.tsx';
import { Page as Frame } from '#ui/office/page.tsx';
import { StateView } from '#ui/office/state-view.tsx';
import { useApi, useCommand } from '#webkit/query.ts';
import { useGoOn } from '#webkit/router.tsx';
import { changeExam, examList, oneExam } from '../../contract.ts';
import { examTexts } from '../../messages.ts';
import { ExamForm } from '../parts/exam-form.tsx';

/** An exam that has not been published. */
export const Page = (): ReactNode => {
  const t = useText();
  const goOn = useGoOn();
  const { id = '' } = useParams();
  const { data, error, isPending, refetch } = useApi(oneExam, { params: { id } });
  const change = useCommand(changeExam, { touches: [examList, oneExam] });
  return (
    <Frame
      title={t(examTexts.editTitle)}
      crumbs={[
        { title: t(examTexts.title), to: '/education/exams' },
        ...(data ? [{ title: data.title, to: `/education/exams/${id}` }] : []),
        { title: t(examTexts.editTitle) },
      ]}
    >
      <StateView error={error} loading={isPending} onAgain={() => void refetch()} lines={8}>
        {() =>
          data && (
            <ExamForm
              exam={data}
              onSave={async (body) => {
                await change.run({ params: { id }, body: { ...body, version: data.version } });
                goOn(`/education/exams/${id}`);
              }}
            />
          )
        }
      </StateView>
    </Frame>
  );
};

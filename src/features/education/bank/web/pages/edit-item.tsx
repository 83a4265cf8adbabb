import { Alert, App } from 'antd';
import type { ReactNode } from 'react';
import { useParams } from 'react-router';
import { useText } from '#ui/language.tsx';
import { LeaveDialog } from '#ui/office/dialogs.tsx';
import { FormFrame } from '#ui/office/form-frame.tsx';
import { Page as Frame, Section } from '#ui/office/page.tsx';
import { StateView } from '#ui/office/state-view.tsx';
import { useForm } from '#webkit/form.ts';
import { useApi, useCommand } from '#webkit/query.ts';
import { useGoOn, useLeaveGuard } from '#webkit/router.tsx';
import { bankItem, type ItemView, saveItem } from '../../contract.ts';
import { bankProblems } from '../../messages.ts';
import { bankTexts } from '../messages.ts';
import { fieldsOf, valuesOf } from '../parts/fields-of.ts';
import { QuestionFields, questionLabels } from '../parts/question-fields.tsx';
import { touchedByItems } from '../parts/touched.ts';

const EditForm = ({ item }: { item: ItemView }): ReactNode => {
  const t = useText();
  const goOn = useGoOn();
  const { message } = App.useApp();
  const { run } = useCommand(saveItem, { touches: touchedByItems });
  const { id, version } = item;
  const form = useForm({
    schema: saveItem.body,
    labels: questionLabels,
    texts: bankProblems,
    initial: { version, ...valuesOf(item) },
    draft: `bank:${id}`,
    submit: async (body) => {
      const saved = await run({ params: { id }, body });
      void message.success(t(bankTexts.saved));
      goOn(`/education/bank/${saved.id}`);
    },
  });
  return (
    <>
      {item.state !== 'draft' && <Alert type="info" showIcon title={t(bankTexts.editPublished)} />}
      <FormFrame
        form={form}
        verb={t(bankTexts.save)}
        label={t(bankTexts.editTitle)}
        onCancel={() => goOn(`/education/bank/${id}`)}
      >
        <QuestionFields field={fieldsOf(form)} />
      </FormFrame>
      <LeaveDialog {...useLeaveGuard(form.dirty)} />
    </>
  );
};

/** The text of a question; of a published one another edition. */
export const Page = (): ReactNode => {
  const t = useText();
  const { id = '' } = useParams();
  const { data: item, error, isPending, refetch } = useApi(bankItem, { params: { id } });
  return (
    <Frame
      title={t(bankTexts.editTitle)}
      crumbs={[
        { title: t(bankTexts.title), to: '/education/bank' },
        { title: t(bankTexts.caption), to: `/education/bank/${id}` },
        { title: t(bankTexts.editTitle) },
      ]}
    >
      <Section>
        <StateView error={error} loading={isPending} onAgain={() => void refetch()} lines={8}>
          {() => item && <EditForm item={item} />}
        </StateView>
      </Section>
    </Frame>
  );
};

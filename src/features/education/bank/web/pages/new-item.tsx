import { App } from 'antd';
import type { ReactNode } from 'react';
import { useText } from '#ui/language.tsx';
import { LeaveDialog } from '#ui/office/dialogs.tsx';
import { FormFrame } from '#ui/office/form-frame.tsx';
import { Page as Frame, Section } from '#ui/office/page.tsx';
import { useForm } from '#webkit/form.ts';
import { useCommand } from '#webkit/query.ts';
import { useGoOn, useLeaveGuard } from '#webkit/router.tsx';
import { createItem } from '../../contract.ts';
import { bankProblems } from '../../messages.ts';
import { bankTexts } from '../messages.ts';
import { emptyQuestion, QuestionFields, questionLabels } from '../parts/question-fields.tsx';
import { fieldsOf } from '../parts/fields-of.ts';
import { touchedByItems } from '../parts/touched.ts';

/** A question of one's own unit, as a draft. */
export const Page = (): ReactNode => {
  const t = useText();
  const goOn = useGoOn();
  const { message } = App.useApp();
  const { run } = useCommand(createItem, { touches: touchedByItems });
  const form = useForm({
    schema: createItem.body,
    labels: questionLabels,
    texts: bankProblems,
    initial: emptyQuestion,
    draft: 'bank:new',
    submit: async (body) => {
      const { id } = await run({ body });
      void message.success(t(bankTexts.saved));
      goOn(`/education/bank/${id}`);
    },
  });
  return (
    <Frame
      title={t(bankTexts.newTitle)}
      crumbs={[{ title: t(bankTexts.title), to: '/education/bank' }, { title: t(bankTexts.newTitle) }]}
    >
      <Section>
        <FormFrame
          form={form}
          verb={t(bankTexts.save)}
          label={t(bankTexts.newTitle)}
          onCancel={() => goOn('/education/bank')}
        >
          <QuestionFields field={fieldsOf(form)} />
        </FormFrame>
        <LeaveDialog {...useLeaveGuard(form.dirty)} />
      </Section>
    </Frame>
  );
};

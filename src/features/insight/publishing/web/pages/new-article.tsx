import type { ReactNode } from 'react';
import { useText } from '#ui/language.tsx';
import { LeaveDialog } from '#ui/office/dialogs.tsx';
import { ChoiceField, FieldGrid, TextField } from '#ui/office/fields.tsx';
import { FormFrame } from '#ui/office/form-frame.tsx';
import { Page as Frame, Section } from '#ui/office/page.tsx';
import { StateView } from '#ui/office/state-view.tsx';
import { useForm } from '#webkit/form.ts';
import { useCommand } from '#webkit/query.ts';
import { useGoOn, useLeaveGuard } from '#webkit/router.tsx';
import { emptyBody } from '#shared/body.ts';
import { createArticle } from '../../contract.ts';
import { publishingProblems } from '../../messages.ts';
import { articleTexts } from '../messages.ts';
import { type ColumnChoices, useColumnChoices } from '../parts/columns.ts';
import { touchedByArticle } from '../parts/touched.ts';

const NewForm = ({ choices }: Pick<ColumnChoices, 'choices'>): ReactNode => {
  const t = useText();
  const goOn = useGoOn();
  const { run } = useCommand(createArticle, { touches: touchedByArticle });
  const form = useForm({
    schema: createArticle.body.pick({ title: true, columnId: true }),
    labels: { title: articleTexts.articleTitle, columnId: articleTexts.column },
    texts: publishingProblems,
    submit: async (body) => {
      const { id } = await run({ body: { ...body, body: { ...emptyBody } } });
      goOn(`/publishing/${id}/edit`, { replace: true });
    },
  });
  const verb = t(articleTexts.begin);
  return (
    <>
      <FormFrame form={form} verb={verb} label={t(articleTexts.add)}>
        <FieldGrid>
          <TextField field={form.field('title')} wide />
          <ChoiceField field={form.field('columnId')} choices={choices} wide />
        </FieldGrid>
      </FormFrame>
      <LeaveDialog {...useLeaveGuard(form.dirty)} />
    </>
  );
};

/** Begins an article: pictures belong to one, so it is there before its text. */
export const Page = (): ReactNode => {
  const t = useText();
  const { choices, loading, error, again } = useColumnChoices();
  return (
    <Frame
      title={t(articleTexts.add)}
      intro={t(articleTexts.addHint)}
      crumbs={[{ title: t(articleTexts.title), to: '/publishing' }, { title: t(articleTexts.add) }]}
    >
      <Section>
        <StateView error={error} loading={loading} onAgain={again}>
          {() => <NewForm choices={choices} />}
        </StateView>
      </Section>
    </Frame>
  );
};

import { App } from 'antd';
import type { ReactNode } from 'react';
import { useParams } from 'react-router';
import type { Field } from '#ui/field.ts';
import { useText } from '#ui/language.tsx';
import { LeaveDialog } from '#ui/office/dialogs.tsx';
import { ChoiceField, FieldGrid, LongTextField, TextField } from '#ui/office/fields.tsx';
import { FormFrame } from '#ui/office/form-frame.tsx';
import { Page as Frame, Section } from '#ui/office/page.tsx';
import { StateView } from '#ui/office/state-view.tsx';
import { addressOf } from '#webkit/api.ts';
import { useForm } from '#webkit/form.ts';
import { useApi, useCommand } from '#webkit/query.ts';
import { useGoOn, useLeaveGuard } from '#webkit/router.tsx';
import { bodyFault, bodyText, type Body } from '#shared/body.ts';
import { addImage, articleImage, type ArticleView, oneArticle, saveArticle } from '../../contract.ts';
import { publishingProblems } from '../../messages.ts';
import { BodyEditor } from '#webkit/editor/body-editor.tsx';
import { articleTexts } from '../messages.ts';
import { useColumnChoices } from '../parts/columns.ts';
import { touchedByArticle } from '../parts/touched.ts';

const picturesOf = (id: string) => ({
  endpoint: addImage,
  input: { params: { id } },
  addressOf: (file: string) => addressOf(articleImage, { params: { id, file } }),
});

const EditForm = ({ article }: { article: ArticleView }): ReactNode => {
  const t = useText();
  const goOn = useGoOn();
  const { message } = App.useApp();
  const { choices } = useColumnChoices();
  const { run } = useCommand(saveArticle, { touches: touchedByArticle });
  const { id, version, columnId, title, summary, source, body } = article;
  const names = new Map(choices.map(({ value, label }) => [value, label]));
  const page = `/publishing/${id}`;
  const form = useForm({
    schema: saveArticle.body,
    labels: {
      title: articleTexts.articleTitle,
      columnId: articleTexts.column,
      summary: articleTexts.summary,
      source: articleTexts.source,
      body: articleTexts.body,
    },
    texts: publishingProblems,
    initial: { version, columnId, title, summary, source, body: { ...body } },
    draft: `article:${id}`,
    joins: true,
    show: (name, value) => {
      if (name === 'columnId') return names.get(String(value));
      return name === 'body' && bodyFault(value) === null ? bodyText(value as Body) : undefined;
    },
    submit: async (given) => {
      await run({ params: { id }, body: given });
      void message.success(t(articleTexts.saved));
      goOn(page);
    },
  });
  return (
    <>
      <FormFrame form={form} verb={t(articleTexts.save)} label={t(articleTexts.editTitle)} onCancel={() => goOn(page)}>
        <FieldGrid>
          <TextField field={form.field('title')} wide />
          <ChoiceField field={form.field('columnId')} choices={choices} />
          <TextField field={form.field('source')} hint={t(articleTexts.sourceHint)} />
          <LongTextField field={form.field('summary')} hint={t(articleTexts.summaryHint)} rows={2} wide />
        </FieldGrid>
        {/* What the schema takes is judged by `readBody`; the editor writes nothing else. */}
        <BodyEditor pictures={picturesOf(id)} field={form.field('body') as unknown as Field<Body>} />
      </FormFrame>
      <LeaveDialog {...useLeaveGuard(form.dirty)} />
    </>
  );
};

/** The text of an article. */
export const Page = (): ReactNode => {
  const t = useText();
  const { id = '' } = useParams();
  const { data: article, error, isPending, refetch } = useApi(oneArticle, { params: { id } });
  return (
    <Frame
      title={t(articleTexts.editTitle)}
      crumbs={[
        { title: t(articleTexts.title), to: '/publishing' },
        { title: article?.title ?? t(articleTexts.article), to: `/publishing/${id}` },
        { title: t(articleTexts.editTitle) },
      ]}
    >
      <Section>
        <StateView error={error} loading={isPending} onAgain={() => void refetch()} lines={8}>
          {() => article && <EditForm article={article} />}
        </StateView>
      </Section>
    </Frame>
  );
};

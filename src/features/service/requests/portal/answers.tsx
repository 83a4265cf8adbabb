import type { ReactNode } from 'react';
import { formatDay } from '#shared/format.ts';
import { say } from '#shared/text.ts';
import { given } from '#platform/portal/fields.ts';
import { portal, type FormState, type Visit } from '#platform/portal/page.ts';
import { Form, Line, Pick, portalBase } from '#platform/portal/parts.tsx';
import { categoryList, type RequestCategory } from '../categories/contract.ts';
import { publishedAnswers, type PublishedAnswer } from '../published/contract.ts';
import { categoryGroups } from './choices.ts';
import { portalTexts } from './messages.ts';

const path = '/requests/answers';

interface ListProps {
  readonly visit: Visit;
  readonly answers: readonly PublishedAnswer[];
}

/** Each opens in its place: nothing has to be loaded for it. */
export const Answers = ({ visit: { language }, answers }: ListProps): ReactNode =>
  answers.map(({ id, question, answer, unitName, publishedOn, categoryName }) => (
    <details key={id} className="card" id={`a-${id}`}>
      <summary>{question}</summary>
      <p className="said">{answer}</p>
      <p className="soft">
        {say(language, portalTexts.answeredBy, {
          unit: unitName,
          day: formatDay(language, publishedOn),
          category: categoryName[language],
        })}
      </p>
    </details>
  ));

interface Props {
  readonly visit: Visit;
  readonly form: FormState;
  readonly categories: readonly RequestCategory[];
}

const labels = { category: portalTexts.category, text: portalTexts.answersText };

const Search = ({ visit, form, categories }: Props): ReactNode => (
  <Form visit={visit} form={form} action={path} submit={portalTexts.answersFind} labels={labels}>
    <Pick
      visit={visit}
      form={form}
      name="category"
      label={labels.category}
      groups={categoryGroups(visit.language, categories)}
      optional
    />
    <Line visit={visit} form={form} name="text" label={labels.text} optional />
  </Form>
);

const body = ({ visit, form, categories, answers }: Props & ListProps): ReactNode => (
  <>
    <p className="note">{say(visit.language, portalTexts.answersNote)}</p>
    <Search visit={visit} form={form} categories={categories} />
    <h2>
      {answers.length === 0
        ? say(visit.language, portalTexts.answersNone)
        : say(visit.language, portalTexts.answersFound, { count: answers.length })}
    </h2>
    {answers.length === 0 && (
      <>
        <p>{say(visit.language, portalTexts.answersNoneText)}</p>
        <p>
          <a className="button plain" href={`${portalBase}/requests/new`}>
            {say(visit.language, portalTexts.sendTitle)}
          </a>
        </p>
      </>
    )}
    <Answers visit={visit} answers={answers} />
  </>
);

export const answersPage = portal.page({
  path,
  load: async (visit) => {
    const [{ items: answers }, { items: categories }] = await Promise.all([
      visit.ask(publishedAnswers, { query: {} }),
      visit.ask(categoryList, {}),
    ]);
    return { answers, categories };
  },
  view: (data, visit, form) => ({
    title: say(visit.language, portalTexts.answersTitle),
    form: true,
    body: body({ visit, form, ...data }),
  }),
});

/** Posted, since what somebody looks for stands in no address. */
export const answersForm = portal.form({
  path,
  endpoint: publishedAnswers,
  input: ({ category, text }) => ({ query: { category: given(category), text: given(text) } }),
  done: async ({ items: answers }, visit, typed) => {
    const { items: categories } = await visit.ask(categoryList, {});
    const form: FormState = { of: path, key: typed['key'] ?? '', typed, problems: {}, refusal: null };
    return {
      title: say(visit.language, portalTexts.answersTitle),
      form: true,
      body: body({ visit, form, categories, answers }),
    };
  },
  again: answersPage,
});

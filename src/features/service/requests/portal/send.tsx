import type { ReactNode } from 'react';
import { formatDay } from '#shared/format.ts';
import { say } from '#shared/text.ts';
import { given, ticked } from '#platform/portal/fields.ts';
import { portal, untouched, type FormState, type Visit } from '#platform/portal/page.ts';
import { Choices, Form, Line, Pick, portalBase, Tick, Words, type OptionGroup } from '#platform/portal/parts.tsx';
import { requestAreas, sendRequest, type Receipt, type RequestArea } from '../contract.ts';
import { requestTexts } from '../messages.ts';
import { requestCategories, requestKinds } from '../rules.ts';
import { portalTexts } from './messages.ts';
import { AddPhotos } from './photos.tsx';
import { WhyDay } from './why.tsx';

/** A choice among the kinds that is none of them: what is said against a person is sent where it belongs. */
const aboutPerson = 'person';

const areaGroups = (areas: readonly RequestArea[]): OptionGroup[] =>
  [...new Set(areas.map(({ under }) => under))].map((label) => ({
    label,
    options: areas.filter(({ under }) => under === label).map(({ id, name }) => ({ value: id, label: name })),
  }));

/** The fields, from the first to the last. */
const labels = {
  kind: portalTexts.kind,
  areaId: portalTexts.area,
  category: portalTexts.category,
  text: portalTexts.text,
  name: portalTexts.name,
  phone: portalTexts.phone,
  hideName: portalTexts.hideName,
};

interface Props {
  readonly visit: Visit;
  readonly form: FormState;
  readonly areas: readonly RequestArea[];
}

const Fields = ({ visit, form, areas }: Props): ReactNode => {
  const { language } = visit;
  const kinds = [
    ...requestKinds.map((kind) => ({
      value: kind as string,
      label: say(language, requestTexts[`kind_${kind}`]),
      hint: say(language, portalTexts[`hint_${kind}`]),
    })),
    { value: aboutPerson, label: say(language, portalTexts.personKind), hint: say(language, portalTexts.personHint) },
  ];
  const categories = requestCategories.map((category) => ({
    value: category as string,
    label: say(language, requestTexts[`category_${category}`]),
  }));
  const field = { visit, form };
  return (
    <>
      <Choices {...field} name="kind" label={labels.kind} options={kinds} />
      <Pick {...field} name="areaId" label={labels.areaId} hint={portalTexts.areaHint} groups={areaGroups(areas)} />
      <Pick
        {...field}
        name="category"
        label={labels.category}
        hint={portalTexts.categoryHint}
        groups={[{ label: '', options: categories }]}
      />
      <Words {...field} name="text" label={labels.text} hint={portalTexts.textHint} />
      <Line {...field} name="name" label={labels.name} hint={portalTexts.nameHint} optional autoComplete="name" />
      <Line
        {...field}
        name="phone"
        label={labels.phone}
        hint={portalTexts.phoneHint}
        optional
        type="tel"
        autoComplete="tel"
      />
      <Tick {...field} name="hideName" label={labels.hideName} />
      <details>
        <summary>{say(language, portalTexts.privacyTitle)}</summary>
        <p>{say(language, portalTexts.privacy)}</p>
      </details>
    </>
  );
};

/** What is wrong about the person is wrong about the kind, which is where it was chosen. */
const atKind = ({ problems: { aboutPerson: person, ...problems }, ...form }: FormState): FormState => ({
  ...form,
  problems: person === undefined ? problems : { ...problems, kind: person },
});

export const sendPage = portal.page({
  path: '/requests/new',
  load: async (visit) => (await visit.ask(requestAreas, {})).items,
  view: (areas, visit, form) => ({
    title: say(visit.language, portalTexts.sendTitle),
    form: areas.length > 0,
    body:
      areas.length === 0 ? (
        <p className="note">{say(visit.language, portalTexts.noAreas)}</p>
      ) : (
        <>
          <p className="note">{say(visit.language, portalTexts.person)}</p>
          <Form visit={visit} form={atKind(form)} action="/requests/new" submit={portalTexts.send} labels={labels}>
            <Fields visit={visit} form={atKind(form)} areas={areas} />
          </Form>
        </>
      ),
  }),
});

const Done = ({ visit, receipt }: { readonly visit: Visit; readonly receipt: Receipt }): ReactNode => {
  const { language } = visit;
  return (
    <>
      <div className="done">
        <h2>{say(language, portalTexts.code)}</h2>
        <p className="code">{receipt.code}</p>
        <p>{say(language, portalTexts.codeHint)}</p>
      </div>
      <div className="card">
        <dl className="facts">
          <dt>{say(language, portalTexts.by)}</dt>
          <dd>{receipt.unitName}</dd>
          <dt>{say(language, portalTexts.whyThem)}</dt>
          <dd>{say(language, requestTexts[`routed_${receipt.routed}`])}</dd>
          <dt>{say(language, portalTexts.dueOn)}</dt>
          <dd>
            {formatDay(language, receipt.dueOn)}
            <WhyDay visit={visit} why={receipt.why} />
          </dd>
          <dt>{say(language, portalTexts.next)}</dt>
          <dd>{say(language, portalTexts.nextText)}</dd>
        </dl>
      </div>
      <section className="card">
        <AddPhotos visit={visit} form={untouched} code={receipt.code} />
      </section>
      <p>
        <a className="button plain" href={`${portalBase}/requests/follow`}>
          {say(language, portalTexts.toFollow)}
        </a>
      </p>
    </>
  );
};

export const sendForm = portal.form({
  path: '/requests/new',
  endpoint: sendRequest,
  input: ({ kind, category, areaId, text, name, phone, hideName }) => ({
    body: {
      kind: kind === aboutPerson ? 'report' : given(kind),
      category: given(category),
      areaId: given(areaId),
      text: given(text),
      name: given(name),
      phone: given(phone),
      hideName: ticked(hideName),
      aboutPerson: kind === aboutPerson,
    },
  }),
  // Without a form: to press a switch of the display would send again what was typed.
  done: async (receipt, visit) => ({
    title: say(visit.language, portalTexts.doneTitle),
    body: <Done visit={visit} receipt={receipt} />,
  }),
  again: sendPage,
});

import type { ReactNode } from 'react';
import { formatDay } from '#shared/format.ts';
import { newOpaqueId } from '#shared/ids.ts';
import { say } from '#shared/text.ts';
import { given, shownFields, ticked, type Typed } from '#platform/portal/fields.ts';
import { portal, untouched, type FormState, type Shown, type Visit } from '#platform/portal/page.ts';
import { Choices as Options, Form, Line, Pick, portalBase, Tick, Words } from '#platform/portal/parts.tsx';
import { clockPortalTexts } from '../clocks/messages.ts';
import { openAlike } from '../alike/contract.ts';
import { categoryList, type RequestCategory } from '../categories/contract.ts';
import { requestAreas, sendRequest, type Receipt, type RequestArea } from '../contract.ts';
import { kindList, type RequestKind } from '../kinds/contract.ts';
import { requestPlaces, type RequestPlace } from '../places/contract.ts';
import { placeTexts } from '../places/messages.ts';
import { readPoint } from '../places/rules.ts';
import { publishedAnswers, type PublishedAnswer } from '../published/contract.ts';
import { Answers } from './answers.tsx';
import { areaGroups, categoryGroups, longId } from './choices.ts';
import { MapPoint, mapStep } from './map.tsx';
import { portalTexts } from './messages.ts';
import { routedWords } from './routed.ts';
import { AddPhotos } from './photos.tsx';
import { WhyDay } from './why.tsx';

const path = '/requests/new';

/** The fields, from the first to the last. */
const labels = {
  kind: portalTexts.kind,
  areaId: portalTexts.area,
  point: placeTexts.point,
  category: portalTexts.category,
  text: portalTexts.text,
  name: portalTexts.name,
  phone: portalTexts.phone,
  hideName: portalTexts.hideName,
  petition: clockPortalTexts.petition,
};

interface Choices {
  readonly places: readonly RequestPlace[];
  readonly kinds: readonly RequestKind[];
  readonly areas: readonly RequestArea[];
  readonly categories: readonly RequestCategory[];
}

interface Props extends Choices {
  readonly visit: Visit;
  readonly form: FormState;
}

const Fields = ({ visit, form, kinds, areas, places, categories }: Props): ReactNode => {
  const { language } = visit;
  const offered = kinds
    .filter(({ retired }) => !retired)
    .map(({ code, name, hint }) => ({ value: code, label: name[language], hint: hint[language] }));
  const field = { visit, form };
  return (
    <>
      <Options {...field} name="kind" label={labels.kind} options={offered} />
      <Pick {...field} name="areaId" label={labels.areaId} hint={portalTexts.areaHint} groups={areaGroups(areas)} />
      <MapPoint visit={visit} form={form} places={places} />
      <Pick
        {...field}
        name="category"
        label={labels.category}
        hint={portalTexts.categoryHint}
        groups={categoryGroups(language, categories)}
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
      <Tick {...field} name="petition" label={labels.petition} hint={clockPortalTexts.petitionHint} />
      <details>
        <summary>{say(language, portalTexts.privacyTitle)}</summary>
        <p>{say(language, portalTexts.privacy)}</p>
      </details>
    </>
  );
};

const loadChoices = async (visit: Visit): Promise<Choices> => {
  const [{ items: kinds }, { items: areas }, { items: places }, { items: categories }] = await Promise.all([
    visit.ask(kindList, {}),
    visit.ask(requestAreas, {}),
    visit.ask(requestPlaces, {}),
    visit.ask(categoryList, {}),
  ]);
  return { kinds, areas, places, categories };
};

/** Said once: whoever has read what there is sends all the same. */
const sure = { sure: 'yes' };

/** Where what was chosen is taken instead stands with what is wrong about it. */
const atKind = (form: FormState, kinds: readonly RequestKind[], { language }: Visit): FormState => {
  const chosen = kinds.find(({ code, treatment }) => code === form.typed['kind'] && treatment === 'divert');
  const problem = form.problems['kind'];
  if (chosen === undefined || problem === undefined) return form;
  return {
    ...form,
    problems: { ...form.problems, kind: say(language, portalTexts.diverted, { problem, way: chosen.hint[language] }) },
  };
};

const Writing = ({ visit, form: sent, again, ...choices }: Props & { readonly again?: boolean }): ReactNode => {
  const form = atKind(sent, choices.kinds, visit);
  return (
    <Form
      visit={visit}
      form={form}
      action={path}
      submit={again === true ? portalTexts.sendAllTheSame : portalTexts.send}
      labels={labels}
      hidden={again === true || form.typed['sure'] !== undefined ? sure : {}}
    >
      <Fields visit={visit} form={form} {...choices} />
    </Form>
  );
};

export const sendPage = portal.page({
  path,
  load: loadChoices,
  view: (choices, visit, form) => ({
    title: say(visit.language, portalTexts.sendTitle),
    form: choices.areas.length > 0,
    body:
      choices.areas.length === 0 ? (
        <p className="note">{say(visit.language, portalTexts.noAreas)}</p>
      ) : (
        <>
          <p className="note">{say(visit.language, portalTexts.person)}</p>
          <Writing visit={visit} form={form} {...choices} />
        </>
      ),
  }),
});

/** The form with what was typed, of which nothing has been sent. */
const holding = (typed: Typed): FormState => ({
  of: path,
  key: typed['key'] ?? newOpaqueId(),
  typed: shownFields(typed),
  problems: {},
  refusal: null,
});

/** What is known of the like: published answers, and how many are open at the same place. */
interface Known {
  readonly answers: readonly PublishedAnswer[];
  readonly open: number | null;
}

/** What has been answered already to whoever wrote the like, above the form that holds what was typed. */
const readFirst = async (visit: Visit, typed: Typed, { answers, open }: Known): Promise<Shown> => {
  const choices = await loadChoices(visit);
  const form = holding(typed);
  return {
    title: say(visit.language, portalTexts.maybeTitle),
    form: true,
    body: (
      <>
        <p className="note" role="status">
          {say(visit.language, answers.length > 0 ? portalTexts.maybeNote : portalTexts.alikeNote)}
        </p>
        {open !== null && <p>{say(visit.language, portalTexts.alikeOpen, { count: open })}</p>}
        {answers.length > 0 && <Answers visit={visit} answers={answers} />}
        <h2>{say(visit.language, portalTexts.maybeElse)}</h2>
        <Writing visit={visit} form={form} again {...choices} />
      </>
    ),
  };
};

const [mostAnswers, mostCharacters] = [3, 2_000];

/** Published answers to the like of what was typed; nothing that others wrote is compared. */
const answersFor = async (visit: Visit, text: string): Promise<readonly PublishedAnswer[]> =>
  (await visit.ask(publishedAnswers, { query: { text: text.slice(0, mostCharacters), limit: mostAnswers } })).items;

/** How many are open about the same; a place or matter that is none is told beside its field later. */
const openFor = async (
  visit: Visit,
  areaId: string | undefined,
  category: string | undefined,
): Promise<number | null> => {
  const asked = openAlike.query.safeParse({ areaId: longId(areaId), category });
  return asked.success ? (await visit.ask(openAlike, { query: asked.data })).open : null;
};

const knownOf = async (visit: Visit, { text, kind, areaId, category, sure: said }: Typed): Promise<Known | null> => {
  const written = given(text);
  if (written === undefined || said !== undefined) return null;
  // Who praises or accuses has asked nothing.
  const { items } = await visit.ask(kindList, {});
  if (items.some(({ code, treatment }) => code === kind && treatment !== 'handle')) return null;
  const [answers, open] = await Promise.all([answersFor(visit, written), openFor(visit, areaId, category)]);
  return answers.length === 0 && open === null ? null : { answers, open };
};

interface DoneProps {
  readonly visit: Visit;
  readonly receipt: Receipt;
  /** Its first day is that on which it is taken. */
  readonly petition: boolean;
}

const Done = ({ visit, receipt, petition }: DoneProps): ReactNode => {
  const { language } = visit;
  const { dueOn, why } = receipt;
  return (
    <>
      <div className="done">
        <h2>{say(language, portalTexts.code)}</h2>
        <p className="code">{receipt.code}</p>
        <p>{say(language, portalTexts.codeHint)}</p>
      </div>
      <div className="card">
        <dl className="facts">
          <dt>{say(language, why === null ? portalTexts.thanksBy : portalTexts.by)}</dt>
          <dd>{receipt.unitName}</dd>
          <dt>{say(language, why === null ? portalTexts.whyTold : portalTexts.whyThem)}</dt>
          <dd>{routedWords(language, receipt)}</dd>
          {dueOn !== null && why !== null && (
            <>
              <dt>{say(language, petition ? clockPortalTexts.stage_register : portalTexts.dueOn)}</dt>
              <dd>
                {formatDay(language, dueOn)}
                <WhyDay visit={visit} why={why} />
              </dd>
            </>
          )}
          <dt>{say(language, portalTexts.next)}</dt>
          <dd>{say(language, why === null ? portalTexts.thanksNext : portalTexts.nextText)}</dd>
        </dl>
      </div>
      {why !== null && (
        <section className="card">
          <AddPhotos visit={visit} form={untouched} code={receipt.code} />
        </section>
      )}
      <p>
        <a className="button plain" href={`${portalBase}/requests/follow`}>
          {say(language, portalTexts.toFollow)}
        </a>
      </p>
    </>
  );
};

export const sendForm = portal.form({
  path,
  endpoint: sendRequest,
  first: async (visit, typed) => {
    const mapped = await mapStep(visit, typed);
    if (mapped !== null) return 'page' in mapped ? mapped.page : sendPage.show(visit, holding(mapped.typed));
    const known = await knownOf(visit, typed);
    return known && readFirst(visit, typed, known);
  },
  input: ({ kind, category, areaId, at, text, name, phone, hideName, petition }) => ({
    body: {
      kind: given(kind),
      category: given(category),
      areaId: longId(given(areaId)),
      text: given(text),
      name: given(name),
      phone: given(phone),
      hideName: ticked(hideName),
      point: readPoint(at),
      petition: ticked(petition),
    },
  }),
  // Without a form: to press a switch of the display would send again what was typed.
  done: async (receipt, visit, { petition }) => ({
    title: say(visit.language, receipt.dueOn === null ? portalTexts.thanksTitle : portalTexts.doneTitle),
    body: <Done visit={visit} receipt={receipt} petition={ticked(petition)} />,
  }),
  again: sendPage,
});

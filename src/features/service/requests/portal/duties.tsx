import type { ReactNode } from 'react';
import { say, type Language } from '#shared/text.ts';
import { given } from '#platform/portal/fields.ts';
import { portal, type FormState, type Visit } from '#platform/portal/page.ts';
import { Form, Pick } from '#platform/portal/parts.tsx';
import { categoryList, type RequestCategory } from '../categories/contract.ts';
import { requestAreas, type RequestArea } from '../contract.ts';
import { askRouting, dutyList, type Duty, type Routing } from '../duties/contract.ts';
import { areaGroups, categoryGroups, longId } from './choices.ts';
import { portalTexts } from './messages.ts';
import { routedWords } from './routed.ts';

const path = '/requests/duties';

interface Data {
  readonly areas: readonly RequestArea[];
  readonly categories: readonly RequestCategory[];
  readonly duties: readonly Duty[];
}
type Props = Data & { readonly visit: Visit; readonly form: FormState };

const labels = { areaId: portalTexts.area, category: portalTexts.category };

const load = async (visit: Visit): Promise<Data> => {
  const [{ items: areas }, { items: categories }, { items: duties }] = await Promise.all([
    visit.ask(requestAreas, {}),
    visit.ask(categoryList, {}),
    visit.ask(dutyList, {}),
  ]);
  return { areas, categories, duties };
};

const whereOf = (language: Language, { areaName, areaType }: Duty): string => {
  if (areaName !== null) return areaName;
  return say(language, areaType === null ? portalTexts.duty_anywhere : portalTexts[`duty_${areaType}`]);
};

const whoOf = (language: Language, { level, unitName }: Duty): string =>
  level === 'unit' ? (unitName ?? '') : say(language, portalTexts[`duty_${level}`]);

const Catalogue = ({ visit: { language }, duties }: Props): ReactNode => (
  <>
    <h2>{say(language, portalTexts.dutiesAll)}</h2>
    <p className="soft">{say(language, portalTexts.dutiesElse)}</p>
    {duties.map((duty) => (
      <div key={duty.id} className="card">
        <h3>
          {say(language, portalTexts.dutyLine, {
            category: duty.categoryName[language],
            where: whereOf(language, duty),
            who: whoOf(language, duty),
          })}
        </h3>
        <p>{duty.reason}</p>
      </div>
    ))}
  </>
);

const Ask = ({ visit, form, areas, categories }: Props): ReactNode => (
  <Form visit={visit} form={form} action={path} submit={portalTexts.dutiesAsk} labels={labels}>
    <Pick visit={visit} form={form} name="areaId" label={labels.areaId} groups={areaGroups(areas)} />
    <Pick
      visit={visit}
      form={form}
      name="category"
      label={labels.category}
      groups={categoryGroups(visit.language, categories)}
    />
  </Form>
);

const Found = ({ visit: { language }, found }: { readonly visit: Visit; readonly found: Routing }): ReactNode => (
  <div className="done">
    <h2>{say(language, portalTexts.dutyOf, { unit: found.unitName })}</h2>
    <p>{routedWords(language, { routed: found.routed, routedReason: found.reason })}</p>
  </div>
);

export const dutiesPage = portal.page({
  path,
  load,
  view: (data, visit, form) => ({
    title: say(visit.language, portalTexts.dutiesTitle),
    form: true,
    body: (
      <>
        <Ask {...data} visit={visit} form={form} />
        <Catalogue {...data} visit={visit} form={form} />
      </>
    ),
  }),
});

export const dutiesForm = portal.form({
  path,
  endpoint: askRouting,
  input: ({ areaId, category }) => ({ query: { areaId: longId(given(areaId)), category: given(category) } }),
  done: async (found, visit, typed) => {
    const data = await load(visit);
    const form: FormState = { of: path, key: typed['key'] ?? '', typed, problems: {}, refusal: null };
    return {
      title: say(visit.language, portalTexts.dutiesTitle),
      form: true,
      body: (
        <>
          <Found visit={visit} found={found} />
          <Ask {...data} visit={visit} form={form} />
          <Catalogue {...data} visit={visit} form={form} />
        </>
      ),
    };
  },
  again: dutiesPage,
});

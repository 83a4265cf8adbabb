import type { ReactNode } from 'react';
import { say } from '#shared/text.ts';
import { given } from '#platform/portal/fields.ts';
import { portal, untouched, type FormState, type Visit } from '#platform/portal/page.ts';
import { Choices, Form, Line, Pick, portalBase, Words, type OptionGroup } from '#platform/portal/parts.tsx';
import { requestAreas, type RequestArea } from '#features/service/requests/contract.ts';
import { wishTexts } from '../messages.ts';
import { openOffers, type Offer } from '../offers/contract.ts';
import { wishCategories } from '../rules.ts';
import { sendWish, type WishReceipt } from '../sending/contract.ts';
import { portalTexts } from './messages.ts';

interface Places {
  readonly areas: readonly RequestArea[];
  readonly offers: readonly Offer[];
}

const areaGroups = (areas: readonly RequestArea[]): OptionGroup[] =>
  [...new Set(areas.map(({ under }) => under))].map((label) => ({
    label,
    options: areas.filter(({ under }) => under === label).map(({ id, name }) => ({ value: id, label: name })),
  }));

const offerGroups = (offers: readonly Offer[]): OptionGroup[] =>
  [...new Set(offers.map(({ unitName }) => unitName))].map((label) => ({
    label,
    options: offers.filter(({ unitName }) => unitName === label).map(({ id, title }) => ({ value: id, label: title })),
  }));

/** The fields, from the first to the last. */
const labels = {
  offerId: portalTexts.offer,
  category: portalTexts.category,
  areaId: portalTexts.area,
  text: portalTexts.text,
  name: portalTexts.name,
  phone: portalTexts.phone,
};

interface Props extends Places {
  readonly visit: Visit;
  readonly form: FormState;
}

const Fields = ({ visit, form, areas, offers }: Props): ReactNode => {
  const { language } = visit;
  const field = { visit, form };
  const categories = wishCategories.map((category) => ({
    value: category as string,
    label: say(language, wishTexts[`category_${category}`]),
    hint: say(language, portalTexts[`hint_${category}`]),
  }));
  return (
    <>
      {offers.length > 0 && (
        <Pick
          {...field}
          name="offerId"
          label={labels.offerId}
          hint={portalTexts.offerHint}
          groups={offerGroups(offers)}
          optional
        />
      )}
      <Choices {...field} name="category" label={labels.category} options={categories} />
      <Pick {...field} name="areaId" label={labels.areaId} groups={areaGroups(areas)} />
      <Words {...field} name="text" label={labels.text} hint={portalTexts.textHint} rows={5} />
      <Line {...field} name="name" label={labels.name} optional autoComplete="name" />
      <Line {...field} name="phone" label={labels.phone} hint={portalTexts.phoneHint} type="tel" autoComplete="tel" />
      <details>
        <summary>{say(language, portalTexts.privacyTitle)}</summary>
        <p>{say(language, portalTexts.privacy)}</p>
      </details>
    </>
  );
};

export const sendPage = portal.page({
  path: '/wishes/new',
  load: async (visit): Promise<Places> => {
    const [areas, offers] = await Promise.all([visit.ask(requestAreas, {}), visit.ask(openOffers, {})]);
    return { areas: areas.items, offers: offers.items };
  },
  view: (places, visit, form) => ({
    title: say(visit.language, portalTexts.sendTitle),
    form: places.areas.length > 0,
    body:
      places.areas.length === 0 ? (
        <p className="note">{say(visit.language, portalTexts.noAreas)}</p>
      ) : (
        <>
          <p className="note">{say(visit.language, portalTexts.intro)}</p>
          <Form visit={visit} form={form} action="/wishes/new" submit={portalTexts.send} labels={labels}>
            <Fields visit={visit} form={form} {...places} />
          </Form>
        </>
      ),
  }),
});

/** From the list of offers: the page of a wish with that offer chosen. */
export const orderForm = portal.form({
  path: '/wishes/order',
  endpoint: openOffers,
  input: () => ({}),
  done: ({ items }, visit, { offerId = '' }) => {
    const category = items.find(({ id }) => id === offerId)?.category;
    return sendPage.show(visit, { ...untouched, typed: { offerId, ...(category && { category }) } });
  },
  again: sendPage,
});

const Done = ({ visit, receipt }: { readonly visit: Visit; readonly receipt: WishReceipt }): ReactNode => {
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
          <dt>{say(language, portalTexts.next)}</dt>
          <dd>{say(language, portalTexts.nextText)}</dd>
        </dl>
      </div>
      <p>
        <a className="button plain" href={`${portalBase}/wishes/follow`}>
          {say(language, portalTexts.toFollow)}
        </a>
      </p>
    </>
  );
};

export const sendForm = portal.form({
  path: '/wishes/new',
  endpoint: sendWish,
  input: ({ category, areaId, offerId, text, name, phone }) => ({
    body: {
      category: given(category),
      areaId: given(areaId),
      offerId: given(offerId),
      text: given(text),
      name: given(name),
      phone: given(phone),
    },
  }),
  // Without a form: to press a switch of the display would send again what was typed.
  done: async (receipt, visit) => ({
    title: say(visit.language, portalTexts.doneTitle),
    body: <Done visit={visit} receipt={receipt} />,
  }),
  again: sendPage,
});

import type { ReactNode } from 'react';
import { say } from '#shared/text.ts';
import { portal, untouched, type Visit } from '#platform/portal/page.ts';
import { Form, portalBase } from '#platform/portal/parts.tsx';
import { wishTexts } from '../messages.ts';
import { openOffers, openWishes, type Offer, type OpenWish } from '../offers/contract.ts';
import { portalTexts } from './messages.ts';

const OfferCard = ({ visit, offer }: { readonly visit: Visit; readonly offer: Offer }): ReactNode => {
  const { language } = visit;
  return (
    <li className="card">
      <h3>{offer.title}</h3>
      <p className="soft">
        {offer.unitName} · {say(language, wishTexts[`category_${offer.category}`])}
      </p>
      <p className="said">{offer.details}</p>
      <Form
        visit={visit}
        form={untouched}
        action="/wishes/order"
        id={`order-${offer.id}`}
        hidden={{ offerId: offer.id }}
        submit={portalTexts.order}
        plain
      />
    </li>
  );
};

const WishItem = ({ visit, wish }: { readonly visit: Visit; readonly wish: OpenWish }): ReactNode => {
  const { language } = visit;
  const category = say(language, wishTexts[`category_${wish.category}`]);
  return (
    <li>
      <strong>{wish.words}</strong>
      <div className="soft">
        {say(language, portalTexts.placeOf, { area: wish.areaName, category })}
        {wish.state !== 'listed' && <> · {say(language, portalTexts.byUnit, { unit: wish.unitName })}</>}
      </div>
    </li>
  );
};

/** What units offer, what waits for somebody, and what came true: without a person. */
export const listPage = portal.page({
  path: '/wishes',
  load: async (visit) => {
    const [{ items: offers }, wishes] = await Promise.all([visit.ask(openOffers, {}), visit.ask(openWishes, {})]);
    return { offers, ...wishes };
  },
  view: ({ offers, waiting, confirmed }, visit) => {
    const { language } = visit;
    return {
      title: say(language, portalTexts.listTitle),
      body: (
        <>
          <p className="note">{say(language, portalTexts.intro)}</p>
          <div className="card">
            <p>
              <a className="button" href={`${portalBase}/wishes/new`}>
                {say(language, portalTexts.toSend)}
              </a>
            </p>
            <p>
              <a className="button plain" href={`${portalBase}/wishes/follow`}>
                {say(language, portalTexts.toFollow)}
              </a>
            </p>
          </div>
          <section>
            <h2>{say(language, portalTexts.offers)}</h2>
            {offers.length === 0 ? (
              <p className="soft">{say(language, portalTexts.noOffers)}</p>
            ) : (
              <ul className="cards">
                {offers.map((offer) => (
                  <OfferCard key={offer.id} visit={visit} offer={offer} />
                ))}
              </ul>
            )}
          </section>
          <section className="card">
            <h2>{say(language, portalTexts.waiting)}</h2>
            <p className="soft">
              {say(language, waiting.length === 0 ? portalTexts.noWaiting : portalTexts.waitingHint)}
            </p>
            {waiting.length > 0 && (
              <ul className="way">
                {waiting.map((wish) => (
                  <WishItem key={wish.id} visit={visit} wish={wish} />
                ))}
              </ul>
            )}
          </section>
          {confirmed.length > 0 && (
            <section className="card">
              <h2>{say(language, portalTexts.confirmed)}</h2>
              <ul className="way">
                {confirmed.map((wish) => (
                  <WishItem key={wish.id} visit={visit} wish={wish} />
                ))}
              </ul>
            </section>
          )}
        </>
      ),
    };
  },
});

import type { ReactNode } from 'react';
import { say } from '#shared/text.ts';
import { portalBase } from '#platform/portal/parts.tsx';
import { portal, type Shown, type Visit } from '#platform/portal/page.ts';
import type { Reply } from '#shared/endpoint.ts';
import { publicOrganisation, publicOrganisations, type PublicOrganisation } from '../reading/contract.ts';
import { portalTexts } from './messages.ts';
import { Crumbs } from './parts.tsx';

/** 0571-8888 0000 转 2: what a telephone dials of it. */
const dialled = (phone: string): string => /^[+\d][\d -]*/.exec(phone.trim())?.[0].replaceAll(/[ -]/g, '') ?? '';

interface ContactProps {
  readonly visit: Visit;
  readonly of: Pick<PublicOrganisation, 'phone' | 'address' | 'hours'>;
}

const Contact = ({ visit: { language }, of: { phone, address, hours } }: ContactProps): ReactNode => (
  <dl className="facts">
    {phone !== '' && (
      <>
        <dt>{say(language, portalTexts.phone)}</dt>
        <dd>{dialled(phone) === '' ? phone : <a href={`tel:${dialled(phone)}`}>{phone}</a>}</dd>
      </>
    )}
    {address !== '' && (
      <>
        <dt>{say(language, portalTexts.address)}</dt>
        <dd>{address}</dd>
      </>
    )}
    {hours !== '' && (
      <>
        <dt>{say(language, portalTexts.hours)}</dt>
        <dd>{hours}</dd>
      </>
    )}
  </dl>
);

const isTold = ({ phone, address, hours }: ContactProps['of']): boolean => `${phone}${address}${hours}` !== '';

const view = ({ of, items }: Reply<typeof publicOrganisations>, visit: Visit): Shown => {
  const { language } = visit;
  const top = say(language, portalTexts.organisations);
  const above = of?.above ?? null;
  const below = visit.params['id'] !== undefined;
  return {
    title: below && of !== null ? of.name : top,
    meta: { canonical: below && of !== null ? `/organisations/${of.id}` : '/organisations' },
    body: (
      <>
        {below && (
          <Crumbs
            visit={visit}
            crumbs={[
              { name: top, path: '/organisations' },
              ...(above === null ? [] : [{ name: above.name, path: `/organisations/${above.id}` }]),
            ]}
          />
        )}
        {of !== null && isTold(of) && (
          <section className="card">
            {!below && <h2>{of.name}</h2>}
            <Contact visit={visit} of={of} />
          </section>
        )}
        {items.length === 0 && (of === null || !isTold(of)) && (
          <p className="note">{say(language, portalTexts.noContact)}</p>
        )}
        {items.map((item) => (
          <section key={item.id} className="card">
            <h2>{item.below > 0 ? <a href={`${portalBase}/organisations/${item.id}`}>{item.name}</a> : item.name}</h2>
            <Contact visit={visit} of={item} />
            {item.below > 0 && <p className="soft">{say(language, portalTexts.below, { count: item.below })}</p>}
          </section>
        ))}
      </>
    ),
  };
};

export const organisationsPage = portal.page({
  path: '/organisations',
  kept: true,
  load: (visit) => visit.ask(publicOrganisations, { query: {} }),
  view,
});

export const organisationPage = portal.page({
  path: '/organisations/:id',
  kept: true,
  // An address that names nothing is a page that is not there, not a form with a mistake.
  load: (visit) => visit.ask(publicOrganisation, { params: { id: visit.params['id'] ?? '' } }),
  view,
});

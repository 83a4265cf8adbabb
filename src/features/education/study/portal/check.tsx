import type { ReactNode } from 'react';
import { formatDay } from '#shared/format.ts';
import { say } from '#shared/text.ts';
import { portal, untouched, type Visit } from '#platform/portal/page.ts';
import { Form, Line } from '#platform/portal/parts.tsx';
import { checkCertificate, type PublicCertificate } from '../certificates/contract.ts';
import { portalTexts } from './messages.ts';

const path = '/certificates';

/** Asks for the number. It travels in the body of a form: no address holds it. */
export const checkPage = portal.page({
  path,
  load: async () => null,
  view: (_nothing, visit, form) => ({
    title: say(visit.language, portalTexts.title),
    form: true,
    body: (
      <>
        <p className="note">{say(visit.language, portalTexts.intro)}</p>
        <Form
          visit={visit}
          form={form}
          action={path}
          submit={portalTexts.check}
          labels={{ number: portalTexts.number }}
        >
          <Line visit={visit} form={form} name="number" label={portalTexts.number} hint={portalTexts.numberHint} />
        </Form>
      </>
    ),
  }),
});

const Facts = ({
  visit: { language },
  found,
}: {
  readonly visit: Visit;
  readonly found: PublicCertificate;
}): ReactNode => {
  const day = (text: string): string => formatDay(language, text);
  const rows: readonly (readonly [string, string])[] = [
    [say(language, portalTexts.number), found.number],
    [say(language, portalTexts.holder), found.maskedName],
    [say(language, portalTexts.class), found.title],
    [say(language, portalTexts.organiser), found.organiser],
    [
      say(language, portalTexts.days),
      found.startsOn === found.endsOn ? day(found.startsOn) : `${day(found.startsOn)} – ${day(found.endsOn)}`,
    ],
    [say(language, portalTexts.hours), String(found.hours)],
    [say(language, portalTexts.issuedOn), day(found.issuedOn)],
    [
      say(language, portalTexts.expiresOn),
      found.expiresOn === null ? say(language, portalTexts.forGood) : day(found.expiresOn),
    ],
    ...(found.withdrawnOn === null ? [] : [[say(language, portalTexts.withdrawnOn), day(found.withdrawnOn)] as const]),
  ];
  return (
    <div className="card">
      <dl className="facts">
        {rows.map(([name, value]) => [<dt key={`${name}-`}>{name}</dt>, <dd key={name}>{value}</dd>])}
      </dl>
    </div>
  );
};

/** What the certificate says, and whether it still holds. */
export const checkForm = portal.form({
  path,
  endpoint: checkCertificate,
  input: ({ number }) => ({ query: { number } }),
  done: async (found, visit) => ({
    title: say(visit.language, portalTexts[`state_${found.state}`]),
    form: true,
    body: (
      <>
        <Facts visit={visit} found={found} />
        <Form
          visit={visit}
          form={untouched}
          action={path}
          submit={portalTexts.check}
          labels={{ number: portalTexts.number }}
          plain
        >
          <Line visit={visit} form={untouched} name="number" label={portalTexts.another} />
        </Form>
      </>
    ),
  }),
  again: checkPage,
  means: { not_found: { path: 'query.number', message: 'study.unknown_number' } },
});

import type { ReactNode } from 'react';
import { residentTexts } from '#features/service/residents/messages.ts';
import * as residents from '#features/service/residents/contract.ts';
import { ticked } from '#platform/portal/fields.ts';
import { portal, untouched, type FormState, type Shown, type Visit } from '#platform/portal/page.ts';
import { Form, Line, Tick } from '#platform/portal/parts.tsx';
import { formatDay } from '#shared/format.ts';
import { say } from '#shared/text.ts';
import { requestTexts } from '../messages.ts';
import { claimRequest, ownRequests, type OwnRequest } from '../mine/contract.ts';
import { portalTexts } from './messages.ts';

const path = '/mine';
const codePath = '/mine/code';
const enterPath = '/mine/enter';
const claimPath = '/mine/claim';
const outPath = '/mine/out';
const closePath = '/mine/close';

interface Props {
  readonly visit: Visit;
  readonly form: FormState;
}

const PhoneForm = ({ visit, form }: Props): ReactNode => (
  <Form
    visit={visit}
    form={form}
    action={codePath}
    submit={residentTexts.getCode}
    labels={{ phone: residentTexts.phone }}
  >
    <p>{say(visit.language, residentTexts.entry)}</p>
    <Line
      visit={visit}
      form={form}
      name="phone"
      label={residentTexts.phone}
      hint={residentTexts.phoneHint}
      type="tel"
      autoComplete="tel"
    />
  </Form>
);

const CodeForm = ({ visit, form, phone }: Props & { readonly phone: string }): ReactNode => (
  <Form
    visit={visit}
    form={form}
    action={enterPath}
    submit={residentTexts.enter}
    labels={{ phone: residentTexts.phone, code: residentTexts.code }}
  >
    <Line
      visit={visit}
      form={{ ...form, typed: { phone, ...form.typed } }}
      name="phone"
      label={residentTexts.phone}
      type="tel"
      autoComplete="tel"
    />
    <Line
      visit={visit}
      form={form}
      name="code"
      label={residentTexts.code}
      hint={residentTexts.codeHint}
      type="tel"
      autoComplete="one-time-code"
    />
  </Form>
);

/** Nobody has signed in: by a message, or by a code from the desk. */
const Strangers = ({ visit, form }: Props): ReactNode => (
  <>
    <PhoneForm visit={visit} form={form} />
    <p>
      <a href="/portal/mine/enter">{say(visit.language, residentTexts.desk)}</a>
    </p>
  </>
);

const OneLine = ({ visit, request }: { readonly visit: Visit; readonly request: OwnRequest }): ReactNode => {
  const { language } = visit;
  const kind = request.kindName[language];
  return (
    <li className="card">
      <h2>
        {kind} · {request.areaName}
      </h2>
      <p>
        {say(language, requestTexts[`state_${request.state}`])} · {request.unitName}
      </p>
      <p className="soft">
        {say(language, requestTexts.receivedOn)} {formatDay(language, request.receivedOn)}
        {request.dueOn !== null && (
          <>
            {' · '}
            {say(language, requestTexts.due)} {formatDay(language, request.dueOn)}
          </>
        )}
      </p>
      <Form
        visit={visit}
        form={untouched}
        id={`open-${request.id}`}
        action="/requests/follow"
        hidden={{ code: request.code }}
        submit={portalTexts.follow}
        plain
      />
    </li>
  );
};

interface OwnProps extends Props {
  readonly phone: string;
  readonly items: readonly OwnRequest[];
}

const Own = ({ visit, form, phone, items }: OwnProps): ReactNode => (
  <>
    <p className="soft">{say(visit.language, residentTexts.signedIn, { phone })}</p>
    {items.length === 0 && <p className="note">{say(visit.language, portalTexts.mineNone)}</p>}
    <ul className="lines">
      {items.map((request) => (
        <OneLine key={request.id} visit={visit} request={request} />
      ))}
    </ul>
    <details open={form.of === claimPath}>
      <summary>{say(visit.language, portalTexts.claimTitle)}</summary>
      <Form
        visit={visit}
        form={form}
        id="claim"
        action={claimPath}
        submit={portalTexts.claim}
        labels={{ code: portalTexts.followCode }}
        plain
      >
        <Line visit={visit} form={form} name="code" label={portalTexts.followCode} hint={portalTexts.claimHint} />
      </Form>
    </details>
    <details open={form.of === closePath}>
      <summary>{say(visit.language, residentTexts.settings)}</summary>
      <Form visit={visit} form={untouched} id="out" action={outPath} submit={residentTexts.signOut} plain>
        <Tick visit={visit} form={untouched} name="everywhere" label={residentTexts.everywhere} />
      </Form>
      <Form
        visit={visit}
        form={form}
        id="close"
        action={closePath}
        submit={residentTexts.close}
        labels={{ sure: residentTexts.sure }}
        plain
      >
        <p>{say(visit.language, residentTexts.closeHint)}</p>
        <Tick visit={visit} form={form} name="sure" label={residentTexts.sure} />
      </Form>
    </details>
  </>
);

const shown = async (visit: Visit, form: FormState): Promise<Shown> => {
  const title = say(visit.language, residentTexts.title);
  const { account } = await visit.ask(residents.ownAccount, {});
  if (account === null) return { title, form: true, body: <Strangers visit={visit} form={form} /> };
  const { items } = await visit.ask(ownRequests, {});
  return { title, body: <Own visit={visit} form={form} phone={account.phone} items={items} /> };
};

export const minePage = portal.page({
  path,
  load: shown,
  view: (page) => page,
});

const entering = (visit: Visit, form: FormState, phone: string, sent: boolean): Shown => ({
  title: say(visit.language, residentTexts.title),
  form: true,
  body: (
    <>
      {sent && (
        <p className="done" role="status">
          {say(visit.language, residentTexts.sent)}
        </p>
      )}
      <CodeForm visit={visit} form={form} phone={phone} />
      <p>
        <a href="/portal/mine">{say(visit.language, residentTexts.again)}</a>
      </p>
    </>
  ),
});

export const enterPage = portal.page({
  path: enterPath,
  load: async () => null,
  view: (_data, visit, form) => entering(visit, form, form.typed['phone'] ?? '', false),
});

export const codeForm = portal.form({
  path: codePath,
  endpoint: residents.sendCode,
  input: ({ phone }) => ({ body: { phone } }),
  done: async (_reply, visit, { phone = '' }) => entering(visit, untouched, phone, true),
  again: minePage,
});

/** The page after signing in reads the cookie that only the next look brings: it leads there by a link that is pressed. */
const said = (visit: Visit, words: string): Shown => ({
  title: say(visit.language, residentTexts.title),
  body: (
    <>
      <p className="done" role="status">
        {words}
      </p>
      <p>
        <a className="button" href="/portal/mine">
          {say(visit.language, residentTexts.title)}
        </a>
      </p>
    </>
  ),
});

export const enterForm = portal.form({
  path: enterPath,
  endpoint: residents.signIn,
  input: ({ phone, code }) => ({ body: { phone, code } }),
  done: async (_reply, visit) => said(visit, say(visit.language, portalTexts.mineIn)),
  again: enterPage,
});

export const claimForm = portal.form({
  path: claimPath,
  endpoint: claimRequest,
  input: ({ code }) => ({ body: { code } }),
  done: async (_reply, visit) => said(visit, say(visit.language, portalTexts.claimed)),
  again: minePage,
  means: { not_found: { path: 'body.code', message: 'requests.unknown_code' } },
});

export const outForm = portal.form({
  path: outPath,
  endpoint: residents.signOut,
  input: ({ everywhere }) => ({ body: { everywhere: ticked(everywhere) } }),
  done: async (_reply, visit) => said(visit, say(visit.language, residentTexts.signedOut)),
  again: minePage,
});

export const closeForm = portal.form({
  path: closePath,
  endpoint: residents.closeAccount,
  input: ({ sure }) => ({ body: { sure: ticked(sure) } }),
  done: async (_reply, visit) => said(visit, say(visit.language, residentTexts.closed)),
  again: minePage,
});

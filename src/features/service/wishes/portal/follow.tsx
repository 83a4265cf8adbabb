import type { ReactNode } from 'react';
import { formatDay, formatMoment } from '#shared/format.ts';
import { say, type Language } from '#shared/text.ts';
import type { Typed } from '#platform/portal/fields.ts';
import { portal, untouched, type FormState, type Shown, type Visit } from '#platform/portal/page.ts';
import { Form, Line, Words } from '#platform/portal/parts.tsx';
import type { FollowedWish, WishEntry } from '../contract.ts';
import { wishTexts } from '../messages.ts';
import type { WisherAct } from '../rules.ts';
import { answerWish, followWish } from '../sending/contract.ts';
import { portalTexts } from './messages.ts';

const path = '/wishes/follow';
const confirmPath = '/wishes/follow/confirm';
const notYetPath = '/wishes/follow/not-yet';
const withdrawPath = '/wishes/follow/withdraw';

/** Asks for the code. It travels in the body of a form: no address holds it. */
export const followPage = portal.page({
  path,
  load: async () => null,
  view: (_nothing, visit, form) => ({
    title: say(visit.language, portalTexts.followTitle),
    form: true,
    body: (
      <Form
        visit={visit}
        form={form}
        action={path}
        submit={portalTexts.follow}
        labels={{ code: portalTexts.followCode }}
      >
        <Line visit={visit} form={form} name="code" label={portalTexts.followCode} hint={portalTexts.followHint} />
      </Form>
    ),
  }),
});

interface Props {
  readonly visit: Visit;
  readonly form: FormState;
  readonly wish: FollowedWish;
  readonly code: string;
}

const Facts = ({ visit: { language }, wish }: Props): ReactNode => {
  const rows: readonly (readonly [string, ReactNode])[] = [
    [say(language, portalTexts.by), wish.unitName],
    [say(language, portalTexts.doer), wish.doerName ?? say(language, portalTexts.nobodyYet)],
    [say(language, wishTexts.category), say(language, wishTexts[`category_${wish.category}`])],
    ...(wish.offerTitle === null ? [] : [[say(language, wishTexts.offer), wish.offerTitle] as const]),
    [say(language, wishTexts.area), wish.areaName],
    [say(language, wishTexts.receivedOn), formatDay(language, wish.receivedOn)],
    [
      say(language, portalTexts.sent),
      <span key="text" className="said">
        {wish.text}
      </span>,
    ],
    ...(wish.publicWords === null ? [] : [[say(language, wishTexts.publicWords), wish.publicWords] as const]),
  ];
  return (
    <div className="card">
      <dl className="facts">
        {rows.map(([name, value]) => [<dt key={`${name}-`}>{name}</dt>, <dd key={name}>{value}</dd>])}
      </dl>
    </div>
  );
};

const Step = ({ language, entry }: { readonly language: Language; readonly entry: WishEntry }): ReactNode => (
  <li>
    <strong>{say(language, wishTexts[`entry_${entry.kind}`])}</strong>
    {entry.unitName !== null && <span> · {entry.unitName}</span>}
    <div className="soft">{formatMoment(language, entry.at)}</div>
    {entry.text !== null && (
      <div className="answer">
        <p className="said">{entry.text}</p>
        {entry.way !== null && <p className="said">{say(language, portalTexts.way, { way: entry.way })}</p>}
      </div>
    )}
  </li>
);

/** The hours of those who helped, to be ticked by the one who knows. */
const Hours = ({ visit: { language }, wish: { helpers } }: Props): ReactNode => {
  const stated = helpers.filter(({ state, hours }) => state === 'stated' && hours !== null);
  if (stated.length === 0) return null;
  return (
    <fieldset className="field">
      <legend>{say(language, portalTexts.hoursTitle)}</legend>
      {stated.map(({ id, name, hours }) => (
        <label key={id} className="choice">
          <input type="checkbox" name={`hours-${id}`} value="yes" />
          <span>{say(language, portalTexts.hoursOf, { name, hours: hours ?? 0 })}</span>
        </label>
      ))}
    </fieldset>
  );
};

const Reason = ({ visit, form }: Props): ReactNode => (
  <Words visit={visit} form={form} name="words" label={portalTexts.reason} hint={portalTexts.reasonHint} rows={4} />
);

/** What only the one who wished may say. */
const Acts = (props: Props): ReactNode => {
  const { visit, form, wish, code } = props;
  const { language } = visit;
  const { can } = wish;
  const common = { visit, form, hidden: { code } };
  return (
    <>
      {can.confirm && (
        <section className="card">
          <h2>{say(language, portalTexts.confirmTitle)}</h2>
          <Form {...common} action={confirmPath} id="confirm" submit={portalTexts.confirm}>
            <Hours {...props} />
          </Form>
          {can.notYet && (
            <details open={form.of === notYetPath}>
              <summary>{say(language, portalTexts.notYetTitle)}</summary>
              <Form
                {...common}
                action={notYetPath}
                id="not-yet"
                submit={portalTexts.notYet}
                labels={{ words: portalTexts.reason }}
                plain
              >
                <Reason {...props} />
              </Form>
            </details>
          )}
        </section>
      )}
      {can.withdraw && (
        <details>
          <summary>{say(language, portalTexts.withdrawTitle)}</summary>
          <Form {...common} action={withdrawPath} id="withdraw" submit={portalTexts.withdraw} plain />
        </details>
      )}
    </>
  );
};

interface Answered {
  readonly code: string;
  readonly form?: FormState;
  /** What was just done. */
  readonly said?: string;
}

/** Why an act was refused whose form is not there any more. */
const tooLate = ({ of, refusal }: FormState, { can }: FollowedWish): string | null => {
  const there: Readonly<Record<string, boolean>> = {
    [confirmPath]: can.confirm,
    [notYetPath]: can.notYet,
    [withdrawPath]: can.withdraw,
  };
  return of !== null && there[of] === true ? null : refusal;
};

/** The wish as its holder sees it. */
const standing = (wish: FollowedWish, visit: Visit, { code, form = untouched, said }: Answered): Shown => {
  const { language } = visit;
  const late = tooLate(form, wish);
  const props = { visit, form, wish, code };
  return {
    title: say(language, wishTexts[`state_${wish.state}`]),
    form: true,
    body: (
      <>
        {late !== null && (
          <p className="summary" role="alert">
            {late}
          </p>
        )}
        {said !== undefined && (
          <p className="done" role="status">
            {said}
          </p>
        )}
        <Acts {...props} />
        <Facts {...props} />
        <section>
          <h2>{say(language, portalTexts.thread)}</h2>
          <ol className="way">
            {wish.entries.map((entry) => (
              <Step key={`${entry.at} ${entry.kind}`} language={language} entry={entry} />
            ))}
          </ol>
        </section>
        <Form visit={visit} form={untouched} action={path} hidden={{ code }} submit={portalTexts.refresh} plain />
      </>
    ),
  };
};

export const followForm = portal.form({
  path,
  endpoint: followWish,
  input: ({ code }) => ({ query: { code } }),
  done: async (wish, visit, { code = '' }) => standing(wish, visit, { code }),
  again: followPage,
  means: { not_found: { path: 'query.code', message: 'wishes.unknown_code' } },
});

/** The page of a wish again, by the code that came with the form. */
const again = {
  show: async (visit: Visit, form: FormState): Promise<Shown> => {
    const code = form.typed['code'] ?? '';
    return standing(await visit.ask(followWish, { query: { code } }), visit, { code, form });
  },
};

const prefix = 'hours-';
const rightOf = (typed: Typed): string[] =>
  Object.keys(typed)
    .filter((name) => name.startsWith(prefix))
    .map((name) => name.slice(prefix.length));

const answerForm = (at: `/${string}`, act: WisherAct, said: 'confirmedNow' | 'notYetNow' | 'withdrawnNow') =>
  portal.form({
    path: at,
    endpoint: answerWish,
    input: (typed) => ({
      body: { code: typed['code'], act, words: typed['words'], hours: act === 'confirm' ? rightOf(typed) : [] },
    }),
    done: async (_state, visit, { code = '' }) =>
      standing(await visit.ask(followWish, { query: { code } }), visit, {
        code,
        said: say(visit.language, portalTexts[said]),
      }),
    again,
  });

export const confirmForm = answerForm(confirmPath, 'confirm', 'confirmedNow');
export const notYetForm = answerForm(notYetPath, 'not_yet', 'notYetNow');
export const withdrawForm = answerForm(withdrawPath, 'withdraw', 'withdrawnNow');

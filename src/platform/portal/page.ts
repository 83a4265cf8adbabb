import type { ReactNode } from 'react';
import type { Call, Endpoint, Reply } from '#shared/endpoint.ts';
import type { ErrorCode, Problem } from '#shared/errors.ts';
import type { Language, Text } from '#shared/text.ts';
import type { Typed } from './fields.ts';
import type { View } from './view.ts';

/** Asks an endpoint of a contract, through everything that its callers from outside go through, as nobody in particular. */
export type Ask = <E extends Endpoint>(endpoint: E, input: Call<E>) => Promise<Reply<E>>;

/** One look at a page. */
export interface Visit {
  readonly county: { readonly name: string; readonly demo: boolean };
  readonly language: Language;
  readonly view: View;
  readonly ask: Ask;
  /** Of the address: what its pattern names, and what follows the question mark (the first of several). */
  readonly params: Typed;
  readonly query: Typed;
  /** The outer address of the server, for what has to name itself in full. */
  readonly origin: string;
}

/** A form as it is shown: empty, or with what was typed and what is wrong with it. */
export interface FormState {
  /** The form of the page that was sent, by its path; null where none was. */
  readonly of: string | null;
  /** Its idempotency key: the same for everything that is the same intent. */
  readonly key: string;
  readonly typed: Typed;
  /** What is wrong, in words, by field. */
  readonly problems: Readonly<Record<string, string>>;
  /** Why the whole was refused. */
  readonly refusal: string | null;
}

/** Forms of which none was sent yet. */
export const untouched: FormState = { of: null, key: '', typed: {}, problems: {}, refusal: null };

/** A page as it is shown. */
export interface Shown {
  readonly title: string;
  readonly body: ReactNode;
  /**
   * The page holds the form named `form`: the switches of the head are buttons of it, so that what was typed goes with them.
   * Else they are links, where the page has an address of its own.
   */
  readonly form?: boolean;
  /** What the head of the page tells programs. */
  readonly meta?: Meta;
  /** An addition to what works without it. The policy of the page names its hash, and lets it ask this server alone. */
  readonly script?: string;
}

export interface Meta {
  readonly description?: string;
  /** Where the page lies below `/portal`, whatever follows its address. */
  readonly canonical?: string;
  /** When it was published; of an article. */
  readonly published?: string;
  /** Below the root. */
  readonly image?: string;
  readonly feeds?: readonly { readonly title: string; readonly path: string; readonly mediaType: string }[];
  /** Not for those that search. */
  readonly unlisted?: boolean;
}

export interface PortalPage {
  readonly kind: 'page';
  /** Below `/portal`. */
  readonly path: `/${string}`;
  readonly show: (visit: Visit, form: FormState) => Promise<Shown>;
  /** Rendered once and sent again until something changes: it is the same for everybody and holds no form that is posted. */
  readonly kept: boolean;
}

/** What programs read: a feed, a map of the site. */
export interface PortalDocument {
  readonly kind: 'document';
  readonly path: `/${string}`;
  readonly make: (visit: Visit) => Promise<{ readonly mediaType: string; readonly text: string }>;
}

/** The one field of a form that takes files. */
export interface FormFiles {
  readonly name: string;
  /** Bytes of all that is sent at once. */
  readonly maxBytes: number;
  /** What is said where it is more: a key of the part's problems. */
  readonly tooLarge: string;
}

export interface PortalForm {
  readonly kind: 'form';
  readonly path: `/${string}`;
  readonly endpoint: Endpoint;
  /** Of a form with a field for files. */
  readonly files?: FormFiles;
  readonly input: (typed: Typed, files: readonly Buffer[]) => unknown;
  readonly first: (visit: Visit, typed: Typed) => Promise<Shown | null>;
  readonly done: (reply: never, visit: Visit, typed: Typed) => Promise<Shown>;
  readonly again: (visit: Visit, form: FormState) => Promise<Shown>;
  readonly means: Partial<Record<ErrorCode, Problem>>;
}

/** A thing that can be done, as the head of every page names it, and the front page where it has a text. */
export interface Entry {
  readonly path: `/${string}`;
  /** In the head. */
  readonly short: Text;
  readonly title: Text;
  readonly text?: Text;
  /** Looked for less often: the head folds it, so that the rest stays two lines on a phone. */
  readonly rare?: true;
}

/** What a feature adds to the pages for the public. */
export interface PortalPart {
  readonly pages: readonly (PortalPage | PortalForm | PortalDocument)[];
  readonly entries?: readonly Entry[];
  /** What its refusals say, by key. */
  readonly problems?: Readonly<Record<string, Text>>;
  /** A section of the front page. */
  readonly front?: (visit: Visit) => Promise<ReactNode>;
  /** Its section of the front page is always the same. */
  readonly steady?: true;
  /** Above the sections of the others. */
  readonly first?: true;
  /** Feeds that the front page names. */
  readonly feeds?: readonly { readonly title: Text; readonly path: string; readonly mediaType: string }[];
  /** A word that changes with everything that its kept pages and its section show. Asked for at most once a second. */
  readonly edition?: (visit: Visit) => Promise<string>;
  /** What the foot of every page says; kept pages follow it. */
  readonly foot?: (visit: Visit) => Promise<ReactNode>;
}

/** The parts of an input, with values as they were typed: the endpoint judges them. */
type Unparsed<E extends Endpoint> = {
  readonly [part in keyof Call<E>]: { readonly [name in keyof NonNullable<Call<E>[part]>]: unknown };
};

interface DeclaredPage<D> {
  readonly path: `/${string}`;
  readonly kept?: boolean;
  readonly load: (visit: Visit, form: FormState) => Promise<D>;
  readonly view: (data: D, visit: Visit, form: FormState) => Shown;
}

interface DeclaredForm<E extends Endpoint> {
  readonly path: `/${string}`;
  /** Whom nobody need sign in for. */
  readonly endpoint: E;
  readonly files?: FormFiles;
  readonly input: (typed: Typed, files: readonly Buffer[]) => Unparsed<E>;
  /** A page to be seen before anything is sent, with the form in it; null where there is nothing to say first. */
  readonly first?: (visit: Visit, typed: Typed) => Promise<Shown | null>;
  /** The page once it is done. */
  readonly done: (reply: Reply<E>, visit: Visit, typed: Typed) => Promise<Shown>;
  /** The page with the form, which shows what was typed and what is wrong. */
  readonly again: Pick<PortalPage, 'show'>;
  /** Refusals that speak of one field here. */
  readonly means?: Partial<Record<ErrorCode, Problem>>;
}

export const portal = {
  /** A page with an address: what it loads, and how that is shown. */
  page: <D>({ path, kept = false, load, view }: DeclaredPage<D>): PortalPage => ({
    kind: 'page',
    path,
    kept,
    show: async (visit, form) => view(await load(visit, form), visit, form),
  }),
  /** What a form is posted to: an endpoint, by way of its fields. A question may be posted too, where no address may hold it. */
  form: <E extends Endpoint>({ again, means = {}, first, ...form }: DeclaredForm<E>): PortalForm => ({
    kind: 'form',
    ...form,
    first: first ?? (async () => null),
    again: again.show,
    means,
  }),
  /** What programs read at an address of the portal. */
  document: (document: Omit<PortalDocument, 'kind'>): PortalDocument => ({ kind: 'document', ...document }),
};

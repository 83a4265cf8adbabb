import { type ComponentType, type ReactNode, Suspense, useCallback, useEffect, useState } from 'react';
import {
  createBrowserRouter,
  type NavigateOptions,
  type RouteObject,
  useBlocker,
  useNavigate,
  useSearchParams,
} from 'react-router';
import type { z } from 'zod';
import { hasLongNumber } from '#shared/long-number.ts';
import type { Text } from '#shared/text.ts';
import { useText } from '#ui/language.tsx';
import { fromAddress, inAddress } from './kept-out.ts';
import type { LiveTable } from './live.ts';
import type { OutboxTable } from './offline/outbox.ts';
import { useSession } from './session.tsx';

/** One page of a feature. Its module exports `Page`; it is loaded when it is first opened. */
export interface PageRoute {
  /** Below the shell, without a leading slash: `members/:memberId`. */
  readonly path: string;
  readonly title: Text;
  /** Without it every signed-in person may open the page. */
  readonly permission?: string;
  readonly lazy: () => Promise<{ readonly Page: ComponentType }>;
}

/** A page of the office. With `menu` it stands in the side menu, in the group that the shell knows by this name. */
export interface OfficeRoute extends PageRoute {
  readonly menu?: { readonly group: string; readonly order: number };
}

/** A page of the phone. With `entry` the home page offers it. */
export interface PhoneRoute extends PageRoute {
  readonly entry?: {
    readonly order: number;
    readonly hint?: Text;
    /** Offered only to those who hold it, where the page itself is open to more. */
    readonly permission?: string;
  };
}

/** A part of a start page, drawn between those of other features: the office's workbench, the phone's home. */
export interface StartPart {
  readonly order: number;
  readonly permission?: string;
  readonly lazy: () => Promise<{ readonly Part: ComponentType }>;
}

/** What a feature gives to the office alone; `web/office.ts` exports one such object. */
export interface OfficePages {
  readonly pages: readonly OfficeRoute[];
  readonly workbench?: readonly StartPart[];
}

/**
 * What a feature gives to the phone, and to both shells; `web/index.ts` exports one such object. All features' objects are
 * part of the first load of the phone, so that file imports nothing but types: titles and words are written into it. What the
 * first page does not say stands in `web/words.ts`, which the phone fetches beside it.
 */
export interface FeaturePages {
  readonly phone?: readonly PhoneRoute[];
  readonly home?: readonly StartPart[];
  /** The module that exports the live table; loaded after the first page, since it names endpoints. */
  readonly live?: () => Promise<{ readonly live: LiveTable }>;
  /** What may be done without a network, by those who hold the permission: kinds of the outbox (`offline/outbox.ts`). */
  readonly device?: {
    readonly permission: string;
    readonly lazy: () => Promise<{ readonly outboxKinds: OutboxTable }>;
  };
  /** Texts of to-dos: `todo.<kind>`, `todo.why.<why>`, and what fills them. */
  readonly words?: Readonly<Record<string, Text>>;
}

interface Parts {
  readonly shell: ReactNode;
  readonly forbidden: ReactNode;
  readonly missing: ReactNode;
  readonly failed: ReactNode;
  /** In the place of a page whose code could not be fetched: no network, or a newer version was installed. */
  readonly Unloaded: ComponentType<{ readonly again: () => void }>;
  readonly waiting: ReactNode;
  readonly base: string;
}

const Titled = ({
  route,
  forbidden,
  children,
}: {
  route: PageRoute;
  forbidden: ReactNode;
  children: ReactNode;
}): ReactNode => {
  const t = useText();
  const { can } = useSession();
  const title = t.loose(route.title);
  useEffect(() => {
    document.title = title;
  }, [title]);
  return can(route.permission) ? children : forbidden;
};

/** Asks again for the code of a page each time that it is opened, and when somebody says so. */
const Late = ({ route, parts: { waiting, Unloaded } }: { route: PageRoute; parts: Parts }): ReactNode => {
  const [state, setState] = useState<{ readonly Page?: ComponentType; readonly failed: boolean }>({ failed: false });
  const load = useCallback(() => {
    setState({ failed: false });
    route.lazy().then(
      ({ Page }) => setState({ Page, failed: false }),
      () => setState({ failed: true }),
    );
  }, [route]);
  useEffect(load, [load]);
  if (state.Page) return <state.Page />;
  return state.failed ? <Unloaded again={load} /> : waiting;
};

const asRouteObject = (route: PageRoute, parts: Parts): RouteObject => ({
  path: route.path,
  errorElement: parts.failed,
  lazy: async () => {
    // The router shows nothing at all where this throws, and does not ask a second time.
    const { Page } = await route.lazy().catch(() => ({ Page: () => <Late route={route} parts={parts} /> }));
    const Component = (): ReactNode => (
      <Titled route={route} forbidden={parts.forbidden}>
        <Suspense fallback={parts.waiting}>
          <Page />
        </Suspense>
      </Titled>
    );
    return { Component };
  },
});

/** The router of a shell over the pages that the features export. */
export const makeRouter = (routes: readonly PageRoute[], parts: Parts): ReturnType<typeof createBrowserRouter> =>
  createBrowserRouter(
    [
      {
        path: '/',
        element: parts.shell,
        errorElement: parts.failed,
        hydrateFallbackElement: parts.waiting,
        children: [...routes.map((route) => asRouteObject(route, parts)), { path: '*', element: parts.missing }],
      },
    ],
    { basename: parts.base },
  );

/**
 * State of a page that belongs in its address (filters, sorting, the chosen tab), read through a schema:
 * what somebody mistyped in the address falls back to the schema's defaults. Numbers of people are kept out of it
 * (`kept-out.ts`): they are known to this tab alone.
 */
export const useAddressState = <S extends z.ZodObject>(
  schema: S,
): [z.output<S>, (changes: Partial<z.input<S>>) => void] => {
  const [search, setSearch] = useSearchParams();
  const raw: Record<string, unknown> = {};
  for (const name of Object.keys(schema.shape)) {
    const all = search.getAll(name).flatMap((text) => fromAddress(text) ?? []);
    const known = all.length > 1 ? all : all[0];
    if (known !== undefined && (schema.shape[name] as z.ZodType).safeParse(known).success) raw[name] = known;
  }
  const change = (changes: Partial<z.input<S>>): void =>
    setSearch(
      (old) => {
        const next = new URLSearchParams(old);
        for (const [name, value] of Object.entries(changes)) {
          next.delete(name);
          for (const one of Array.isArray(value) ? value : [value])
            if (one !== undefined && one !== null && one !== '') next.append(name, inAddress(String(one)));
        }
        return next;
      },
      { replace: true },
    );
  // Of an address that somebody typed or kept from before.
  const bare = [...search.values()].some(hasLongNumber);
  useEffect(() => {
    if (bare)
      setSearch((old) => new URLSearchParams([...old].map(([name, text]) => [name, inAddress(text)])), {
        replace: true,
      });
  }, [bare, setSearch]);
  return [schema.parse(raw), change];
};

/** Only while a navigation that nobody is to be asked about begins, which the router does at once. */
let goingOn = false;

/**
 * Leads to another page after what stands on this one was sent. React may not have drawn yet that nothing is unsaved any
 * more; whoever has just saved is not asked whether to leave.
 */
export const useGoOn = (): ((to: string, options?: NavigateOptions) => void) => {
  const navigate = useNavigate();
  return useCallback(
    (to, options) => {
      goingOn = true;
      void navigate(to, options);
      goingOn = false;
    },
    [navigate],
  );
};

export interface LeaveGuard {
  readonly asking: boolean;
  readonly stay: () => void;
  readonly leave: () => void;
}

/** Holds people back from leaving a page with unsaved changes; show `LeaveDialog` of the design system with it. */
export const useLeaveGuard = (dirty: boolean): LeaveGuard => {
  const blocker = useBlocker(
    ({ currentLocation, nextLocation }) => dirty && !goingOn && currentLocation.pathname !== nextLocation.pathname,
  );
  useEffect(() => {
    if (!dirty) return undefined;
    const hold = (event: BeforeUnloadEvent): void => event.preventDefault();
    addEventListener('beforeunload', hold);
    return () => removeEventListener('beforeunload', hold);
  }, [dirty]);
  return { asking: blocker.state === 'blocked', stay: () => blocker.reset?.(), leave: () => blocker.proceed?.() };
};

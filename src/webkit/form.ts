import { type SubmitEvent, useCallback, useEffect, useId, useMemo, useState } from 'react';
import type { z } from 'zod';
import { AppError, type Problem } from '#shared/errors.ts';
import type { Text } from '#shared/text.ts';
import { Unreachable } from '#shared/unreachable.ts';
import type { Field } from '#ui/field.ts';
import { useText } from '#ui/language.tsx';
import { useLatest } from '#ui/use-latest.ts';
import { problemText, type Texts } from '#ui/problem-text.ts';
import { type Draft, draftOf, dropDraft, keepDraft } from './drafts.ts';
import { hiddenIn, sendJoined, staleState } from './form-joining.ts';
import { afterPress } from './press.ts';
import {
  changedNames,
  changesOf,
  type FormSchema,
  formProblems,
  judge,
  rebase,
  ruleOf,
  type Values,
} from './form-state.ts';

export interface FormOptions<S extends FormSchema> {
  /** The body schema of the command, `admissions.open.body`: gives the rules of every field. */
  readonly schema: S;
  /** The name of each field as people read it. A problem elsewhere is shown above the form. */
  readonly labels: { readonly [K in keyof z.input<S>]?: Text };
  readonly initial?: Values<S>;
  /** Texts of the feature's own problem keys. */
  readonly texts?: Texts;
  /** Place of the draft, `admission:<id>`; without one nothing is kept. */
  readonly draft?: string;
  /** `base` is what the form stands on: its opening, or the newer state it was joined with. */
  readonly submit: (body: z.input<S>, base: Values<S>) => Promise<unknown>;
  /**
   * For edits of plain fields: a newer state that leaves alone what was typed here is joined without asking. Not for
   * deeds, which are thought over again when what they are done to has changed.
   */
  readonly joins?: boolean;
  /** How a value reads beside a newer state, where it is a code or an id. */
  readonly show?: (name: string, value: unknown) => string | undefined;
}

export interface Conflict {
  /** The newer state on the server. */
  readonly current: Readonly<Record<string, unknown>>;
  /** Names of the fields whose typed value differs from it. */
  readonly differing: readonly string[];
  readonly takeTheirs: () => void;
  /** Keeps what was typed, on top of the newer version: the next submit will win. */
  readonly keepMine: () => void;
}

export interface Form<S extends FormSchema> {
  readonly values: Values<S>;
  readonly set: (changes: Values<S>) => void;
  readonly field: <K extends keyof z.input<S> & string>(name: K) => Field<NonNullable<z.input<S>[K]>>;
  /** Sentences at a path: `items.0.name`. */
  readonly errorsAt: (path: string) => string[];
  /** Problems that belong to no labelled field. */
  readonly loose: readonly string[];
  readonly problems: readonly Problem[];
  readonly dirty: boolean;
  readonly busy: boolean;
  /** The refusal or the failed network of the last submit, where it is not about fields. */
  readonly error: Error | null;
  /** True where the last submit found no network: what was typed is kept as a draft. */
  readonly unsent: boolean;
  readonly conflict: Conflict | null;
  /** A draft from before, offered once; `restore` takes it over. */
  readonly kept: { readonly savedAt: number; readonly restore: () => void; readonly discard: () => void } | null;
  readonly submit: () => void;
  readonly texts: Texts | undefined;
  readonly describe: (name: string, from: 'mine' | 'current') => { readonly label: string; readonly value: string };
  readonly reset: (values?: Values<S>) => void;
  readonly props: { readonly noValidate: true; readonly onSubmit: (event: SubmitEvent) => void };
}

interface State<S extends FormSchema> {
  readonly values: Values<S>;
  readonly base: Values<S>;
  readonly problems: readonly Problem[];
  readonly busy: boolean;
  readonly error: Error | null;
  readonly current: Readonly<Record<string, unknown>> | null;
}

const fresh = <S extends FormSchema>(values: Values<S>): State<S> => ({
  values,
  base: values,
  problems: [],
  busy: false,
  error: null,
  current: null,
});

const under = (path: string, name: string): boolean => path === name || path.startsWith(`${name}.`);
const firstPart = (path: string): string => path.split('.')[0] ?? '';

const afterRefusal = <S extends FormSchema>(state: State<S>, thrown: unknown): State<S> => {
  const error = thrown instanceof Error ? thrown : new Error(String(thrown));
  const idle = { ...state, busy: false, error };
  if (!(thrown instanceof AppError)) return idle;
  const { problems } = thrown.details;
  const current = staleState(thrown);
  if (current) return { ...idle, error: null, current };
  return problems?.length ? { ...idle, problems: formProblems(problems), error: null } : idle;
};

const useFormState = <S extends FormSchema>(options: FormOptions<S>) => {
  const [state, setState] = useState<State<S>>(() => fresh(options.initial ?? {}));
  const latest = useLatest({ state, options });
  return { state, setState, latest };
};

/** Writes the draft a moment after the last change, and at once when the page goes away. */
const useDraft = <S extends FormSchema>(
  key: string | undefined,
  { values, base }: Pick<State<S>, 'values' | 'base'>,
  dirty: boolean,
): void => {
  useEffect(() => {
    if (!key || !dirty) return undefined;
    const write = (): void => void keepDraft(key, { values, base });
    const timer = setTimeout(write, 400);
    addEventListener('pagehide', write);
    return () => {
      clearTimeout(timer);
      removeEventListener('pagehide', write);
    };
  }, [key, values, base, dirty]);
};

const usableDraft = <S extends FormSchema>(options: FormOptions<S>): Draft<Values<S>> | null => {
  const draft = options.draft ? draftOf<Values<S>>(options.draft) : null;
  if (!draft?.base) return null;
  // Nothing is left to restore where somebody has entered the same meanwhile.
  const typed = changesOf(draft.values, draft.base);
  return Object.keys(typed).length > 0 &&
    changedNames({ ...options.initial, ...typed }, options.initial ?? {}).length > 0
    ? draft
    : null;
};

/** Moves the eyes and the reader to the first field that needs correcting. */
const focusFirst = (formId: string, problems: readonly Problem[]): void => {
  const name = problems
    .map((problem) => firstPart(problem.path))
    .find((part) => document.getElementById(`${formId}-${part}`));
  if (name) requestAnimationFrame(() => document.getElementById(`${formId}-${name}`)?.focus());
};

/** A form over the body of a command: rules, problems at their fields, drafts, and a way out of a stale edit. */
export const useForm = <S extends FormSchema>(options: FormOptions<S>): Form<S> => {
  const t = useText();
  const formId = useId();
  const { state, setState, latest } = useFormState(options);
  const [offer, setOffer] = useState(() => usableDraft(options));
  const dirty = useMemo(() => changedNames(state.values, state.base).length > 0, [state.values, state.base]);
  useDraft(options.draft, state, dirty);

  const set = useCallback(
    (changes: Values<S>) => {
      const names = Object.keys(changes);
      setState((old) => ({
        ...old,
        values: { ...old.values, ...changes },
        problems: old.problems.filter((problem) => !names.some((name) => under(problem.path, name))),
      }));
    },
    [setState],
  );

  const judgeField = useCallback(
    (name: string) => {
      const {
        options: { schema },
        state: { values },
      } = latest.current;
      const judged = judge(schema, values);
      const found =
        'problems' in judged
          ? judged.problems.filter((problem) => under(problem.path, name) && problem.message !== 'required')
          : [];
      if (found.length)
        setState((old) => ({
          ...old,
          problems: [...old.problems.filter((problem) => !under(problem.path, name)), ...found],
        }));
    },
    [latest, setState],
  );

  const submit = useCallback(async (): Promise<void> => {
    const {
      options: now,
      state: { values, base, busy },
    } = latest.current;
    if (busy) return;
    const judged = judge(now.schema, values);
    if ('problems' in judged) {
      setState((old) => ({ ...old, problems: judged.problems, error: null }));
      focusFirst(formId, judged.problems);
      return;
    }
    setState((old) => ({ ...old, busy: true, error: null, problems: [], current: null }));
    try {
      const sent = await sendJoined(now, { values, base }, judged.body);
      if (now.draft) dropDraft(now.draft);
      setOffer(null);
      setState((old) => ({ ...fresh<S>(old.values), base: sent.values }));
    } catch (thrown) {
      if (now.draft) keepDraft(now.draft, { values, base });
      setState((old) => afterRefusal(old, thrown));
      if (thrown instanceof AppError) focusFirst(formId, formProblems(thrown.details.problems ?? []));
    }
  }, [formId, latest, setState]);

  const errorsAt = (path: string): string[] =>
    state.problems.filter((problem) => problem.path === path).map((problem) => problemText(t, problem, options.texts));
  const field = <K extends keyof z.input<S> & string>(name: K): Field<NonNullable<z.input<S>[K]>> => {
    const rule = ruleOf(options.schema, name);
    const label: Text | undefined = options.labels[name];
    return {
      id: `${formId}-${name}`,
      label: label ? t.loose(label) : name,
      value: state.values[name] as NonNullable<z.input<S>[K]> | null | undefined,
      onChange: (value) => set({ [name]: isEmpty(value) ? rule.empty : value } as Values<S>),
      onBlur: () => afterPress(() => judgeField(name)),
      errors: state.problems
        .filter((problem) => under(problem.path, name))
        .map((problem) => problemText(t, problem, options.texts)),
      required: rule.required,
      maxLength: rule.maxLength,
      disabled: state.busy,
    };
  };
  const describe = (name: string, from: 'mine' | 'current'): { label: string; value: string } => {
    const labels: Readonly<Record<string, Text | undefined>> = options.labels;
    const label = labels[name] ? t.loose(labels[name]) : name;
    const mask = from === 'current' ? hiddenIn(state.current)[name] : undefined;
    if (mask !== undefined) return { label, value: mask };
    const value = new Map(Object.entries(from === 'mine' ? state.values : (state.current ?? {}))).get(name);
    return {
      label,
      value: options.show?.(name, value) ?? (isEmpty(value) ? '' : String(value)),
    };
  };
  const reset = (values?: Values<S>): void => setState((old) => fresh(values ?? old.base));
  return {
    values: state.values,
    set,
    field,
    errorsAt,
    dirty,
    describe,
    reset,
    texts: options.texts,
    problems: state.problems,
    loose: state.problems
      .filter((problem) => !(firstPart(problem.path) in options.labels))
      // Where it is would be a key that nobody reads.
      .map((problem) => problemText(t, problem, options.texts)),
    busy: state.busy,
    error: state.error,
    unsent: state.error instanceof Unreachable,
    conflict: state.current ? conflictOf(state, state.current, setState) : null,
    kept: offer ? keptOf(offer, options.draft, setOffer, setState) : null,
    submit: () => void submit(),
    props: {
      noValidate: true,
      onSubmit: (event) => {
        event.preventDefault();
        void submit();
      },
    },
  };
};

const isEmpty = (value: unknown): boolean => value === undefined || value === null || value === '';

const conflictOf = <S extends FormSchema>(
  { values, base }: State<S>,
  current: Readonly<Record<string, unknown>>,
  setState: (change: (old: State<S>) => State<S>) => void,
): Conflict => {
  const next = rebase(values, base, current, hiddenIn(current));
  const ground = { base: next.base as Values<S> };
  const asked = Object.fromEntries(next.differing.map((name) => [name, next.theirs[name]]));
  return {
    current,
    differing: next.differing,
    // What nobody else changed stays as it was typed, whichever way the differing fields go.
    takeTheirs: () => setState(() => ({ ...fresh({ ...next.rebased, ...asked } as Values<S>), ...ground })),
    keepMine: () => setState(() => ({ ...fresh(next.rebased as Values<S>), ...ground })),
  };
};

const keptOf = <S extends FormSchema>(
  draft: Draft<Values<S>>,
  key: string | undefined,
  setOffer: (draft: null) => void,
  setState: (change: (old: State<S>) => State<S>) => void,
) => ({
  savedAt: draft.savedAt,
  restore: () => {
    // With what it began with, its version included: what others changed since is compared when it is sent.
    setState((old) => ({ ...fresh<S>({ ...old.values, ...draft.values }), base: { ...old.base, ...draft.base } }));
    setOffer(null);
  },
  discard: () => {
    if (key) dropDraft(key);
    setOffer(null);
  },
});

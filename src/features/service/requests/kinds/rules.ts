import type { RequestTerm, RequestTreatment } from '../rules.ts';

interface Meaning {
  readonly treatment: RequestTreatment;
  readonly term: RequestTerm;
}

/** Only what is handled has a term, and no program sends what is diverted. */
export const isSound = ({ treatment, term, byPrograms }: Meaning & { readonly byPrograms: boolean }): boolean =>
  (treatment === 'handle' || term === 'ordinary') && !(treatment === 'divert' && byPrograms);

/** What has come in was promised what its kind meant on that day. */
export const changesMeaning = (before: Meaning, after: Meaning): boolean =>
  before.treatment !== after.treatment || before.term !== after.term;

/** What a program means that names no kind: the first that is handled in the ordinary term, else the first of all. */
export const usualOf = <K extends Meaning>(kinds: readonly K[]): K | undefined =>
  kinds.find(({ treatment, term }) => treatment === 'handle' && term === 'ordinary') ?? kinds[0];

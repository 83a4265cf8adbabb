import { AppError } from '#shared/errors.ts';

/** What a part of a page shows before, instead of, or as its content. */
export type ViewState = 'loading' | 'ready' | 'empty' | 'forbidden' | 'missing' | 'error';

interface Read {
  readonly error: Error | null;
  readonly loading: boolean;
  readonly empty?: boolean | undefined;
}

/** The state of a read: a refusal is told apart from a failure, and both from an empty answer. */
export const viewState = ({ error, loading, empty }: Read): ViewState => {
  if (error instanceof AppError && error.code === 'forbidden') return 'forbidden';
  if (error instanceof AppError && error.code === 'not_found') return 'missing';
  if (error) return 'error';
  if (loading) return 'loading';
  return empty ? 'empty' : 'ready';
};

/** Every refusal the platform can give, with its HTTP status. Each code has a text in both languages (see `messages`). */
export const errorStatus = {
  invalid: 422,
  unauthenticated: 401,
  second_factor_required: 401,
  password_change_required: 403,
  forbidden: 403,
  not_found: 404,
  method_not_allowed: 405,
  conflict: 409,
  stale: 409,
  in_flight: 409,
  reused_key: 422,
  key_missing: 400,
  too_large: 413,
  unsupported_media: 415,
  refused: 422,
  approval_required: 409,
  drill_required: 403,
  slow_down: 429,
  cross_site: 403,
  overloaded: 503,
  internal: 500,
} as const satisfies Record<string, number>;

export type ErrorCode = keyof typeof errorStatus;

/** One thing that is wrong with the input. `path` names the field as the form knows it: `body.idNumber`. */
export interface Problem {
  readonly path: string;
  /** Key of a message in the feature's or the shared catalogue. */
  readonly message: string;
  readonly params?: Readonly<Record<string, string | number>>;
}

export interface ErrorDetails {
  /** Human sentence key or plain text, shown as it is. */
  readonly message?: string;
  readonly problems?: readonly Problem[];
  /** For `stale`: the newer state, so that a form can show both. */
  readonly current?: unknown;
  /** For `slow_down` and `overloaded`: seconds to wait. */
  readonly retryAfter?: number;
  readonly [extra: string]: unknown;
}

/** The only error class of our own. Anything else that is thrown is a fault and answers 500. */
export class AppError extends Error {
  readonly code: ErrorCode;
  readonly details: ErrorDetails;
  constructor(code: ErrorCode, details: ErrorDetails = {}) {
    super(details.message ?? code);
    this.name = 'AppError';
    this.code = code;
    this.details = details;
  }
  get status(): number {
    return errorStatus[this.code];
  }
}

/** A file beyond its limit, which the refusal names. */
export const tooLarge = (maxBytes: number): AppError =>
  new AppError('too_large', { maxBytes, message: 'file_too_large', params: { max: Math.floor(maxBytes / 1e6) } });

export const notFound = (): AppError => new AppError('not_found');

/** A refusal about one field of the input. */
export const invalid = (path: string, message: string, params?: Problem['params']): AppError =>
  new AppError('invalid', { problems: [params ? { path, message, params } : { path, message }] });

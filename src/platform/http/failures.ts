import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { isConnectionLost } from '#platform/db/database.ts';
import type { Log } from '#platform/log/log.ts';
import { AppError, invalid, type ErrorCode, type ErrorDetails } from '#shared/errors.ts';

/** The disk is full: the same request succeeds once somebody has made room, so the draft is kept and sent again. */
const isDiskFull = (error: unknown): boolean => {
  const { code } = error as { code?: string };
  return code === '53100' || code === 'ENOSPC' || code === 'EDQUOT';
};

/** Codes of constraints and of the web framework, as refusals of ours. One place. */
export const refusalOf = (error: unknown): AppError => {
  if (error instanceof AppError) return error;
  const { code, statusCode } = error as Partial<FastifyError> & { code?: string };
  if (isConnectionLost(error) || code === '53300' || code === '55P03' || code === '57014')
    return new AppError('overloaded', { retryAfter: 2 });
  if (isDiskFull(error)) return new AppError('overloaded', { retryAfter: 60 });
  if (code === '23505' || code === '23P01' || code === '40001') return new AppError('conflict');
  if (code === '22021' || code === '22P05') return invalid('body', 'unstorable');
  // A number beyond its column: versions and places in a list are bounded by nothing else.
  if (code === '22003') return invalid('body', 'bad_number');
  if (code === 'FST_REQ_FILE_TOO_LARGE' || statusCode === 413) return new AppError('too_large');
  if (statusCode === 415 || code === 'FST_INVALID_MULTIPART_CONTENT_TYPE') return new AppError('unsupported_media');
  if (statusCode === 404) return new AppError('not_found');
  if (statusCode !== undefined && statusCode >= 400 && statusCode < 500) return invalid('body', 'bad_format');
  return new AppError('internal');
};

export interface FailureBody {
  readonly error: { readonly code: ErrorCode } & ErrorDetails;
  readonly requestId: string;
}

/** A fault of ours is noted with the request; what a person did wrong is not. */
export const noteFault = (log: Log, request: FastifyRequest, error: unknown): void => {
  if (refusalOf(error).code === 'internal' || isDiskFull(error))
    log.error({ requestId: request.id, url: request.routeOptions.url, err: error }, 'request failed');
};

export const answerFailures = (app: FastifyInstance, log: Log): void => {
  app.setErrorHandler(async (error: unknown, request: FastifyRequest, reply: FastifyReply) => {
    const refusal = refusalOf(error);
    noteFault(log, request, error);
    if (refusal.details.retryAfter !== undefined) void reply.header('retry-after', String(refusal.details.retryAfter));
    void reply
      .status(refusal.status)
      .header('content-type', 'application/json; charset=utf-8')
      .header('cache-control', 'no-store');
    const body: FailureBody = { error: { code: refusal.code, ...refusal.details }, requestId: request.id };
    return reply.serializer(JSON.stringify).send(body);
  });
};

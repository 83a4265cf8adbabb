import { AppError } from '#shared/errors.ts';
import type { TestApp } from '#test/harness/app.ts';
import type { MemberFields } from '../contract.ts';
import { makeMember } from '../factory.ts';

/** A member of branch A1. */
export const memberOfA1 = (app: TestApp, fields: MemberFields = {}, since?: string) =>
  app.write((tx) =>
    makeMember(tx, app.county, {
      branch: app.tree.branchA1,
      fields,
      ...(since === undefined ? {} : { since }),
    }),
  );

export const refusal = async (work: Promise<unknown>): Promise<AppError> => {
  const error = await work.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (error instanceof AppError) return error;
  throw new Error(`was not refused: ${String(error)}`);
};

export const messages = (error: AppError): string[] =>
  (error.details.problems ?? []).map((p) => `${p.path} ${p.message}`);

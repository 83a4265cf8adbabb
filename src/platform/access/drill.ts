import { AppError } from '#shared/errors.ts';
import type { Scope } from './scope.ts';

/**
 * What is hard to take back is open to whoever has passed its drill. The router asks for every endpoint that names one; a
 * command asks by itself where only one of its steps is meant, or where it is called without the router.
 * @throws AppError drill_required
 */
export const needDrill = (scope: Scope, drill: string | undefined): void => {
  if (drill !== undefined && !scope.drills.has(drill)) throw new AppError('drill_required', { drill });
};

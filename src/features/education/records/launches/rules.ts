/** What a program may say that was opened for one learner: of that learner, in that registration, and of nothing else. */
import { Refused } from '../refusals/rules.ts';
import type { Statement } from '../shapes/rules.ts';
import type { Context } from '../documents/rules.ts';
import { learnerIn } from '../statements/rules.ts';

export interface Launch {
  /** The registration. */
  readonly id: string;
  /** The name of the learner's account. */
  readonly launchedFor: string;
  readonly homePage: string;
}

/** @throws Refused 403 */
export const checkOwnStatement = ({ actor, context }: Statement, { id, launchedFor, homePage }: Launch): void => {
  if (learnerIn(actor, homePage) !== launchedFor)
    throw new Refused(403, 'this program was opened for one learner: the actor must be the one that it was given');
  const registration = context?.['registration'];
  if (typeof registration !== 'string' || registration.toLowerCase() !== id)
    throw new Refused(
      403,
      'this program was opened for one learner: the registration must be the one that it was given',
    );
};

/** @throws Refused 403 */
export const checkOwnDocument = ({ kind, agent, registration }: Context, launch: Launch): void => {
  if (kind !== 'activity' && learnerIn(agent, launch.homePage) !== launch.launchedFor)
    throw new Refused(403, 'this program was opened for one learner: the agent must be the one that it was given');
  if (registration !== undefined && registration !== launch.id)
    throw new Refused(
      403,
      'this program was opened for one learner: the registration must be the one that it was given',
    );
};

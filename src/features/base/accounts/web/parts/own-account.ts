import type { Reply } from '#shared/endpoint.ts';
import { type Form, useForm } from '#webkit/form.ts';
import { useCommand } from '#webkit/query.ts';
import { useSession } from '#webkit/session.tsx';
import { giveFactor, ownSessions, setPassword } from '../../contract.ts';
import { accountRefusals } from '../../messages.ts';
import { ownAccountTexts } from '../../sessions/messages.ts';

export type OwnSession = Reply<typeof ownSessions>['items'][number];

/** The secret in groups of four, as people type it. */
export const inFours = (secret: string): string => secret.replaceAll(/(.{4})(?=.)/g, '$1 ');

/** The form that sets a new password; both shells draw it with their own parts. */
export const usePasswordForm = (onDone: () => void): Form<typeof setPassword.body> => {
  const { adopt } = useSession();
  const { run } = useCommand(setPassword, { touches: [ownSessions] });
  const form: Form<typeof setPassword.body> = useForm({
    schema: setPassword.body,
    labels: { current: ownAccountTexts.current, next: ownAccountTexts.next },
    texts: accountRefusals,
    submit: async (body) => {
      adopt(await run({ body }));
      setTimeout(() => form.reset({}));
      onDone();
    },
  });
  return form;
};

/** The form that takes the first code of a new second factor. */
export const useFactorForm = (onDone: () => void): Form<typeof giveFactor.body> => {
  const { adopt } = useSession();
  const { run } = useCommand(giveFactor);
  return useForm({
    schema: giveFactor.body,
    labels: { code: ownAccountTexts.code },
    texts: accountRefusals,
    submit: async (body) => {
      adopt(await run({ body }));
      onDone();
    },
  });
};

import { useCommand } from '#webkit/query.ts';
import { type Invitee, type Meeting, meetingById, respondFor } from '../../contract.ts';
import { typeFacts } from '../../rules.ts';

export type Answer = 'sign_up' | 'withdraw' | 'decline';

/** What may be said for a member, as the member stands. */
export const answersOf = (meeting: Meeting, { response }: Invitee): readonly Answer[] => {
  const placed = response === 'signed_up' || response === 'waiting';
  if (!typeFacts[meeting.type].signUp) return response === 'declined' ? [] : ['decline'];
  return placed ? ['withdraw'] : response === 'declined' ? ['sign_up'] : ['sign_up', 'decline'];
};

/** Answers for a member who has no phone. */
export const useAnswer = (meeting: Meeting, onDone: () => void) => {
  const input = { params: { id: meeting.id } };
  const { fire, busy, error, reset } = useCommand(respondFor, { touches: [[meetingById, input]], onDone });
  return {
    busy,
    error,
    reset,
    say: ({ personId }: Invitee, act: Answer, excuse: string): void =>
      fire({ ...input, body: { personId, act, ...(act === 'decline' ? { excuse } : {}) } }),
  };
};

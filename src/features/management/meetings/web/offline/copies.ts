import type { Reply } from '#shared/endpoint.ts';
import type { Vault } from '#webkit/offline/vault.ts';
import type { Meeting } from '../../contract.ts';
import type { takeAlong } from '../../offline/contract.ts';
import { copyOf } from '../../offline/rules.ts';

/** One meeting as the server last gave it; what was done since stands in the outbox. */
export interface MeetingCopy {
  readonly meeting: Meeting;
  readonly takenAt: number;
}

export interface Along extends Omit<Reply<typeof takeAlong>, 'meetings'> {
  readonly takenAt: number;
}

const meetings = 'copy:meeting:';
const along = 'copy:along';

export const laneOf = (id: string): string => `meeting:${id}`;
export const idOf = (lane: string): string => lane.slice('meeting:'.length);

export const keepMeeting = (vault: Vault, meeting: Meeting): Promise<void> =>
  vault.put(`${meetings}${meeting.id}`, { meeting: copyOf(meeting), takenAt: Date.now() } satisfies MeetingCopy);
export const keptMeeting = (vault: Vault, id: string): Promise<MeetingCopy | undefined> =>
  vault.get(`${meetings}${id}`);
export const keptMeetings = (vault: Vault): Promise<readonly MeetingCopy[]> => vault.all(meetings);
export const dropMeeting = (vault: Vault, id: string): Promise<void> => vault.drop(`${meetings}${id}`);

export const keepAlong = async (vault: Vault, taken: Reply<typeof takeAlong>): Promise<void> => {
  const { meetings: all, ...rest } = taken;
  for (const meeting of all) await keepMeeting(vault, meeting);
  await vault.put(along, { ...rest, takenAt: Date.now() } satisfies Along);
};
export const keptAlong = (vault: Vault): Promise<Along | undefined> => vault.get(along);
/** Names and meetings go from this device; what was done and not sent stays. */
export const dropCopies = (vault: Vault): Promise<void> => vault.dropAll('copy:');

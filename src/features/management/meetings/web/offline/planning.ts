import type { z } from 'zod';
import { newId } from '#shared/ids.ts';
import { useApi } from '#webkit/query.ts';
import { type Meeting, meetingDraft, meetingOrganisations, type planMeeting } from '../../contract.ts';
import type { MeetingType } from '../../rules.ts';
import type { Draft } from '../parts/plan-form.ts';
import { today } from '../parts/today.ts';
import { useDeed } from './deeds.ts';
import { useAlong } from './use-meeting.ts';

interface Read {
  readonly error: Error | null;
  readonly loading: boolean;
  readonly again: () => void;
}

/** Where the secretary plans: asked of the server, else what was taken along. */
export const usePlaces = (): Read & { readonly items: readonly Meeting['organisation'][] } => {
  const read = useApi(meetingOrganisations, { query: {} });
  const along = useAlong('places');
  const items = read.data?.items ?? (along ? [along.organisation] : []);
  const isThere = items.length > 0;
  return {
    items,
    error: isThere ? null : read.error,
    loading: !isThere && read.isPending,
    again: () => void read.refetch(),
  };
};

/** What the last meeting and the roster already say; without a network, as of the day on which it was taken along. */
export const useTakenDraft = (
  organisationId: string | undefined,
  type: MeetingType,
): Read & { readonly data: Draft | undefined } => {
  const read = useApi(
    meetingDraft,
    { query: { organisationId: organisationId ?? '', type, day: today() } },
    { enabled: organisationId !== undefined },
  );
  const along = useAlong('drafts');
  const taken =
    along?.organisation.id === organisationId ? along?.drafts.find((one) => one.type === type)?.draft : undefined;
  const data = read.data ?? taken;
  return {
    data,
    error: data ? null : read.error,
    loading: !data && read.isPending,
    again: () => void read.refetch(),
  };
};

/** Plans a meeting on this device first; its id is made here, so that it can be held before anybody has heard of it. */
export const usePlan = (organisation: Meeting['organisation'], draft: Draft | undefined) => {
  const deed = useDeed();
  return async (body: z.input<typeof planMeeting.body>): Promise<{ readonly id: string }> => {
    const id = newId();
    const { roster = [], openTasks = [] } = draft ?? {};
    const people = roster.map(({ personId, name, votes, exempt }) => ({ personId, name, votes, exempt }));
    await deed('meetings.plan', id, { body: { ...body, id }, organisation, roster: people, openTasks });
    return { id };
  };
};

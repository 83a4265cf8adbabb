/** Chair (主持人) and recorder (记录人): a list is confirmed, and a record closed, by people who were there. */
import type { Attendance } from '../rules.ts';

export const leaderFields = ['chairPersonId', 'recorderPersonId'] as const;
export type LeaderField = (typeof leaderFields)[number];

/** What is named; what is left out stays as it stands. */
export type Leaders = { readonly [K in LeaderField]?: string | undefined };

export interface Named {
  readonly chairPersonId: string | null;
  readonly recorderPersonId: string | null;
}

interface Person {
  readonly personId: string;
  readonly attendance: Attendance | null;
}

const messages = {
  chairPersonId: { missing: 'chair_missing', absent: 'chair_absent' },
  recorderPersonId: { missing: 'recorder_missing', absent: 'recorder_absent' },
} as const;

const told: ReadonlySet<string> = new Set(leaderFields.flatMap((field) => Object.values(messages[field])));
/** Whether a problem says that chair or recorder is missing: whoever was there can be named. */
export const isOfLeaders = (message: string): boolean => told.has(message);

export const wasThere = (people: readonly Person[], id: string | null | undefined): boolean =>
  people.some(({ personId, attendance }) => personId === id && attendance === 'present');

export interface Lacking {
  readonly field: LeaderField;
  readonly message: (typeof messages)[LeaderField]['missing' | 'absent'];
}

/** Who has still to be named, and why: nobody is, or somebody who was not there. */
export const lackingIn = (named: Named, people: readonly Person[]): Lacking[] =>
  leaderFields.flatMap((field): Lacking[] => {
    if (named[field] === null) return [{ field, message: messages[field].missing }];
    return wasThere(people, named[field]) ? [] : [{ field, message: messages[field].absent }];
  });

/** What is named on top of what stands. */
export const namedBy = (given: Leaders, stands: Named): Named => ({
  chairPersonId: given.chairPersonId ?? stands.chairPersonId,
  recorderPersonId: given.recorderPersonId ?? stands.recorderPersonId,
});

interface Standing {
  readonly chair: { readonly id: string } | null;
  readonly recorder: { readonly id: string } | null;
}

export const namedIn = ({ chair, recorder }: Standing): Named => ({
  chairPersonId: chair?.id ?? null,
  recorderPersonId: recorder?.id ?? null,
});

/** Only what is not as it stands: what somebody else has named meanwhile is not taken back unseen. */
export const otherThan = (given: Leaders, stands: Named): Leaders =>
  Object.fromEntries(
    leaderFields.flatMap((field) =>
      given[field] === undefined || given[field] === stands[field] ? [] : [[field, given[field]]],
    ),
  );

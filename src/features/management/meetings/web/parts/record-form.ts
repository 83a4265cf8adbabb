import type { z } from 'zod';
import type { Text } from '#shared/text.ts';
import type { Field } from '#ui/field.ts';
import { useText } from '#ui/language.tsx';
import { type Form, useForm } from '#webkit/form.ts';
import { useCommand } from '#webkit/query.ts';
import { type Meeting, meetingById, meetingList, recordMeeting } from '../../contract.ts';
import { meetingProblemTexts, meetingTexts } from '../../messages.ts';
import { type RecordChange, recordOf } from '../../offline/rules.ts';
import { type Vote, votesOf } from '../../rules.ts';
import type { amendBody } from './amend-form.ts';

type Body = typeof recordMeeting.body | typeof amendBody;
type Values = z.input<typeof recordMeeting.body>;
type Resolution = NonNullable<Values['resolutions']>[number];
type Task = NonNullable<Values['tasks']>[number];

const initialOf = (meeting: Meeting): Values => ({ version: meeting.version, ...recordOf(meeting) });

const labels = {
  content: meetingTexts.content,
  resolutions: meetingTexts.resolutions,
  tasks: meetingTexts.tasks,
} as const;

export const useRecord = (
  meeting: Meeting,
  onSaved: () => void,
  /** In the place of the command: writes the record down on this device first. */
  send?: (record: RecordChange) => Promise<unknown>,
): Form<typeof recordMeeting.body> => {
  const { run } = useCommand(recordMeeting, { touches: [meetingList, [meetingById, { params: { id: meeting.id } }]] });
  return useForm({
    schema: recordMeeting.body,
    labels,
    initial: initialOf(meeting),
    texts: meetingProblemTexts,
    draft: `record:${meeting.id}`,
    submit: async (body) => {
      const { content = '', resolutions = [], tasks = [] } = body;
      await (send?.({ content, resolutions, tasks }) ?? run({ params: { id: meeting.id }, body }));
      onSaved();
    },
  });
};

export interface ResolutionFields {
  readonly wording: Field<string>;
  readonly vote: Field<Vote>;
  /** Typed as digits; shown where votes are counted. */
  readonly counts: readonly Field<string>[];
  readonly counted: boolean;
  /** All who may vote and are there said yes: the number is known, so nobody types it. */
  readonly voters: number;
  readonly unanimous: () => void;
  readonly remove: () => void;
}

export interface TaskFields {
  readonly task: Field<string>;
  readonly owner: Field<string>;
  readonly dueOn: Field<string>;
  readonly remove: () => void;
}

export interface RecordLists {
  readonly resolutions: readonly ResolutionFields[];
  readonly tasks: readonly TaskFields[];
  readonly addResolution: () => void;
  readonly addTask: () => void;
}

export type Listed = readonly Pick<Meeting['invitees'][number], 'personId' | 'name'>[];

/** Who is on the list, and who owns a task although a correction has taken them off it. */
export const ownersIn = (meeting: Meeting, list: Listed = meeting.invitees): { value: string; label: string }[] => {
  const names = new Map([
    ...meeting.tasks.map(({ owner }) => [owner.id, owner.name] as const),
    ...list.map(({ personId, name }) => [personId, name] as const),
  ]);
  return [...names].map(([value, label]) => ({ value, label }));
};

const digits = (text: string | null | undefined): number => Number((text ?? '').replaceAll(/\D/g, '').slice(0, 6));

/** The lists of a record as fields: what the form kit gives for single values, for the values of each line. */
export const useRecordLists = (
  form: Form<Body>,
  meeting: Meeting,
  votersPresent = meeting.tally.votersPresent,
): RecordLists => {
  const t = useText();
  const values = form.values as Partial<Values>;
  const resolutions = values.resolutions ?? [];
  const tasks = values.tasks ?? [];
  const set = (changes: Partial<Values>): void => (form as Form<typeof recordMeeting.body>).set(changes);
  const field = <V>(
    path: string,
    label: Text,
    value: V | undefined,
    onChange: (value: V | null | undefined) => void,
  ) => ({
    id: `${meeting.id}-${path}`,
    label: t.loose(label),
    value,
    onChange,
    onBlur: () => undefined,
    errors: form.errorsAt(path),
    required: true,
  });
  const changeResolution = (at: number, change: Partial<Resolution>): void =>
    set({ resolutions: resolutions.map((one, place) => (place === at ? { ...one, ...change } : one)) });
  const changeTask = (at: number, change: Partial<Task>): void =>
    set({ tasks: tasks.map((one, place) => (place === at ? { ...one, ...change } : one)) });
  const counts = ['yes', 'no', 'abstain'] as const;
  return {
    resolutions: resolutions.map((one, at) => ({
      wording: field(`resolutions.${at}.wording`, meetingTexts.wording, one.wording, (wording) =>
        changeResolution(at, { wording: wording ?? '' }),
      ),
      vote: field<Vote>(`resolutions.${at}.vote`, meetingTexts.vote, one.vote, (vote) =>
        changeResolution(at, { vote: vote ?? 'none' }),
      ),
      counts: counts.map((name) =>
        field(`resolutions.${at}.${name}`, meetingTexts[name], String(one[name] ?? 0), (text) =>
          changeResolution(at, { [name]: digits(text) }),
        ),
      ),
      counted: one.vote !== undefined && one.vote !== 'none',
      voters: votersPresent,
      unanimous: () => changeResolution(at, { yes: votersPresent, no: 0, abstain: 0 }),
      remove: () => set({ resolutions: resolutions.filter((_, place) => place !== at) }),
    })),
    tasks: tasks.map((one, at) => ({
      task: field(`tasks.${at}.task`, meetingTexts.task, one.task, (task) => changeTask(at, { task: task ?? '' })),
      owner: field(`tasks.${at}.ownerPersonId`, meetingTexts.owner, one.ownerPersonId, (ownerPersonId) =>
        changeTask(at, { ownerPersonId: ownerPersonId ?? '' }),
      ),
      dueOn: field(`tasks.${at}.dueOn`, meetingTexts.dueOn, one.dueOn, (dueOn) =>
        changeTask(at, { dueOn: dueOn ?? '' }),
      ),
      remove: () => set({ tasks: tasks.filter((_, place) => place !== at) }),
    })),
    addResolution: () =>
      set({
        resolutions: [...resolutions, { wording: '', vote: votesOf(meeting.type)[0], yes: 0, no: 0, abstain: 0 }],
      }),
    addTask: () => set({ tasks: [...tasks, { task: '', ownerPersonId: '', dueOn: '' }] }),
  };
};

import { z } from 'zod';
import { command, query } from '#shared/endpoint.ts';
import { seenCharacters } from '#features/service/requests/rules.ts';
import { helperStates, isHours, wishStates } from '../rules.ts';

const id = z.uuid();
const version = z.number().int().min(1);
const hours = z.number().refine(isHours, 'wishes.hours_of_a_day');
const words = z
  .string()
  .trim()
  .min(1)
  .max(500)
  .refine((text) => seenCharacters(text) >= 4, 'wishes.too_short');
const Kept = z.object({ id, version, state: z.enum(helperStates) });
const helper = z.object({ id, helperId: id });

export const decideHelper = command({
  name: 'wishes.decideHelper',
  path: '/wishes/:id/helpers/:helperId',
  access: 'wishes.handle',
  summary: '回复报名的党员 / agree to a member who asks to help, and say how, or decline',
  params: helper,
  body: z.object({ version, agree: z.boolean(), words }),
  reply: Kept,
});

/** Somebody without an account, or who does not use it. */
export const addHelper = command({
  name: 'wishes.addHelper',
  path: '/wishes/:id/helpers',
  access: 'wishes.handle',
  summary: '登记志愿者 / name a volunteer',
  params: z.object({ id }),
  body: z.object({ name: z.string().trim().min(1).max(40) }),
  reply: Kept,
});

export const stateHelperHours = command({
  name: 'wishes.stateHours',
  path: '/wishes/:id/helpers/:helperId/hours',
  access: 'wishes.handle',
  summary: '登记服务时长，待被服务人确认 / state the hours of a named volunteer, to be confirmed by the served',
  params: helper,
  body: z.object({ version, hours }),
  reply: Kept,
});

/** What a member helps with: the public words, and what the unit has said to the helper alone. */
export const OwnHelp = z.object({
  id,
  wishId: id,
  version,
  words: z.string(),
  areaName: z.string(),
  unitName: z.string(),
  wishState: z.enum(wishStates),
  state: z.enum(helperStates),
  /** How it is to be done, by the unit. */
  told: z.string().nullable(),
  hours: z.number().nullable(),
  can: z.object({ state: z.boolean(), leave: z.boolean() }),
});
export type OwnHelp = z.infer<typeof OwnHelp>;

export const ownHelpList = query({
  name: 'own.helps',
  path: '/own/helps',
  access: 'own.wishes',
  summary: '我帮办的心愿 / wishes that the member helps with',
  reply: z.object({
    items: z.array(OwnHelp),
    /** Hours that the served have confirmed: for the member alone, and compared with nobody's. */
    confirmedHours: z.number(),
  }),
});

export const offerHelp = command({
  name: 'own.help',
  path: '/own/helps',
  access: 'own.wishes',
  summary: '报名帮办公开的心愿 / offer to help with a wish of the public list',
  body: z.object({ wishId: id }),
  reply: Kept,
});

export const stateOwnHours = command({
  name: 'own.stateHours',
  path: '/own/helps/:id/hours',
  access: 'own.wishes',
  summary: '填写本人服务时长 / state the own hours, to be confirmed by the served',
  params: z.object({ id }),
  body: z.object({ version, hours }),
  reply: Kept,
});

export const leaveHelp = command({
  name: 'own.leaveHelp',
  path: '/own/helps/:id/leave',
  access: 'own.wishes',
  summary: '不能帮办了 / the member cannot help after all',
  params: z.object({ id }),
  body: z.object({ version }),
  reply: Kept,
});

import { z } from 'zod';
import { command, query } from '#shared/endpoint.ts';
import { Receipt, sendRequest } from '../contract.ts';
import { enteredChannels } from './rules.ts';

const id = z.uuid();
/** As it was typed; small letters and blanks are read alike. */
const number = z.string().trim().min(1).max(40);

/** The resident's words, by the hand of somebody who is named. The code goes to the resident, on paper. */
export const enterRequest = command({
  name: 'requests.enter',
  path: '/requests/enter',
  access: 'requests.handle',
  summary: '代为登记诉求 / enter a request for somebody who says, calls or writes it',
  // Whether it is a petition says the resident alone, by the code: the first clock would follow from it.
  body: sendRequest.body.omit({ petition: true }).extend({
    channel: z.enum(enteredChannels),
    /** Who speaks for the resident, where somebody does: a relative, a grid worker. Shown to the resident too. */
    helper: z.string().trim().max(60).optional(),
    /** Of a printed form: entered once. */
    form: number.optional(),
  }),
  reply: Receipt,
});

const Sheet = z.object({ id, number: z.string(), code: z.string() });
export type Sheet = z.infer<typeof Sheet>;

/** Each sheet with the code that its holder keeps: shown this once, to be printed. */
export const printForms = command({
  name: 'requests.printForms',
  path: '/requests/forms',
  access: 'requests.handle',
  summary: '印制诉求登记表 / make printed forms, each with a number and a code',
  body: z.object({ count: z.number().int().min(1).max(50) }),
  reply: z.object({ items: z.array(Sheet) }),
});

export const formState = query({
  name: 'requests.form',
  path: '/requests/forms/by-number',
  access: 'requests.handle',
  summary: '登记表的状态 / whether a printed form can be entered',
  query: z.object({ number }),
  reply: z.object({ number: z.string(), madeAt: z.string(), usedAt: z.string().nullable() }),
});

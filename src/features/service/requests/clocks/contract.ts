import { z } from 'zod';
import { Why } from '#features/base/rules/contract.ts';
import { command, query } from '#shared/endpoint.ts';
import { requestProcedures, requestStates, seenCharacters } from '../rules.ts';
import { pauseReasons } from './rules.ts';

const id = z.uuid();
const one = z.object({ id });
const version = z.number().int().min(1);
const words = (max: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(max)
    .refine((text) => seenCharacters(text) >= 4, 'requests.too_short');

/** A day with the rule that it follows from. */
const DayWhy = z.object({ on: z.string(), why: Why });

/** How the clock of a request stands, for whoever may see the request. */
export const RequestClock = z.object({
  /** What is awaited: that a petition is taken, or the answer. */
  stage: z.enum(['register', 'answer']),
  procedure: z.enum(requestProcedures),
  /** By the first clock from receipt, which figures count by. */
  plainDueOn: z.string(),
  overdue: z.boolean(),
  /** Since when it stands still, why, and when it runs on by itself. */
  paused: z.object({ reason: z.enum(pauseReasons), since: z.string(), latest: z.string() }).nullable(),
  /** The day on which more time was granted. */
  extendedOn: z.string().nullable(),
  /** The unit above that was told last that it is overdue. */
  escalatedTo: z.string().nullable(),
  /** Reviews of the answer that stands. */
  reviews: z.array(
    z.object({
      level: z.number().int(),
      unitName: z.string(),
      askedOn: z.string(),
      due: DayWhy,
      decidedOn: z.string().nullable(),
      outcome: z.enum(['upheld', 'annulled']).nullable(),
    }),
  ),
  /** The review that may be asked for now. Without a unit it lies outside of this county. */
  next: z.object({ level: z.number().int(), until: DayWhy, unitName: z.string().nullable() }).nullable(),
  /** The last day to say something about the answer, which is closed by silence then. */
  silence: DayWhy.nullable(),
  lapsed: z.boolean(),
  /** A second review upheld the answer: the same facts are not taken up again. */
  final: z.boolean(),
});
export type RequestClock = z.infer<typeof RequestClock>;

/** What the office may do about the clock. */
export const requestClock = query({
  name: 'requests.clock',
  path: '/requests/:id/clock',
  access: 'requests.read',
  summary: '一件诉求的期限 / the clock of a request, and what may be done about it',
  params: one,
  reply: z.object({
    version,
    ask: z.object({ kind: z.enum(['extension', 'petition']), askedOn: z.string(), deciderName: z.string() }).nullable(),
    can: z.object({
      pause: z.array(z.enum(pauseReasons)),
      resume: z.boolean(),
      askExtension: z.boolean(),
      askPetition: z.boolean(),
      decideAsk: z.boolean(),
      decideReview: z.boolean(),
    }),
  }),
});

const Handled = z.object({ id, version, state: z.enum(requestStates) });

export const pauseRequest = command({
  name: 'requests.pause',
  path: '/requests/:id/pause',
  access: 'requests.handle',
  summary: '暂停计时，限于规则库所列情形 / stop the clock for a listed reason; the resident reads it',
  params: one,
  body: z.object({ version, reason: z.enum(pauseReasons), text: words(500) }),
  reply: Handled,
});

export const resumeRequest = command({
  name: 'requests.resume',
  path: '/requests/:id/resume',
  access: 'requests.handle',
  summary: '恢复计时 / let the clock run on',
  params: one,
  body: z.object({ version }),
  reply: Handled,
});

export const askTerm = command({
  name: 'requests.askTerm',
  path: '/requests/:id/term',
  access: 'requests.handle',
  summary: '申请延期，或者申请转为信访事项 / ask the unit above for more time, or to handle it as a petition',
  params: one,
  body: z.object({ version, kind: z.enum(['extension', 'petition']), reason: words(500) }),
  reply: Handled,
});

export const decideTerm = command({
  name: 'requests.decideTerm',
  path: '/requests/:id/term/decide',
  access: 'requests.handle',
  drill: 'request',
  summary: '审批延期或转为信访事项 / grant or deny what the unit in charge has asked for',
  params: one,
  body: z.object({ version, grant: z.boolean(), reason: words(500) }),
  reply: Handled,
});

export const decideReview = command({
  name: 'requests.decideReview',
  path: '/requests/:id/review/decide',
  access: 'requests.handle',
  summary: '作出复查、复核意见 / decide a review or a second review',
  params: one,
  body: z.object({ version, outcome: z.enum(['upheld', 'annulled']), text: words(4_000) }),
  reply: Handled,
});

/** By the code: whether it is a petition is the resident's to say, and needs nobody's leave. */
export const declarePetition = command({
  name: 'requests.declarePetition',
  path: '/requests/petition',
  access: 'public',
  summary: '声明作为信访事项办理 / the resident declares an open request a petition',
  body: z.object({ code: z.string().trim().min(1).max(60) }),
  reply: z.object({ state: z.enum(requestStates) }),
});

/** By the code: nobody needs an account to be heard a second time. */
export const askReview = command({
  name: 'requests.askReview',
  path: '/requests/review',
  access: 'public',
  summary: '请求复查、复核 / the resident asks the unit above to review the answer to a petition',
  body: z.object({ code: z.string().trim().min(1).max(60), reason: words(1_000) }),
  reply: z.object({ state: z.enum(requestStates) }),
});

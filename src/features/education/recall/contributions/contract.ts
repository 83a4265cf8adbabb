import { z } from 'zod';
import { command, query } from '#shared/endpoint.ts';
import { code } from '#features/education/bank/contract.ts';
import { contributionStates } from '../rules.ts';

const id = z.uuid();
const version = z.number().int().min(1);
export const contributionWords = z.string().trim().min(4).max(300);

export const Contribution = z.object({
  id,
  version,
  topic: z.object({ zh: z.string(), en: z.string() }),
  words: z.string(),
  givenOn: z.string(),
  state: z.enum(contributionStates),
  /** Who signed it, or did not. */
  signer: z.string().nullable(),
  signedOn: z.string().nullable(),
  reason: z.string().nullable(),
});
export type Contribution = z.infer<typeof Contribution>;

export const ContributionLine = Contribution.extend({
  name: z.string(),
  unitName: z.string(),
  can: z.object({ sign: z.boolean() }),
});
export type ContributionLine = z.infer<typeof ContributionLine>;

export const contributionShows = ['stated', 'all'] as const;

export const contributionList = query({
  name: 'contributions.list',
  path: '/education/contributions',
  access: 'contributions.sign',
  summary: '本支部党员的学习贡献，待签认的在前 / what members of the branch contributed',
  query: z.object({ show: z.enum(contributionShows).default('stated') }),
  reply: z.object({ items: z.array(ContributionLine) }),
});

const Changed = z.object({ id, version, state: z.enum(contributionStates) });

export const decideContribution = command({
  name: 'contributions.decide',
  path: '/education/contributions/:id',
  access: 'contributions.sign',
  summary: '签认学习贡献，或说明为什么不签 / sign a contribution, or say why not',
  params: z.object({ id }),
  body: z
    .object({ version, sign: z.boolean(), reason: z.string().trim().max(300).optional() })
    .refine(({ sign, reason }) => sign || (reason?.length ?? 0) >= 2, {
      path: ['reason'],
      message: 'recall.reason_missing',
    }),
  reply: Changed,
});

export const stateContribution = command({
  name: 'own.stateContribution',
  path: '/own/contributions',
  access: 'own.recall',
  summary: '填写学习贡献，请支部签认 / state a contribution for the branch to sign',
  body: z.object({ topic: code, givenOn: z.iso.date(), words: contributionWords }),
  reply: Changed,
});

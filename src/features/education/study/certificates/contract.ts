import { z } from 'zod';
import { query } from '#shared/endpoint.ts';
import { certificateStates } from './rules.ts';

/** What anybody reads who has the number: nothing of the holder but the masked name. */
export const PublicCertificate = z.object({
  number: z.string(),
  state: z.enum(certificateStates),
  maskedName: z.string(),
  title: z.string(),
  organiser: z.string(),
  startsOn: z.string(),
  endsOn: z.string(),
  hours: z.number(),
  issuedOn: z.string(),
  expiresOn: z.string().nullable(),
  withdrawnOn: z.string().nullable(),
});
export type PublicCertificate = z.infer<typeof PublicCertificate>;

/** The number travels in the `x-query` header, so that no log keeps it. */
export const checkCertificate = query({
  name: 'study.checkCertificate',
  path: '/study/certificates',
  access: 'public',
  summary: '凭编号核验培训证书 / check a certificate by its number (in the x-query header)',
  query: z.object({ number: z.string().trim().min(1).max(40) }),
  reply: PublicCertificate,
});

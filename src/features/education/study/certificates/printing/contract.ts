import { z } from 'zod';
import { query } from '#shared/endpoint.ts';

const id = z.uuid();

export const ownCertificate = query({
  name: 'own.studyCertificate',
  path: '/own/study/certificates/:id/file',
  access: 'own.study',
  summary: '我的结业证书（PDF） / the own certificate, to print',
  params: z.object({ id }),
  reply: z.unknown(),
});

export const classCertificate = query({
  name: 'study.certificateFile',
  path: '/study/classes/:id/certificates/:certificateId/file',
  access: 'study.read',
  summary: '打印结业证书（PDF） / a certificate, to print',
  params: z.object({ id, certificateId: id }),
  reply: z.unknown(),
});

import { z } from 'zod';
import { query } from '#shared/endpoint.ts';
import { letterFormats } from '#shared/letter.ts';

export const opinionLetter = query({
  name: 'requests.opinion',
  path: '/requests/:id/opinion',
  access: 'requests.read',
  summary: '处理意见书（DOCX、PDF） / the opinion as a document',
  params: z.object({ id: z.uuid() }),
  query: z.object({ as: z.enum(letterFormats).default('docx') }),
  reply: z.unknown(),
});

import { z } from 'zod';
import { query } from '#shared/endpoint.ts';
import { letterFormats } from '#shared/letter.ts';

/** Delivered to the resident with the answer: by a link that whoever holds the code was given. */
export const followedOpinion = query({
  name: 'requests.followedOpinion',
  path: '/requests/follow/opinion/:link',
  access: 'public',
  summary: '群众下载处理意见书 / the opinion as a document, by a link that the holder of the code was given',
  params: z.object({ link: z.string().regex(/^[\w.-]{20,200}$/) }),
  query: z.object({ as: z.enum(letterFormats).default('docx') }),
  reply: z.unknown(),
});

export const opinionLetter = query({
  name: 'requests.opinion',
  path: '/requests/:id/opinion',
  access: 'requests.read',
  summary: '处理意见书（DOCX、PDF） / the opinion as a document',
  params: z.object({ id: z.uuid() }),
  query: z.object({ as: z.enum(letterFormats).default('docx') }),
  reply: z.unknown(),
});

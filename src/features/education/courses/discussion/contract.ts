import { z } from 'zod';
import { command, query } from '#shared/endpoint.ts';
import { seenText } from './rules.ts';

const id = z.uuid();
const onUnit = z.object({ id, unit: id });

export const Post = z.object({
  id,
  name: z.string(),
  text: z.string(),
  at: z.string(),
  /** By somebody of the branch's committee. */
  can: z.object({ remove: z.boolean() }),
});
export type Post = z.infer<typeof Post>;

export const ownDiscussion = query({
  name: 'own.discussion',
  path: '/own/courses/:id/discussions/:unit',
  access: 'own.courses',
  summary: '课程讨论，只有本支部看得到 / what the own branch says about a unit; nobody else reads it',
  params: onUnit,
  reply: z.object({ items: z.array(Post) }),
});

/** The id comes from the device: however often it is sent, it is said once. */
export const sayInCourse = command({
  name: 'own.sayInCourse',
  path: '/own/courses/:id/discussions/:unit',
  access: 'own.courses',
  summary: '在课程讨论里发言 / say something to the own branch about a unit',
  params: onUnit,
  body: z.object({ postId: id, text: seenText }),
  reply: z.object({ id }),
});

export const removePost = command({
  name: 'courses.removePost',
  path: '/courses/posts/:id/remove',
  access: 'courses.confirm',
  summary: '删去本支部讨论里的发言，写明理由 / take a post out of the branch’s discussion, with the reason',
  params: z.object({ id }),
  body: z.object({ reason: z.string().trim().min(2).max(200) }),
  reply: z.object({ id }),
});

import { z } from 'zod';
import { command, query } from '#shared/endpoint.ts';
import { mostPhotos, photoLimits } from './rules.ts';

const id = z.uuid();
const count = z.number().int();
const code = z.string().trim().min(1).max(60);

export const Photo = z.object({ id, at: z.string(), width: count, height: count, size: count });
export type Photo = z.infer<typeof Photo>;

export const FollowedPhotos = z.object({
  /** `link`: the token of `requests.followedPhoto`; it holds for an hour. */
  items: z.array(Photo.extend({ link: z.string() })),
  /** How many more can be added; 0 once the request has ended. */
  left: count,
});
export type FollowedPhotos = z.infer<typeof FollowedPhotos>;

/** The code travels in the `x-query` header, so that no log keeps it. */
export const followedPhotos = query({
  name: 'requests.followedPhotos',
  path: '/requests/follow/photos',
  access: 'public',
  summary: '凭查询码查看照片 / photos of a request by its code (in the x-query header)',
  query: z.object({ code }),
  reply: FollowedPhotos,
});

export const addPhotos = command({
  name: 'requests.addPhotos',
  path: '/requests/follow/photos',
  access: 'public',
  summary: '凭查询码补充照片，去掉拍摄信息 / add photos to a request by its code; what the camera wrote is removed',
  body: z.object({
    code,
    /** JPEG, PNG or WebP in base64. */
    photos: z
      .array(z.string().max(Math.ceil(photoLimits.each / 3) * 4, 'requests.photo_large'))
      .min(1, 'requests.photo_none')
      .max(mostPhotos, 'requests.photo_many'),
  }),
  reply: z.object({ added: count, left: count }),
});

export const followedPhoto = query({
  name: 'requests.followedPhoto',
  path: '/requests/follow/photos/:link',
  access: 'public',
  summary: '查看自己提交的照片 / one photo, by a link that the holder of the code was given',
  params: z.object({ link: z.string().regex(/^[\w.-]{20,200}$/) }),
  reply: z.unknown(),
});

export const requestPhotos = query({
  name: 'requests.photos',
  path: '/requests/:id/photos',
  access: 'requests.read',
  summary: '诉求的照片 / photos of a request',
  params: z.object({ id }),
  reply: z.object({ items: z.array(Photo) }),
});

export const requestPhoto = query({
  name: 'requests.photo',
  path: '/requests/:id/photos/:photo',
  access: 'requests.read',
  summary: '一张照片 / one photo of a request',
  params: z.object({ id, photo: id }),
  reply: z.unknown(),
});
